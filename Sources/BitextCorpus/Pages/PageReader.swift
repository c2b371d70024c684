// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads the items of one file, whatever its form, its markup and its encoding.
///
/// Records come in the order of the page; an item that cannot be used is a rejection in its place.
/// Memory is bounded by the longest item. A WET file holds many pages; their items' ids begin with
/// `STEM:N`, N the number of the page. A reader belongs to one thread.
public struct PageReader: CorpusReader {
  /// How pages are read.
  public struct Options: Hashable, Sendable, Codable {
    /// The form to read as; `nil` looks at the beginning of the file. `listing`, `digest` or
    /// `documents`.
    public var form: String?
    /// What the text stands in; `nil` looks at the name and the beginning of the file. `text`, `html`
    /// or `wet`.
    public var container: String?
    /// The encoding; `nil` looks at the beginning of the file. A name that ICU knows.
    public var encoding: String?
    /// The cap on one record, in bytes; 16 MiB unless set.
    public var recordLimit = LineReader.defaultLimit
    /// The number of the first page of a WET file; not 0 where the bytes are a later part of a file.
    public var firstPage = 0
    /// Makes the default options.
    public init() {}
  }

  /// The form that the current page is read as.
  public private(set) var form: PageForm
  /// What the text of the file stands in.
  public let container: PageContainer
  /// The encoding that the file is read in, by a converter's name.
  public let encoding: String
  /// The 0-based number of the current page in the file; 0 unless the file is a WET file.
  public var page: Int { wet.map { options.firstPage + max(0, $0.page) } ?? 0 }

  private let lines: LineReader
  private let stem: String
  private let options: Options
  private var reader: (any CorpusReader<PageRecord>)?
  private var wet: WETRecords?
  private var annotations: [JSONMember]
  private var ended = false

  /// Opens a page.
  ///
  /// - Parameters:
  ///   - source: the bytes of the page.
  ///   - stem: the first part of ids; the file's stem unless given.
  ///   - options: what is known of the page, and the cap on one record.
  /// - Throws: `IOFailure`; ``CorpusFailure`` with `unknownFormat` where the file is no text, with
  ///   `unknownEncoding` where the options name one that nobody knows.
  public init(
    _ source: any ByteStream, stem: String? = nil, options: Options = Options()
  ) throws {
    let opened = try PageSource(source, options: options)
    lines = opened.lines
    container = opened.container
    encoding = opened.encoding.name
    annotations = opened.annotations
    self.options = options
    self.stem = stem ?? FileSystem.stem(of: source.path)
    form = .listing
    if container == .wet { wet = WETRecords(lines) } else { try openPage(stem: self.stem) }
  }

  /// The next item of the page, a rejection, or `nil` at the end.
  ///
  /// - Throws: `IOFailure` where reading fails; a compressed page that is cut short or damaged is a
  ///   rejection instead, so that what came before it counts.
  public mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    guard !ended else { return nil }
    do {
      while true {
        if let record = try reader?.next() { return annotated(record) }
        guard let step = try wet?.advance() else { return nil }
        switch step {
        case .success: try openPage(stem: "\(stem):\(page)")
        case .failure(let rejected):
          reader = nil
          return .failure(rejected)
        }
      }
    } catch let failure as IOFailure where failure.code == .truncated || failure.code == .damaged {
      return cut(failure.path, .truncated, failure.message)
    } catch let failure as IOFailure where failure.code == .tooLong {
      return cut(failure.path, .tooLong, failure.message)
    }
  }

  private mutating func cut(
    _ path: String, _ code: Rejection.Code, _ message: String
  ) -> Result<PageRecord, RejectedRecord> {
    ended = true
    return .failure(
      RejectedRecord(Rejection(path: path, line: lines.number + 1, code: code, message: message)))
  }

  private mutating func openPage(stem: String) throws {
    let survey = PageSurvey(of: try lines.peek(PageSurvey.limit))
    form = options.form.flatMap(PageForm.init(rawValue:)) ?? survey.form
    if wet != nil, form == .documents { form = .listing }
    switch form {
    case .listing: reader = ListingReader(lines, stem: stem, isMarked: survey.marks > 0)
    case .digest: reader = DigestReader(lines, stem: stem)
    case .documents: reader = PageDocumentReader(lines)
    }
  }

  private func annotated(
    _ record: Result<PageRecord, RejectedRecord>
  ) -> Result<PageRecord, RejectedRecord> {
    guard !annotations.isEmpty || wet?.address != nil,
      case .success(.document(var document)) = record
    else { return record }
    document.extra += annotations
    if let address = wet?.address {
      document.extra.append(JSONMember("page_url", .string(address)))
    }
    return .success(.document(document))
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
