// SPDX-License-Identifier: Apache-2.0

/// One sentence (or other unit of segmentation) of a document.
public struct Segment: Hashable, Sendable {
  /// The text of the segment, white space at its ends removed.
  public var text: String
  /// The bytes of ``text`` in the document's text.
  public var span: TextSpan

  /// Makes a segment.
  public init(text: String, span: TextSpan) {
    self.text = text
    self.span = span
  }

  /// Makes segments of texts that stand alone, as the lines of a file do: each begins at byte 0.
  public static func standalone(_ texts: [String]) -> [Segment] {
    texts.map { Segment(text: $0, span: TextSpan(start: 0, end: $0.utf8.count)) }
  }
}
