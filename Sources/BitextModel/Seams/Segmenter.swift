// SPDX-License-Identifier: Apache-2.0

/// Cuts a document into segments.
///
/// Laws: spans are in order and do not overlap; every byte outside the spans is white space; the
/// text of a segment is the bytes of its span; an empty document has no segment.
public protocol Segmenter: Sendable {
  /// The segments of a document, in order.
  func segments(of document: Document) throws -> [Segment]
}
