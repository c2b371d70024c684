// SPDX-License-Identifier: Apache-2.0

extension Scratch where Element == UInt32 {
  /// Makes the scalars lower case by the full mappings of Unicode, with the final sigma.
  ///
  /// - Parameter spare: Memory to work in; holds anything afterwards.
  mutating func lowercase(using spare: inout Scalars) {
    var rare = false
    for index in 0..<count {
      let scalar = base[index]
      if (scalar &- 0x41) < 26 {
        base[index] = scalar | 0x20
      } else if scalar >= 0x80, !Self.isCaseless(scalar) {
        rare = true
      }
    }
    if rare { lowercaseRare(using: &spare) }
  }

  /// Radicals, ideographs, kana, Yi and Hangul have no case.
  @inline(__always)
  private static func isCaseless(_ scalar: UInt32) -> Bool {
    (scalar &- 0x2E00) < 0xA640 - 0x2E00 || (scalar &- 0xAC00) < 0xD7A4 - 0xAC00
  }

  @inline(never)
  private mutating func lowercaseRare(using spare: inout Scalars) {
    spare.copy(self)
    removeAll()
    for index in 0..<spare.count {
      let value = spare[index]
      guard value >= 0x80, !Self.isCaseless(value), let scalar = Unicode.Scalar(value) else {
        append(value)
        continue
      }
      if value == 0x3A3 {
        append(Self.isFinal(spare, index) ? 0x3C2 : 0x3C3)
      } else {
        for mapped in scalar.properties.lowercaseMapping.unicodeScalars { append(mapped.value) }
      }
    }
  }

  /// Whether the sigma at `index` ends a word: a cased scalar before it, none after it.
  private static func isFinal(_ text: borrowing Scalars, _ index: Int) -> Bool {
    func cased(_ steps: some Sequence<Int>) -> Bool {
      for at in steps {
        guard let properties = Unicode.Scalar(text[at])?.properties else { return false }
        if !properties.isCaseIgnorable { return properties.isCased }
      }
      return false
    }
    return cased((0..<index).reversed()) && !cased((index + 1)..<text.count)
  }
}
