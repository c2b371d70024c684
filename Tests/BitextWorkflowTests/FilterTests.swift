// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextWorkflow

struct `Filter` {
  private func unit(
    _ id: String, _ source: String = "We present a method for the reading of pages.",
    _ target: String = "我们提出了一种读取页面的方法。", score: Double? = nil, pair: String? = nil
  ) -> TranslationUnit {
    TranslationUnit(
      id: id, source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target), score: score,
      pair: pair)
  }

  private func reason(_ unit: TranslationUnit, _ rules: any UnitRule...) -> String? {
    var filter = UnitFilter(rules: rules)
    return filter.reason(toLeaveOut: unit)
  }

  @Test func `leaves out by score, and keeps what has none`() {
    #expect(reason(unit("1", score: 0.4), ScoreRule(minimum: 0.5)) == "score")
    #expect(reason(unit("1", score: 0.5), ScoreRule(minimum: 0.5)) == nil)
    #expect(reason(unit("1"), ScoreRule(minimum: 0.5)) == nil)
  }

  @Test func `leaves out by length and ratio, in characters`() {
    #expect(reason(unit("1", "Four", "四个字母"), LengthRule.atLeast(5)) == "too-short")
    #expect(reason(unit("1", "Four", "四个字母"), LengthRule.atLeast(4)) == nil)
    #expect(reason(unit("1", "Four", "四个字母的词"), LengthRule.atMost(5)) == "too-long")
    #expect(reason(unit("1", "Four", "四"), LengthRatioRule(0.3...2)) == "length-ratio")
    #expect(reason(unit("1", "", "四"), LengthRatioRule(0...2)) == "length-ratio")
  }

  @Test func `leaves out what is in another language or script`() {
    let english = "We present a method for the reading of pages."
    #expect(reason(unit("1"), LanguageRule()) == nil)
    #expect(reason(unit("1", english, english), LanguageRule()) == "language")
    #expect(reason(unit("1", english, "我們提出一種閱讀網頁的方法。"), LanguageRule()) == "language")
    #expect(reason(unit("1", "BERT", "BERT"), LanguageRule()) == nil)
    #expect(reason(unit("1", english, english), ScriptRule(minimumShare: 0.3)) == "script")
    #expect(reason(unit("1", "3.5", "3.5"), ScriptRule(minimumShare: 0.3)) == nil)
  }

  @Test func `names the first rule that rejects`() {
    let rules: [any UnitRule] = [LengthRule.atLeast(100), ScoreRule(minimum: 0.5)]
    var filter = UnitFilter(rules: rules)
    let reason = filter.reason(toLeaveOut: unit("1", score: 0))
    #expect(reason == "too-short")
  }

  @Test(arguments: [
    (DuplicateLevel.none, [nil, nil, nil, nil]), (.exact, [nil, "duplicate", nil, nil]),
    (.normalized, [nil, "duplicate", "near-duplicate", nil]),
    (.near, [nil, "duplicate", "near-duplicate", "near-duplicate"]),
  ])
  func `finds duplicates as far as told`(level: DuplicateLevel, reasons: [String?]) {
    let long = "We present a method for the reading of pages, and we test it on sixteen of them."
    let zh = "我们提出了一种读取页面的方法,并在其中的十六个页面上对其进行了测试,结果很好。"
    var filter = UnitFilter(rules: [], duplicates: level, similarity: 0.7)
    let units = [
      unit("1", long, zh), unit("2", long, zh),
      unit("3", long.uppercased() + "!", zh.replacing(",", with: "，")),
      unit("4", long.replacing("sixteen", with: "fifteen"), zh),
    ]
    var found: [String?] = []
    for unit in units { found.append(filter.reason(toLeaveOut: unit)) }
    #expect(found == reasons)
  }

  @Test func `keeps what is merely alike`() {
    var filter = UnitFilter(rules: [], duplicates: .near)
    let texts = [
      "We study the ferries of winter and their passengers.",
      "We study the bridges of summer and their inspectors.",
      "A new network reads the pages of old books at night.",
    ]
    for (number, text) in texts.enumerated() {
      let reason = filter.reason(toLeaveOut: unit("\(number)", text, "第\(number)个完全不同的句子"))
      #expect(reason == nil)
    }
  }

  @Test func `draws the same sample each time, each unit as likely`() {
    var hits = [Int](repeating: 0, count: 20)
    for seed in 0..<2000 {
      var reservoir = Reservoir(size: 5, seed: UInt64(seed))
      var left = 0
      for number in 0..<20 {
        if reservoir.add(unit("\(number)")) != nil { left += 1 }
      }
      #expect(left == 15)
      let drawn = reservoir.units.compactMap { Int($0.id) }
      #expect(drawn == drawn.sorted() && drawn.count == 5)
      for number in drawn { hits[number] += 1 }
    }
    // 500 expected, standard deviation 19.
    #expect(hits.allSatisfy { (420...580).contains($0) })
  }

  @Test func `splits by document in about the shares asked for`() throws {
    let split = try #require(UnitSplit("train=0.8,dev=0.1,test=0.1"))
    var counts = [0, 0, 0]
    for document in 0..<3000 {
      let parts = Set(
        (0..<3).map { split.part(of: unit("d\(document):\($0)", pair: "d\(document)")) })
      #expect(parts.count == 1)
      counts[parts.first ?? 0] += 1
    }
    #expect((2300...2500).contains(counts[0]) && (240...360).contains(counts[1]))
  }

  @Test func `keeps the title of a paper with its abstract, and an original in one part`() throws {
    let split = try #require(UnitSplit("a=0.5,b=0.5"))
    for number in 0..<200 {
      var abstract = unit("p#\(number).zh:0", pair: "p#\(number).zh")
      abstract.properties = [
        UnitProperty(type: "x-bitext-source-document", value: "p#\(number).en")
      ]
      var other = unit("q#7:0", pair: "q#7")
      other.properties = abstract.properties
      let title = unit("p#\(number):title", pair: "p#\(number)")
      #expect(split.part(of: abstract) == split.part(of: title))
      #expect(split.part(of: abstract) == split.part(of: other))
    }
  }

  @Test(arguments: [
    "", "train", "train=", "train=0.5", "train=0.5,dev=0.6", "train=1,train=0", "a b=1", "a=2,b=-1",
    "a=0.5,a=0.5", "a=0.5,b=0.5,",
  ])
  func `refuses a split that does not add up`(text: String) {
    #expect(UnitSplit(text) == nil)
  }

  @Test func `counts all it reads`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<50).map {
      #"{"id":"\#($0)","source":"Sentence \#($0) of the page","target":"第\#($0 % 40)句","score":0.\#($0 % 10)}"#
    }
    let input = try folder.write("in.jsonl", (lines + ["broken"]).joined(separator: "\n"))
    var run = FilterRun(filter: UnitFilter(rules: [ScoreRule(minimum: 0.3)]))
    run.sampleSize = 20
    run.split = UnitSplit("train=0.6,test=0.4")
    run.leftOutPath = folder.path("left.jsonl")
    let counts = try run.run(inputs: [input], output: folder.path("out.tsv.gz"))
    #expect(counts.read == 50 && counts.written == 20 && counts.rejected == 1)
    #expect(counts.leftOut.map(\.count).reduce(0, +) == 30)
    #expect(counts.parts.map(\.count).reduce(0, +) == 20)
    #expect(
      try folder.names == ["in.jsonl", "left.jsonl", "out.test.tsv.gz", "out.train.tsv.gz"])
    let left = try TestFiles.objects(folder.path("left.jsonl")).compactMap {
      $0["left_out"] as? String
    }
    #expect(left.count == 30 && Set(left) == ["score", "not-sampled"])
  }
}
