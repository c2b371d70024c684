// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// One side of a unit, cut up once for all rules: characters, kinds, zones, Latin words, numbers.
///
/// Every offset is in characters (Unicode scalars), as faults count them. The object is used again for
/// the next unit, so that its memory is kept; it belongs to one thread.
final class PreparedText {
  /// The text as it came.
  @exclusivity(unchecked) private(set) var text = ""
  /// The characters.
  @exclusivity(unchecked) private(set) var scalars: [UInt32] = []
  /// What each of them is.
  @exclusivity(unchecked) private(set) var kinds: [CharacterKind] = []
  /// What part of the text each of them stands in.
  @exclusivity(unchecked) var zones: [TextZone] = []
  /// The runs of Latin letters and digits.
  @exclusivity(unchecked) var words: [LatinWord] = []
  /// What numbers the text names.
  @exclusivity(unchecked) var numbers: [NumberExpression] = []
  /// The Han characters.
  @exclusivity(unchecked) private(set) var hanCount = 0
  /// Whether the language of this side is Chinese, or English.
  @exclusivity(unchecked) private(set) var isChinese = false
  @exclusivity(unchecked) private(set) var isEnglish = false

  /// What zones are worth looking for.
  @exclusivity(unchecked) private(set) var hasDollar = false
  @exclusivity(unchecked) private(set) var hasBackslash = false
  @exclusivity(unchecked) private(set) var hasSlash = false
  @exclusivity(unchecked) private(set) var hasBracket = false

  var count: Int { scalars.count }
  /// Whether nothing but white space stands there.
  @exclusivity(unchecked) private(set) var isBlank = true

  let types: WordTypes
  var stemmer: EnglishStemmer { types.stemmer }

  init(_ types: WordTypes) { self.types = types }

  /// Takes another text.
  func prepare(_ newText: String, isChinese: Bool, isEnglish: Bool) {
    text = newText
    self.isChinese = isChinese
    self.isEnglish = isEnglish
    decode()
    markZones()
    findWords()
    findNumbers()
  }

  private func decode() {
    scalars.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    var (scalars, kinds): ([UInt32], [CharacterKind]) = ([], [])
    swap(&scalars, &self.scalars)
    swap(&kinds, &self.kinds)
    var seen = SeenMarks()
    text.withUTF8 { bytes in
      scalars.append(addingCapacity: bytes.count) { scalars in
        kinds.append(addingCapacity: bytes.count) { kinds in
          Self.decode(bytes, &scalars, &kinds, &seen)
        }
      }
    }
    hanCount = seen.han
    isBlank = seen.blanks == scalars.count
    (hasDollar, hasBackslash) = (seen.marks & 1 != 0, seen.marks & 2 != 0)
    (hasSlash, hasBracket) = (seen.marks & 4 != 0, seen.marks & 8 != 0)
    swap(&scalars, &self.scalars)
    swap(&kinds, &self.kinds)
  }

  /// What a text was seen to hold while it was decoded.
  private struct SeenMarks {
    var han = 0
    var blanks = 0
    /// Bits: a dollar; a backslash; what links hold; what markup begins with.
    var marks: UInt8 = 0

    /// The bit of an ASCII character.
    static let ofASCII: [UInt8] = (0..<128).map { byte in
      switch byte {
      case 0x24: 1
      case 0x5C: 2
      case 0x2F, 0x40: 4
      case 0x23, 0x3C, 0x7B, 0x25, 0x26: 8
      default: 0
      }
    }
  }

  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ scalars: inout OutputSpan<UInt32>,
    _ kinds: inout OutputSpan<CharacterKind>, _ seen: inout SeenMarks
  ) {
    let (asciiKinds, asciiMarks) = (CharacterKind.ascii, SeenMarks.ofASCII)
    var (han, blanks, marks) = (0, 0, UInt8(0))
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        let kind = asciiKinds[Int(byte)]
        marks |= asciiMarks[Int(byte)]
        if kind == .space { blanks += 1 }
        index += 1
        scalars.append(UInt32(byte))
        kinds.append(kind)
        continue
      }
      let value: UInt32
      if byte < 0xE0 {
        value = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        index += 2
      } else if byte < 0xF0 {
        value =
          UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
          | UInt32(bytes[index + 2] & 0x3F)
        index += 3
      } else {
        value =
          UInt32(byte & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
          | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
        index += 4
      }
      let kind = CharacterKind(value)
      if kind == .han { han += 1 }
      if kind == .space { blanks += 1 }
      scalars.append(value)
      kinds.append(kind)
    }
    (seen.han, seen.blanks, seen.marks) = (han, blanks, marks)
  }

  /// The characters of a range as a string.
  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars[range] { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return String(view)
  }

  /// The character at a place; 0 outside the text.
  @inline(__always)
  func at(_ index: Int) -> UInt32 {
    index >= 0 && index < scalars.count ? scalars[index] : 0
  }

  /// The kind of the character at a place; `other` outside the text.
  @inline(__always)
  func kind(_ index: Int) -> CharacterKind {
    index >= 0 && index < kinds.count ? kinds[index] : .other
  }
}
