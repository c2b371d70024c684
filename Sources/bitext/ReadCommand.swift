// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextCorpus
internal import BitextWorkflow

/// `bitext read`: pages to documents.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read pages and write their documents as JSON lines.",
    discussion: "Example: bitext read pages/ -o documents.jsonl.gz")

  @Argument(help: "Pages: files, folders, patterns, or - for standard input.")
  var pages: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @OptionGroup var pageOptions: PageOptions
  @OptionGroup var records: RecordOptions

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() throws {
    let printer = ProgressPrinter(quiet: quiet)
    var reading = PageReading()
    reading.inputForm = pageOptions.inputFormat?.rawValue
    reading.container = pageOptions.container?.rawValue
    reading.encoding = pageOptions.encoding
    reading.recordLimit = records.recordLimit
    reading.rejectedPath = records.rejected
    let counts = try reading.run(pages: pages, output: output, progress: printer.sink)
    printer.finish()
    if !quiet {
      Console.error(
        "bitext: \(counts.documents) documents, \(counts.titles) title pairs, "
          + "\(counts.rejected) rejected")
    }
    try records.check(rejected: counts.rejected)
  }
}
