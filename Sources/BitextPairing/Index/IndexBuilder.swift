// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel

/// Collects originals for an index: one that lasts, or one for this run alone.
///
/// Documents are prepared by ``OriginalPreparation``, on as many threads as one likes, and added in
/// order on one. Equal texts are one original; the ids of the others are kept.
public struct IndexBuilder {
  private let output: OutputFile
  private var writer: IndexSegmentWriter
  private var segments: [IndexLayout.Segment] = []
  private var seen: [UInt64: Int32] = [:]
  private let base: Int
  private let isLasting: Bool
  private let isKept: Bool
  /// What documents of this index are prepared by: it packs them where the index is to last.
  public let preparation: OriginalPreparation

  /// Begins an index that lives as long as the run, in a temporary file.
  ///
  /// - Parameters:
  ///   - folder: a folder with room.
  ///   - path: where the index is kept, for a run that continues this one; `nil` keeps it nowhere.
  public init(temporaryIn folder: String, keptAt path: String? = nil) throws {
    isLasting = false
    isKept = path != nil
    output = try OutputFile(
      path: path ?? TemporaryName.path(in: folder, stem: "index"), isDurable: path != nil)
    preparation = OriginalPreparation(packing: nil)
    base = 0
    try Self.writeHead(to: output)
    writer = try IndexSegmentWriter(output, temporaryFolder: folder, packing: nil)
  }

  /// Begins an index file.
  ///
  /// - Parameters:
  ///   - path: the file to make, under a temporary name until ``finish()``.
  ///   - existing: an index whose segments are taken over as they are; may be the same file.
  ///   - samples: some documents, which the packing is learnt from.
  ///   - folder: a folder with room for temporary files.
  public init(
    path: String, adding existing: IndexFile? = nil, samples: [Document],
    temporaryFolder folder: String
  ) throws {
    isLasting = true
    isKept = true
    output = try OutputFile(path: path)
    let packing = PackedRecords.learnt(from: samples.map { DocumentBytes.of($0) })
    preparation = OriginalPreparation(packing: packing)
    var base = 0
    if let existing {
      try output.write(existing.segmentBytes)
      segments = existing.layouts
      for segment in existing.segments {
        for document in 0..<segment.documentCount {
          seen[segment.fingerprint(of: document)] = -1
        }
        base += segment.documentCount
      }
    } else {
      try Self.writeHead(to: output)
    }
    self.base = base
    writer = try IndexSegmentWriter(output, temporaryFolder: folder, packing: packing)
  }

  private static func writeHead(to output: OutputFile) throws {
    for value in [IndexLayout.magic, IndexLayout.version] {
      try withUnsafeBytes(of: value.littleEndian) { try output.write($0) }
    }
  }

  /// What became of a document.
  public enum Outcome: Hashable, Sendable {
    /// It was added, with this number.
    case added(Int)
    /// Its text is known already; the number of its document, where it was added by this builder.
    case copy(of: Int?)
  }

  /// Takes a text's hash for known, so that no document with it is added.
  ///
  /// - Parameter number: what ``known(_:)`` tells of it, 0 or more.
  public mutating func exclude(_ fingerprint: UInt64, as number: Int) {
    seen[fingerprint] = Int32(-2 - number)
  }

  /// What is known of a text.
  public enum Known: Hashable, Sendable {
    /// A document of this builder has it, with this number.
    case original(Int)
    /// It was excluded, as this number.
    case excluded(Int)
    /// A document of an earlier segment has it.
    case earlier
  }

  /// What is known of the texts with a hash; `nil` where nothing is.
  public func known(_ fingerprint: UInt64) -> Known? { KnownTexts(seen: seen)[fingerprint] }

  /// What is known of all texts; it outlives the builder.
  public var knownTexts: KnownTexts { KnownTexts(seen: seen) }

  /// What is known of texts, by their hashes.
  public struct KnownTexts: Sendable {
    fileprivate let seen: [UInt64: Int32]

    /// What is known of the texts with a hash; `nil` where nothing is.
    public subscript(fingerprint: UInt64) -> Known? {
      guard let value = seen[fingerprint] else { return nil }
      if value >= 0 { return .original(Int(value)) }
      return value == -1 ? .earlier : .excluded(-2 - Int(value))
    }
  }

  /// Adds a document.
  @discardableResult
  public mutating func add(_ original: PreparedOriginal) throws -> Outcome {
    if let known = seen[original.fingerprint] {
      guard known >= 0 else { return .copy(of: nil) }
      if isLasting { writer.addCopy(of: Int(known), id: original.id) }
      return .copy(of: Int(known))
    }
    let number = writer.count
    seen[original.fingerprint] = Int32(number)
    try writer.add(original)
    return .added(base + number)
  }

  /// Writes the rest, and gives the file its name.
  ///
  /// - Returns: the index; the file of one for this run alone is gone already from its folder.
  public consuming func finish() throws -> IndexFile {
    let path = output.path
    segments.append(try writer.finish(path: path))
    let directory = IndexLayout.bytes(of: segments)
    let trailer: [UInt64] = [
      UInt64(output.byteCount), UInt64(directory.count),
      directory.withUnsafeBytes { Checksum64.of($0) }, IndexLayout.endMagic,
    ]
    try output.write(directory)
    for value in trailer { try withUnsafeBytes(of: value.littleEndian) { try output.write($0) } }
    try output.finish()
    let file = try MappedFile(path: path)
    if !isKept { FileSystem.remove(path) }
    return try IndexFile(file, isTrusted: true)
  }
}
