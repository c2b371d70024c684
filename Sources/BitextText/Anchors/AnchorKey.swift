// SPDX-License-Identifier: Apache-2.0

/// Turns folded bytes into keys.
enum AnchorKey {
  /// FNV-1a, 64 bits, with a final mix, so that keys of short words spread over all bits.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0xcbf2_9ce4_8422_2325))
  }

  /// The key of a number; never that of a word with the same characters.
  static func hash(number bytes: ArraySlice<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0x9ae1_6a3b_2f90_404f))
  }

  private static func fnv(_ bytes: ArraySlice<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed
    for byte in bytes {
      hash ^= UInt64(byte)
      hash = hash &* 0x0000_0100_0000_01b3
    }
    return hash
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value ^= value >> 32
    value = value &* 0xd6e8_feb8_6659_fd93
    value ^= value >> 32
    return value
  }

  /// Drops the s of a plural: of words of more than three letters, and of `LLMs`.
  static func withoutPlural(_ bytes: ArraySlice<UInt8>, shape: Compound) -> ArraySlice<UInt8> {
    guard bytes.last == UInt8(ascii: "s") else { return bytes }
    if shape.capitals >= 2 && shape.smalls == 1 { return bytes.dropLast() }
    guard bytes.count > 3 else { return bytes }
    let before = bytes[bytes.endIndex - 2]
    guard before != UInt8(ascii: "s"), before != UInt8(ascii: "u"), before != UInt8(ascii: "i")
    else { return bytes }
    return bytes.dropLast()
  }

  /// Writes a decimal number without leading zeros, trailing zeros and a needless point, times a
  /// power of ten.
  static func normalizeNumber(_ digits: inout [UInt8], timesTenTo exponent: Int) {
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    var places = max(0, digits.count - point - 1)
    digits.removeAll { $0 == UInt8(ascii: ".") }
    for _ in 0..<exponent {
      if places > 0 { places -= 1 } else { digits.append(UInt8(ascii: "0")) }
    }
    while places > 0 && digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      places -= 1
    }
    let leading = digits.prefix(max(0, digits.count - places - 1)).prefix {
      $0 == UInt8(ascii: "0")
    }
    digits.removeFirst(leading.count)
    if places > 0 { digits.insert(UInt8(ascii: "."), at: max(0, digits.count - places)) }
  }
}
