// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextWorkflow

extension EvaluateCommand {
  /// `bitext evaluate check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Precision, recall and F1 of faults against those that people marked.",
      discussion: """
        Either file is JSON lines as check writes them, or the ten columns of Google's MQM viewer; see \
        `bitext mqm`. A fault is right where it overlaps one of gold, at three levels: the span alone, \
        the main category too, the subcategory too.

        Example: bitext evaluate check faults.jsonl judged.mqm.tsv --units google.jsonl
        """)

    @Argument(help: "The faults in question.") var faults: String
    @Argument(help: "The faults that people marked.") var gold: String
    @Option(help: ArgumentHelp("The ids of the judged units, one a line.", valueName: "file"))
    var judged: String?
    @Option(
      help: ArgumentHelp("The units that rows of ten columns are of.", valueName: "file"))
    var units: String?
    @Option(help: ArgumentHelp("The key of a blinded sheet.", valueName: "file")) var key: String?
    @Option(help: "Read the rows of this system only.") var system: String?
    @Option(help: "Read the rows of this rater only.") var rater: String?
    @Flag(help: "Print the figures as JSON.") var json = false

    func validate() throws {
      guard !FaultEvaluationRun.hasColumns(faults), !FaultEvaluationRun.hasColumns(gold) else {
        return
      }
      for (option, value) in [
        ("--units", units), ("--key", key), ("--system", system), ("--rater", rater),
      ] where value != nil {
        throw ValidationError("\(option) is of rows of ten columns, found JSON lines only")
      }
    }

    func run() throws {
      var run = FaultEvaluationRun()
      run.judged = judged
      run.reading.units = units
      run.reading.key = key
      run.reading.system = system
      run.reading.rater = rater
      let result = try run.run(faults: faults, gold: gold)
      try Output.print(json ? result.json : result.summary)
    }
  }
}
