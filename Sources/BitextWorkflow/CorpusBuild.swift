// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextLexicon
public import BitextModel
internal import BitextQuality

/// Builds a corpus from pages and collections of originals: the main job, whole.
///
///     let report = try await CorpusBuild().run(
///       pages: ["pages"], originals: ["arxiv.jsonl.gz"], into: "out")
///     print(report.counts.paired, "pairs,", report.counts.written, "units")
///
/// Memory is flat in the number of records, the index of originals apart. Two runs over the same
/// input write the same bytes.
public struct CorpusBuild: Sendable {
  /// What a build can be told.
  public struct Options: Hashable, Sendable {
    /// The least probability at which a pair is accepted, 0...1.
    public var minimumProbability = 0.5
    /// Whether one original may serve several translations, as those of several engines.
    public var allowsMany = false
    /// Whether pairs that are sure teach a lexicon for a second pass, see ``SelfTraining``.
    public var learns = true
    /// Beads with a lower posterior are not written, 0...1.
    public var minimumScore = 0.0
    /// The form of the pages: `listing`, `digest`, `documents`; `nil` recognises each.
    public var inputForm: String?
    /// What pages stand in: `text`, `html`, `wet`; `nil` recognises each.
    public var container: String?
    /// The encoding of the pages, by a name that ICU knows; `nil` recognises each.
    public var encoding: String?
    /// The cap on one record, in bytes.
    public var recordLimit = 16 << 20
    /// Whether an existing output folder may be replaced.
    public var replacesOutput = false
    /// How many tasks run at once; 0 is one a core.
    public var width = 0
    /// Whether the run continues what a killed one left beside the output folder, under the folder's name and
    /// `.partial`, and itself leaves there what it finished; a run that ends well removes it.
    public var resumes = false
    /// Of how many translations finished work is kept at a time, where a run can be continued.
    public var shardSize = 128
    /// What the command was called with, kept for one that continues it.
    public var arguments: [String] = []
    /// Of about how many documents the faults are named, for the headline; the pairs are taken at even
    /// steps. 0 checks none.
    public var checkedDocuments = 100
    /// Whether `report.html` is written.
    public var writesReport = true
    /// Where the inputs came from, and their licence: stands on each unit and in the manifest.
    public var provenance: [ProvenanceNote] = []
    /// Seconds since 1970 that the manifest names; `nil` leaves the date out.
    public var date: Int?
    /// Makes the default options.
    public init() {}
  }

  /// What the build was told.
  public let options: Options
  /// The direction of translation.
  public let languages: LanguagePair

  /// The lexicon that sentences are aligned by.
  public let lexicon: Lexicon

  /// Makes a build.
  public init(
    languages: LanguagePair = .englishChinese, lexicon: Lexicon = .shipped,
    options: Options = Options()
  ) {
    self.languages = languages
    self.lexicon = lexicon
    self.options = options
  }

  /// What produced the corpus, in one line.
  public var signature: String {
    "bitext|v:\(BitextVersion.current)|segmenter:icu|aligner:lexicon+length|pairing:lexicon"
      + "|headwords:\(lexicon.count)|pair:\(languages.source.tag)-\(languages.target.tag)"
  }

  /// Builds the corpus.
  ///
  /// - Parameters:
  ///   - pages: files, folders or `-`.
  ///   - originals: collections of English documents as JSON lines; may be empty.
  ///   - folder: where the corpus goes; made under a temporary name and renamed at the end. One run at a
  ///     time may write it.
  ///   - progress: told how far the run has come.
  /// - Returns: what was read, paired and written.
  /// - Throws: `WorkflowFailure` with `noInput` or `nothingUsable`; `IOFailure`.
  @discardableResult
  public func run(
    pages: [String], originals: [String] = [], into folder: String,
    progress: @escaping ProgressSink = { _ in }
  ) async throws -> BuildReport {
    let pageFiles = try InputFiles(pages).files
    let originalFiles = try InputFiles(originals).files
    if options.resumes, !options.replacesOutput, let finished = FinishedBuild(folder),
      try finished.wasMade(
        by: signature, options: manifestOptions, files: pageFiles + originalFiles)
    {
      WorkFolder.removeLeft(for: folder)
      return finished.report(of: folder, signature: signature)
    }
    try OutputFolder.check(path: folder, replacing: options.replacesOutput)
    let work =
      options.resumes
      ? try BuildWork(
        for: folder, key: key, arguments: options.arguments, shardSize: max(1, options.shardSize))
      : nil
    let output = try OutputFolder(
      path: folder, replacing: options.replacesOutput, work: work?.folder)
    let spoolFolder = work?.folder.path ?? output.path(of: ".")
    let (collection, rejected) = try await intake(
      pages: pageFiles, originals: originalFiles, named: pages, spoolFolder, work, output, progress)
    Heap.trim()
    var matching = try Matching(
      collection, languages: languages, lexicon: lexicon,
      minimumProbability: options.minimumProbability, allowsMany: options.allowsMany,
      spoolFolder: spoolFolder, work: work)
    try await matching.settle(
      width: taskCount, training: options.learns ? SelfTraining() : nil, progress: progress)
    Heap.trim()

    var outputs = try CorpusOutputs(output, languages: languages)
    var counts = collection.counts
    var report = try CorpusReport(options, languages: languages)
    let headline = try await write(
      matching, batch: work?.shardSize ?? 64, to: &outputs, report: &report, counts: &counts,
      progress: progress)
    try writeTitles(of: collection, to: &outputs, report: &report, counts: &counts)
    var written = try outputs.finish()
    written += try report.write(to: output, headline: headline)
    written.append(ManifestFile(path: "rejected.jsonl", digest: rejected))
    let manifest = Manifest(
      options: manifestOptions, inputs: collection.inputs, outputs: written, counts: counts,
      headline: headline, signature: signature, date: options.date)
    let file = try OutputFile(path: output.path(of: "manifest.json"))
    try file.write(manifest.json)
    try file.finish()
    try output.finish()
    work?.folder.remove()
    return BuildReport(
      folder: output.path, signature: signature, counts: counts, headline: headline,
      shards: work?.counts)
  }

  /// Reads the inputs, or takes what an earlier run read.
  ///
  /// - Returns: what was read, and the digest of `rejected.jsonl`, which is written by then.
  private func intake(
    pages: [InputFiles.File], originals: [InputFiles.File], named names: [String],
    _ spoolFolder: String, _ work: BuildWork?, _ output: OutputFolder,
    _ progress: @escaping ProgressSink
  ) async throws -> (Collection, rejected: String) {
    let path = output.path(of: "rejected.jsonl")
    if let work,
      let kept = try KeptIntake.collection(
        in: work, files: pages + originals, originals: originals, lexicon: lexicon)
    {
      return (kept, try Self.copy(work.folder.path(of: KeptIntake.rejected), to: path))
    }
    let rejections = try RejectionFile(
      path: work?.folder.path(of: KeptIntake.rejected) ?? path, progress: progress)
    var intake = try Intake(
      spoolFolder: spoolFolder, pageOptions: pageOptions, lexicon: lexicon, width: taskCount,
      work: work, progress: progress, reject: rejections.write)
    try intake.read(pages: pages)
    guard intake.counts.items > intake.counts.rejected || intake.titles.count > 0 else {
      throw nothingUsable(names, intake.counts, rejections.first)
    }
    try await intake.read(originals: originals)
    let digest = try rejections.finish()
    let collection = try intake.finish()
    guard let work else { return (collection, digest) }
    return (collection, try Self.copy(work.folder.path(of: KeptIntake.rejected), to: path))
  }

  /// Copies a file; gives the digest of the copy.
  private static func copy(_ path: String, to copy: String) throws -> String {
    let source = try MappedFile(path: path)
    let file = try OutputFile(path: copy, hashing: true)
    try file.write(source.bytes)
    return try file.finish() ?? ""
  }

  /// What the command was called with whose run was killed, see ``Options/resumes``; `nil` where there is
  /// no run to continue.
  public static func arguments(toResume folder: String) -> [String]? {
    BuildWork.arguments(for: folder)
  }

  /// All that finished work depends on but the bytes of the inputs.
  private var key: String {
    var json = JSONWriter()
    json.value(.object(manifestOptions.map { JSONMember($0.name, $0.value) }))
    return "\(signature)|\(lexicon.digest)|" + String(decoding: json.bytes, as: UTF8.self)
  }

  /// A unit with what is known of the inputs.
  func noted(_ unit: TranslationUnit) -> TranslationUnit {
    guard !options.provenance.isEmpty else { return unit }
    var unit = unit
    unit.properties += options.provenance.map(\.property)
    return unit
  }

  var taskCount: Int { options.width > 0 ? options.width : Cores.count }

  private var pageOptions: PageReader.Options {
    var pages = PageReader.Options()
    pages.form = options.inputForm
    pages.container = options.container
    pages.encoding = options.encoding
    pages.recordLimit = options.recordLimit
    return pages
  }

  private var manifestOptions: [(name: String, value: JSONValue)] {
    [
      ("min-probability", .number(options.minimumProbability)),
      ("allow-many", .bool(options.allowsMany)),
      ("one-pass", .bool(!options.learns)),
      ("min-score", .number(options.minimumScore)),
      ("check-documents", .integer(Int64(options.checkedDocuments))),
      ("report", .bool(options.writesReport)),
      ("input-format", options.inputForm.map { .string($0) } ?? .null),
      ("container", options.container.map { .string($0) } ?? .null),
      ("encoding", options.encoding.map { .string($0) } ?? .null),
      (
        "provenance",
        .object(options.provenance.map { JSONMember($0.key, .string($0.value)) })
      ),
      ("record-limit", .integer(Int64(options.recordLimit))),
      ("source-language", .string(languages.source.tag)),
      ("target-language", .string(languages.target.tag)),
    ]
  }

  private func nothingUsable(
    _ pages: [String], _ counts: BuildCounts, _ first: Rejection?
  ) -> WorkflowFailure {
    if let first { return WorkflowFailure(.nothingUsable, first.description) }
    return WorkflowFailure(
      .nothingUsable, "\(pages.joined(separator: ", ")): expected items, found none")
  }
}
