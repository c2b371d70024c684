// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Reads pages and writes their documents as JSON lines.
public struct PageReading: Sendable {
  /// What became of the records.
  public struct Counts: Hashable, Sendable {
    /// Documents written.
    public var documents = 0
    /// Title pairs met; they are no documents and not written.
    public var titles = 0
    /// Records that could not be used.
    public var rejected = 0
    /// Lines that are no items, such as navigation; written with the rejected records, not counted
    /// among them.
    public var furniture = 0
  }

  /// The form of the pages: `listing`, `digest`, `documents`; `nil` recognises each.
  public var inputForm: String?
  /// What pages stand in: `text`, `html`, `wet`; `nil` recognises each.
  public var container: String?
  /// The encoding of the pages, by a name that ICU knows; `nil` recognises each.
  public var encoding: String?
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records are written, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a reading with the defaults.
  public init() {}

  /// Reads pages.
  ///
  /// - Parameters:
  ///   - pages: files, folders or `-`.
  ///   - output: a file or `-`.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `IOFailure`.
  public func run(
    pages: [String], output: String, progress: @escaping ProgressSink = { _ in }
  ) throws -> Counts {
    let files = try InputFiles(pages).files
    var options = PageReader.Options()
    options.form = inputForm
    options.container = container
    options.encoding = encoding
    options.recordLimit = recordLimit
    let sink = try OutputFile(path: output)
    let rejections = try RejectionFile(path: rejectedPath, progress: progress)
    var counts = Counts()
    var json = JSONWriter()
    for (number, file) in files.enumerated() {
      do {
        var reader = try PageReader(
          try ByteSource(path: file.path), stem: file.stem, options: options)
        while let record = try reader.next() {
          switch record {
          case .failure(let rejected): try rejections.write(rejected.rejection)
          case .success(.furniture(let rejection)):
            counts.furniture += 1
            try rejections.write(rejection)
          case .success(.titles): counts.titles += 1
          case .success(.document(let document)):
            json.document(document)
            json.newline()
            counts.documents += 1
            if json.bytes.count >= 1 << 16 {
              try sink.write(json.bytes)
              json.removeAll()
            }
          }
        }
      } catch let failure as CorpusFailure {
        try rejections.write(Rejection(path: file.path, code: .binary, message: failure.message))
      }
      progress(Progress(stage: .reading, done: number + 1, total: files.count))
    }
    counts.rejected = rejections.count - counts.furniture
    guard counts.documents + counts.titles > 0 else {
      throw WorkflowFailure(
        .nothingUsable,
        rejections.first?.description
          ?? "\(pages.joined(separator: ", ")): expected items, found none")
    }
    try sink.write(json.bytes)
    try sink.finish()
    _ = try rejections.finish()
    return counts
  }
}
