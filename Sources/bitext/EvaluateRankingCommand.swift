// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextQuality
internal import BitextWorkflow

extension EvaluateCommand {
  /// `bitext evaluate ranking`.
  struct Ranking: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the values of the ranking aid go along with; trains its weights.",
      discussion: """
        Against people's scores, and against units spoilt on purpose. Of the units, half the documents \
        are for training and half for measuring; of the scores, rows with train under split.

        Example: bitext evaluate ranking --units out/pairs.jsonl --human scores.tsv
        """)

    @Option(
      help: ArgumentHelp(
        "Units with people's scores: TSV with the columns source, target or mt, score or da_z.",
        valueName: "file"))
    var human: String?
    @Option(
      help: ArgumentHelp(
        "Units to be spoilt; a pair of pairs.jsonl is one unit. May be repeated.",
        valueName: "file"))
    var units: [String] = []
    @Flag(help: "Train weights, write them, and measure them on what was kept apart.")
    var train = false
    @Option(name: .shortAndLong, help: ArgumentHelp("The weights to write.", valueName: "file"))
    var output: String?
    @Option(help: ArgumentHelp("Measure these weights.", valueName: "file")) var weights: String?
    @Option(help: "Draw so many units of each file.") var sample: Int?
    @Option(help: "Another seed makes other faults and draws other units.") var seed: UInt64 = 0
    @Flag(help: "Measure the units of training documents too.") var all = false
    @Flag(help: "Print the figures as JSON.") var json = false

    func validate() throws {
      guard human != nil || !units.isEmpty else {
        throw ValidationError("expected --human, --units or both, found none")
      }
      if train, output == nil { throw ValidationError("--train needs --output FILE") }
      if !train, output != nil { throw ValidationError("--output needs --train") }
      if let sample, sample < 2 {
        throw ValidationError("--sample needs a number from 2 on, found \(sample)")
      }
    }

    func run() throws {
      var run = RankingRun()
      run.human = human
      run.units = units
      run.sample = sample
      run.seed = seed
      run.measuresAll = all
      var figures: RankingFigures
      if train, let output {
        let result = try run.train()
        try RankingWeights.write(result.model, to: output)
        figures = result.figures
      } else {
        figures = try run.measure(try RankingWeights.read(weights))
      }
      try Output.print(json ? figures.json : figures.summary)
    }
  }
}
