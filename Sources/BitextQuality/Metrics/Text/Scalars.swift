// SPDX-License-Identifier: Apache-2.0

/// The scalars of a text.
typealias Scalars = Scratch<UInt32>

extension Scratch where Element == UInt32 {
  /// Decodes UTF-8 in place of what was here.
  ///
  /// An ill-formed byte becomes U+FFFD; who needs to know asks ``WellFormed`` before.
  mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) {
    resize(bytes.count)
    guard let input = bytes.baseAddress else { return }
    var read = 0
    var written = 0
    while read < bytes.count {
      let first = UInt32(input[read])
      if first < 0x80 {
        base[written] = first
        read += 1
      } else if first & 0xF0 == 0xE0, read + 2 < bytes.count,
        input[read + 1] & 0xC0 == 0x80, input[read + 2] & 0xC0 == 0x80
      {
        base[written] =
          (first & 0x0F) << 12 | UInt32(input[read + 1] & 0x3F) << 6
          | UInt32(input[read + 2] & 0x3F)
        read += 3
      } else {
        base[written] = Self.decodeRare(bytes, &read)
      }
      written += 1
    }
    resize(written)
  }

  @inline(never)
  private static func decodeRare(_ bytes: UnsafeBufferPointer<UInt8>, _ read: inout Int) -> UInt32 {
    let first = UInt32(bytes[read])
    let length = first & 0xE0 == 0xC0 ? 2 : first & 0xF8 == 0xF0 ? 4 : 1
    guard length > 1, read + length <= bytes.count else {
      read += 1
      return 0xFFFD
    }
    var value = length == 2 ? first & 0x1F : first & 0x07
    for offset in 1..<length {
      guard bytes[read + offset] & 0xC0 == 0x80 else {
        read += 1
        return 0xFFFD
      }
      value = value << 6 | UInt32(bytes[read + offset] & 0x3F)
    }
    read += length
    return value
  }

  /// Cuts white space off the end.
  mutating func trimEnd() {
    var end = count
    while end > 0, ScalarClass.isSpace(base[end - 1]) { end -= 1 }
    resize(end)
  }

  /// Leaves one space where white space was, and none at the ends.
  mutating func collapseSpace() {
    var written = 0
    for index in 0..<count {
      if !ScalarClass.isSpace(base[index]) {
        base[written] = base[index]
        written += 1
      } else if written > 0, base[written - 1] != ScalarClass.space {
        base[written] = ScalarClass.space
        written += 1
      }
    }
    if written > 0, base[written - 1] == ScalarClass.space { written -= 1 }
    resize(written)
  }

  /// Replaces a short run of scalars wherever it stands, from left to right.
  mutating func replace(_ pattern: StaticString, with replacement: StaticString) {
    let length = pattern.utf8CodeUnitCount
    precondition(replacement.utf8CodeUnitCount <= length, "A replacement may not be longer.")
    let wanted = pattern.utf8Start
    var read = 0
    var written = 0
    while read < count {
      var same = 0
      while same < length, read + same < count, base[read + same] == UInt32(wanted[same]) {
        same += 1
      }
      if same == length {
        for offset in 0..<replacement.utf8CodeUnitCount {
          base[written] = UInt32(replacement.utf8Start[offset])
          written += 1
        }
        read += length
      } else {
        base[written] = base[read]
        written += 1
        read += 1
      }
    }
    resize(written)
  }

  /// The words between white space, joined by single spaces.
  func joinedWords() -> String {
    var text = String.UnicodeScalarView()
    var pending = false
    for index in 0..<count {
      if ScalarClass.isSpace(base[index]) {
        pending = true
      } else {
        if pending, !text.isEmpty { text.append(" ") }
        pending = false
        text.append(Unicode.Scalar(base[index]) ?? "\u{FFFD}")
      }
    }
    return String(text)
  }

  /// The scalars as they stand.
  func text() -> String {
    var text = String.UnicodeScalarView()
    for index in 0..<count { text.append(Unicode.Scalar(base[index]) ?? "\u{FFFD}") }
    return String(text)
  }
}
