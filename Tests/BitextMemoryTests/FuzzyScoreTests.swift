// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import BitextText
import Testing

@testable import BitextMemory

struct `Tokens of the fuzzy score` {
  private func tokens(_ text: String, _ codes: [InlineCode] = []) -> [String] {
    var tokenizer = MemoryTokenizer()
    let list = tokenizer.tokens(of: text, codes: codes)
    return list.tokens.map {
      $0.kind == .code ? "<>" : String(decoding: list.bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(arguments: [
    (
      "We don't use 1,204.5 e.g. U.S. data_2!",
      ["We", "don't", "use", "1,204.5", "e.g", ".", "U.S", ".", "data_2", "!"]
    ),
    ("我们的BERT模型，很好。", ["我", "们", "的", "BERT", "模", "型", "，", "很", "好", "。"]),
    ("カタ カナ", ["カ", "タ", "カ", "ナ"]),
    ("café — naïve “x”", ["café", "—", "naïve", "“", "x", "”"]),
    ("  a\t\n b\u{3000}c ", ["a", "b", "c"]),
    ("", []),
    ("a\0b", ["a", "\0", "b"]),
    ("葛\u{E0100}城", ["葛\u{E0100}", "城"]),
  ])
  func `are words, numbers, marks and East Asian characters`(text: String, expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test func `do not depend on the normal form`() {
    #expect(tokens("cafe\u{301} x") == tokens("caf\u{e9} x"))
  }

  @Test func `of ASCII are those of ICU`() {
    var random = TestRandom(seed: 11)
    let alphabet = Array("aB9_.,;:'\"-$% ()".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      var batch = WordBatch()
      WordTokenizer().fill(&batch, from: bytes.span)
      let pieces = (0..<batch.count).map { index in
        String(decoding: bytes[batch.span(at: index).range], as: UTF8.self)
      }.filter { $0.contains { $0 != " " } }
      #expect(tokens(String(decoding: bytes, as: UTF8.self)) == pieces)
    }
  }

  @Test func `of codes stand before the word behind them and split none`() {
    let code = InlineCode(kind: .placeholder, offset: 3, data: "<x/>")
    #expect(tokens("ab cd", [code]) == ["ab", "<>", "cd"])
    #expect(tokens("abcd", [code]) == ["abcd", "<>"])
  }
}

struct `Edit distance` {
  @Test(arguments: [1, 5, 63, 64, 65, 130, 200])
  func `by bits is that of the plain table`(length: Int) {
    var random = TestRandom(seed: UInt64(length))
    for _ in 0..<40 {
      let query = (0..<length).map { _ in UInt16.random(in: 1...7, using: &random) }
      var other = query
      for _ in 0..<Int.random(in: 0...length, using: &random) where !other.isEmpty {
        let place = Int.random(in: 0..<other.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: other[place] = UInt16.random(in: 0...7, using: &random)
        case 1: other.remove(at: place)
        default: other.insert(UInt16.random(in: 0...7, using: &random), at: place)
        }
      }
      let expected = EditDistance.plain(query.map(Int.init), other.map(Int.init))
      var distance = EditDistance()
      distance.learn(query, distinct: 7)
      let found = other.withUnsafeBufferPointer { distance.distance(of: $0, limit: expected) }
      #expect(found == expected)
      let cut = other.withUnsafeBufferPointer { distance.distance(of: $0, limit: 0) }
      #expect(expected == 0 ? cut == 0 : cut > 0)
    }
  }

  @Test func `reaches a threshold exactly within the bound`() {
    for threshold in 1...100 {
      for query in 1...40 {
        let bounds = FuzzyBounds(threshold: threshold, queryCount: query)
        for other in 1...60 {
          let longer = max(query, other)
          let shortest = abs(query - other)
          for edits in shortest...longer {
            let reaches = FuzzyBounds.score(query, other, distance: edits) >= threshold
            #expect(reaches == (edits <= bounds.distance(other)))
          }
          let possible = shortest <= bounds.distance(other)
          #expect(possible == bounds.lengths.contains(other))
        }
      }
    }
  }
}

struct `A comparison` {
  private func compare(
    _ query: String, _ source: String, _ target: String = "目标", queryCodes: [InlineCode] = [],
    codes: [InlineCode] = []
  ) -> Comparison {
    var tokenizer = MemoryTokenizer()
    let unit = TranslationUnit(
      id: "u", source: TranslationUnitVariant(language: "en", text: source, codes: codes),
      target: TranslationUnitVariant(language: "zh-Hans", text: target))
    return Comparison(
      tokenizer.tokens(of: query, codes: queryCodes), tokenizer.tokens(of: source, codes: codes),
      unit, base: nil, MatchQuery.Penalties(), &tokenizer)
  }

  @Test func `of the same text is exact, whatever the width of white space`() {
    #expect(compare("a  b c", " a b\tc").isExact)
    #expect(compare("caf\u{e9}", "cafe\u{301}").isExact)
    #expect(!compare("a b", "ab").isExact)
  }

  @Test func `counts edits in integers`() {
    #expect(
      compare("one two three four five six seven", "one two three four five six eight").score == 85)
    #expect(compare("a b c", "x y z").score == 0)
    #expect(compare("我们提出方法", "我们提出模型").score == 66)
  }

  @Test(arguments: [
    ("It works well.", "it works well", ["form"]), ("BERT works", "ＢＥＲＴ works", ["form"]),
    ("AI模型", "AI 模型", ["form"]),
  ])
  func `of form alone costs one point`(query: String, source: String, penalties: [String]) {
    let result = compare(query, source)
    #expect(result.score == 99 && result.penalties.map(\.rawValue) == penalties)
  }

  @Test func `of punctuation alone has no words to be the same`() {
    #expect(compare("...", "!!!").score == 0)
  }

  @Test func `puts numbers into the target where that is safe`() {
    let result = compare("Table 4 has 5 rows", "Table 3 has 5 rows", "表3有5行")
    #expect(result.score == 99 && result.target?.text == "表4有5行")
    #expect(result.penalties == [.numbers])
  }

  @Test(arguments: [
    // The target lacks the number, has it twice, or the number stands elsewhere unchanged.
    ("12 steps", "10 steps", "十个步骤"), ("12 steps", "10 steps", "10个步骤，共10个"),
    ("3 of 4", "3 of 3", "3个中的3个"), ("a 1 b 2", "a 7 b 7", "甲7乙7"),
  ])
  func `leaves numbers alone where it is not`(query: String, source: String, target: String) {
    let result = compare(query, source, target)
    #expect(result.target == nil && result.penalties.isEmpty && result.score < 99)
  }

  @Test func `of codes alone costs one point`() {
    let bold = InlineCode(kind: .placeholder, offset: 2, data: "<b/>")
    let result = compare("a b", "a b", codes: [bold])
    #expect(result.score == 99 && result.penalties == [.codes])
    #expect(compare("a b", "a b", queryCodes: [bold], codes: [bold]).isExact)
  }
}

struct `A language` {
  @Test(arguments: [
    ("zh-Hans", "zh-Hans", true), ("zh-Hans", "zh-CN", true), ("zh-Hans", "zh-Hant", false),
    ("zh-Hans", "zh-TW", false), ("zh-Hans", "zh", false), ("zh", "zh-Hant", true),
    ("en", "en-US", true), ("en-US", "en-GB", false), ("en_us", "EN-US", true), ("en", "de", false),
  ])
  func `is answered by those that keep its script and region`(
    asked: String, stored: String, answers: Bool
  ) {
    let range = LanguageRange(Language(asked), anyVariety: false)
    #expect(range.contains(Language(stored)) == answers)
    let any = LanguageRange(Language(asked), anyVariety: true)
    #expect(any.contains(Language(stored)) == (Language(asked).primary == Language(stored).primary))
  }
}
