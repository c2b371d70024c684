// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import BitextModel
internal import BitextQuality
public import BitextWorkflow

/// `bitext check`: faults of units, by MQM category, with spans.
struct CheckCommand: AsyncParsableCommand, ConfigurableCommand {
  static let positional = "units"
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name the faults of translations, without a reference.",
    discussion: """
      Example: bitext check out --format jsonl -o faults.jsonl

      Each fault has an MQM category, a severity, spans on both sides in characters, the rule that \
      found it and how far that rule is to be believed.
      """)

  @Argument(help: "Units: TMX, TSV or JSON lines, a folder that build wrote, or -.")
  var units: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "What is written: text or jsonl.")
  var format = CheckRun.Format.text

  @Option(help: "The language of the messages in text: en or zh.")
  var messages = MessageLanguage.en

  @OptionGroup(title: "Rules") var choice: RuleChoice

  @Option(
    help: ArgumentHelp(
      """
      Terms: English, accepted renderings, wrong ones, with tabs between them and "; " within; may be \
      repeated. They stand beside the shipped ones.
      """, valueName: "file"))
  var termbase: [String] = []

  @Option(
    help: ArgumentHelp(
      "What faults count in the summary, such as minor=1,major=5.", valueName: "name=number"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Write the ranking aid's value of each unit there, as JSON lines.", valueName: "file"))
  var ranking: String?

  @Flag(help: "Print the rules with category, severity and precision, and end.")
  var listRules = false

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
    guard listRules || !units.isEmpty else {
      throw ValidationError("expected units to check, found none")
    }
    if talk.json, output == "-", !listRules {
      throw ValidationError("--json needs --output FILE")
    }
    if !listRules {
      try Output.expectDistinct([
        ("--output", output), ("--ranking", ranking), ("--rejected", records.rejected),
      ])
    }
    if ranking != nil, choice.options != CheckOptions() {
      throw ValidationError("--ranking needs the rules and severities as they are by default")
    }
  }

  func run() async throws {
    let rules = try RuleSet(choice.options)
    if listRules { return try Output.print(RuleTable.text(rules, json: talk.json)) }
    var run = CheckRun(rules: rules)
    for path in termbase { try TermbaseFile.add(path, to: &run.termbase) }
    if let weights { run.weights = try MQMWeights(weights) }
    run.rankingPath = ranking
    run.format = format
    run.messagesInChinese = messages == .zh
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

/// The language of messages.
enum MessageLanguage: String, ExpressibleByArgument, CaseIterable { case en, zh }

extension CheckRun.Format: ExpressibleByArgument {}

/// Which rules run, and how severe their faults are.
struct RuleChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run these rules only, with commas between them; may be repeated.", valueName: "ids"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave these rules out, with commas between them; may be repeated.", valueName: "ids"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp(
      "Another severity: neutral, minor, major or critical; may be repeated.",
      valueName: "rule=severity"))
  var severity: [SeverityArgument] = []

  func validate() throws {
    guard rules.isEmpty || !Self.ids(rules).isEmpty else {
      throw ValidationError("--rules needs the id of a rule, found none")
    }
  }

  var options: CheckOptions {
    var options = CheckOptions()
    let chosen = Self.ids(rules)
    options.rules = chosen.isEmpty ? nil : chosen
    options.skipped = Self.ids(skip)
    options.severities = severity.map(\.setting)
    return options
  }

  private static func ids(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }
}

/// `rule=major`.
struct SeverityArgument: ExpressibleByArgument {
  let setting: CheckOptions.RuleSeverity

  init?(argument: String) {
    let sides = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty,
      let severity = FaultSeverity(rawValue: String(sides[1]))
    else { return nil }
    setting = CheckOptions.RuleSeverity(rule: String(sides[0]), severity: severity)
  }
}
