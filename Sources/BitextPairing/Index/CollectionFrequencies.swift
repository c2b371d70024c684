// SPDX-License-Identifier: Apache-2.0

public import BitextIO

/// How many documents of a collection hold each key, as a mapped file: for indexes of parts of a
/// collection that is too large for one.
///
///     "BTXFREQS" · version · documents · postings · keys · checksum of what follows (8 bytes each)
///     the keys, ascending: 8 bytes each
///     the number of documents that hold each: 4 bytes each
///
/// - Note: Safe to share between threads.
public final class CollectionFrequencies: @unchecked Sendable {
  // Unchecked: the mapping is read-only and lives as long as `file`.
  private static let magic: UInt64 = 0x5351_4552_4658_5442
  private static let version: UInt64 = 1
  private static let headBytes = 48

  /// The number of documents of the collection.
  public let documentCount: Int
  /// The mean number of distinct terms of a document.
  public let meanTerms: Double

  private let file: MappedFile
  private let keys: UnsafeBufferPointer<UInt64>
  private let counts: UnsafeBufferPointer<UInt32>

  /// Opens a file that a ``Builder`` wrote.
  ///
  /// - Throws: `IOFailure` where it cannot be read; ``IndexFailure`` where it is no such file, or damaged.
  public init(path: String) throws {
    file = try MappedFile(path: path)
    let bytes = file.bytes
    func value(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
    }
    guard bytes.count >= Self.headBytes, value(0) == Self.magic else {
      throw IndexFailure(
        .notAnIndex, path: path, message: "expected frequencies, found another file")
    }
    guard value(1) == Self.version else {
      throw IndexFailure(
        .unsupported, path: path, message: "expected version 1, found version \(value(1))")
    }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[Self.headBytes...])
    let count = value(4)
    guard count < 1 << 40, rest.count == Int(count) * 12, value(2) < 1 << 40,
      Checksum64.of(rest) == value(5)
    else { throw IndexLayout.damaged("the frequencies", path) }
    let end = Int(count) * 8
    keys = UnsafeRawBufferPointer(rebasing: rest[..<end]).bindMemory(to: UInt64.self)
    counts = UnsafeRawBufferPointer(rebasing: rest[end...]).bindMemory(to: UInt32.self)
    documentCount = Int(value(2))
    meanTerms = Double(max(1, value(3))) / Double(max(1, documentCount))
  }

  /// The number of documents that hold a key.
  ///
  /// - Complexity: O(log keys).
  public func frequency(of key: UInt64) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? Int(counts[low]) : 0
  }

  /// Collects keys, ascending, and writes the file. Memory is 12 bytes a key.
  public struct Builder {
    private var keys: [UInt64] = []
    private var counts: [UInt32] = []
    private var postings = 0

    /// Makes an empty builder.
    public init() {}

    /// Adds a key.
    ///
    /// - Returns: `false` where it does not ascend, or no document holds it; it is not added then.
    public mutating func add(_ key: UInt64, count: Int) -> Bool {
      guard count > 0, keys.last.map({ $0 < key }) ?? true else { return false }
      keys.append(key.littleEndian)
      counts.append(UInt32(clamping: count).littleEndian)
      postings += count
      return true
    }

    /// Writes the file.
    ///
    /// - Parameter documentCount: the number of documents of the collection.
    public func write(documentCount: Int, to output: OutputFile) throws {
      var checksum = Checksum64()
      keys.withUnsafeBytes { checksum.update($0) }
      counts.withUnsafeBytes { checksum.update($0) }
      for value in [
        CollectionFrequencies.magic, CollectionFrequencies.version, UInt64(documentCount),
        UInt64(postings), UInt64(keys.count), checksum.value,
      ] {
        try withUnsafeBytes(of: value.littleEndian) { try output.write($0) }
      }
      try keys.withUnsafeBytes { try output.write($0) }
      try counts.withUnsafeBytes { try output.write($0) }
    }
  }
}
