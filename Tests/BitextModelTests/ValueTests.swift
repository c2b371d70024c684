// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

struct `A language` {
  @Test(arguments: [
    ("zh-Hans", "zh"), ("zh_TW", "zh"), ("EN-us", "en"), ("zho", "zho"), ("", ""), ("und", "und"),
  ])
  func `has its primary subtag in lower case`(tag: String, primary: String) {
    #expect(Language(tag).primary == primary)
  }

  @Test func `is Chinese in either script`() {
    #expect(Language.simplifiedChinese.isChinese && Language.traditionalChinese.isChinese)
    #expect(!Language.english.isChinese && Language("en-GB").isEnglish)
    #expect(!Language.other.isChinese && !Language.undetermined.isEnglish)
  }

  @Test func `direction turned round swaps source and target`() {
    #expect(LanguagePair.englishChinese.reversed.source == .simplifiedChinese)
    #expect(LanguagePair.englishChinese.reversed.reversed == .englishChinese)
  }
}

struct `A span` {
  @Test func `counts bytes`() {
    let span = TextSpan(start: 3, end: 7)
    #expect(span.byteCount == 4)
    #expect(span.range == 3..<7)
    #expect(!span.isEmpty)
    #expect(TextSpan(start: 3, end: 3).isEmpty)
  }

  @Test func `that runs backwards is a caller's mistake`() async {
    await #expect(processExitsWith: .failure) { _ = TextSpan(start: 2, end: 1) }
  }

  @Test func `of a segment that stands alone is its whole text`() {
    let segments = Segment.standalone(["abc", "汉字", ""])
    #expect(segments.map(\.span.byteCount) == [3, 6, 0])
  }
}

struct `A JSON value` {
  private let value = JSONValue.object([
    JSONMember("a", .integer(1)), JSONMember("b", .array([.number(1.5), .null])),
    JSONMember("a", .string("second")),
  ])

  @Test func `gives the first member of a key`() {
    #expect(value["a"] == .integer(1))
    #expect(value["c"] == nil)
    #expect(JSONValue.null["a"] == nil)
  }

  @Test func `gives what it is and nothing else`() {
    #expect(value["a"]?.double == 1)
    #expect(value["a"]?.string == nil)
    #expect(value["b"]?.elements?.first?.double == 1.5)
    #expect(value["b"]?.elements?.last == .null)
    #expect(JSONValue.string("x").string == "x")
    #expect(JSONValue.bool(true).double == nil)
  }
}

struct `A rejection` {
  @Test func `is described as compilers write it`() {
    let rejection = Rejection(path: "a.txt", line: 3, item: 1, code: .tooLong, message: "why")
    #expect(rejection.description == "a.txt:3#1: why")
    #expect(Rejection(path: "-", code: .binary, message: "why").description == "-: why")
  }
}

struct `Evidence` {
  @Test func `gives features by name`() {
    let evidence = PairEvidence(placement: .samePage, features: [PairFeature("coverage", 0.5)])
    #expect(evidence[feature: "coverage"] == 0.5)
    #expect(evidence[feature: "missing"] == nil)
  }
}

struct `A date` {
  @Test func `is written as it is read`() {
    #expect(UnitDate("20020523T091200Z")?.description == "20020523T091200Z")
    #expect(UnitDate("2002-05-23T09:12:00+02:00")?.extended == "2002-05-23T07:12:00Z")
    #expect(UnitDate("00000101")?.description == "00000101T000000Z")
    #expect(UnitDate("99991231T235959Z")?.description == "99991231T235959Z")
  }

  @Test func `outside the years of four digits is written as the nearest that is not`() {
    #expect(UnitDate(seconds: .min).description == "00000101T000000Z")
    #expect(UnitDate(seconds: .max).description == "99991231T235959Z")
    #expect(UnitDate(seconds: 253_402_300_800).extended == "9999-12-31T23:59:59Z")
  }
}
