// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextWorkflow

/// `bitext convert`: units from one format into another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert units between TMX, TSV and JSON lines.",
    discussion: "Example: bitext convert corpus.tmx corpus.tsv.gz")

  @Argument(help: "The file to read, or -.")
  var input: String

  @Argument(help: "The file to write, or -.")
  var output: String

  @Option(help: "The format read: tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @Option(help: "The format written: tmx, tsv or jsonl (default: by name).")
  var format: String?

  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    var conversion = Conversion()
    conversion.inputFormat = inputFormat
    conversion.outputFormat = format
    conversion.recordLimit = records.recordLimit
    conversion.rejectedPath = records.rejected
    let counts = try conversion.run(input: input, output: output)
    if talk.json {
      try Output.print(
        "{\"written\":\(counts.written),\"rejected\":\(counts.rejected),"
          + "\"replaced_characters\":\(counts.replacedCharacters)}\n")
    }
    if !talk.quiet {
      Console.error("bitext: \(counts.written) units, \(counts.rejected) rejected")
      if counts.replacedCharacters > 0 {
        Console.error(
          "bitext: \(counts.replacedCharacters) characters that XML cannot hold became U+FFFD")
      }
    }
    try records.check(rejected: counts.rejected)
  }
}
