// SPDX-License-Identifier: Apache-2.0

/// A half-open range of bytes in a UTF-8 text.
///
/// Offsets count bytes from the start of the text that the span belongs to. A span always falls on
/// boundaries of Unicode scalars when it comes from this package.
public struct TextSpan: Hashable, Sendable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte; never less than ``start``.
  public var end: Int

  /// Makes the span `start..<end`, in bytes.
  public init(start: Int, end: Int) {
    precondition(start >= 0 && end >= start, "a span needs 0 <= start <= end")
    self.start = start
    self.end = end
  }

  /// The length in bytes.
  public var byteCount: Int { end - start }

  /// Whether the span holds no byte.
  public var isEmpty: Bool { start == end }

  /// The span as a range of byte offsets.
  public var range: Range<Int> { start..<end }
}
