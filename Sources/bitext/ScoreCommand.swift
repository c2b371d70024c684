// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextQuality
internal import BitextWorkflow

/// `bitext score`: the field's metrics with sacreBLEU's flags.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "BLEU, chrF and TER with sacreBLEU's flags and numbers.",
    discussion: """
      Example: bitext score human.zh -i machine.zh -m bleu chrf -l en-zh

      Without -i the systems stand on standard input, with tabs between them. Files named .tmx, \
      .tsv or .jsonl are units: they are joined by id, and their targets compared.
      """)

  @Argument(
    help: ArgumentHelp("The references: one segment a line, or units.", valueName: "ref"))
  var references: [String]

  @Option(
    name: [.customShort("i"), .customLong("input")], parsing: .upToNextOption,
    help: ArgumentHelp("The hypotheses, a file a system.", valueName: "hyp"))
  var hypotheses: [String] = []

  @Option(
    name: [.customShort("m"), .customLong("metrics")], parsing: .upToNextOption,
    help: "The metrics.")
  var metrics = ScoreOptions().metrics

  @Option(
    name: [.customLong("nr", withSingleDash: true), .customLong("num-refs")],
    help: ArgumentHelp("References in a line, with tabs between them.", valueName: "n"))
  var referencesPerLine = ScoreOptions().referencesPerLine

  @Flag(
    name: [.customLong("sl", withSingleDash: true), .customLong("sentence-level")],
    help: "A line a segment; one metric, one system.")
  var sentenceLevel = false

  @Option(
    help: ArgumentHelp(
      "What the files hold: lines, tmx, tsv or jsonl (default: by name).", valueName: "format"))
  var units: String?

  @OptionGroup(title: "BLEU") var bleu: BLEUFlags
  @OptionGroup(title: "chrF") var chrF: ChrFFlags
  @OptionGroup(title: "TER") var ter: TERFlags
  @OptionGroup(title: "Significance") var significance: SignificanceFlags
  @OptionGroup(title: "Output") var shape: ScoreShapeFlags

  @Option(
    name: [.customShort("j"), .customLong("jobs"), .customLong("paired-jobs")],
    help: "How many tasks run at once; 0 is one a core.")
  var jobs = 0

  @OptionGroup var records: RecordOptions

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() async throws {
    var scoring = ScoringRun(options)
    scoring.inputFormat = units
    scoring.width = jobs
    scoring.recordLimit = records.recordLimit
    scoring.rejectedPath = records.rejected
    let summary = try await scoring.run(
      hypotheses: hypotheses, references: references, output: shape.output)
    if !quiet {
      for warning in summary.warnings { Console.error("bitext: warning: \(warning)") }
      for missing in summary.missing { Console.error("bitext: warning: \(missing)") }
      if summary.rejected > 0 { Console.error("bitext: \(summary.rejected) records rejected") }
      if !summary.missing.isEmpty { Console.error("bitext: \(summary.segments) units scored") }
    }
    try records.check(rejected: summary.missing.reduce(summary.rejected) { $0 + $1.count })
  }

  private var options: ScoreOptions {
    var options = ScoreOptions()
    options.metrics = metrics
    options.referencesPerLine = referencesPerLine
    options.sentenceLevel = sentenceLevel
    bleu.apply(to: &options)
    chrF.apply(to: &options)
    ter.apply(to: &options)
    significance.apply(to: &options)
    shape.apply(to: &options)
    return options
  }
}
