// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextWorkflow

extension MQMCommand {
  /// `bitext mqm sheet`.
  struct Sheet: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw units for people to judge, blinded; the key is a file apart.",
      discussion: """
        Of several files the same ids are drawn, and the rows of all are shuffled. Raters put <v> and \
        </v> around a fault, fill in category and severity (no-error where there is none), and copy \
        the row for another fault.

        Example: bitext mqm sheet google.jsonl deepl.jsonl --sample 50 -o sheet.tsv --key key.tsv
        """)

    @Argument(help: "Units: TMX, TSV, JSON lines, or folders that build wrote.") var units: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("The sheet to write.", valueName: "file"))
    var output: String
    @Option(help: ArgumentHelp("The key to write.", valueName: "file")) var key: String
    @Option(help: "How many ids are drawn.") var sample = EvaluationSheet().size
    @Option(help: "Another seed draws and shuffles otherwise.") var seed = EvaluationSheet().seed
    @Option(help: "The format read: tmx, tsv or jsonl (default: by name).") var inputFormat: String?
    @OptionGroup var languages: LanguageOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
      guard sample > 0 else {
        throw ValidationError("--sample needs a number over 0, found \(sample)")
      }
      try Output.expectDistinct([
        ("--output", output), ("--key", key), ("--rejected", records.rejected),
      ])
    }

    func run() throws {
      var sheet = EvaluationSheet()
      sheet.size = sample
      sheet.seed = seed
      sheet.inputFormat = inputFormat
      sheet.languages = languages.pair
      sheet.recordLimit = records.recordLimit
      sheet.rejectedPath = records.rejected
      let counts = try sheet.run(units: units, output: output, key: key)
      try talk.say(counts.summary, json: counts.json)
      try records.check(rejected: counts.rejected)
    }
  }

  /// `bitext mqm scores`.
  struct Scores: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write units with numbers from elsewhere, one a unit, as a property.",
      discussion: """
        Numbers are lines in the order of the units, lines of id, tab and number, or JSON lines with id \
        and score. The property is x-bitext-score-NAME.

        Example: bitext mqm scores corpus.jsonl comet.txt --name comet -o scored.jsonl
        """)

    @Argument(help: "Units: TMX, TSV or JSON lines, or a folder that build wrote.") var units:
      String
    @Argument(help: "The numbers.") var scores: String
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output = "-"
    @Option(help: "What the score is called.") var name: String
    @Option(help: "The format read: tmx, tsv or jsonl (default: by name).") var inputFormat: String?
    @Option(help: "The format written: tmx or jsonl (default: by name).") var format: String?
    @OptionGroup var languages: LanguageOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
      else {
        throw ValidationError("--name needs letters, digits, -, _ or ., found \"\(name)\"")
      }
      if talk.json, output == "-" { throw ValidationError("--json needs --output FILE") }
    }

    func run() throws {
      var reading = ScoreImport(name: name)
      reading.inputFormat = inputFormat
      reading.outputFormat = format
      reading.languages = languages.pair
      reading.recordLimit = records.recordLimit
      reading.rejectedPath = records.rejected
      let counts = try reading.run(units: units, scores: scores, output: output)
      try talk.say(counts.summary, json: counts.json)
      try records.check(rejected: counts.rejected)
    }
  }
}

extension TalkOptions {
  /// Prints a result as the options want it.
  func say(_ summary: String, json text: String) throws {
    if json { try Output.print(text) }
    if !quiet { Console.write(summary) }
  }
}
