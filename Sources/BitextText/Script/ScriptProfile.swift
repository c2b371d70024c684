// SPDX-License-Identifier: Apache-2.0

/// How many characters of each script a text holds.
///
///     let profile = ScriptProfile(of: "BERT 很好。")
///     (profile.latin, profile.han, profile.punctuation)   // (4, 2, 1)
///
/// - Complexity: One pass over the bytes; no call of ICU.
/// - Note: Total: each ill-formed byte counts as other.
public struct ScriptProfile: Hashable, Sendable {
  /// Han ideographs.
  public var han = 0
  /// Hiragana and katakana.
  public var kana = 0
  /// Hangul syllables and letters.
  public var hangul = 0
  /// Latin letters.
  public var latin = 0
  /// Cyrillic letters.
  public var cyrillic = 0
  /// Greek letters.
  public var greek = 0
  /// Arabic letters.
  public var arabic = 0
  /// Decimal digits, half and full width.
  public var digits = 0
  /// Punctuation and symbols, half and full width.
  public var punctuation = 0
  /// White space and control characters.
  public var spaces = 0
  /// Everything else, ill-formed bytes among it.
  public var other = 0

  /// Letters and ideographs of all the scripts named.
  public var letters: Int { han + kana + hangul + latin + cyrillic + greek + arabic }

  /// Makes an empty profile.
  public init() {}

  /// Profiles a UTF-8 text.
  public init(of text: Span<UInt8>) {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      add(ByteText(base: base, count: buffer.count))
    }
  }

  /// Profiles a string.
  public init(of text: String) {
    var text = text
    self = text.withUTF8 { ScriptProfile(of: $0.span) }
  }

  private mutating func add(_ text: ByteText) {
    var index = 0
    while index < text.count {
      let byte = text.base[index]
      if byte < 0x80 {
        index = addASCII(text, from: index)
      } else if byte >= 0xE5 && byte <= 0xE9, index + 2 < text.count,
        text.base[index + 1] & 0xC0 == 0x80, text.base[index + 2] & 0xC0 == 0x80
      {
        // U+5000–9FFF: Han alone.
        han += 1
        index += 3
      } else {
        let (value, length) = text.scalar(at: index)
        addScalar(value)
        index += length
      }
    }
  }

  /// Counts a run of ASCII, eight bytes at a time; returns where it ends.
  ///
  /// Three comparisons a word count eight bytes at once: each byte of a mask is 1 where it holds.
  private mutating func addASCII(_ text: ByteText, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawPointer(text.base)
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    while index + 8 <= text.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & high != 0 { break }
      let folded = word | ones &* 0x20
      // Bytes are below 128, so that adding 128 − limit sets the high bit from the limit on.
      let letters = (folded &+ ones &* 0x1F) & ~(folded &+ ones &* 0x05) & (word &+ ones &* 0x40)
      let numerals = (word &+ ones &* 0x50) & ~(word &+ ones &* 0x46)
      let blanks = ~(word &+ ones &* 0x5F) | (word &+ ones)
      let counts = (
        (letters & high).nonzeroBitCount, (numerals & high).nonzeroBitCount,
        (blanks & high).nonzeroBitCount
      )
      latin += counts.0
      digits += counts.1
      spaces += counts.2
      punctuation += 8 - counts.0 - counts.1 - counts.2
      index += 8
    }
    while index < text.count, text.base[index] < 0x80 {
      addASCIIByte(text.base[index])
      index += 1
    }
    return index
  }

  @inline(__always)
  private mutating func addASCIIByte(_ byte: UInt8) {
    if (byte | 0x20) &- 0x61 < 26 {
      latin += 1
    } else if byte &- 0x30 < 10 {
      digits += 1
    } else if byte <= 0x20 || byte == 0x7F {
      spaces += 1
    } else {
      punctuation += 1
    }
  }

  private mutating func addScalar(_ value: UInt32) {
    switch value {
    case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF, 0xFF21...0xFF3A,
      0xFF41...0xFF5A, 0xFB00...0xFB06:
      latin += 1
    case 0x370...0x3FF, 0x1F00...0x1FFF: greek += 1
    case 0x400...0x52F: cyrillic += 1
    case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFE: arabic += 1
    case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D:
      kana += 1
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: hangul += 1
    case 0xFF10...0xFF19: digits += 1
    case 0x80...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: spaces += 1
    case 0xA1...0xBF, 0xD7, 0xF7, 0x2010...0x2BFF, 0x3001...0x3004, 0x3008...0x3020,
      0x30FB, 0xFE10...0xFE6F, 0xFF01...0xFF65:
      punctuation += 1
    default:
      if CharacterClass.isHan(value) { han += 1 } else { other += 1 }
    }
  }
}
