// SPDX-License-Identifier: Apache-2.0

/// UTF-8 bytes with reading that never leaves the text and never traps on ill-formed input.
///
/// An ill-formed byte reads as U+FFFD of length 1.
struct ByteText {
  let base: UnsafePointer<UInt8>
  let count: Int

  /// The byte at an offset, 0 outside the text.
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? base[offset] : 0
  }

  /// The scalar that starts at an offset and its length; (0, 0) at the end.
  @inline(__always)
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    guard offset >= 0, offset < count else { return (0, 0) }
    let first = base[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    if first &- 0xE1 < 12, offset + 2 < count {
      // U+1000...U+CFFF: no overlong forms, no surrogates.
      let (second, third) = (base[offset + 1], base[offset + 2])
      if second & 0xC0 == 0x80, third & 0xC0 == 0x80 {
        return (UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
      }
    }
    return longScalar(at: offset, first: first)
  }

  /// Whether one of U+4000...U+9FFF, hexagrams and ideographs all, starts at an offset within the text.
  @inline(__always)
  func isIdeograph(at offset: Int) -> Bool {
    base[offset] &- 0xE4 < 6 && offset + 2 < count && base[offset + 1] & 0xC0 == 0x80
      && base[offset + 2] & 0xC0 == 0x80
  }

  /// The scalar that ends before an offset and its length; (0, 0) at the start.
  @inline(__always)
  func scalar(before offset: Int) -> (value: UInt32, length: Int) {
    guard offset > 0, offset <= count else { return (0, 0) }
    let last = base[offset - 1]
    if last < 0x80 { return (UInt32(last), 1) }
    var start = offset - 1
    while start > 0, start > offset - 4, base[start] & 0xC0 == 0x80 { start -= 1 }
    let found = scalar(at: start)
    return start + found.length == offset ? found : (0xFFFD, 1)
  }

  @inline(never)
  private func longScalar(at offset: Int, first: UInt8) -> (value: UInt32, length: Int) {
    let length: Int
    var value: UInt32
    let least: UInt32
    switch first {
    case 0xC2...0xDF: (length, value, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (length, value, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (length, value, least) = (4, UInt32(first & 0x07), 0x1_0000)
    default: return (0xFFFD, 1)
    }
    guard offset + length <= count else { return (0xFFFD, 1) }
    for index in 1..<length {
      let byte = base[offset + index]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let valid = value >= least && value <= 0x10FFFF && !(0xD800...0xDFFF).contains(value)
    return valid ? (value, length) : (0xFFFD, 1)
  }

  /// Whether these bytes stand at an offset.
  func has(_ bytes: StaticString, at offset: Int) -> Bool {
    let length = bytes.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    for index in 0..<length where base[offset + index] != bytes.utf8Start[index] { return false }
    return true
  }
}
