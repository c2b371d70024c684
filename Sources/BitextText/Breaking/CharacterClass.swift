// SPDX-License-Identifier: Apache-2.0

/// Classes of characters that the rules of segmentation ask about.
enum CharacterClass {
  /// The length of a white-space character (Unicode White_Space) at an offset, 0 for anything else.
  @inline(__always)
  static func spaceLength(_ text: ByteText, at offset: Int) -> Int {
    let byte = text[offset]
    if byte < 0x80 {
      return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && offset < text.count) ? 1 : 0
    }
    if byte >= 0xE4 { return 0 }
    let (value, length) = text.scalar(at: offset)
    return isSpace(value) ? length : 0
  }

  /// The length of a white-space character that ends before an offset, 0 for anything else.
  @inline(__always)
  static func spaceLength(_ text: ByteText, before offset: Int) -> Int {
    let (value, length) = text.scalar(before: offset)
    return length > 0 && isSpace(value) ? length : 0
  }

  @inline(__always)
  static func isSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  /// Han ideographs with 々 〆 〇.
  @inline(__always)
  static func isHan(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x3005...0x3007, 0x20000...0x323AF:
      true
    default: false
    }
  }

  /// Han, kana and Hangul: scripts written without capitals, mostly without spaces.
  static func isEastAsian(_ value: UInt32) -> Bool {
    isHan(value) || (0x3040...0x30FF).contains(value) || (0xAC00...0xD7A3).contains(value)
      || (0x3100...0x31FF).contains(value) || (0xFF66...0xFF9D).contains(value)
  }

  @inline(__always)
  static func isDigit(_ value: UInt32) -> Bool {
    (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value)
  }

  @inline(__always)
  static func isUpper(_ value: UInt32) -> Bool {
    if value < 0x80 { return value >= 0x41 && value <= 0x5A }
    switch value {
    case 0xC0...0xDE: return value != 0xD7
    case 0x100...0x137: return value & 1 == 0
    case 0x139...0x148: return value & 1 == 1
    case 0x14A...0x177: return value & 1 == 0
    case 0x178, 0x179, 0x17B, 0x17D: return true
    case 0x391...0x3A9, 0x400...0x42F, 0xFF21...0xFF3A: return true
    case 0x1D400...0x1D7FF: return false
    default: return false
    }
  }

  @inline(__always)
  static func isLower(_ value: UInt32) -> Bool {
    if value < 0x80 { return value >= 0x61 && value <= 0x7A }
    switch value {
    case 0xDF...0xFF: return value != 0xF7
    case 0x100...0x17F: return !isUpper(value)
    case 0x3AC...0x3CE, 0x430...0x45F, 0xFF41...0xFF5A: return true
    default: return false
    }
  }

  /// Closing brackets and quotation marks that cannot open.
  @inline(__always)
  static func isCloser(_ value: UInt32) -> Bool {
    switch value {
    case 0x29, 0x5D, 0x7D, 0x2019, 0x201D, 0xBB, 0x203A, 0xFF09, 0xFF3D, 0xFF5D, 0xFF63, 0xFF60,
      0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F:
      true
    default: false
    }
  }

  /// Opening brackets and quotation marks that cannot close.
  @inline(__always)
  static func isOpener(_ value: UInt32) -> Bool {
    switch value {
    case 0x28, 0x5B, 0x7B, 0x2018, 0x201C, 0x201E, 0x201A, 0xAB, 0x2039, 0xFF08, 0xFF3B, 0xFF5B,
      0xFF62, 0xFF5F, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A,
      0x301D, 0x60:
      true
    default: false
    }
  }

  /// Closing round and square brackets, half and full width.
  static func isClosingBracket(_ value: UInt32) -> Bool {
    switch value {
    case 0x29, 0x5D, 0xFF09, 0xFF3D, 0x3011, 0x3015: true
    default: false
    }
  }

  /// Punctuation that carries a sentence on: comma, semicolon, colon and their kin.
  static func isContinuing(_ value: UInt32) -> Bool {
    switch value {
    case 0x2C, 0x3B, 0x3A, 0xFF0C, 0xFF1B, 0xFF1A, 0x3001, 0xFF64, 0xB7: true
    default: false
    }
  }

  /// Signs that carry a sentence on unless a word follows them at once: `= & / ~`.
  static func isOperator(_ value: UInt32) -> Bool {
    switch value {
    case 0x25, 0x26, 0x3D, 0x3C, 0x3E, 0x2B, 0x2F, 0x7C, 0xFF05, 0xFF5E, 0x7E: true
    default: false
    }
  }

  /// Terminators that end a sentence whatever follows, but for quotations: 。！？ and their kin.
  @inline(__always)
  static func isFullTerminator(_ value: UInt32) -> Bool {
    switch value {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x203C, 0x2047...0x2049, 0x61F, 0x6D4, 0x964, 0x965,
      0x589, 0x1362, 0x104A, 0x104B, 0x17D4:
      true
    default: false
    }
  }

  /// Every terminator: the ones above, half-width stops and marks, and ellipses.
  @inline(__always)
  static func isTerminator(_ value: UInt32) -> Bool {
    switch value {
    case 0x2E, 0x21, 0x3F, 0x2026, 0xFF0E, 0x22EF: true
    default: value >= 0x80 && isFullTerminator(value)
    }
  }
}
