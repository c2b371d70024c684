// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import BitextTestSupport
import Testing

@testable import BitextWorkflow

struct `A correlation` {
  private static func numbers(_ seed: UInt64, _ count: Int) -> [Double] {
    (0..<count).map { Double((UInt64($0 + 1) &* 2_654_435_761 &+ seed) % 17) }
  }

  @Test func `of a line is one, of its mirror minus one, of a constant nothing`() {
    let line = [1.0, 2, 3, 4]
    #expect(abs(Correlation.pearson(line, line.map { 3 * $0 + 1 }) - 1) < 1e-12)
    #expect(abs(Correlation.pearson(line, line.map { -$0 }) + 1) < 1e-12)
    #expect(Correlation.pearson(line, [2, 2, 2, 2]) == 0)
    #expect(Correlation.pearson([], []) == 0)
    #expect(abs(Correlation.spearman(line, [1, 10, 100, 1000]) - 1) < 1e-12)
    #expect(Correlation.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
  }

  @Test(arguments: [1, 2, 3])
  func `has the area that counting all pairs gives`(seed: UInt64) {
    let (lower, higher) = (Self.numbers(seed, 23), Self.numbers(seed &* 77, 31))
    var wins = 0.0
    for one in lower { for other in higher { wins += one < other ? 1 : one == other ? 0.5 : 0 } }
    let expected = wins / Double(lower.count * higher.count)
    #expect(abs(Correlation.area(lower: lower, higher: higher) - expected) < 1e-12)
    #expect(Correlation.area(lower: [], higher: higher) == 0)
  }
}

struct `A run of the ranking aid` {
  private static let sentences = [
    ("We present a method for the inspection of 12 bridges at night.", "我们提出了一种在夜间检查12座桥梁的方法。"),
    ("The ferry does not sail in winter, because the river is frozen.", "渡轮在冬天不航行，因为河流结冰。"),
    ("Our model needs 3 hours and reaches an accuracy of 91.5%.", "我们的模型需要3小时，准确率达到91.5%。"),
    ("These results show that old trees are important for wild bees.", "这些结果表明，老树对野蜂很重要。"),
  ]

  private static func units(_ folder: TemporaryFolder) throws -> String {
    let lines = (0..<40).map { number in
      let (source, target) = sentences[number % 4]
      return #"{"id":"d\#(number):0","pair":"d\#(number)","source":"\#(source)","#
        + #""target":"\#(target)"}"#
    }
    return try folder.write("units.jsonl", lines.joined(separator: "\n") + "\n")
  }

  private static func human(_ folder: TemporaryFolder) throws -> String {
    var lines = ["split\tsource\tmt\tda_z"]
    for number in 0..<60 {
      let (source, target) = sentences[number % 4]
      let isGood = number % 3 != 0
      let text = isGood ? target : sentences[(number + 1) % 4].1
      lines.append("\(number < 40 ? "train" : "dev")\t\(source)\t\(text)\t\(isGood ? 0.5 : -1)")
    }
    return try folder.write("human.tsv", lines.joined(separator: "\n") + "\n")
  }

  @Test func `trains the same weights each time, and measures what was kept apart`() throws {
    let folder = try TemporaryFolder()
    var run = RankingRun()
    run.units = [try Self.units(folder)]
    run.human = try Self.human(folder)
    let (model, figures) = try run.train()
    #expect(try run.train().model.text == model.text)
    let human = try #require(figures.human)
    #expect(human.units == 20 && human.pearson > 0.5 && human.pearson <= 1)
    #expect(figures.units > 0 && figures.units < 40)
    #expect(figures.made.contains { $0.kind == .sentence && $0.area > 0.5 })
    #expect(try run.measure(model) == figures)
    run.measuresAll = true
    #expect(try run.measure(model).units == 40)
    #expect(figures.json.contains("\"area\"") && figures.summary.contains("Pearson"))
  }

  @Test func `takes a pair of pairs.jsonl as one unit`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "pairs.jsonl",
      #"{"id":"a","source":{"id":"x","language":"en","text":"Snow."},"#
        + #""target":{"id":"a","language":"zh-Hans","text":"雪。"}}"#
        + "\n")
    let units = try RankingInputs.units([path], .englishChinese, sample: nil, seed: 0)
    #expect(units.map(\.source.text) == ["Snow."] && units.first?.pair == "a")
  }

  @Test func `names the line of a table that cannot be used`() throws {
    let folder = try TemporaryFolder()
    for (text, message) in [
      ("a\tb\n", "t.tsv:1: expected a header"),
      ("source\ttarget\tscore\nA\t一\n", "t.tsv:2: expected 3 columns, found 2"),
      ("source\ttarget\tscore\nA\t一\tgood\n", "t.tsv:2: expected a number as score"),
    ] {
      let path = try folder.write("t.tsv", text)
      #expect {
        try RankingInputs.judged(path, .englishChinese)
      } throws: { error in
        (error as? WorkflowFailure)?.message.contains(message) == true
      }
    }
    var run = RankingRun()
    run.human = try Self.human(folder)
    #expect(throws: WorkflowFailure.self) { try run.train() }
  }
}
