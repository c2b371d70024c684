// SPDX-License-Identifier: Apache-2.0

/// Segments with their references as bytes in one block, so that a batch crosses to another thread
/// as one value.
///
///     var batch = SegmentBatch()
///     batch.append(hypothesis: Array("他来了".utf8), references: [Array("他来过".utf8)])
///     let pooled = BLEU(.init(tokenizer: .zh)).statistics(of: batch)
public struct SegmentBatch: Sendable {
  private var bytes: [UInt8] = []
  /// The end in `bytes` of every text.
  private var ends: [Int] = []
  /// The index in `ends` of every hypothesis; its references follow it.
  private var starts: [Int] = []

  /// Makes an empty batch.
  public init() {}

  /// How many segments there are.
  public var count: Int { starts.count }

  /// How many bytes all texts have together.
  public var byteCount: Int { bytes.count }

  /// Appends a segment with all its references.
  ///
  /// - Parameters:
  ///   - hypothesis: UTF-8 without the end of the line.
  ///   - references: UTF-8; any number.
  public mutating func append(hypothesis: [UInt8], references: [[UInt8]]) {
    begin(hypothesis)
    for reference in references { add(reference: reference) }
  }

  /// Begins a segment; its references follow by ``add(reference:)``.
  public mutating func begin(_ hypothesis: [UInt8]) {
    starts.append(ends.count)
    bytes.append(contentsOf: hypothesis)
    ends.append(bytes.count)
  }

  /// Begins a segment with bytes that are only lent.
  public mutating func begin(_ hypothesis: Span<UInt8>) {
    starts.append(ends.count)
    hypothesis.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  /// Gives the segment last begun one reference more.
  public mutating func add(reference: [UInt8]) {
    precondition(!starts.isEmpty, "A reference needs a segment that it belongs to.")
    bytes.append(contentsOf: reference)
    ends.append(bytes.count)
  }

  /// Gives the segment last begun one reference more, with bytes that are only lent.
  public mutating func add(reference: Span<UInt8>) {
    precondition(!starts.isEmpty, "A reference needs a segment that it belongs to.")
    reference.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  /// Forgets all segments and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  /// The references of one segment, lent.
  struct Lent {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let ends: UnsafeBufferPointer<Int>
    fileprivate let first: Int
    let count: Int

    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
      precondition(index < count, "There is no such reference.")
      return SegmentBatch.slice(bytes, ends, first + index)
    }
  }

  fileprivate static func slice(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>, _ index: Int
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }

  @inline(__always)
  func forEachSegment(_ body: (UnsafeBufferPointer<UInt8>, Lent) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        for (index, start) in starts.enumerated() {
          let limit = index + 1 < starts.count ? starts[index + 1] : ends.count
          let references = Lent(
            bytes: bytes, ends: ends, first: start + 1, count: limit - start - 1)
          body(SegmentBatch.slice(bytes, ends, start), references)
        }
      }
    }
  }
}
