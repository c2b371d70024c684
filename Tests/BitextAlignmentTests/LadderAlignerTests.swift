// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextAlignment

/// Segments to align, made of nothing but a seed.
struct AlignmentSample {
  private var random: TestRandom

  init(seed: UInt64) { random = TestRandom(seed: seed) }

  mutating func segments(_ count: Int, chinese: Bool) -> [Segment] {
    let words = ["alpha", "Beta7", "12.5", "?", "(x)", "gamma", "3D", "40%"]
    return Segment.standalone(
      (0..<count).map { _ in
        (0..<Int.random(in: 1...9, using: &random)).map { _ in
          Int.random(in: 0..<3, using: &random) == 0
            ? words[Int.random(in: 0..<words.count, using: &random)]
            : chinese ? "我们的方法" : "plainword"
        }.joined(separator: " ")
      })
  }

  /// A text whose sentences follow one another in both languages, each with a number of its own.
  mutating func parallel(_ count: Int) -> (source: [Segment], target: [Segment]) {
    var source: [String] = []
    var target: [String] = []
    for number in 0..<count {
      let length = Int.random(in: 3...12, using: &random)
      source.append("Name\(number)x " + String(repeating: "wording ", count: length))
      target.append("Name\(number)x" + String(repeating: "措辞的", count: length))
    }
    return (Segment.standalone(source), Segment.standalone(target))
  }
}

struct `Ladder aligner` {
  static let aligner = LadderAligner(languages: .englishChinese)

  @Test(arguments: [0, 1, 2, 3, 7], [0, 1, 2, 3, 7])
  func `covers both sides whole`(sources: Int, targets: Int) {
    var sample = AlignmentSample(seed: UInt64(sources * 10 + targets))
    for _ in 0..<12 {
      checkAligner(
        Self.aligner, sample.segments(sources, chinese: false),
        with: sample.segments(targets, chinese: true))
    }
  }

  @Test(arguments: [(40, 1), (1, 40), (25, 3), (0, 30), (30, 30)])
  func `covers sides of very different sizes`(sources: Int, targets: Int) {
    var sample = AlignmentSample(seed: 5)
    let ladder = checkAligner(
      Self.aligner, sample.segments(sources, chinese: false),
      with: sample.segments(targets, chinese: true))
    #expect(ladder.beads.allSatisfy { $0.kind.source <= 4 && $0.kind.target <= 4 })
  }

  /// Some 75 null beads in a row take a row's probability under the least Double; the search then goes
  /// on with logarithms.
  @Test(arguments: [(0, 300), (2, 300), (1, 200)])
  func `covers hundreds of target segments without partner`(sources: Int, targets: Int) {
    var sample = AlignmentSample(seed: 6)
    let source = sample.segments(sources, chinese: false)
    let target = sample.segments(targets, chinese: true)
    checkAligner(Self.aligner, source, with: target)
  }

  @Test(arguments: [(300, 0), (300, 2), (200, 1)])
  func `covers hundreds of source segments without partner`(sources: Int, targets: Int) {
    var sample = AlignmentSample(seed: 6)
    checkAligner(
      Self.aligner, sample.segments(sources, chinese: false),
      with: sample.segments(targets, chinese: true))
  }

  @Test func `takes segments without any text`() {
    let empty = Segment.standalone(["", " ", ""])
    for (source, target) in [(empty, empty), (empty, []), (Segment.standalone(["word"]), empty)] {
      checkAligner(Self.aligner, source, with: target)
    }
  }

  @Test func `takes very long and very short segments beside one another`() {
    let long = Segment.standalone([String(repeating: "long wording ", count: 5000), "x"])
    let short = Segment.standalone(["短", "短", "短"])
    checkAligner(Self.aligner, long, with: short)
  }

  @Test func `takes texts of any shape`() {
    let nasty = Segment.standalone(NastyText.texts)
    checkAligner(Self.aligner, nasty, with: Segment.standalone(NastyText.texts.reversed()))
  }

  @Test func `finds the sentences of an easy text`() {
    var sample = AlignmentSample(seed: 2)
    let (source, target) = sample.parallel(30)
    let ladder = checkAligner(Self.aligner, source, with: target)
    #expect(ladder.beads.allSatisfy { $0.kind == BeadKind(1, 1) })
    #expect(ladder.beads.allSatisfy { ($0.probability ?? 0) > 0.9 })
  }

  private static let source = [
    "We study ferries in winter and the people who wait for them on the pier.",
    "On 2 lines of the archipelago, 63 days were observed by students.",
    "The mean delay was 4.5 min, and 12% of the boats left without anybody on board.",
    "HoldFast, a simple rule, lets a boat wait only when the next one leaves much later.",
    "Nobody complained about the rule during the whole season.",
    "The code of HoldFast is public at https://example.org/holdfast.",
  ]
  private static let target = [
    "我们研究冬季的渡轮以及在码头上等待它们的人。", "在群岛的2条航线上，学生们观察了63天。",
    "平均延误为4.5分钟，12%的船在没有任何人的情况下离开。", "HoldFast是一个简单的规则，仅在下一艘船晚得多才离开时才让一艘船等待。",
    "在整个季节中没有人抱怨该规则。", "HoldFast的代码在https://example.org/holdfast上公开。",
  ]

  private func kinds(_ source: [String], _ target: [String]) -> [String] {
    checkAligner(Self.aligner, Segment.standalone(source), with: Segment.standalone(target))
      .beads.map(\.kind.description)
  }

  @Test func `finds a merged sentence`() {
    var target = Self.target
    target[1] = String(target[1].dropLast()) + "，" + target[2]
    target.remove(at: 2)
    #expect(kinds(Self.source, target) == ["1-1", "2-1", "1-1", "1-1", "1-1"])
  }

  @Test func `finds a split sentence`() {
    var target = Self.target
    target[3] = "HoldFast是一个简单的规则。"
    target.insert("它仅在下一艘船晚得多才离开时才让一艘船等待。", at: 4)
    #expect(kinds(Self.source, target) == ["1-1", "1-1", "1-1", "1-2", "1-1", "1-1"])
  }

  @Test func `finds a dropped sentence`() {
    var target = Self.target
    target.remove(at: 2)
    // A null bead costs so much that a shifted ladder with a 2-1 bead wins.
    withKnownIssue(isIntermittent: true) {
      #expect(kinds(Self.source, target) == ["1-1", "1-1", "1-0", "1-1", "1-1", "1-1"])
    }
  }

  @Test(arguments: 0..<12)
  func `gives the reversed ladder for the reversed text`(seed: Int) {
    var sample = AlignmentSample(seed: UInt64(seed))
    let source = sample.segments(6, chinese: false)
    let target = sample.segments(5, chinese: true)
    var options = LadderAligner.Options()
    options.priors = options.priors.reversed
    let back = LadderAligner(languages: .englishChinese.reversed, options: options)
    let forth = Self.aligner.align(source, with: target)
    let other = back.align(target, with: source).reversed
    #expect(other.beads.map(\.source) == forth.beads.map(\.source))
    #expect(other.beads.map(\.target) == forth.beads.map(\.target))
    for (one, two) in zip(forth.beads, other.beads) {
      #expect(abs(one.cost - two.cost) < 1e-4)
      #expect(abs((one.probability ?? -1) - (two.probability ?? -2)) < 1e-4)
    }
  }

  @Test(arguments: [2, 11, 40])
  func `finds in a band what the full search finds on easy texts`(seed: Int) {
    var sample = AlignmentSample(seed: UInt64(seed))
    var (source, target) = sample.parallel(120)
    source.remove(at: 40)
    target.remove(at: 90)
    var options = LadderAligner.Options()
    options.fullSearchLimit = 0
    options.bandWidth = 40
    let banded = LadderAligner(languages: .englishChinese, options: options)
    let found = checkAligner(banded, source, with: target)
    let full = Self.aligner.align(source, with: target)
    #expect(found.beads.map(\.source) == full.beads.map(\.source))
    #expect(found.beads.map(\.target) == full.beads.map(\.target))
  }

  @Test(arguments: [(300, 20), (20, 300), (200, 1), (150, 150)])
  func `covers both sides in a narrow band too`(sources: Int, targets: Int) {
    var sample = AlignmentSample(seed: 77)
    var options = LadderAligner.Options()
    options.fullSearchLimit = 0
    options.bandWidth = 16
    checkAligner(
      LadderAligner(languages: .englishChinese, options: options),
      sample.segments(sources, chinese: false), with: sample.segments(targets, chinese: true))
  }

  @Test func `stands for its languages`() {
    #expect(Self.aligner.languages == .englishChinese)
    #expect(LadderAligner(languages: .englishChinese.reversed).languages.source.isChinese)
  }
}

struct `Posterior of a bead` {
  /// What each bead of a text costs, priors included.
  private struct Prices {
    let cost: BeadCost
    private let weights: [Float]

    init(_ source: [Segment], _ target: [Segment]) {
      let text = AlignmentText(
        source: source, target: target, lexicon: nil, isSourceChinese: false)
      cost = BeadCost(
        text, band: SearchBand(sources: source.count, targets: target.count),
        options: LadderAligner.Options(), hasLexicon: false)
      weights = BeadWeights.fill(cost)
    }

    func price(kind: Int, _ source: Int, _ target: Int) -> Double {
      let place = BeadWeights.offset(cost.band, cost.kinds.count, source, kind) + target
      return Double(cost.priorCosts[kind]) - log(Double(weights[place]))
    }
  }

  /// All ladders of a text, each with its cost, by plain recursion.
  private func ladders(
    _ prices: Prices, _ sources: Int, _ targets: Int
  ) -> [(Set<[Int]>, Double)] {
    if sources == 0 && targets == 0 { return [([], 0)] }
    var all: [(Set<[Int]>, Double)] = []
    for (number, kind) in prices.cost.kinds.enumerated()
    where kind.source <= sources && kind.target <= targets {
      let price = prices.price(kind: number, sources, targets)
      let bead = [sources - kind.source, sources, targets - kind.target, targets]
      for (beads, sum) in ladders(prices, sources - kind.source, targets - kind.target) {
        all.append((beads.union([bead]), sum + price))
      }
    }
    return all
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 3), (2, 2), (3, 2), (3, 3), (4, 3), (0, 3), (2, 0)])
  func `is that of enumerating all ladders`(sources: Int, targets: Int) throws {
    var sample = AlignmentSample(seed: UInt64(sources * 7 + targets))
    for _ in 0..<4 {
      let source = sample.segments(sources, chinese: false)
      let target = sample.segments(targets, chinese: true)
      let all = ladders(Prices(source, target), sources, targets)
      let total = all.reduce(0) { $0 + exp(-$1.1) }
      let least = try #require(all.map(\.1).min())
      let ladder = `Ladder aligner`.aligner.align(source, with: target)
      let found = Set(
        ladder.beads.map {
          [$0.source.lowerBound, $0.source.upperBound, $0.target.lowerBound, $0.target.upperBound]
        })
      let chosen = try #require(all.first { $0.0 == found })
      #expect(abs(chosen.1 - least) < 1e-6, "the ladder found costs least")
      for bead in ladder.beads {
        let place = [
          bead.source.lowerBound, bead.source.upperBound, bead.target.lowerBound,
          bead.target.upperBound,
        ]
        let with = all.filter { $0.0.contains(place) }.reduce(0) { $0 + exp(-$1.1) }
        #expect(abs((bead.probability ?? -1) - with / total) < 1e-4)
      }
    }
  }
}

struct `Bead priors` {
  @Test func `reversed twice are themselves`() {
    #expect(BeadPriors.machineTranslation.reversed.reversed == .machineTranslation)
    let kinds = BeadPriors.machineTranslation.reversed.probabilities.map(\.kind.description)
    #expect(kinds.contains("0-1") && kinds.contains("4-1"))
  }

  @Test(arguments: [BeadPriors.machineTranslation, .chineseProse])
  func `add up to about one`(priors: BeadPriors) {
    let sum = priors.probabilities.reduce(0) { $0 + $1.probability }
    #expect(abs(sum - 1) < 0.011)
  }

  @Test func `without null beads are a caller's mistake`() async {
    await #expect(processExitsWith: .failure) { _ = BeadPriors([(BeadKind(1, 1), 1)]) }
  }

  @Test func `of no probability are a caller's mistake`() async {
    await #expect(processExitsWith: .failure) {
      _ = BeadPriors([(BeadKind(1, 0), 0.1), (BeadKind(0, 1), 0.1), (BeadKind(1, 1), 0)])
    }
  }
}

struct `Ladder format` {
  private let ladder = Ladder([
    Bead(source: 0..<1, target: 0..<2, cost: 1.23456),
    Bead(source: 1..<2, target: 2..<2, cost: 3),
  ])

  @Test func `of hunalign gives rungs and closes the text`() {
    #expect(LadderFormat.ladder.lines(of: ladder) == "0\t0\t1.2346\n1\t2\t3\n2\t2\t0\n")
  }

  @Test func `of Vecalign gives lists and costs`() {
    #expect(LadderFormat.vecalign.lines(of: ladder) == "[0]:[0, 1]:1.2346\n[1]:[]:3\n")
  }

  @Test(arguments: LadderFormat.allCases)
  func `of no beads is empty`(format: LadderFormat) {
    #expect(format.lines(of: Ladder()) == "")
  }
}
