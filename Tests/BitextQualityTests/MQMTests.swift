// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

@testable import BitextQuality

struct `A weighted score` {
  static func unit(_ id: String, _ words: Int, pair: String? = nil) -> TranslationUnit {
    TranslationUnit(
      id: id,
      source: TranslationUnitVariant(
        language: .english, text: Array(repeating: "word", count: words).joined(separator: " ")),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: "词"), pair: pair)
  }

  static func fault(
    _ unit: String, _ severity: FaultSeverity, _ precision: FaultPrecision = .high,
    _ category: FaultCategory = FaultCategory("Accuracy", "Omission")
  ) -> Fault {
    Fault(
      unit: unit, rule: "r", category: category, severity: severity, source: nil, target: nil,
      message: FaultMessage(english: "", chinese: ""), precision: precision)
  }

  @Test func `weighs severities as WMT does`() {
    let weights = MQMWeights()
    let (omission, mark) = (
      FaultCategory("Accuracy", "Omission"), FaultCategory("Linguistic conventions", "Punctuation")
    )
    #expect(weights.weight(of: omission, .minor) == 1)
    #expect(weights.weight(of: omission, .major) == 5)
    #expect(weights.weight(of: mark, .minor) == 0.1)
    #expect(weights.weight(of: mark, .major) == 5)
    #expect(weights.weight(of: omission, .neutral) == 0)
    #expect(weights.weight(of: FaultCategory("Non-translation"), .minor) == 25)
  }

  @Test func `takes other weights, and no unknown ones`() throws {
    let weights = try MQMWeights("minor=2,minor-punctuation=0.5")
    #expect(weights.minor == 2 && weights.minorPunctuation == 0.5 && weights.major == 5)
    for text in ["minr=2", "minor", "minor=x", "minor=-1", "minor=inf", "minor=nan"] {
      #expect(throws: CheckFailure.self, "\(text)") { try MQMWeights(text) }
    }
  }

  @Test func `is weight per thousand words, by precision class`() {
    var tally = MQMTally()
    tally.add(Self.unit("a:0", 300, pair: "a"))
    tally.add(Self.fault("a:0", .major))
    tally.add(Self.fault("a:0", .minor, .low))
    tally.add(Self.unit("b:0", 200, pair: "b"))
    let score = tally.score(samples: 0)
    #expect(score.documents == 2 && score.units == 2 && score.sourceWords == 500)
    #expect(score.all.perThousand == 12 && score.all.faults == 2)
    #expect(score.classes.map(\.figure.perThousand) == [10, 0, 2])
    #expect(score.all.interval == nil)
  }

  @Test func `of nothing is nothing`() {
    let score = MQMTally().score()
    #expect(score.all.perThousand == 0 && score.all.interval == nil && score.sourceWords == 0)
  }

  @Test func `puts a late fault down to its own document`() {
    var early = MQMTally()
    var late = MQMTally()
    let units = [
      Self.unit("a:0", 10, pair: "a"), Self.unit("7", 20, pair: "b"), Self.unit("single", 30),
      Self.unit("c:1:title", 40, pair: "c:1"),
    ]
    for unit in units {
      early.add(unit)
      early.add(Self.fault(unit.id, .major))
      late.add(unit)
    }
    for unit in units.reversed() { late.add(Self.fault(unit.id, .major)) }
    #expect(early.score() == late.score())
    #expect(early.score().all.interval != nil)
  }

  /// Every document alike: however they are drawn, the score is the same.
  @Test func `has an interval without width where documents are alike`() {
    var tally = MQMTally()
    for number in 0..<20 {
      tally.add(Self.unit("\(number):0", 50, pair: "\(number)"))
      tally.add(Self.fault("\(number):0", .minor))
    }
    #expect(tally.score().all.interval == 20...20)
  }

  /// Half the documents with five per thousand, half without: the mean of n draws has a standard error
  /// of 2.5/√n, and 95 of 100 lie within 1.96 of these.
  @Test(arguments: [400, 6000])
  func `has the interval that theory gives`(documents: Int) throws {
    var tally = MQMTally()
    for number in 0..<documents {
      tally.add(Self.unit("d\(number):0", 1000, pair: "d\(number)"))
      if number * 7919 % documents < documents / 2 {
        tally.add(Self.fault("d\(number):0", .major))
      }
    }
    let interval = try #require(tally.score().all.interval)
    let expected = 1.96 * 2.5 / Double(documents).squareRoot()
    let width = (interval.upperBound - interval.lowerBound) / 2
    #expect(abs(width / expected - 1) < 0.15, "\(width) \(expected)")
    #expect(interval.contains(2.5))
  }

  @Test func `is the same for the same seed, and another for another`() {
    var tally = MQMTally()
    for number in 0..<30 {
      tally.add(Self.unit("\(number):0", 40 + number, pair: "\(number)"))
      if number % 3 == 0 { tally.add(Self.fault("\(number):0", .major)) }
    }
    #expect(tally.score() == tally.score())
    #expect(tally.score(seed: 1).all.interval != tally.score(seed: 2).all.interval)
    #expect(tally.score().signature.contains("minor-punctuation:0.1"))
  }

  @Test(arguments: [
    ("one two  three\n", 3), ("", 0), (" \t", 0), ("我们提出BERT。", 5), ("naïve café", 2), ("（カ，Ａ", 1),
    ("a，b", 1),
  ])
  func `counts words`(text: String, count: Int) {
    #expect(SourceWords.count(text) == count)
  }
}

struct `A marked text` {
  @Test(arguments: [(0, 2), (2, 2), (3, 6), (0, 6), (5, 9)])
  func `is read back as it was marked`(start: Int, end: Int) throws {
    let text = "𝑥 是A-B"
    let marked = MarkedText.marked(text, CharacterSpan(start: start, end: end))
    let read = try #require(MarkedText.unmarked(marked))
    #expect(read.text == text)
    #expect(read.spans == [CharacterSpan(start: start, end: min(end, 6))])
  }

  @Test func `keeps offsets where the text holds marks of its own, tabs and line ends`() throws {
    let text = "a <v> b</v>\tc\r\nd"
    let read = try #require(
      MarkedText.unmarked(MarkedText.marked(text, CharacterSpan(start: 12, end: 13))))
    #expect(read.text == "a ‹v> b‹/v> c  d")
    #expect(read.spans == [CharacterSpan(start: 12, end: 13)])
  }

  @Test(arguments: ["a <v>b", "a b</v>", "<v>a<v>b</v></v>"])
  func `with a mark that has no other is none`(text: String) {
    #expect(MarkedText.unmarked(text) == nil)
  }

  @Test func `takes categories from the viewer's names and back`() {
    #expect(MQMCategories.ours("Accuracy/Untranslated text").name == "Accuracy/Untranslated")
    #expect(MQMCategories.ours("fluency/punctuation").name == "Linguistic conventions/Punctuation")
    #expect(MQMCategories.ours("Non-translation!").name == "Non-translation")
    #expect(MQMCategories.ours("non_translation").name == "Non-translation")
    #expect(MQMCategories.ours("Fluency/Rhythm").name == "Linguistic conventions/Rhythm")
    #expect(MQMCategories.ours("House/Rule").name == "House/Rule")
    for name in ["Accuracy/Omission", "Fluency/Grammar", "Terminology/Inconsistent use", "Other"] {
      #expect(MQMCategories.google(MQMCategories.ours(name)) == name)
    }
    #expect(
      MQMCategories.google(FaultCategory("Design and markup", "Markup tag"))
        == "Design and markup/Markup tag")
  }
}
