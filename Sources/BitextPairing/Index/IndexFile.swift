// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel

/// An index of originals on disk: mapped read-only, shared by the processes that use it.
public final class IndexFile: Sendable {
  /// What an index is made of.
  public struct Statistics: Hashable, Sendable {
    /// Documents.
    public var documentCount = 0
    /// Documents with the text of another one, whose ids are kept.
    public var copyCount = 0
    /// Terms: words, names, numbers; those of several segments count once each.
    public var termCount = 0
    /// Segments: one, and one for each time that documents were added.
    public var segmentCount = 0
    /// Bytes of the documents' texts, as they were read.
    public var textByteCount = 0
    /// Bytes of the packed documents in the file.
    public var packedByteCount = 0
    /// Bytes of the file.
    public var fileByteCount = 0
    /// Nothing counted yet.
    public init() {}
  }

  /// The file as the caller named it.
  public var path: String { file.path }
  let segments: [IndexSegment]
  let layouts: [IndexLayout.Segment]
  private let file: MappedFile
  private let end: Int

  /// Opens an index.
  ///
  /// - Throws: `IOFailure` where the file cannot be read; ``IndexFailure`` where it is no index, of a newer
  ///   version, or damaged: all but the packed documents is checked, which are when they are read.
  /// - Complexity: O(bytes of the file but the documents), once.
  public convenience init(path: String) throws {
    try self.init(try MappedFile(path: path), isTrusted: false)
  }

  init(_ file: MappedFile, isTrusted: Bool) throws {
    self.file = file
    (layouts, end) = try IndexLayout.segments(of: file.bytes, path: file.path)
    segments = try layouts.map { try IndexSegment(file, $0, isTrusted: isTrusted) }
  }

  /// Whether a file begins as an index does.
  public static func isIndex(path: String) -> Bool {
    guard let file = try? MappedFile(path: path), file.bytes.count >= 8 else { return false }
    return UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self)) == IndexLayout.magic
  }

  /// The number of documents.
  public var count: Int { segments.reduce(0) { $0 + $1.documentCount } }

  /// The document with a number.
  public func document(at number: Int) throws -> Document {
    var number = number
    for segment in segments {
      if number < segment.documentCount { return try segment.document(at: number) }
      number -= segment.documentCount
    }
    preconditionFailure("an index has no document behind its last one")
  }

  /// What it is made of.
  public var statistics: Statistics {
    var statistics = Statistics()
    statistics.segmentCount = segments.count
    statistics.fileByteCount = file.bytes.count
    for segment in segments {
      statistics.documentCount += segment.documentCount
      statistics.termCount += segment.termCount
      statistics.textByteCount += segment.textByteCount
      statistics.packedByteCount += segment.storedTextByteCount
      segment.forEachCopy { _, _ in statistics.copyCount += 1 }
    }
    return statistics
  }

  /// A hash of each document's text, in the order of their numbers.
  public func forEachFingerprint(_ body: (_ document: Int, _ fingerprint: UInt64) -> Void) {
    var base = 0
    for segment in segments {
      for document in 0..<segment.documentCount {
        body(base + document, segment.fingerprint(of: document))
      }
      base += segment.documentCount
    }
  }

  /// The ids of further records with the text of a document.
  public func forEachCopy(_ body: (_ document: Int, _ id: String) -> Void) {
    var base = 0
    for segment in segments {
      segment.forEachCopy { body(base + $0, $1) }
      base += segment.documentCount
    }
  }

  /// The head and all segments, to be taken over into another file.
  var segmentBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: file.bytes[..<end]) }
}
