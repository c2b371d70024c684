// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextPairing
internal import BitextWorkflow

/// `bitext index`: a collection of originals to an index on disk.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index a collection of originals on disk, for pair and build to look them up in.",
    discussion: """
      Example: bitext index arxiv.jsonl.gz -o arxiv.bitextindex
               bitext build pages --originals arxiv.bitextindex -o out
               bitext index new.jsonl --add-to arxiv.bitextindex
               bitext index --stats arxiv.bitextindex
      """)

  @Argument(help: "English originals as JSON lines, or with --stats indexes.")
  var files: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The index to make.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "An index to add to, without indexing its documents again; -o names another file for the result.",
      valueName: "index"))
  var addTo: String?

  @Flag(help: "Check indexes and count what they hold.")
  var stats = false

  @Option(
    help: ArgumentHelp(
      "Where temporary files go (default: beside the output).", valueName: "folder"))
  var temporaryFolder: String?

  @Flag(help: "Keep keys of the records that are not known; they appear in pairs.")
  var keepKeys = false

  @Option(help: "How many tasks run at once; 0 is one a core. The result is the same.")
  var jobs = 0

  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard stats || output != nil || addTo != nil else {
      throw ValidationError("expected -o FILE, --add-to INDEX or --stats")
    }
  }

  func run() async throws {
    if stats {
      for file in files { try show(try IndexFile(path: file)) }
      return
    }
    guard let output = output ?? addTo else { return }
    let printer = ProgressPrinter(quiet: talk.quiet)
    var options = IndexRun.Options()
    options.recordLimit = records.recordLimit
    options.rejectedPath = records.rejected
    options.width = jobs
    options.temporaryFolder = temporaryFolder
    options.adding = addTo
    options.keepsExtra = keepKeys
    let report = try await IndexRun(options: options).run(
      originals: files, output: output, progress: printer.sink)
    printer.finish()
    if talk.json {
      var json = JSONWriter()
      json.beginObject()
      json.member("read", report.read)
      json.member("added", report.added)
      json.member("duplicates", report.duplicates)
      json.member("rejected", report.rejected)
      json.key("index")
      json.statistics(report.statistics, path: output)
      json.endObject()
      json.newline()
      try Output.print(String(decoding: json.bytes, as: UTF8.self))
    }
    if !talk.quiet {
      Console.error(
        "bitext: \(report.read) read, \(report.added) added, \(report.duplicates) duplicates, "
          + "\(report.rejected) rejected")
    }
    try records.check(rejected: report.rejected)
  }

  private func show(_ file: IndexFile) throws {
    let statistics = file.statistics
    if talk.json {
      var json = JSONWriter()
      json.statistics(statistics, path: file.path)
      json.newline()
      return try Output.print(String(decoding: json.bytes, as: UTF8.self))
    }
    let index = statistics.fileByteCount - statistics.packedByteCount
    let rows = [
      ("documents", "\(statistics.documentCount)"), ("copies", "\(statistics.copyCount)"),
      ("terms", "\(statistics.termCount)"), ("segments", "\(statistics.segmentCount)"),
      ("bytes of text", "\(statistics.textByteCount)"),
      ("bytes of the file", "\(statistics.fileByteCount)"),
      ("bytes of packed documents", "\(statistics.packedByteCount)"),
      ("bytes of the index proper", "\(index)"),
    ]
    try Output.print(
      "\(file.path)\n" + rows.map { "  \($0.0): \($0.1)\n" }.joined())
  }
}

extension JSONWriter {
  /// Writes what an index is made of.
  fileprivate mutating func statistics(_ statistics: IndexFile.Statistics, path: String) {
    beginObject()
    member("path", path)
    member("documents", statistics.documentCount)
    member("copies", statistics.copyCount)
    member("terms", statistics.termCount)
    member("segments", statistics.segmentCount)
    member("text_bytes", statistics.textByteCount)
    member("file_bytes", statistics.fileByteCount)
    member("packed_bytes", statistics.packedByteCount)
    endObject()
  }
}
