// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import BitextText

/// One token of a segment as the aligner compares it.
struct AlignmentToken {
  /// The key of a Latin word's stem, a number's value, a mark or a Chinese word.
  var key: UInt64
  /// The number of the lexicon's headword; −1 for everything else.
  var entry: Int32
  /// The key of the number or month that the token says; 0 where it says none.
  var value: UInt64 = 0
}

/// Cuts segments into the tokens that the cost looks at.
///
/// Latin words are stemmed, on both sides alike, so that copied words are equal; Han characters become
/// words of the lexicon; numbers are brought to their values, in figures or in words of either
/// language; marks that translations keep are folded over width.
struct AlignmentTokenizer {
  private let stemmer: EnglishStemmer
  private let numberWords = NumberWordTable.shared
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
      } else {
        index = wide(text, from: index, into: &tokens)
      }
    }
  }

  /// A character outside ASCII, or the run of Han characters that it begins.
  private mutating func wide(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    let byte = text[start]
    if byte >= 0xe3 && byte <= 0xe9 {
      let end = WordRuns.hanEnd(text, from: start)
      if end > start {
        han(text, start..<end, into: &tokens)
        return end
      }
    }
    let width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    if width == 3, start + 2 < text.count {
      if byte == 0xef, text[start + 1] == 0xbc, text[start + 2] &- 0x90 < 10 {
        return number(text, from: start, into: &tokens)
      }
      if let key = MarkKey.wide(byte, text[start + 1], text[start + 2]) {
        tokens.append(AlignmentToken(key: key, entry: -1))
      }
    }
    characterCount += 1
    return min(text.count, start + width)
  }

  /// Counts the characters of a stretch, spaces left out.
  private mutating func count(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    for index in range where text[index] > 0x20 && text[index] & 0xc0 != 0x80 {
      characterCount += 1
    }
  }

  private mutating func latin(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    let end = WordRuns.latin(text, from: start, folding: &folded)
    guard WordRuns.counts(folded) else {
      characterCount += end - start
      return end
    }
    let key = folded.withUnsafeBufferPointer { stemmer.key($0) }
    guard let meaning = numberWords.meaning(of: key) else {
      characterCount += end - start
      tokens.append(AlignmentToken(key: key, entry: -1))
      return end
    }
    return meaningful(text, start..<end, key, meaning, into: &tokens)
  }

  /// A word that may begin a number, names a month or says per cent.
  private mutating func meaningful(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ key: UInt64,
    _ meaning: NumberWordTable.Meaning, into tokens: inout [AlignmentToken]
  ) -> Int {
    var token = AlignmentToken(key: key, entry: -1)
    var end = word.upperBound
    switch meaning.kind {
    case .number:
      token.value = meaning.value
      if let number = NumberReader.english(text, at: word.lowerBound), number.parts > 1 {
        token = AlignmentToken(key: number.value.key, entry: -1, value: number.value.key)
        end = number.end
      }
    case .month: token.value = meaning.value
    case .percent: token.key = MarkKey.percent
    case .per:
      if let cent = NumberWordTable.cent(text, after: word.upperBound) {
        token.key = MarkKey.percent
        end = cent
      }
    }
    count(text, word.lowerBound..<end)
    tokens.append(token)
    return end
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into tokens: inout [AlignmentToken]
  ) -> Int {
    // A digit of either width stands at `start`.
    guard let number = NumberReader.figures(text, at: start) else { return start + 1 }
    var value = number.value.key
    var end = number.end
    if let month = MonthKey.key(number.value, text, unitAt: end) {
      value = month
      end += 3
    }
    count(text, start..<end)
    tokens.append(AlignmentToken(key: value, entry: -1, value: value))
    return end
  }

  // MARK: Han

  /// Numbers of several characters are tokens of their own, what stands between them becomes words.
  private mutating func han(
    _ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>, into tokens: inout [AlignmentToken]
  ) {
    characterCount += run.count / 3
    var start = run.lowerBound
    var index = start
    while index < run.upperBound {
      guard NumberReader.isNumeral(text, at: index) else {
        index += 3
        continue
      }
      let found = ChineseNumber.read(text, at: index, in: run, from: start)
      guard let found, chinese?.hasHeadword(in: text, at: found.start, beyond: found.end) != true
      else {
        index = max(index + 3, min(run.upperBound, NumberReader.chinese(text, at: index).end))
        continue
      }
      appendWords(text, start..<found.start, into: &tokens)
      append(found, text, to: &tokens)
      start = found.end
      index = start
    }
    appendWords(text, start..<run.upperBound, into: &tokens)
  }

  private func append(
    _ number: ChineseNumber, _ text: UnsafeBufferPointer<UInt8>,
    to tokens: inout [AlignmentToken]
  ) {
    if number.isPercent { tokens.append(AlignmentToken(key: MarkKey.percent, entry: -1)) }
    guard number.value != 0 else { return }
    let span = number.start..<number.end
    var token = AlignmentToken(key: number.value, entry: -1, value: number.value)
    if !number.isPercent, let entry = chinese?.entry(in: text, of: span) {
      token.entry = Int32(entry)
      token.key = WordKey.chinese(UnsafeBufferPointer(rebasing: text[span]))
    }
    tokens.append(token)
  }

  private mutating func appendWords(
    _ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>, into tokens: inout [AlignmentToken]
  ) {
    guard !run.isEmpty else { return }
    guard chinese != nil else {
      // Without a lexicon the characters only count as words, two for one word.
      for place in stride(from: run.lowerBound, to: run.upperBound, by: 6) {
        let key = WordKey.chinese(
          UnsafeBufferPointer(rebasing: text[place..<min(place + 6, run.upperBound)]))
        tokens.append(AlignmentToken(key: key, entry: -1))
      }
      return
    }
    words.removeAll(keepingCapacity: true)
    chinese?.split(text, run: run, into: &words)
    for word in words {
      let bytes = UnsafeBufferPointer(rebasing: text[word.span.range])
      tokens.append(
        AlignmentToken(
          key: WordKey.chinese(bytes), entry: Int32(word.entry),
          value: ChineseNumber.value(ofWord: bytes)))
    }
  }
}
