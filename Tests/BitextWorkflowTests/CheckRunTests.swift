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

  @Test func `tells faults that a reader calls right from others`() throws {
    var run = MadeFaultRun(rules: try RuleSet())
    run.kinds = [.number]
    let path = try corpus(30)
    let header = "unit\trule\tsource\ttarget\tverdict\n"
    let right = (0..<8).map { "u\($0 * 3)\tnumber-changed\t18-20\t8-10\tright\n" }.joined()
    let wrong = "u24\tnumber-changed\t18-20\t8-10\twrong\n"
    run.verdicts = try folder.write("verdicts.tsv", header + right + wrong)
    let figures = try run.run(inputs: [path])
    // One is called wrong, of one nobody says anything.
    #expect(figures.rows[0].onUnchanged == 10 && figures.rows[0].unfounded == 2)
    // The digits that are changed are those that were marked.
    #expect(figures.rows[0].atPlace == 10)
    #expect(figures.summary.contains("unfounded") && figures.json.contains("\"unfounded\":0.0667"))
  }

  @Test(arguments: [
    ("unit\trule\n", ":1: expected a header with the columns unit, rule, source, target, verdict"),
    (
      "unit\trule\tsource\ttarget\tverdict\nu1\tomission\t1-2\t\tperhaps\n",
      ":2: expected right or wrong as verdict, found \"perhaps\""
    ),
    ("unit\trule\tsource\ttarget\tverdict\nu1\tomission\n", ":2: expected 5 columns, found 2"),
  ])
  func `refuses verdicts that it cannot read`(text: String, message: String) throws {
    let path = try folder.write("verdicts.tsv", text)
    let failure = #expect(throws: WorkflowFailure.self) { try FaultVerdicts(path: path) }
    #expect(failure?.message == path + message)
  }
}
