// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Documents in a temporary file, appended once and read back by number from any thread.
///
/// Memory is 8 bytes a document.
public final class DocumentSpool: Sendable {
  private let file: SpoolFile

  /// Makes an empty spool in a folder on the disk that has the room.
  public init(folder: String) throws { file = try SpoolFile(folder: folder) }

  /// The number of documents.
  public var count: Int { file.count }

  /// Appends a document.
  ///
  /// - Returns: its number.
  @discardableResult
  public func append(_ document: Document) throws -> Int {
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
    return try file.append(record.bytes)
  }

  /// The document with a number.
  public func document(at number: Int) throws -> Document {
    var record = RecordReader(try file.record(number))
    let id = record.string()
    let language = Language(record.string())
    let text = record.string()
    let title = record.optionalString()
    let engine = record.optionalString()
    let path = record.optionalString()
    let item = record.integer()
    let start = record.integer()
    let end = record.integer()
    let extra = record.string()
    var document = Document(id: id, language: language, text: text, title: title, engine: engine)
    if let path {
      document.source = Provenance(
        path: path, item: item, span: TextSpan(start: start, end: end))
    }
    if !extra.isEmpty, case .object(let members) = Self.parse(extra) { document.extra = members }
    return document
  }

  private static func parse(_ text: String) -> JSONValue {
    let bytes = Array(text.utf8)
    let parser = JSONParser()
    // The text was written by JSONWriter a moment ago.
    return bytes.withUnsafeBufferPointer { try? parser.parse($0).value } ?? .null
  }
}

/// A record of strings and integers as bytes; lengths are eight bytes, little-endian.
struct RecordBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 {
      add($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  mutating func add(optional text: String?) {
    if let text { add(text) } else { add(-1) }
  }
}

/// Reads what ``RecordBytes`` wrote.
struct RecordReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func integer() -> Int {
    defer { index += 8 }
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Int64.self)))
    }
  }

  mutating func string() -> String { optionalString() ?? "" }

  mutating func optionalString() -> String? {
    let count = integer()
    guard count >= 0 else { return nil }
    defer { index += count }
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[index..<index + count]), as: UTF8.self)
    }
  }
}
