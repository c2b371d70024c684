// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import BitextTestSupport
import Testing

@testable import BitextWorkflow

struct `A run of checks` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func corpus(_ count: Int) throws -> String {
    var text = "id\tsource\ttarget\n"
    for number in 0..<count {
      let target = number % 3 == 0 ? "15" : "12"
      text += "u\(number)\tThe ferry carries 12 cars each winter.\t渡轮每个冬季运送\(target)辆汽车。\n"
    }
    return try folder.write("corpus.tsv", text)
  }

  @Test func `writes the same bytes with any number of tasks`() async throws {
    let path = try corpus(2000)
    var texts: [String] = []
    for width in [1, 3] {
      var run = CheckRun(rules: try RuleSet())
      run.format = .jsonl
      run.width = width
      let summary = try await run.run(inputs: [path], output: folder.path("faults.jsonl"))
      #expect(summary.units == 2000 && summary.faults == 667)
      texts.append(try folder.text("faults.jsonl"))
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].hasPrefix("{\"unit\":\"u0\",\"rule\":\"number-changed\""))
  }

  @Test func `refuses a corpus of one language`() async throws {
    let path = try folder.write(
      "one.jsonl",
      "{\"source\":\"a\",\"target\":\"b\",\"source_language\":\"en\",\"target_language\":\"en\"}\n")
    let run = CheckRun(rules: try RuleSet())
    await #expect(throws: WorkflowFailure.self) {
      try await run.run(inputs: [path], output: folder.path("faults.txt"))
    }
  }

  @Test func `serves the filter, by severity and by rule`() throws {
    let path = try corpus(9)
    for rule in [
      FaultFilterRule(rules: try RuleSet(), minimumSeverity: .major),
      FaultFilterRule(rules: try RuleSet(), minimumSeverity: nil, ids: ["number-changed"]),
    ] {
      var run = FilterRun(filter: UnitFilter(rules: [rule]))
      let counts = try run.run(inputs: [path], output: folder.path("out.tsv"))
      #expect(counts.written == 6)
      #expect(counts.leftOut.map(\.reason) == ["fault"])
    }
  }

  @Test func `finds faults that were made`() throws {
    var run = MadeFaultRun(rules: try RuleSet())
    run.kinds = [.number]
    let figures = try run.run(inputs: [try corpus(30)])
    #expect(figures.rows[0].made == 30)
    // What was spoilt twice may have become right again.
    #expect(figures.rows[0].found >= 28)
    #expect(figures.rows[0].onUnchanged == 10)
    #expect(try run.run(inputs: [try corpus(30)]) == figures)
  }
}
