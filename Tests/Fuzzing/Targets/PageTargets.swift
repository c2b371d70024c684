// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel

/// Pages in memory, handed out in pieces of a given size.
private final class PieceStream: ByteStream {
  let path: String
  private let bytes: UnsafeRawBufferPointer
  private let piece: Int
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer, piece: Int, path: String) {
    self.bytes = bytes
    self.piece = piece
    self.path = path
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, piece, bytes.count - position)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    position += count
    return count
  }
}

/// What a page gave.
private struct PageYield: Equatable {
  var records: [PageRecord] = []
  var rejections: [Rejection] = []
  var failure: String?

  init(_ bytes: UnsafeRawBufferPointer, piece: Int, path: String, _ options: PageReader.Options)
    throws
  {
    do {
      var reader = try PageReader(
        PieceStream(bytes, piece: piece, path: path), options: options)
      while let record = try reader.next() {
        switch record {
        case .success(let record): records.append(record)
        case .failure(let rejected): rejections.append(rejected.rejection)
        }
      }
      try law(try reader.next() == nil, "a reader stays at its end")
    } catch let error as CorpusFailure {
      failure = error.description
      try checkMessage(error.description)
    } catch let error as IOFailure {
      failure = error.description
      try checkMessage(error.description)
    }
  }
}

extension FuzzTarget {
  /// Holds a page to the laws of readers, whatever stands in it.
  private static func readPage(
    _ bytes: UnsafeRawBufferPointer, form: PageForm? = nil, container: PageContainer? = nil
  ) throws {
    var options = PageReader.Options()
    options.form = form?.rawValue
    options.container = container?.rawValue
    // Some inputs meet the cap on records.
    if bytes.count & 7 == 7 { options.recordLimit = 120 }
    let whole = try PageYield(bytes, piece: .max, path: "page", options)
    let pieces = try PageYield(bytes, piece: 7, path: "page", options)
    try law(whole == pieces, "the same records, however the bytes arrive")
    for rejection in whole.rejections { try checkMessage(rejection.message) }
    var item = -1
    for case .document(let document) in whole.records {
      try law(!document.id.isEmpty && !document.text.isEmpty, "a document has an id and a text")
      guard form != .documents, container == .text, let source = document.source else { continue }
      try law(source.item >= item, "items come in the order of the page")
      item = source.item
    }
    let documents = whole.records.compactMap { record in
      if case .document(let document) = record { document } else { nil }
    }
    try checkRecords(documents)
  }

  /// Pages in their forms and containers.
  static var pages: [FuzzTarget] {
    [
      FuzzTarget("listing", seeds: { PageSeeds.listings }) { bytes, _ in
        try readPage(bytes, form: .listing, container: .text)
      },
      FuzzTarget("digest", seeds: { PageSeeds.digests }) { bytes, _ in
        try readPage(bytes, form: .digest, container: .text)
      },
      FuzzTarget("html", seeds: { PageSeeds.html }) { bytes, _ in
        try readPage(bytes, container: .html)
      },
      FuzzTarget("wet", seeds: { PageSeeds.wet }) { bytes, _ in
        try readPage(bytes, container: .wet)
      },
      FuzzTarget("page", seeds: { PageSeeds.all }) { bytes, _ in try readPage(bytes) },
    ]
  }

  /// Documents as JSON lines.
  static var documents: [FuzzTarget] {
    [
      FuzzTarget("documents", seeds: { RecordSeeds.documents }) { bytes, _ in
        try readPage(bytes, form: .documents, container: .text)
      }
    ]
  }

  /// Holds documents to being read back as they were written.
  private static func checkRecords(_ documents: [Document]) throws {
    guard !documents.isEmpty else { return }
    var json = JSONWriter()
    for document in documents {
      json.document(document)
      json.newline()
    }
    let bytes = json.bytes
    try bytes.withUnsafeBytes { bytes in
      let lines = LineReader(PieceStream(bytes, piece: .max, path: "again"), limit: 1 << 30)
      var reader = DocumentReader(lines)
      for document in documents {
        guard case .success(let again) = try reader.next() else {
          throw LawBroken(description: "what is written is read again: \(document.id)")
        }
        var expected = document
        expected.source = again.source
        try law(
          again == expected, "a document is read back as it was written: \(expected), \(again)")
        try law(
          again.text.utf8.elementsEqual(document.text.utf8), "to the byte: \(document.id)")
      }
      try law(try reader.next() == nil, "no record more than was written")
    }
  }
}
