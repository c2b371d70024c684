// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel

/// One token of a segment as the aligner compares it.
struct AlignmentToken {
  /// The key of a Latin word's stem, a number, a mark or a Chinese word.
  var key: UInt64
  /// The number of the lexicon's headword; −1 for everything else.
  var entry: Int32
}

/// Cuts segments into the tokens that the cost looks at.
///
/// Latin words are stemmed, on both sides alike, so that copied words are equal; Han characters become
/// words of the lexicon; numbers are brought to one form, in figures or in words of either language;
/// marks that translations keep are folded over width.
struct AlignmentTokenizer {
  private let stemmer: EnglishStemmer
  private var chinese: ChineseWords?
  private var words: [ChineseWords.Word] = []
  private var folded: [UInt8] = []
  /// Characters without white space of the segment cut last.
  private(set) var characterCount = 0

  init(lexicon: Lexicon?, stemmer: EnglishStemmer) {
    self.stemmer = stemmer
    chinese = lexicon.map { ChineseWords($0) }
  }

  /// Appends the tokens of a segment.
  mutating func cut(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [AlignmentToken]) {
    characterCount = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if (byte | 0x20) &- 0x61 < 26 {
        index = latin(text, from: index, into: &tokens)
      } else if byte &- 0x30 < 10 {
        index = number(text, from: index, into: &tokens)
      } else if byte < 0x80 {
        if byte > 0x20 {
          characterCount += 1
          if let key = MarkKey.ascii(byte) { tokens.append(AlignmentToken(key: key, entry: -1)) }
        }
        index += 1
      } else if byte >= 0xe3 && byte <= 0xe9 && isHan(text, index) {
        index = han(text, from: index, into: &tokens)
      } else {
        characterCount += 1
        let width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        if width == 3, index + 2 < text.count,
          let key = MarkKey.wide(byte, text[index + 1], text[index + 2])
        {
          tokens.append(AlignmentToken(key: key, entry: -1))
        }
        index = min(text.count, index + width)
      }
    }
  }

  /// Whether a Han character (U+3400…U+9FFF or 〇) begins at a place.
  private func isHan(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < text.count else { return false }
    if text[index] >= 0xe4 { return true }
    if text[index + 1] >= 0x90 { return true }
    return text[index + 1] == 0x80 && text[index + 2] == 0x87
  }

  private mutating func latin(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    var index = start
    folded.removeAll(keepingCapacity: true)
    while index < text.count {
      let byte = text[index]
      if (byte | 0x20) &- 0x61 < 26 {
        folded.append(byte | 0x20)
      } else if byte &- 0x30 < 10 || (byte >= 0xc3 && byte <= 0xc5) {
        folded.append(byte)
      } else if byte & 0xc0 == 0x80 && (folded.last ?? 0) >= 0xc3 {
        folded.append(byte)
      } else {
        break
      }
      index += 1
    }
    characterCount += index - start
    guard folded.count > 1 || folded.first == UInt8(ascii: "a") || folded.first == UInt8(ascii: "i")
    else { return index }
    let key = folded.withUnsafeBufferPointer { stemmer.key($0) }
    tokens.append(AlignmentToken(key: key, entry: -1))
    return index
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    var index = start
    folded.removeAll(keepingCapacity: true)
    while index < text.count {
      let byte = text[index]
      if byte &- 0x30 < 10 {
        folded.append(byte)
      } else if byte == UInt8(ascii: "."), index + 1 < text.count, text[index + 1] &- 0x30 < 10 {
        folded.append(byte)
      } else if !(byte == UInt8(ascii: ",") && index + 1 < text.count
        && text[index + 1] &- 0x30 < 10)
      {
        break
      }
      index += 1
    }
    characterCount += index - start
    tokens.append(AlignmentToken(key: WordKey.number(folded), entry: -1))
    return index
  }

  private mutating func han(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    var end = start
    while end < text.count, text[end] >= 0xe3, text[end] <= 0xe9, isHan(text, end) { end += 3 }
    characterCount += (end - start) / 3
    guard chinese != nil else {
      // Without a lexicon the characters only count as words, two for one word.
      for place in stride(from: start, to: end, by: 6) {
        let key = WordKey.chinese(
          UnsafeBufferPointer(rebasing: text[place..<min(place + 6, end)]))
        tokens.append(AlignmentToken(key: key, entry: -1))
      }
      return end
    }
    words.removeAll(keepingCapacity: true)
    chinese?.split(text, run: start..<end, into: &words)
    for word in words {
      let key = WordKey.chinese(UnsafeBufferPointer(rebasing: text[word.span.range]))
      tokens.append(AlignmentToken(key: key, entry: Int32(word.entry)))
    }
    return end
  }
}

extension WordKey {
  /// The key of a number written in figures.
  static func number(_ digits: [UInt8]) -> UInt64 {
    latin([UInt8(ascii: "#")] + digits.drop { $0 == UInt8(ascii: "0") })
  }
}

/// Keys of punctuation marks that a translation keeps, folded over width.
enum MarkKey {
  private static func key(_ mark: UInt8) -> UInt64 { 0x6d61_726b_0000_0000 | UInt64(mark) }

  static func ascii(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"), UInt8(ascii: "\""):
      key(byte)
    default: nil
    }
  }

  /// The marks outside ASCII by their three bytes, folded to the ASCII mark of the same use.
  static func wide(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt64? {
    switch (a, b, c) {
    case (0xef, 0xbc, 0x9f): key(UInt8(ascii: "?"))
    case (0xef, 0xbc, 0x81): key(UInt8(ascii: "!"))
    case (0xef, 0xbc, 0x9b): key(UInt8(ascii: ";"))
    case (0xef, 0xbc, 0x9a): key(UInt8(ascii: ":"))
    case (0xef, 0xbc, 0x88): key(UInt8(ascii: "("))
    case (0xef, 0xbc, 0x89): key(UInt8(ascii: ")"))
    case (0xef, 0xbc, 0x85): key(UInt8(ascii: "%"))
    case (0xe2, 0x80, 0x9c), (0xe2, 0x80, 0x9d), (0xe3, 0x80, 0x8c), (0xe3, 0x80, 0x8d):
      key(UInt8(ascii: "\""))
    case (0xe2, 0x80, 0xa6): key(UInt8(ascii: "."))
    case (0xe2, 0x80, 0x94): key(UInt8(ascii: "-"))
    default: nil
    }
  }
}
