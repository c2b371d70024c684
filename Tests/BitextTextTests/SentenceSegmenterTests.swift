// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

@testable import BitextText

struct `Sentence segmenter` {
  static let languages: [Language] = [
    .english, .chinese, .traditionalChinese, .undetermined, .other,
  ]

  /// The laws of the seam: order, no overlap, white space outside, none at the ends of a span.
  private func checkLaws(_ bytes: [UInt8], _ language: Language) {
    let spans = SentenceSegmenter().spans(in: bytes.span, language: language)
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let text = ByteText(base: base, count: buffer.count)
      var position = 0
      var isLawful = true
      for span in spans + [TextSpan(start: bytes.count, end: bytes.count)] {
        isLawful = isLawful && span.start >= position
        while position < span.start {
          let length = CharacterClass.spaceLength(text, at: position)
          if length == 0 {
            isLawful = false
            break
          }
          position += length
        }
        if !span.isEmpty {
          isLawful = isLawful && CharacterClass.spaceLength(text, at: span.start) == 0
          isLawful = isLawful && CharacterClass.spaceLength(text, before: span.end) == 0
        } else {
          isLawful = isLawful && span.start == bytes.count
        }
        position = span.end
      }
      #expect(isLawful, "\(language) \(bytes.prefix(80))")
    }
  }

  @Test(arguments: languages)
  func `rebuilds any noise from its spans`(language: Language) {
    var generator = SplitMix(state: 7)
    let pieces: [[UInt8]] = [
      ". ", ".", "!", "?", "。", "…", "“", "”", "\"", "'", "(", ")", "（", "）", "$", "\\", "\n",
      "\n\n",
      " ", "\u{3000}", "e.g.", "al.", "A", "b", "word", "我们", "的", "1", "[3]", "[", "]", "．",
      "U.S.",
      "http://a.b?c", "\u{2029}", "\r\n", "é", "𠮷", "😀",
    ].map { Array($0.utf8) }
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &generator) {
        bytes += pieces.randomElement(using: &generator) ?? []
        if Int.random(in: 0..<20, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      checkLaws(bytes, language)
    }
  }

  @Test func `tolerates random bytes`() {
    var generator = SplitMix(state: 11)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      checkLaws(bytes, .english)
      checkLaws(bytes, .chinese)
    }
  }

  @Test func `keeps spans on the bytes of ill-formed text`() {
    let bytes: [UInt8] = [0x41, 0x2E, 0x20, 0xFF, 0xC3, 0x2E, 0x20, 0x42]
    let spans = SentenceSegmenter().spans(in: bytes.span, language: .english)
    #expect(spans.first == TextSpan(start: 0, end: 2) || spans.first?.start == 0)
    #expect(spans.last?.end == 8)
    checkLaws(bytes, .english)
  }

  @Test(arguments: ["", " ", "\n\n\u{3000}\t", "\u{2029}"])
  func `finds nothing in an empty text`(text: String) throws {
    let document = Document(id: "1", language: .english, text: text)
    #expect(try SentenceSegmenter.icu.segments(of: document).isEmpty)
  }

  /// Quadratic work would take minutes here.
  @Test(
    arguments: [
      "a", ".", "。", "?", "a.b ", "$ ", "$", ". ", ".)", "\"", "。\"", "“。 ”", "\n", "A. ", "([",
      "…", "e.g. ",
      "$a", "我", "! (", ".\"a", "[1", "’", ".[1,",
    ])
  func `takes linear time on a megabyte of`(piece: String) {
    let bytes = Array(String(repeating: piece, count: 1_000_000 / piece.utf8.count).utf8)
    let spans = SentenceSegmenter().spans(in: bytes.span, language: .chinese)
    #expect(spans.count <= bytes.count)
  }

  @Test func `ends a segment at every line break when asked`() throws {
    var options = SentenceSegmenter.Options()
    options.breaksAtLineBreaks = true
    let document = Document(id: "1", language: .english, text: "one\ntwo e.g.\n\nthree. Four.\n")
    let segments = try SentenceSegmenter(options: options).segments(of: document)
    #expect(segments.map(\.text) == ["one", "two e.g.", "three.", "Four."])
  }

  @Test func `gives the bytes of each segment`() throws {
    let document = Document(id: "1", language: .chinese, text: " 很好。 It works. ")
    let segments = try SentenceSegmenter().segments(of: document)
    #expect(segments.map(\.text) == ["很好。", "It works."])
    #expect(
      segments.map(\.span) == [TextSpan(start: 1, end: 10), TextSpan(start: 11, end: 20)])
  }

  @Test func `uses Chinese rules for Chinese of unknown language`() {
    let text = Array("见 Smith et al. BERT 模型很好。".utf8)
    #expect(SentenceSegmenter().spans(in: text.span, language: .undetermined).count == 1)
  }

  @Test func `explains every candidate`() {
    let found = SentenceSegmenter().explain("Use e.g. BERT. It works.", language: .english)
    #expect(
      found.map { "\($0.offset) \($0.breaks) \($0.rule)" } == [
        "6 false inside-token", "8 false abbreviation", "14 true stop", "24 true text-end",
      ])
    #expect(found.allSatisfy { !$0.comment.isEmpty })
  }

  @Test func `gives each rule an id of its own`() {
    #expect(Set(BreakRule.allCases.map(\.id)).count == BreakRule.allCases.count)
    #expect(BreakRule.allCases.allSatisfy { !$0.comment.isEmpty })
  }

  @Test func `gives the same result on many threads`() async {
    let text = Array(String(repeating: "We use e.g. BERT. 它很好。", count: 50).utf8)
    let expected = SentenceSegmenter().spans(in: text.span, language: .english)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask {
          SentenceSegmenter().spans(in: text.span, language: .english) == expected
        }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }

  @Test func `knows the length of its longest abbreviation`() {
    let longest = AbbreviationData.abbreviations.split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .flatMap { $0.split(separator: " ").dropFirst() }
      .map(\.utf8.count).max()
    #expect(longest == WordLists.longestAbbreviation)
  }

  @Test func `keeps the words of its lists apart`() {
    let lists = [
      AbbreviationData.sentenceStarters, AbbreviationData.namesWithMark,
      AbbreviationData.wordsBeforeInitial, AbbreviationData.wordsBeforeLabel,
      AbbreviationData.abbreviations,
    ]
    let words = Set(lists.joined(separator: " ").lowercased().split { $0 == " " || $0 == "\n" })
    #expect(Set(words.map { WordHash.of($0.utf8) }).count == words.count)
  }
}

/// A small generator with a seed, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
