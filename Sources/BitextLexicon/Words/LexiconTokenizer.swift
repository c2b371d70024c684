// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// One word of a text as the lexicon compares it.
public struct LexiconToken: Hashable, Sendable {
  /// The key of a Latin word's stem, or of a Chinese word.
  public var key: UInt64
  /// Where its bytes begin.
  public var start: Int
  /// The place after its last byte.
  public var end: Int
  /// Whether it is a Chinese word.
  public var isHan: Bool

  /// Makes a word.
  public init(key: UInt64, start: Int, end: Int, isHan: Bool) {
    self.key = key
    self.start = start
    self.end = end
    self.isHan = isHan
  }
}

/// Cuts texts into the words that the aligner compares: stems of Latin words, Chinese words of a
/// lexicon; numbers and marks are left out.
public struct LexiconTokenizer {
  /// What becomes of Han characters that no headword of two or more covers.
  public enum Fallback: String, Hashable, Sendable, Codable, CaseIterable {
    /// Each is a word.
    case characters
    /// Where ICU's dictionary sees one word in several of them, they are one.
    case icu
  }

  private let stemmer = EnglishStemmer()
  private var chinese: ChineseWords
  private let fallback: Fallback
  private var words: [ChineseWords.Word] = []
  private var folded: [UInt8] = []
  private var batch = WordBatch()
  private let icu = WordTokenizer()

  /// Makes a tokenizer; it keeps buffers and belongs to one thread.
  public init(_ lexicon: Lexicon, fallback: Fallback = .icu) {
    chinese = ChineseWords(lexicon)
    self.fallback = fallback
  }

  /// Appends the words of a text in their order.
  public mutating func cut(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [LexiconToken]) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if (byte | 0x20) &- 0x61 < 26 {
        index = latin(text, from: index, into: &tokens)
      } else if byte &- 0x30 < 10 {
        index += 1
        // The letters behind a figure are no word: 3D, 1st.
        while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
      } else if byte < 0x80 {
        index += 1
      } else {
        let end = WordRuns.hanEnd(text, from: index)
        if end > index {
          han(text, run: index..<end, into: &tokens)
          index = end
        } else {
          index += byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        }
      }
    }
  }

  private mutating func latin(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [LexiconToken]
  ) -> Int {
    let index = WordRuns.latin(text, from: start, folding: &folded)
    guard WordRuns.counts(folded) else { return index }
    let key = folded.withUnsafeBufferPointer { stemmer.key($0) }
    tokens.append(LexiconToken(key: key, start: start, end: index, isHan: false))
    return index
  }

  private mutating func han(
    _ text: UnsafeBufferPointer<UInt8>, run: Range<Int>, into tokens: inout [LexiconToken]
  ) {
    words.removeAll(keepingCapacity: true)
    chinese.split(text, run: run, into: &words)
    if fallback == .icu { joinLoneCharacters(text) }
    for word in words {
      tokens.append(
        LexiconToken(
          key: WordKey.chinese(text[word.span.range]), start: word.span.start, end: word.span.end,
          isHan: true))
    }
  }

  /// Joins neighbouring words of one character where ICU sees one word.
  private mutating func joinLoneCharacters(_ text: UnsafeBufferPointer<UInt8>) {
    var joined: [ChineseWords.Word] = []
    var index = 0
    while index < words.count {
      var stop = index
      while stop < words.count, words[stop].span.byteCount == 3 { stop += 1 }
      if stop - index < 2 {
        stop = max(stop, index + 1)
        joined.append(contentsOf: words[index..<stop])
      } else {
        appendICUWords(text, words[index..<stop], to: &joined)
      }
      index = stop
    }
    words = joined
  }

  private mutating func appendICUWords(
    _ text: UnsafeBufferPointer<UInt8>, _ lone: ArraySlice<ChineseWords.Word>,
    to joined: inout [ChineseWords.Word]
  ) {
    guard let first = lone.first, let last = lone.last else { return }
    let start = first.span.start
    let run = UnsafeBufferPointer(rebasing: text[start..<last.span.end])
    icu.fill(&batch, from: run.span)
    for piece in 0..<batch.count {
      let span = batch.span(at: piece)
      let entry =
        span.byteCount == 3 ? lone[lone.startIndex + span.start / 3].entry : -1
      joined.append(
        ChineseWords.Word(
          entry: entry, span: TextSpan(start: span.start + start, end: span.end + start)))
    }
  }
}
