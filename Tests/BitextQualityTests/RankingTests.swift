// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

@testable import BitextQuality

struct `The ranking aid` {
  private static func unit(_ source: String, _ target: String) -> TranslationUnit {
    TranslationUnit(
      id: "u", source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target))
  }

  private static let source =
    "We present a method that reduces the error of the model by 12% on three datasets. "
    + "The method does not need any labels."
  private static let target = "我们提出了一种方法，在三个数据集上将模型的误差降低了12%。该方法不需要任何标签。"

  @Test(arguments: [
    ("12%", "17%"), ("该方法不需要任何标签。", ""), ("不需要", "需要"),
    ("该方法不需要任何标签。", "河流每天携带大量的沙子流入大海。"),
  ])
  func `values a spoilt unit lower`(old: String, new: String) throws {
    let aid = try RankingAid()
    let spoilt = Self.target.split(separator: old, omittingEmptySubsequences: false)
      .joined(separator: new)
    #expect(spoilt != Self.target)
    let (as_it_came, changed) = (
      aid.value(of: Self.unit(Self.source, Self.target)),
      aid.value(of: Self.unit(Self.source, spoilt))
    )
    #expect(changed < as_it_came, "\(changed) \(as_it_came)")
  }

  @Test(arguments: [("", ""), ("Word", ""), ("", "词"), ("$x$", "$x$"), ("BERT", "BERT")])
  func `has a value for every unit`(source: String, target: String) throws {
    #expect(try RankingAid().value(of: Self.unit(source, target)).isFinite)
  }

  @Test func `gives the same value again, whatever came between`() throws {
    let aid = try RankingAid()
    let first = aid.value(of: Self.unit(Self.source, Self.target))
    _ = aid.value(of: Self.unit("Rivers carry sand.", "河流携带沙子。"))
    #expect(aid.value(of: Self.unit(Self.source, Self.target)) == first)
    #expect(
      UnitChecker(rules: try RuleSet(), ranking: .shipped)
        .findings(in: Self.unit(Self.source, Self.target)).ranking == first)
    #expect(UnitChecker(rules: try RuleSet()).findings(in: Self.unit("A", "一")).ranking == nil)
  }

  @Test func `is written and read as the same weights`() throws {
    let text = RankingModel.shipped.text
    let read = try RankingModel(text: text, path: "w")
    #expect(read.text == text)
    #expect(!read.linear.isEmpty && !read.stumps.isEmpty)
    #expect(read.buckets.contains { $0 != 0 } && !read.negators.bare.weights.isEmpty)
  }

  @Test(arguments: [
    ("", "w:1: expected \"bitext ranking 1\""), ("bitext ranking 2\n", "w:1: expected"),
    ("bitext ranking 1\nlinear source-length 1 x 2\n", "w:2: expected numbers"),
    ("bitext ranking 1\nbuckets 4095 1 2\n", "w:2: expected buckets below 4096"),
    ("bitext ranking 1\n# a note\nbias 1 2\n", "w:3: expected linear"),
    ("bitext ranking 1\nstump source-length 1\n", "w:2: expected linear"),
  ])
  func `says which line of a file of weights is broken`(text: String, message: String) {
    #expect {
      try RankingModel(text: text, path: "w")
    } throws: { error in
      (error as? CheckFailure)?.code == .brokenModel
        && (error as? CheckFailure)?.message.hasPrefix(message) == true
    }
  }

  @Test func `leaves out numbers of other versions`() throws {
    let model = try RankingModel(
      text: "bitext ranking 1\nlinear no-such 0 1 1\nstump no-such 0 1 1\n", path: "w")
    #expect(model.linear.isEmpty && model.stumps.isEmpty)
  }
}

struct `Training of the ranking aid` {
  /// Two dense columns and a sparse one, without noise and next to no penalty.
  @Test func `finds the weights of a linear rule`() {
    var rows: [Ridge.Row] = []
    var targets: [Float] = []
    for number in 0..<60 {
      let dense = [Float(number % 7) - 3, Float(number % 5) - 2]
      let columns: [Int32] = number % 3 == 0 ? [1] : []
      rows.append(Ridge.Row(dense: dense, columns: columns, value: 0.5))
      targets.append(2 * dense[0] - dense[1] + (columns.isEmpty ? 0 : 0.5 * 4))
    }
    let weights = Ridge(penalty: 1e-6).fit(rows, targets: targets, sparseCount: 2)
    for (found, wanted) in zip(weights, [2, -1, 0, 4]) {
      #expect(abs(found - Float(wanted)) < 1e-3, "\(weights)")
    }
  }

  @Test func `shrinks weights where the penalty is great`() {
    let rows = (0..<10).map { Ridge.Row(dense: [Float($0) - 4.5], columns: [], value: 0) }
    let targets = rows.map { 3 * $0.dense[0] }
    let squares = rows.reduce(0) { $0 + $1.dense[0] * $1.dense[0] }
    let weight = Ridge(penalty: Double(squares)).fit(rows, targets: targets, sparseCount: 0)[0]
    #expect(abs(weight - 1.5) < 1e-4)
  }

  @Test func `finds the threshold that divides, by stumps`() throws {
    let rows = (0..<400).map { [Float($0 * 7919 % 101), Float($0 % 400)] }
    let targets = rows.map { $0[1] < 250 ? Float(1) : -1 }
    var boosting = StumpBoosting()
    boosting.rounds = 60
    boosting.rate = 0.3
    let stumps = boosting.fit(rows) { sums in
      (zip(sums, targets).map { $0 - $1 }, sums.map { _ in 1 })
    }
    for (row, target) in zip(rows, targets) where abs(row[1] - 250) > 15 {
      let value = stumps.reduce(0) { $0 + $1.value(row) }
      #expect(abs(value - target) < 0.1)
    }
    #expect(stumps.allSatisfy { $0.feature == 1 || abs($0.left - $0.right) < 0.2 })
  }

  @Test func `learns which words lead to a negation`() {
    let parts = (0..<300).map { number -> NegationWeights.Part in
      let word = number % 3
      let words: [Int32] = [1, Int32(2 + word)]
      return NegationWeights.Part(
        words: words, bare: word == 0 ? 1 : 0, any: word == 1 ? 1 : 0)
    }
    let learned = NegationWeights.learned(from: parts)
    func expected(_ word: Int32) -> Float { learned.expected([1, word], learned.bare) }
    #expect(expected(2) > 0.8 && expected(3) < 0.2 && expected(4) < 0.2)
    #expect(learned.expected([1, 3], learned.any) > 0.8)
    #expect(NegationWeights.learned(from: []).expected([1], .init()) == 0)
  }

  @Test func `fits no stump where nothing divides`() {
    let rows = [[Float]](repeating: [1], count: 200)
    let stumps = StumpBoosting().fit(rows) { sums in (sums.map { _ in 1 }, sums.map { _ in 1 }) }
    #expect(stumps.isEmpty)
    #expect(StumpBoosting().fit([]) { _ in ([], []) }.isEmpty)
  }
}
