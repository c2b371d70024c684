// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextQuality
internal import BitextWorkflow

/// `bitext mqm`: to people who judge, and back.
struct MQMCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mqm",
    abstract: "Exchange faults with Google's MQM viewer and with people; take scores in.",
    discussion: "Example: bitext mqm export out -o out.mqm.tsv",
    subcommands: [Export.self, Import.self, Sheet.self, Scores.self])

  /// `bitext mqm export`.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write units and their faults as the ten columns of Google's MQM viewer.",
      discussion: """
        Without --faults the rules of `bitext check` name them. Several files are several systems.

        Example: bitext mqm export google.jsonl deepl.jsonl -o both.mqm.tsv
        """)

    @Argument(help: "Units: TMX, TSV, JSON lines, or folders that build wrote.") var units: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output = "-"
    @Option(help: ArgumentHelp("Faults as JSON lines, as check writes them.", valueName: "file"))
    var faults: String?
    @Option(help: "The system's name (default: the units' engine, else the file's name).")
    var system: String?
    @Option(help: "Who is said to have judged.") var rater = "bitext"
    @OptionGroup(title: "Rules") var choice: RuleChoice
    @Option(help: "The format read: tmx, tsv or jsonl (default: by name).") var inputFormat: String?
    @OptionGroup var languages: LanguageOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
      if talk.json, output == "-" { throw ValidationError("--json needs --output FILE") }
      if faults != nil, choice.options != CheckOptions() {
        throw ValidationError("--faults names the faults: no rules are run, found options of rules")
      }
    }

    func run() async throws {
      var export = MQMExport(rules: try RuleSet(choice.options))
      export.faults = faults
      export.system = system
      export.rater = rater
      export.inputFormat = inputFormat
      export.languages = languages.pair
      export.recordLimit = records.recordLimit
      export.rejectedPath = records.rejected
      let counts = try await export.run(units: units, output: output)
      try talk.say(counts.summary, json: counts.json)
      try records.check(rejected: counts.rejected)
    }
  }

  /// `bitext mqm import`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read what people marked in the ten columns as faults, JSON lines.",
      discussion: """
        Offsets are in characters. With --units every row must be of a unit that is there.

        Example: bitext mqm import judged.tsv --key key.tsv --system google --units google.jsonl -o gold.jsonl
        """)

    @Argument(help: "The ten columns, or - for standard input.") var annotations: String
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output = "-"
    @Option(help: ArgumentHelp("The units that were judged.", valueName: "file")) var units: String?
    @Option(help: ArgumentHelp("The key of a blinded sheet.", valueName: "file")) var key: String?
    @Option(help: "Read the rows of this system only.") var system: String?
    @Option(help: "Read the rows of this rater only.") var rater: String?
    @Option(help: "The format of the units: tmx, tsv or jsonl (default: by name).")
    var inputFormat: String?
    @OptionGroup var languages: LanguageOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
      if talk.json, output == "-" { throw ValidationError("--json needs --output FILE") }
    }

    func run() throws {
      var reading = MQMImport()
      reading.units = units
      reading.key = key
      reading.system = system
      reading.rater = rater
      reading.inputFormat = inputFormat
      reading.languages = languages.pair
      let counts = try reading.run(annotations: annotations, output: output)
      try talk.say(counts.summary, json: counts.json)
    }
  }
}
