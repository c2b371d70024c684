// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextLexicon
public import BitextModel
internal import BitextPairing

/// Pairs documents with their originals and writes the pairs as JSON lines.
public struct PairingRun: Sendable {
  /// The direction of translation.
  public var languages = LanguagePair.englishChinese
  /// The least probability at which a pair is accepted, 0...1.
  public var minimumProbability = 0.5
  /// The lexicon that translations go through.
  public var lexicon = Lexicon.shipped
  /// Whether one original may serve several translations, as those of several engines.
  public var allowsMany = false
  /// Whether pairs that are sure teach a lexicon for a second pass, see ``SelfTraining``.
  public var learns = true
  /// The form of the documents' files: `listing`, `digest`, `documents`; `nil` recognises each.
  public var inputForm: String?
  /// What pages stand in: `text`, `html`, `wet`; `nil` recognises each.
  public var container: String?
  /// The encoding of the pages, by a name that ICU knows; `nil` recognises each.
  public var encoding: String?
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// How many tasks run at once; 0 is one a core.
  public var width = 0
  /// Where the documents without an original go, as JSON lines; `nil` only counts them.
  public var unpairedPath: String?
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?
  /// A folder with room for temporary files.
  public var temporaryFolder = "/tmp"

  /// Makes a run with the defaults.
  public init() {}

  /// Pairs documents.
  ///
  /// - Parameters:
  ///   - documents: JSON lines or pages; files, folders or `-`.
  ///   - originals: collections of English documents, as JSON lines or indexes; may be empty.
  ///   - output: a file or `-`.
  /// - Returns: the counts of page items; units stay 0.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `IndexFailure`; `IOFailure`.
  public func run(
    documents: [String], originals: [String], output: String,
    progress: @escaping ProgressSink = { _ in }
  ) async throws -> BuildCounts {
    let sink = try OutputFile(path: output)
    let left = try unpairedPath.map { try OutputFile(path: $0) }
    let rejections = try RejectionFile(path: rejectedPath, progress: progress)
    let matching = try await settled(documents, originals, rejections, progress)
    var counts = matching.collection.counts
    try await write(matching, taskCount, to: sink, left: left, counts: &counts, progress)
    try sink.finish()
    try left?.finish()
    _ = try rejections.finish()
    return counts
  }

  /// Explains the verdict on one translation: the best candidates side by side, and what of the
  /// translation each accounts for.
  ///
  /// - Parameters:
  ///   - id: the translation's id.
  ///   - documents: JSON lines or pages; files, folders or `-`.
  ///   - originals: collections of English documents, as JSON lines or indexes; may be empty.
  /// - Returns: text for people.
  /// - Throws: as ``run(documents:originals:output:progress:)``; ``WorkflowFailure`` with `noInput` where
  ///   no translation has the id.
  public func explanation(
    of id: String, documents: [String], originals: [String],
    progress: @escaping ProgressSink = { _ in }
  ) async throws -> String {
    let rejections = try RejectionFile(path: rejectedPath, progress: progress)
    let matching = try await settled(documents, originals, rejections, progress)
    _ = try rejections.finish()
    for number in 0..<matching.count {
      let translation = try matching.collection.translations.document(at: number)
      guard translation.id == id else { continue }
      let answer = try matching.answer(on: number)
      let explanation = try matching.pairer.explanation(of: translation)
      return PairExplanationText(answer, explanation).text
    }
    throw WorkflowFailure(
      .noInput,
      "\(documents.joined(separator: ", ")): expected a translation with the id \(id), found none")
  }

  private var taskCount: Int { width > 0 ? width : Cores.count }

  /// Reads everything and settles who gets which original.
  private func settled(
    _ documents: [String], _ originals: [String], _ rejections: RejectionFile,
    _ progress: @escaping ProgressSink
  ) async throws -> Matching {
    let files = try InputFiles(documents).files
    let originalFiles = try InputFiles(originals).files
    var pages = PageReader.Options()
    pages.form = inputForm
    pages.container = container
    pages.encoding = encoding
    pages.recordLimit = recordLimit
    var intake = try Intake(
      spoolFolder: temporaryFolder, pageOptions: pages, lexicon: lexicon, width: taskCount,
      progress: progress, reject: rejections.write)
    try intake.read(pages: files)
    guard intake.counts.items > intake.counts.rejected else {
      throw WorkflowFailure(
        .nothingUsable,
        rejections.first?.description
          ?? "\(documents.joined(separator: ", ")): expected documents, found none")
    }
    try await intake.read(originals: originalFiles)
    var matching = try Matching(
      try intake.finish(), languages: languages, lexicon: lexicon,
      minimumProbability: minimumProbability, allowsMany: allowsMany, spoolFolder: temporaryFolder)
    try await matching.settle(
      width: taskCount, training: learns ? SelfTraining() : nil, progress: progress)
    return matching
  }

  private func write(
    _ matching: Matching, _ tasks: Int, to sink: OutputFile, left: OutputFile?,
    counts: inout BuildCounts, _ progress: @escaping ProgressSink
  ) async throws {
    let englishItems =
      counts.items - counts.rejected - counts.otherText - counts.duplicates - matching.count
    try await OrderedBatches.run(
      count: matching.count, size: 64, width: tasks,
      work: { range in try range.map { try matching.answer(on: $0, aligns: false) } },
      consume: { range, answers in
        var json = JSONWriter()
        for answer in answers {
          json.removeAll()
          switch answer.verdict {
          case .paired(let pair):
            json.pair(pair)
            json.newline()
            try sink.write(json.bytes)
            counts.paired += 1
            if answer.placement != .external { counts.usedAsOriginal += 1 }
          case .unpaired(let reason, let best):
            json.unpaired(answer.translation, reason: reason, best: best)
            json.newline()
            try left?.write(json.bytes)
            counts.unpaired += 1
          }
        }
        progress(Progress(stage: .writing, done: range.upperBound, total: matching.count))
      })
    counts.otherText += englishItems - counts.usedAsOriginal
  }
}
