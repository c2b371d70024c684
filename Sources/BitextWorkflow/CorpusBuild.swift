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
  ///   - folder: where the corpus goes; made under a temporary name and renamed at the end.
  ///   - progress: told how far the run has come.
  /// - Returns: what was read, paired and written.
  /// - Throws: `WorkflowFailure` with `noInput` or `nothingUsable`; `IOFailure`.
  @discardableResult
  public func run(
    pages: [String], originals: [String] = [], into folder: String,
    progress: @escaping ProgressSink = { _ in }
  ) async throws -> BuildReport {
    let pageFiles = try InputFiles(pages)
    let originalFiles = try InputFiles(originals)
    let output = try OutputFolder(path: folder, replacing: options.replacesOutput)
    let rejections = try RejectionFile(path: output.path(of: "rejected.jsonl"))
    var intake = try Intake(
      spoolFolder: output.path(of: "."), pageOptions: pageOptions, lexicon: lexicon,
      width: taskCount, progress: progress, reject: rejections.write)
    try intake.read(pages: pageFiles.files)
    guard intake.counts.items > intake.counts.rejected || intake.titles.count > 0 else {
      throw nothingUsable(pages, intake.counts, rejections.first)
    }
    try await intake.read(originals: originalFiles.files)
    let collection = try intake.finish()
    var matching = try Matching(
      collection, languages: languages, lexicon: lexicon,
      minimumProbability: options.minimumProbability, allowsMany: options.allowsMany,
      spoolFolder: output.path(of: "."))
    try await matching.settle(
      width: taskCount, training: options.learns ? SelfTraining() : nil, progress: progress)

    var outputs = try CorpusOutputs(output, languages: languages)
    var counts = collection.counts
    var report = try CorpusReport(options, languages: languages)
    let headline = try await write(
      matching, to: &outputs, report: &report, counts: &counts, progress: progress)
    try writeTitles(of: collection, to: &outputs, report: &report, counts: &counts)
    var written = try outputs.finish()
    written += try report.write(to: output, headline: headline)
    written.append(ManifestFile(path: "rejected.jsonl", digest: try rejections.finish()))
    let manifest = Manifest(
      options: manifestOptions, inputs: collection.inputs, outputs: written, counts: counts,
      headline: headline, signature: signature, date: options.date)
    let file = try OutputFile(path: output.path(of: "manifest.json"))
    try file.write(manifest.json)
    try file.finish()
    try output.finish()
    return BuildReport(
      folder: output.path, signature: signature, counts: counts, headline: headline)
  }

  /// A unit with what is known of the inputs.
  private func noted(_ unit: TranslationUnit) -> TranslationUnit {
    guard !options.provenance.isEmpty else { return unit }
    var unit = unit
    unit.properties += options.provenance.map(\.property)
    return unit
  }

  private var taskCount: Int { options.width > 0 ? options.width : Cores.count }

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

  // MARK: Writing

  /// What one batch of translations adds to the files.
  fileprivate struct Batch: Sendable {
    var pairs: [UInt8] = []
    var unpaired: [UInt8] = []
    var units: [TranslationUnit] = []
    /// What was found in each of ``units``; `nil` where nothing was looked for.
    var findings: [UnitFindings?] = []
    /// Beads that became no unit.
    var leftOut: [BeadKind] = []
    var headline = BuildHeadline()
    var paired = 0
    var fromPages = 0
    var aligned = 0
    var count = 0
  }

  private func write(
    _ matching: Matching, to outputs: inout CorpusOutputs, report: inout CorpusReport,
    counts: inout BuildCounts, progress: @escaping ProgressSink
  ) async throws -> BuildHeadline {
    let englishItems =
      counts.items - counts.rejected - counts.otherText - counts.duplicates - matching.count
    let least = options.minimumScore
    let pool = report.checkers
    let step =
      options.checkedDocuments > 0 ? (matching.count - 1) / options.checkedDocuments + 1 : 0
    var headline = BuildHeadline()
    try await OrderedBatches.run(
      count: matching.count, size: 64, width: taskCount,
      work: { range in
        var batch = Batch()
        for number in range {
          let first = batch.units.count
          batch.add(try matching.answer(on: number), minimumScore: least)
          let units = batch.units[first...]
          if step > 0, number % step == 0 {
            pool.lend { checker in batch.findings += units.map { checker.findings(in: $0) } }
          } else {
            batch.findings += units.map { _ in nil }
          }
        }
        return batch
      },
      consume: { range, batch in
        try outputs.write(pairs: batch.pairs, unpaired: batch.unpaired, titles: [])
        for unit in batch.units { try outputs.write(noted(unit)) }
        headline.add(batch.headline)
        for (unit, findings) in zip(batch.units, batch.findings) { report.add(unit, findings) }
        for kind in batch.leftOut { report.add(kind) }
        counts.paired += batch.paired
        counts.unpaired += batch.count - batch.paired
        counts.usedAsOriginal += batch.fromPages
        counts.aligned += batch.aligned
        counts.written += batch.units.count
        counts.filtered += batch.aligned - batch.units.count
        progress(Progress(stage: .writing, done: range.upperBound, total: matching.count))
      })
    counts.otherText += englishItems - counts.usedAsOriginal
    if step > 0 { headline.faults = report.score() }
    return headline
  }

  private func writeTitles(
    of collection: Collection, to outputs: inout CorpusOutputs, report: inout CorpusReport,
    counts: inout BuildCounts
  ) throws {
    var json = JSONWriter()
    for number in 0..<collection.titles.count {
      let document = try collection.titles.document(at: number)
      guard let place = document.source, let target = document.title else { continue }
      let titles = TitlePair(
        id: document.id, source: document.text, target: target, place: place)
      json.removeAll()
      json.titles(titles)
      json.newline()
      try outputs.write(pairs: [], unpaired: [], titles: json.bytes)
      let unit = titles.unit(languages)
      try outputs.write(noted(unit))
      report.add(unit, nil)
      counts.titles += 1
      counts.aligned += 1
      counts.written += 1
    }
  }
}

extension CorpusBuild.Batch {
  fileprivate mutating func add(_ answer: Matching.Answer, minimumScore: Double) {
    count += 1
    var json = JSONWriter()
    switch answer.verdict {
    case .paired(let pair):
      json.pair(pair)
      json.newline()
      pairs += json.bytes
      paired += 1
      if answer.placement != .external { fromPages += 1 }
      if let bitext = answer.bitext {
        aligned += bitext.ladder.beads.count
        headline.add(bitext, minimumScore: minimumScore)
        for bead in bitext.ladder.beads where bead.kind.isNull { leftOut.append(bead.kind) }
        for unit in bitext.units {
          if (unit.score ?? 1) >= minimumScore {
            units.append(unit)
          } else if let bead = unit.bead {
            leftOut.append(bead)
          }
        }
      }
    case .unpaired(let reason, let best):
      json.unpaired(answer.translation, reason: reason, best: best)
      json.newline()
      unpaired += json.bytes
    }
  }
}

extension TitlePair {
  /// The unit made of both titles.
  func unit(_ languages: LanguagePair) -> TranslationUnit {
    TranslationUnit(
      id: "\(id):title",
      source: TranslationUnitVariant(language: languages.source, text: source),
      target: TranslationUnitVariant(language: languages.target, text: target), pair: id,
      properties: [UnitProperty(type: TMXWriter.Property.role, value: "title")])
  }
}
