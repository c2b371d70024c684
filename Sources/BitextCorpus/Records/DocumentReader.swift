// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads documents from JSON lines: this package's own, and arXiv's metadata snapshot as it is.
///
/// A record with `text` is a document; one with `abstract` is an English document whose hard line
/// breaks are joined. Keys that are not known are kept, unless ``Options/keepsExtra`` is off.
public struct DocumentReader: CorpusReader {
  /// How records are read.
  public struct Options: Hashable, Sendable, Codable {
    /// Whether unknown keys of a record are kept in ``Document/extra``.
    public var keepsExtra = true
    /// Makes the default options.
    public init() {}
  }

  private let lines: LineReader
  private let parser = JSONParser()
  private let documents: DocumentRecord
  private var record = 0

  /// Reads the lines of a reader.
  public init(_ lines: LineReader, options: Options = Options()) {
    self.lines = lines
    documents = DocumentRecord(options: options)
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes, one JSON object a line.
  ///   - limit: the cap on one record, in bytes.
  ///   - options: what is kept.
  public init(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit, options: Options = Options()
  ) {
    self.init(LineReader(source, limit: limit), options: options)
  }

  /// The next document, a rejection, or `nil` at the end. Empty lines are skipped.
  public mutating func next() throws -> Result<Document, RejectedRecord>? {
    while try lines.advance() {
      let bytes = PageBytes.trimmed(lines.bytes)
      if bytes.isEmpty && !lines.isTooLong { continue }
      defer { record += 1 }
      return document(from: bytes)
    }
    return nil
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String
  ) -> Result<Document, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(path: lines.path, line: lines.number, code: code, message: message)))
  }

  private func document(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<Document, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let root: JSONView
    do {
      root = try parser.parse(bytes)
    } catch {
      return rejected(.invalidJSON, "expected a JSON object: \(error.message.lowercased())")
    }
    let place = Provenance(
      path: lines.path, item: record,
      span: TextSpan(start: lines.start, end: lines.start + lines.byteCount))
    do {
      return .success(try documents.document(root, at: place))
    } catch {
      return .failure(error.rejected(path: lines.path, line: lines.number))
    }
  }
}

/// Joins the hard line breaks of a text.
enum HardBreaks {
  /// The text with every run of white space that holds a line break made one space (none between
  /// wide characters), and with white space at its ends removed.
  static func joined(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let trimmed = PageBytes.trimmed(bytes)
    guard trimmed.contains(10) || trimmed.contains(13) else {
      return String(decoding: trimmed, as: UTF8.self)
    }
    var output: [UInt8] = []
    output.reserveCapacity(trimmed.count)
    var index = 0
    while index < trimmed.count {
      let byte = trimmed[index]
      guard byte <= 0x20 else {
        output.append(byte)
        index += 1
        continue
      }
      var end = index
      var breaks = false
      while end < trimmed.count, trimmed[end] <= 0x20 {
        breaks = breaks || trimmed[end] == 10 || trimmed[end] == 13
        end += 1
      }
      if !breaks {
        output.append(contentsOf: trimmed[index..<end])
      } else if !(PageBytes.isWideLead(trimmed[end]) && (output.last ?? 0) >= 0x80) {
        output.append(0x20)
      }
      index = end
    }
    return String(decoding: output, as: UTF8.self)
  }
}
