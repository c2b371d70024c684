// SPDX-License-Identifier: Apache-2.0

/// The classes of scalars that the metrics distinguish, as sacreBLEU 2.6.0 draws them.
enum ScalarClass {
  static let space: UInt32 = 0x20

  /// What Python's `str.split()` and `str.strip()` take for white space.
  @inline(__always)
  static func isSpace(_ scalar: UInt32) -> Bool {
    if scalar <= 0x20 {
      return scalar == 0x20 || (scalar &- 9) < 5 || (scalar &- 0x1C) < 4
    }
    if scalar < 0x85 || scalar > 0x3000 { return false }
    return isRareSpace(scalar)
  }

  @inline(never)
  private static func isRareSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  @inline(__always)
  static func isDigit(_ scalar: UInt32) -> Bool { (scalar &- 0x30) < 10 }

  /// Whether the zh tokenizer makes a token of its own of the scalar.
  ///
  /// The ranges hold a slip of the original, kept so that the numbers stay the same: where
  /// ideographs of extension B were meant, U+2001 to U+2A6D are split off.
  @inline(__always)
  static func isChinese(_ scalar: UInt32) -> Bool {
    if (scalar &- 0x4E00) <= 0x9FBB - 0x4E00 { return true }
    if scalar < 0x2001 { return false }
    return isOtherChinese(scalar)
  }

  @inline(never)
  private static func isOtherChinese(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2001...0x2A6D, 0x2E80...0x2EFF, 0x2F00...0x2FDF, 0x2FF0...0x2FFF, 0x3000...0x303F,
      0x3100...0x312F, 0x31A0...0x31BF, 0x31C0...0x31EF, 0x3200...0x33FF, 0x3400...0x4DB5,
      0xF900...0xFA2D, 0xFA30...0xFA6A, 0xFA70...0xFAD9, 0xFE10...0xFE1F, 0xFE30...0xFE4F,
      0xFF00...0xFFEF:
      true
    default: false
    }
  }

  /// Whether mteval-v13a sets the ASCII scalar apart: all punctuation but `'`, `,`, `-` and `.`,
  /// and the space.
  @inline(__always)
  static func isWesternPunctuation(_ scalar: UInt32) -> Bool {
    guard scalar < 0x80 else { return false }
    let mask = scalar < 0x40 ? lowPunctuation : highPunctuation
    return (mask >> UInt64(scalar & 0x3F)) & 1 == 1
  }

  /// From U+0020 to U+0026, U+0028 to U+002B, U+002F, U+003A to U+003F.
  private static var lowPunctuation: UInt64 { 0xFC00_8F7F_0000_0000 }
  /// U+0040, U+005B to U+0060, U+007B to U+007E.
  private static var highPunctuation: UInt64 { 0x7800_0001_F800_0001 }

  /// Whether the TER normaliser with Asian support makes a token of its own of the scalar.
  ///
  /// The range from U+3200 ends at U+3F22 in the original, and so it does here.
  static func isAsian(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x2E80 else { return false }
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x31C0...0x31EF, 0x2E80...0x2EFF, 0x3300...0x33FF,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0x3200...0x3F22:
      return true
    default: return isAsianPunctuation(scalar)
    }
  }

  /// What TER's `no_punct` with Asian support removes.
  static func isAsianPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301F, 0xFF61...0xFF65, 0x30FB, 0xFF0E, 0xFF0C,
      0xFF1F, 0xFF1A, 0xFF1B, 0xFF01, 0xFF02, 0xFF08, 0xFF09:
      true
    default: false
    }
  }

  /// What TER's `no_punct` removes: `. , ? : ; ! " ( )`.
  static func isTercomPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// Whether chrF strips the scalar from the edge of a word: ASCII punctuation.
  @inline(__always)
  static func isEdgePunctuation(_ scalar: UInt32) -> Bool {
    (scalar &- 0x21) < 15 || (scalar &- 0x3A) < 7 || (scalar &- 0x5B) < 6 || (scalar &- 0x7B) < 4
  }
}
