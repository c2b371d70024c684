// SPDX-License-Identifier: Apache-2.0

/// What a character is to the rules.
enum CharacterKind: UInt8 {
  /// Nothing that a rule asks for.
  case other
  /// A Han ideograph, or 〇.
  case han
  /// A Latin letter, with or without diacritics.
  case latin
  /// 0…9.
  case digit
  /// A space or a line break.
  case space
  /// ASCII punctuation and symbols.
  case mark
  /// Chinese and full-width punctuation.
  case wideMark
  /// Other punctuation and symbols: quotes, dashes, arrows, mathematics.
  case symbol
  /// A letter of another script: Greek, Cyrillic.
  case letter
  /// Hiragana or katakana.
  case kana
  /// A full-width letter or digit.
  case wideLatin
  /// A control character other than tab and line breaks.
  case control
  /// An invisible character: zero-width spaces, byte order marks, directional marks.
  case invisible

  /// The kind of a character.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  init(_ value: UInt32) {
    if value < 0x80 {
      self = Self.ascii[Int(value)]
    } else if value >= 0x4E00 && value <= 0x9FFF {
      self = .han
    } else {
      self = Self.beyond(value)
    }
  }

  private static func beyond(_ value: UInt32) -> CharacterKind {
    switch value {
    case 0x80...0x9F: .control
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029: .space
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: .invisible
    case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .latin
    case 0x250...0x2AF, 0x370...0x52F, 0x600...0x6FF, 0x1F00...0x1FFF, 0x2100...0x214F,
      0xAC00...0xD7AF, 0x1D400...0x1D7FF:
      .letter
    case 0x3007, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFE10...0xFE6F:
      .wideMark
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: .kana
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .wideLatin
    case 0xA1...0xBF, 0xD7, 0xF7, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x20FF,
      0x2150...0x2BFF, 0x3004...0x3006, 0x3012, 0x3013, 0x3020:
      .symbol
    default: .other
    }
  }

  /// The kinds of 0…127.
  static let ascii: [CharacterKind] = (0..<128).map { value in
    switch value {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .latin
    case 9, 10, 13, 32: .space
    case 0..<32, 127: .control
    default: .mark
    }
  }
}

/// What part of a text a character stands in.
enum TextZone: UInt8 {
  /// Running text.
  case plain
  /// A formula between dollars, `\(…\)` or `\[…\]`.
  case math
  /// The backslash and the name of a TeX command outside formulae.
  case command
  /// A link or an address.
  case link
  /// A tag or an entity of HTML or XML, or a placeholder such as `{0}` and `%s`.
  case markup
}
