// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import BitextModel
internal import BitextQuality
public import BitextWorkflow

/// `bitext report`: one page of pictures, tables and units side by side.
struct ReportCommand: AsyncParsableCommand, ConfigurableCommand {
  static let positional = "units"
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make one HTML page of the faults of translations; of several engines a comparison.",
    discussion: """
      Example: bitext report google.tmx other.tmx -o report.html

      The page loads nothing from elsewhere. Several files are several engines: their units are joined, \
      and the engines compared with the first.
      """)

  @Argument(
    help: "Units: TMX, TSV or JSON lines, a folder that build wrote, or -; a file an engine.")
  var units: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "What stands at the head of the page.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "What an engine is called, in the order of the files; may be repeated.", valueName: "name"))
  var name: [String] = []

  @Option(help: "What units of several files are joined by: id or source.")
  var join = ReportRun.Join.id

  @Option(
    help: ArgumentHelp(
      "Units whose targets are references, joined by id: shows BLEU and chrF.", valueName: "file"))
  var reference: String?

  @Option(
    help: ArgumentHelp("How many units stand in the page, the worst ones.", valueName: "n"))
  var show = ReportOptions().shownUnits

  @OptionGroup(title: "Rules") var choice: RuleChoice

  @Option(
    help: ArgumentHelp(
      "Terms beside the shipped ones, as for check; may be repeated.", valueName: "file"))
  var termbase: [String] = []

  @Option(
    help: ArgumentHelp("What faults count, such as minor=1,major=5.", valueName: "name=number"))
  var weights: String?

  @Option(help: "The format read: tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @Option(help: "How many tasks run at once; 0 is one a core.")
  var jobs = 0

  @Option(
    help: ArgumentHelp(
      "Options as YAML or JSON, by their long names; units too. The command line wins.",
      valueName: "file"))
  var config: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard !units.isEmpty else { throw ValidationError("expected units to report on, found none") }
    guard show >= 0 else { throw ValidationError("--show needs a number from 0 on, found \(show)") }
    guard name.count <= units.count else {
      throw ValidationError("expected at most \(units.count) names, found \(name.count)")
    }
    if talk.json, output == "-" { throw ValidationError("--json needs --output FILE") }
  }

  func run() async throws {
    var run = ReportRun(rules: try RuleSet(choice.options))
    for path in termbase { try TermbaseFile.add(path, to: &run.termbase) }
    if let weights { run.options.weights = try MQMWeights(weights) }
    run.options.shownUnits = show
    run.title = title
    run.names = name
    run.join = join
    run.reference = reference
    run.inputFormat = inputFormat
    run.languages = languages.pair
    run.width = jobs
    run.recordLimit = records.recordLimit
    run.rejectedPath = records.rejected
    let summary = try await run.run(inputs: units, output: output)
    if talk.json { try Output.print(summary.json) }
    if !talk.quiet { Console.write(summary.summary) }
    try records.check(rejected: summary.rejected)
  }
}

extension ReportRun.Join: ExpressibleByArgument {}
