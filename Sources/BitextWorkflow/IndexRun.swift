// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
public import BitextPairing

/// Makes an index of originals on disk, or adds to one.
///
///     let report = try await IndexRun().run(originals: ["arxiv.jsonl.gz"], output: "arxiv.bitextindex")
///
/// Records are read once, in order; the terms of the documents wait in a temporary file until they are
/// put in order. The file appears under its name when it is complete, and its bytes depend on the
/// records alone.
public struct IndexRun: Sendable {
  /// What a run can be told.
  public struct Options: Hashable, Sendable {
    /// The cap on one record, in bytes.
    public var recordLimit = 16 << 20
    /// How many tasks run at once; 0 is one a core.
    public var width = 0
    /// Where rejected records go, as JSON lines; `nil` only counts them.
    public var rejectedPath: String?
    /// A folder with room for temporary files; `nil` is the output's.
    public var temporaryFolder: String?
    /// An index whose documents are taken over as they are.
    public var adding: String?
    /// Whether keys of a record that this package does not know are kept; each takes its room.
    public var keepsExtra = false
    /// Makes the default options.
    public init() {}
  }

  /// What was read and written.
  public struct Report: Hashable, Sendable {
    /// Records read.
    public var read = 0
    /// Documents added.
    public var added = 0
    /// Records whose text stood in the index already.
    public var duplicates = 0
    /// Records that could not be used.
    public var rejected = 0
    /// What the index is made of now.
    public var statistics = IndexFile.Statistics()
  }

  /// What the run was told.
  public let options: Options

  /// Makes a run.
  public init(options: Options = Options()) { self.options = options }

  /// Reads collections and writes the index.
  ///
  /// - Parameters:
  ///   - originals: English documents as JSON lines: files, folders, patterns or `-`.
  ///   - output: the file to make; may be the index that is added to.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `IndexFailure`; `IOFailure`.
  public func run(
    originals: [String], output: String, progress: @escaping ProgressSink = { _ in }
  ) async throws -> Report {
    let files = try InputFiles(originals).files
    let rejections = try RejectionFile(
      path: options.rejectedPath, stage: .indexing, progress: progress)
    let existing = try options.adding.map { try IndexFile(path: $0) }
    var report = Report()
    var builder = try IndexBuilder(
      path: output, adding: existing, samples: try samples(of: files),
      temporaryFolder: options.temporaryFolder ?? FileSystem.folder(of: output))
    let reading = OriginalReading(
      recordLimit: options.recordLimit, width: options.width > 0 ? options.width : Cores.count,
      keepsExtra: options.keepsExtra, preparation: builder.preparation)
    progress(Progress(stage: .indexing, done: 0, total: nil))
    for file in files {
      _ = try await reading.read(file.path) { outcomes in
        for outcome in outcomes {
          report.read += 1
          switch outcome {
          case .failure(let rejected):
            report.rejected += 1
            try rejections.write(rejected.rejection)
          case .success(let original):
            if case .added = try builder.add(original) {
              report.added += 1
            } else {
              report.duplicates += 1
            }
          }
        }
        progress(Progress(stage: .indexing, done: report.read, total: nil))
      }
    }
    guard report.added + report.duplicates > 0 else {
      throw WorkflowFailure(
        .nothingUsable,
        rejections.first?.description
          ?? "\(originals.joined(separator: ", ")): expected documents, found none")
    }
    report.statistics = try builder.finish().statistics
    _ = try rejections.finish()
    return report
  }

  /// The first documents, which the packing is learnt from; none where they come from standard input,
  /// which is read once.
  private func samples(of files: [InputFiles.File]) throws -> [Document] {
    var samples: [Document] = []
    for file in files where file.path != "-" && samples.count < 1000 {
      var reading = DocumentReader.Options()
      reading.keepsExtra = options.keepsExtra
      var reader = DocumentReader(
        try ByteSource(path: file.path), limit: options.recordLimit, options: reading)
      // A fault of the file is met again, and counted, when it is read for the index.
      while samples.count < 1000, let record = try? reader.next() {
        if case .success(let document) = record { samples.append(document) }
      }
    }
    return samples
  }
}
