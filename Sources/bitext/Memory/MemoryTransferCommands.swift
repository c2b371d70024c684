// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextMemory
internal import BitextModel
internal import BitextWorkflow

/// `bitext memory import`.
struct MemoryImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Insert the units of files, all or none.",
    discussion: """
      Makes the memory where there is none. Importing a file again changes nothing.

      Example: bitext memory import project.db corpus.tmx more.tsv.gz
      """)

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The files to read: TMX, TSV or JSON lines, or -.")
  var inputs: [String]

  @Option(help: "The format read: tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @OptionGroup var languages: LanguageOptions

  @Option(
    help:
      "Another translation of a source that is there: keep both, replace the old, or skip the new.")
  var conflicts = InsertionOptions().conflict

  @Option(help: "The origin of units that tell none: engine, human, post-edited or aligned.")
  var origin: UnitOrigin?

  @Flag(inversion: .prefixedNo, help: "Take units that follow one another as each other's context.")
  var context = InsertionOptions().recordsContext

  @Flag(help: "Let source and target change places.")
  var reverse = false

  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    var job = MemoryImport()
    job.inputFormat = inputFormat
    job.languages = languages.pair
    job.options.conflict = conflicts
    job.options.origin = origin
    job.options.recordsContext = context
    job.reverses = reverse
    job.recordLimit = records.recordLimit
    job.rejectedPath = records.rejected
    let progress = ProgressPrinter(quiet: talk.quiet)
    job.options.progress = { progress.sink(Progress(stage: .inserting, done: $0, total: nil)) }
    let report = try await memory.filling { try await job.run(files: inputs, into: $0) }
    progress.finish()
    try MemoryReport.print(report, talk)
    try records.check(rejected: report.rejected)
  }
}

/// `bitext memory merge`.
struct MemoryMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Insert the units of other memories, all or none.",
    discussion: "Example: bitext memory merge project.db colleague.db")

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The memories to read.")
  var others: [String]

  @Option(
    help:
      "Another translation of a source that is there: keep both, replace the old, or skip the new.")
  var conflicts = InsertionOptions().conflict

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    var options = InsertionOptions()
    options.conflict = conflicts
    let sources = try others.map { try MemoryStore(path: $0, options: .readOnly) }
    let report = try await memory.writing().insert(options: options, from: sources)
    try MemoryReport.print(report, talk)
  }
}

/// `bitext memory export`.
struct MemoryExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write units of a memory: TMX, TSV or JSON lines.",
    discussion: "Example: bitext memory export project.db -o project.tmx --review approved")

  @OptionGroup var memory: MemoryFileArgument

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, or -.", valueName: "file"))
  var output: String

  @Option(help: "The format written: tmx, tsv or jsonl (default: by name).")
  var format: String?

  @Flag(help: "Write the neighbours' texts as properties.")
  var withContext = false

  @OptionGroup(title: "Which units") var units: UnitSelectionOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    var job = MemoryExport()
    job.format = format
    job.selection = units.selection
    job.writesContext = withContext
    let count = try await job.run(try memory.reading(), output: output)
    if talk.json { try Output.print("{\"written\":\(count)}\n") }
    if !talk.quiet { Console.error("bitext: \(count) units written") }
  }
}

/// What became of inserted units, for programs and people.
enum MemoryReport {
  static func print(_ report: InsertionReport, _ talk: TalkOptions) throws {
    if talk.json {
      var json = JSONWriter()
      json.beginObject()
      json.member("new", report.new)
      json.member("updated", report.updated)
      json.member("duplicates", report.duplicates)
      json.member("conflicts", report.conflicts)
      json.member("rejected", report.rejected)
      json.endObject()
      json.newline()
      try Output.print(String(decoding: json.bytes, as: UTF8.self))
    }
    if !talk.quiet {
      Console.error(
        "bitext: \(report.new) new, \(report.updated) updated, \(report.duplicates) duplicates, "
          + "\(report.conflicts) conflicts, \(report.rejected) rejected")
    }
  }
}
