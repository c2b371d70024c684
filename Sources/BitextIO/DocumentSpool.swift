// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Documents in a temporary file, appended once and read back by number from any thread.
///
/// Memory is constant.
public final class DocumentSpool: Sendable {
  private let file: SpoolFile

  /// Makes an empty spool in a folder on the disk that has the room.
  ///
  /// - Parameters:
  ///   - folder: where it is made.
  ///   - name: what the file is called once it is kept; `nil` makes a temporary one.
  public init(folder: String, keptAs name: String? = nil) throws {
    file = try SpoolFile(folder: folder, keptAs: name)
  }

  /// Opens a spool that was kept; `nil` where there is none, or a damaged one.
  public init?(reopening name: String, in folder: String) {
    guard let file = SpoolFile(reopening: name, in: folder) else { return nil }
    self.file = file
  }

  /// Gives a spool that is to be kept its name; nothing can be appended after.
  public func keep() throws { try file.keep() }

  /// The number of documents.
  public var count: Int { file.count }

  /// Appends a document.
  ///
  /// - Returns: its number.
  @discardableResult
  public func append(_ document: Document) throws -> Int {
    try file.append(DocumentBytes.of(document))
  }

  /// The document with a number.
  public func document(at number: Int) throws -> Document {
    let record = try file.record(number)
    return record.withUnsafeBytes { DocumentBytes.document($0) }
  }
}

/// A document as bytes, for temporary files and indexes.
public enum DocumentBytes {
  /// The bytes of a document.
  public static func of(_ document: Document) -> [UInt8] {
    var record = RecordBytes()
    record.add(document.id)
    record.add(document.language.tag)
    record.add(document.text)
    record.add(optional: document.title)
    record.add(optional: document.engine)
    record.add(optional: document.source?.path)
    record.add(document.source?.item ?? 0)
    record.add(document.source?.span.start ?? 0)
    record.add(document.source?.span.end ?? 0)
    var json = JSONWriter()
    if !document.extra.isEmpty { json.value(.object(document.extra)) }
    record.add(String(decoding: json.bytes, as: UTF8.self))
    return record.bytes
  }

  /// The document that ``of(_:)`` made the bytes of; of other bytes some document, or an empty one.
  public static func document(_ bytes: UnsafeRawBufferPointer) -> Document {
    var record = RecordReader(bytes)
    let id = record.string()
    let language = Language(record.string())
    let text = record.string()
    let title = record.optionalString()
    let engine = record.optionalString()
    let path = record.optionalString()
    let item = record.integer()
    let start = max(0, record.integer())
    let end = max(start, record.integer())
    let extra = record.string()
    var document = Document(id: id, language: language, text: text, title: title, engine: engine)
    if let path {
      document.source = Provenance(
        path: path, item: item, span: TextSpan(start: start, end: end))
    }
    if !extra.isEmpty, case .object(let members) = parse(extra) { document.extra = members }
    return document
  }

  private static func parse(_ text: String) -> JSONValue {
    let bytes = Array(text.utf8)
    let parser = JSONParser()
    // The text was written by JSONWriter a moment ago.
    return bytes.withUnsafeBufferPointer { try? parser.parse($0).value } ?? .null
  }
}
