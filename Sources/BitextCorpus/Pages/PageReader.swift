// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads the items of one page, whatever its form.
///
/// Records come in the order of the page; an item that cannot be used is a rejection in its place.
/// Memory is bounded by the longest item. A reader belongs to one thread.
public struct PageReader: CorpusReader {
  /// How pages are read.
  public struct Options: Hashable, Sendable, Codable {
    /// The form to read as; `nil` looks at the beginning of the file. `listing`, `digest` or
    /// `documents`.
    public var form: String?
    /// The cap on one record, in bytes; 16 MiB unless set.
    public var recordLimit = LineReader.defaultLimit
    /// Makes the default options.
    public init() {}
  }

  /// The form that the page is read as.
  public let form: PageForm
  private var reader: any CorpusReader<PageRecord>
  private let lines: LineReader
  private var ended = false

  /// Opens a page.
  ///
  /// - Parameters:
  ///   - source: the bytes of the page.
  ///   - stem: the first part of ids; the file's stem unless given.
  ///   - options: the form, where it is known, and the cap on one record.
  /// - Throws: `IOFailure`; ``CorpusFailure`` with `unknownFormat` where the file is no text.
  public init(_ source: ByteSource, stem: String? = nil, options: Options = Options()) throws {
    lines = LineReader(source, limit: options.recordLimit)
    let head = try lines.peek(1 << 16)
    guard !PageBytes.hasNull(head) else {
      throw CorpusFailure(
        .unknownFormat, path: source.path,
        message: "expected a text in UTF-8, found a binary file")
    }
    form = options.form.flatMap(PageForm.init(rawValue:)) ?? .recognised(in: head)
    let stem = stem ?? FileSystem.stem(of: source.path)
    switch form {
    case .listing: reader = ListingReader(lines, stem: stem)
    case .digest: reader = DigestReader(lines, stem: stem)
    case .documents: reader = PageDocumentReader(lines)
    }
  }

  /// The next item of the page, a rejection, or `nil` at the end.
  ///
  /// - Throws: `IOFailure` where reading fails; a compressed page that is cut short or damaged is a
  ///   rejection instead, so that what came before it counts.
  public mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    guard !ended else { return nil }
    do {
      return try reader.next()
    } catch let failure as IOFailure where failure.code == .truncated || failure.code == .damaged {
      ended = true
      return .failure(
        RejectedRecord(
          Rejection(
            path: failure.path, line: lines.number + 1, code: .truncated,
            message: failure.message)))
    }
  }
}

/// JSON-line documents as the records of a page.
struct PageDocumentReader: CorpusReader {
  private var reader: DocumentReader

  init(_ lines: LineReader) { reader = DocumentReader(lines) }

  mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    try reader.next().map { $0.map { .document($0) } }
  }
}
