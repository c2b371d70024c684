// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextModel
internal import BitextWorkflow

/// `bitext convert`: units from one format into another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert units between TMX, XLIFF, PO, CSV, JSON lines and others, or check a file.",
    discussion: """
      Formats: tmx, tsv, csv, jsonl, xliff (1.2), xliff2 (2.1), po, moses (two files), ladder \
      (hunalign's, with two files of lines), hunalign (its text form), bitextor, huggingface, xces (OPUS's links \
      with two documents), tbx. What a format cannot hold is counted and named.

      Example: bitext convert corpus.tmx corpus.tsv.gz
               bitext convert --validate corpus.tmx
      """)

  @Argument(help: "The file to read, or -.")
  var input: String

  @Argument(help: "The file to write, or -.")
  var output: String?

  @Option(help: "The format read (default: by name).")
  var inputFormat: String?

  @Option(help: "The format written (default: by name).")
  var format: String?

  @Option(help: "Write another tool's columns: bitextor.")
  var profile: Profile?

  @Option(help: "The language translated from; chooses a side of units of several languages.")
  var sourceLanguage: String?

  @Option(help: "The language translated into; chooses a side of units of several languages.")
  var targetLanguage: String?

  @Flag(help: "Make TSV or CSV for a spreadsheet: a byte-order mark, formulas defused.")
  var spreadsheet = false

  @Flag(
    name: .customLong("validate"),
    help: "Write nothing; list every problem of the file with line and column, exit 65 on errors.")
  var isValidation = false

  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  /// Columns of another tool.
  enum Profile: String, ExpressibleByArgument, CaseIterable { case bitextor }

  func validate() throws {
    if isValidation {
      guard output == nil else { throw ValidationError("--validate writes no file: name one file") }
    } else if output == nil {
      throw ValidationError("Missing expected argument '<output>'")
    }
    if profile != nil && format != nil {
      throw ValidationError("--profile and --format both name what is written: give one")
    }
  }

  func run() throws {
    if isValidation { return try check() }
    var conversion = Conversion()
    conversion.inputFormat = inputFormat
    conversion.outputFormat = profile?.rawValue ?? format
    conversion.sourceLanguage = sourceLanguage.map { Language($0) }
    conversion.targetLanguage = targetLanguage.map { Language($0) }
    conversion.isSpreadsheet = spreadsheet
    conversion.recordLimit = records.recordLimit
    conversion.rejectedPath = records.rejected
    let counts = try conversion.run(input: input, output: output ?? "-")
    if talk.json { try Output.print(counts.json) }
    if !talk.quiet { for line in counts.lines { Console.error("bitext: \(line)") } }
    try records.check(rejected: counts.rejected)
  }

  /// Lists the problems of the input.
  private func check() throws {
    var validation = Validation()
    validation.inputFormat = inputFormat
    validation.recordLimit = records.recordLimit
    let report = try validation.run(input: input)
    try Output.print(talk.json ? report.json : report.lines)
    if !talk.quiet { Console.error("bitext: \(report.summary)") }
    if report.errors > 0 { throw ExitCode(65) }
  }
}
