// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import Foundation
import Testing

/// What sacreBLEU 2.6.0's command printed for sentences of our own; see `record.py`.
struct `Recorded commands` {
  let golden: Record
  let columns: [[String]]

  init() throws {
    golden = try Record(Shared.json(Shared.fixture("sacrebleu.golden.json")))
    let text = try String(contentsOf: Shared.fixture("segments.tsv"), encoding: .utf8)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    columns = (0..<4).map { column in rows.map { $0[column] } }
  }

  func lines(_ name: String) throws -> [String] {
    if name == "pairs.txt" { return zip(columns[3], columns[2]).map { "\($0)\t\($1)" } }
    return columns[try #require(name.dropFirst().first?.wholeNumberValue) - 1]
  }

  func output(_ command: CommandLine) throws -> String {
    var run = try ScoreRun(
      command.options,
      hypotheses: .files(
        command.hypotheses.map { LineSource(name: $0, strings: try lines($0)) }),
      references: command.references.map { LineSource(name: $0, strings: try lines($0)) })
    var text = ""
    try run.run { text += $0 }
    return text
  }

  @Test func `print the same bytes`() throws {
    let runs = try golden.records("cli")
    #expect(runs.count > 80)
    for run in runs {
      let command = try run.string("command")
      #expect(try output(CommandLine(command)) == run.string("output"), "\(command)")
    }
  }

  @Test func `give the same scores where the number of references varies`() throws {
    let streams: [[String?]] = [
      columns[2], columns[3].enumerated().map { $0.offset % 2 == 1 ? $0.element : nil },
      columns[1].enumerated().map { $0.offset % 3 == 0 ? $0.element : nil },
    ]
    var ter = TER.Options()
    ter.normalized = true
    ter.asianSupport = true
    let metrics: [any QualityMetric] = [
      BLEU(.init(tokenizer: .zh)), ChrF.chrFPlusPlus, TER(ter),
    ]
    for (metric, row) in zip(metrics, try golden.records("varying")) {
      let score = metric.score(hypotheses: columns[0], references: streams)
      #expect(try isNear(score.value, row.number("score")))
      #expect(try score.signature.description == row.string("signature"))
    }
  }

  @Test func `take systems in columns too`() throws {
    let options = try CommandLine("-m bleu chrf -tok zh -f text --paired-bs-n 20").options
    // A tab at the end of a line is white space to sacreBLEU, so an empty last column is none.
    let rows = columns[0].indices.filter { !columns[1][$0].isEmpty }
    func run(_ hypotheses: HypothesisSource) throws -> String {
      let references = LineSource(name: "c3.txt", strings: rows.map { columns[2][$0] })
      var run = try ScoreRun(options, hypotheses: hypotheses, references: [references])
      var text = ""
      try run.run { text += $0 }
      return text
    }
    let lines = rows.map { "\(columns[0][$0])\t\(columns[1][$0])" }
    let files = (0..<2).map { column in
      LineSource(name: "System \(column + 1)", strings: rows.map { columns[column][$0] })
    }
    let text = try run(.columns(LineSource(name: "stdin", strings: lines)))
    #expect(try text == run(.files(files)))
    #expect(text.contains("│ Baseline │"))
    #expect(text.contains("│ System 1 │"))
  }
}
