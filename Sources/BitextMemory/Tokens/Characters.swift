// SPDX-License-Identifier: Apache-2.0

/// What the tokenizer asks of a character, from its UTF-8 bytes.
enum Characters {
  /// What stands at an offset.
  enum Class { case ascii, space, ideograph, widePunctuation, other }

  /// The length of the white space at an offset; 0 where there is none.
  @inline(__always)
  static func spaceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 < 5 ? 1 : 0 }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 else { return 0 }
    let (value, length) = scalar(text, at: index)
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return length
    default: return 0
    }
  }

  /// The scalar at an offset; the text is well formed.
  @inline(__always)
  static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (value: UInt32, length: Int) {
    let first = text[index]
    @inline(__always) func tail(_ offset: Int) -> UInt32 {
      index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0
    }
    if first < 0x80 { return (UInt32(first), 1) }
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | tail(1), 2) }
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return (UInt32(first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  /// The class and the length of what stands at an offset.
  @inline(__always)
  static func classify(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (kind: Class, length: Int) {
    let byte = text[index]
    if byte < 0x80 { return (byte == 0x20 || byte &- 9 < 5 ? .space : .ascii, 1) }
    if byte >= 0xE4 && byte <= 0xE9 {
      // U+4DC0–4DFF, hexagrams, are the only ones here that are no ideographs.
      if byte == 0xE4, index + 1 < text.count, text[index + 1] == 0xB7 { return (.other, 3) }
      return (.ideograph, 3)
    }
    let (value, length) = scalar(text, at: index)
    switch value {
    case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
      0x3005...0x3007, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x323AF:
      return (.ideograph, length)
    case 0x3001...0x3004, 0x3008...0x3020, 0x30FB, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF3E,
      0xFF5B...0xFF65:
      return (.widePunctuation, length)
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return (.space, length)
    default: return (.other, length)
    }
  }

  /// Whether variation selectors stand at an offset: they belong to the ideograph before them.
  @inline(__always)
  static func selectorLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index < text.count, text[index] == 0xEF || text[index] == 0xF3 else { return 0 }
    let (value, length) = scalar(text, at: index)
    return (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) ? length : 0
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
