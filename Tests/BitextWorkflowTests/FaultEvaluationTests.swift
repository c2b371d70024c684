// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Testing

@testable import BitextWorkflow

struct `Evaluation of faults` {
  private func fault(
    _ category: String, unit: String = "u", target: ClosedRange<Int>? = nil,
    source: ClosedRange<Int>? = nil, rule: String = "r"
  ) -> Fault {
    let sides = category.split(separator: "/").map(String.init)
    func span(_ range: ClosedRange<Int>?) -> CharacterSpan? {
      range.map { CharacterSpan(start: $0.lowerBound, end: $0.upperBound) }
    }
    return Fault(
      unit: unit, rule: rule, category: FaultCategory(sides[0], sides.count > 1 ? sides[1] : ""),
      severity: .major, source: span(source), target: span(target),
      message: FaultMessage(english: "", chinese: ""), precision: .high)
  }

  private func level(_ answer: Fault, _ gold: Fault) -> [Int] {
    var evaluation = FaultEvaluation()
    evaluation.add(answers: [answer], gold: [gold])
    return evaluation.all.right
  }

  @Test func `counts spans that overlap, then categories that agree`() {
    let gold = fault("Accuracy/Omission", target: 3...6)
    #expect(level(fault("Accuracy/Omission", target: 5...9), gold) == [1, 1, 1])
    #expect(level(fault("accuracy/Addition", target: 0...4), gold) == [1, 1, 0])
    #expect(level(fault("Style/Awkward", target: 3...6), gold) == [1, 0, 0])
    #expect(level(fault("Accuracy/Omission", target: 6...9), gold) == [0, 0, 0])
    #expect(level(fault("Accuracy/Omission", source: 3...6), gold) == [0, 0, 0])
    #expect(level(fault("Accuracy/Omission"), gold) == [1, 1, 1])
    // Where something is missing, a person marks the gap: the characters around it count.
    #expect(level(fault("Accuracy/Omission", target: 6...6), gold) == [1, 1, 1])
    #expect(level(fault("Accuracy/Omission", target: 7...7), gold) == [0, 0, 0])
  }

  @Test func `gives precision over answers and recall over gold, by rule and category`() {
    var evaluation = FaultEvaluation()
    evaluation.add(
      answers: [
        fault("Accuracy/Omission", target: 0...2, rule: "a"),
        fault("Accuracy/Addition", target: 0...2, rule: "b"),
        fault("Style", target: 8...9, rule: "b"),
      ],
      gold: [fault("Accuracy/Omission", target: 1...3), fault("Terminology", target: 5...6)])
    evaluation.add(answers: [], gold: [])
    #expect(evaluation.units == 2)
    #expect(evaluation.all.precision(.span) == 2.0 / 3)
    #expect(evaluation.all.precision(.subcategory) == 1.0 / 3)
    #expect(evaluation.all.recall(.category) == 0.5)
    #expect(abs(evaluation.all.f1(.span) - 4.0 / 7) < 1e-12)
    let rules = Dictionary(uniqueKeysWithValues: evaluation.rules.map { ($0.name, $0.tally) })
    #expect(rules["a"]?.precision(.subcategory) == 1 && rules["b"]?.precision(.span) == 0.5)
    #expect(rules["b"]?.found == [1, 1, 0] && rules["b"]?.wanted == 2)
    #expect(
      evaluation.categories.map(\.name) == [
        "Accuracy/Addition", "Accuracy/Omission", "Style", "Terminology",
      ])
  }

  @Test func `without answers or gold has figures all the same`() {
    let evaluation = FaultEvaluation()
    #expect(evaluation.all.precision(.span) == 0 && evaluation.all.f1(.span) == 0)
    #expect(evaluation.summary.contains("0 units"))
  }

  private static let answers = """
    {"unit":"d:1","rule":"x","category":"Accuracy/Omission","severity":"major","target":{"start":0,"end":2}}
    {"unit":"d:2","rule":"x","category":"Accuracy/Omission","severity":"major","target":{"start":0,"end":2}}
    {"unit":"d:3","rule":"x","category":"Accuracy/Omission","severity":"major","target":{"start":0,"end":2}}

    """

  @Test func `of gold in ten columns counts the judged units only`() throws {
    let folder = try TemporaryFolder()
    let answers = try folder.write("faults.jsonl", Self.answers)
    let gold = try folder.write(
      "gold.tsv",
      "S\td\t1\t1\tr\tA boat.\t<v>一只</v>船。\tAccuracy/Omission\tMajor\t{}\n"
        + "S\td\t2\t2\tr\tA car.\t一车。\tno-error\tno-error\t{}\n")
    let result = try FaultEvaluationRun().run(faults: answers, gold: gold)
    #expect(result.units == 2 && result.all.answered == 2 && result.all.right == [1, 1, 1])
    let lines = try folder.write(
      "gold.jsonl", Self.answers.split(separator: "\n").first.map { $0 + "\n" } ?? "")
    var run = FaultEvaluationRun()
    #expect(try run.run(faults: answers, gold: lines).all.answered == 3)
    run.judged = try folder.write("ids.txt", "d:1\nd:2\nd:9\n")
    let judged = try run.run(faults: answers, gold: lines)
    #expect(judged.units == 3 && judged.all.answered == 2)
    run.judged = try folder.write("few.txt", "d:2\n")
    #expect(throws: WorkflowFailure.self) { try run.run(faults: answers, gold: lines) }
  }
}
