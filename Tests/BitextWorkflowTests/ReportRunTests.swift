// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import BitextTestSupport
import BitextWorkflow
import Foundation
import Testing

private func line(
  _ id: String, _ source: String, _ target: String, language: String = "zh"
) -> String {
  """
  {"id":"\(id)","source":"\(source)","target":"\(target)","source_language":"en",\
  "target_language":"\(language)","pair":"p"}

  """
}

private struct Files {
  let folder: TemporaryFolder

  init(_ contents: [String: String]) throws {
    folder = try TemporaryFolder()
    for (name, text) in contents {
      try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
    }
  }

  @discardableResult
  func report(
    _ inputs: [String], _ change: (inout ReportRun) -> Void = { _ in }
  ) async throws -> (summary: ReportSummary, page: String) {
    var run = ReportRun(rules: try RuleSet())
    change(&run)
    let output = folder.path("report.html")
    let summary = try await run.run(inputs: inputs.map { folder.path($0) }, output: output)
    return (summary, try String(contentsOfFile: output, encoding: .utf8))
  }
}

struct `A run of report` {
  @Test func `joins the units of engines by id, whatever their order`() async throws {
    let files = try Files([
      "a.jsonl": line("1", "We use 5 models.", "我们用 5 个模型。")
        + line("2", "It runs 3 times.", "运行 3 次。") + line("4", "Only here.", "只在这里。"),
      "b.jsonl": line("3", "Only there.", "只在那里。") + line("2", "It runs 3 times.", "运行 8 次。")
        + line("1", "We use 5 models.", "我们用 5 个模型。") + line("1", "Again.", "再次。"),
    ])
    var numbers = CheckOptions()
    numbers.rules = ["number-changed"]
    let rules = try RuleSet(numbers)
    let (summary, page) = try await files.report(["a.jsonl", "b.jsonl"]) { $0.rules = rules }
    #expect(summary.rows == 4 && summary.shown == 4)
    #expect(summary.systems.map(\.units) == [3, 3])
    #expect(summary.systems.map(\.faults) == [0, 1])
    #expect(page.contains("\"incomplete\":2") && page.contains("\"repeated\":1"))
  }

  @Test func `joins by the source where ids differ`() async throws {
    let files = try Files([
      "a.jsonl": line("a1", "It runs.", "它运行。") + line("a2", "It runs.", "运行。"),
      "b.jsonl": line("b1", "It runs.", "它跑。") + line("b2", "It runs.", "跑。"),
    ])
    let (summary, _) = try await files.report(["a.jsonl", "b.jsonl"]) { $0.join = .source }
    #expect(summary.rows == 2 && summary.systems.map(\.units) == [2, 2])
    await #expect {
      try await files.report(["a.jsonl", "b.jsonl"])
    } throws: { error in
      (error as? WorkflowFailure)?.message.contains("no id in common") == true
    }
  }

  @Test func `writes the same bytes however many tasks run`() async throws {
    let units = (0..<600).map {
      line("\($0)", "We use \($0) models.", "我们用 \($0 % 7 == 0 ? $0 + 1 : $0) 个模型。")
    }.joined()
    let files = try Files(["a.jsonl": units])
    let one = try await files.report(["a.jsonl"]) { $0.width = 1 }
    let four = try await files.report(["a.jsonl"]) { $0.width = 4 }
    #expect(one.page == four.page && one.summary == four.summary)
  }

  @Test func `scores engines against a reference`() async throws {
    let files = try Files([
      "a.jsonl": line("1", "We use models.", "我们使用许多不同的模型。"),
      "b.jsonl": line("1", "We use models.", "模型被用了许多。"),
      "r.jsonl": line("1", "We use models.", "我们使用许多不同的模型。"),
    ])
    let reference = files.folder.path("r.jsonl")
    let (_, page) = try await files.report(["a.jsonl", "b.jsonl"]) { $0.reference = reference }
    #expect(page.contains("\"name\":\"BLEU\"") && page.contains("\"name\":\"chrF2\""))
    #expect(page.contains("tok:zh"))
    let (_, single) = try await files.report(["a.jsonl"]) { $0.reference = reference }
    #expect(single.contains("\"name\":\"BLEU\""))
  }

  @Test func `refuses a corpus of one language`() async throws {
    let files = try Files(["a.jsonl": line("1", "One.", "Two.", language: "en")])
    await #expect {
      try await files.report(["a.jsonl"])
    } throws: { error in
      (error as? WorkflowFailure)?.message.contains("expected units in two languages") == true
    }
    #expect(!FileManager.default.fileExists(atPath: files.folder.path("report.html")))
  }

  @Test func `makes a page of an empty corpus`() async throws {
    let files = try Files(["a.jsonl": ""])
    let (summary, page) = try await files.report(["a.jsonl"])
    #expect(summary.rows == 0 && page.contains("\"total\":0"))
  }

  @Test func `names files of one name apart`() async throws {
    let files = try Files(["a.jsonl": line("1", "One.", "一。")])
    let (summary, _) = try await files.report(["a.jsonl", "a.jsonl"])
    #expect(summary.systems.map(\.name) == ["a", "a (2)"])
  }
}
