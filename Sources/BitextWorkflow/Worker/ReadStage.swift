// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Pages to documents, an array a page; a record of a document to one document.
///
/// A page is `{"id","path"}` with its bytes under `text` or, as base64, under `bytes`; without either it is
/// read from the file at `path`. Each document comes with a fingerprint, by which equal texts are told.
struct ReadStage: WorkerStage {
  private let records: DocumentRecord
  private let options: WorkerOptions

  init(_ options: WorkerOptions) {
    self.options = options
    var reading = DocumentReader.Options()
    reading.keepsExtra = !options.dropsExtra
    records = DocumentRecord(options: reading)
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    if options.inputForm == PageForm.documents.rawValue, record["path"] == nil {
      return json.read(try record.document(by: records), page: nil, options.shards)
    }
    guard let path = record["path"]?.string else { throw WorkerFault.missing("a page's \"path\"") }
    if let inner = record["record"] {
      return json.read(try document(inner, path, record), page: nil, options.shards)
    }
    try readPage(record, path, into: &json)
  }

  /// A line of a file of documents, with the place where it stood.
  private func document(
    _ inner: JSONView, _ path: String, _ record: JSONView
  ) throws(WorkerFault) -> Document {
    let start = max(0, record["start"]?.integer ?? 0)
    let end = max(start, record["end"]?.integer ?? start)
    let place = Provenance(
      path: path, item: record["item"]?.integer ?? 0, span: TextSpan(start: start, end: end))
    do {
      return try records.document(inner, at: place)
    } catch {
      throw WorkerFault(error)
    }
  }

  private func readPage(
    _ record: JSONView, _ path: String, into json: inout JSONWriter
  ) throws {
    var pages = PageReader.Options()
    pages.form = record["form"]?.string ?? options.inputForm
    pages.container = record["container"]?.string ?? options.container
    pages.encoding = record["encoding"]?.string ?? options.encoding
    pages.recordLimit = options.recordLimit
    pages.firstPage = max(0, record["first_page"]?.integer ?? 0)
    json.beginArray()
    do {
      var reader = try PageReader(
        try stream(record, path), stem: record["id"]?.string, options: pages)
      while let item = try reader.next() {
        switch item {
        case .failure(let rejected): json.rejectedItem(rejected.rejection)
        case .success(.furniture(let rejection)):
          json.beginObject()
          json.key("furniture")
          json.rejection(rejection)
          json.endObject()
        case .success(.titles(let titles)):
          json.beginObject()
          json.key("titles")
          json.titles(titles)
          json.shard(titles.id, options.shards)
          json.endObject()
        case .success(.document(let document)):
          json.read(document, page: reader.page, options.shards)
        }
      }
    } catch let failure as CorpusFailure {
      json.rejectedItem(Rejection(path: path, code: .binary, message: failure.message))
    } catch let failure as IOFailure where failure.code == .notFound {
      throw WorkerFault(
        Rejection.Code(failure.code.rawValue), "expected a file under \"path\": \(failure.message)")
    }
    json.endArray()
  }

  private func stream(_ record: JSONView, _ path: String) throws -> any ByteStream {
    if let text = record["text"]?.stringBytes { return BytesInMemory(path: path, Array(text)) }
    guard let packed = record["bytes"]?.stringBytes else {
      // Standard input holds the records themselves.
      guard path != "-", FileSystem.kind(of: path) != .folder else {
        let found = path == "-" ? "\"-\"" : "a folder"
        throw WorkerFault(.wrongType, "expected a file under \"path\", found \(found)")
      }
      return try ByteSource(path: path)
    }
    guard let bytes = Base64.bytes(of: packed) else {
      throw WorkerFault(.wrongType, "expected base64 under \"bytes\"")
    }
    return BytesInMemory(path: path, bytes)
  }
}

extension JSONWriter {
  fileprivate mutating func rejectedItem(_ rejection: Rejection) {
    beginObject()
    key("rejected")
    self.rejection(rejection)
    endObject()
  }

  /// Writes a document that was read.
  fileprivate mutating func read(_ document: Document, page: Int?, _ shards: Int) {
    beginObject()
    key("document")
    self.document(document)
    key("fingerprint")
    hexadecimal(Fingerprint.of(document.text))
    if let page { member("page", page) }
    shard(document.id, shards)
    endObject()
  }

  /// Writes the shard of an id, where there are shards.
  fileprivate mutating func shard(_ id: String, _ shards: Int) {
    guard shards > 0 else { return }
    var id = id
    let hash = id.withUTF8 { Checksum64.of(UnsafeRawBufferPointer($0)) }
    member("shard", Int(hash % UInt64(shards)))
  }
}
