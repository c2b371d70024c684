// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// A text with `<v>…</v>` around what is at fault, as Google's MQM viewer shows it.
///
/// What could be taken for a mark in the text itself gets `‹` (U+2039) for its `<`, and a tab or line
/// end becomes a space, so that offsets stay what they are.
public enum MarkedText {
  /// Marks a span of a text; a span past the end is cut.
  public static func marked(_ text: String, _ span: CharacterSpan?) -> String {
    let scalars = plain(text)
    guard let span else { return string(scalars[...]) }
    let start = min(span.start, scalars.count)
    let end = min(max(start, span.end), scalars.count)
    return string(scalars[..<start]) + "<v>" + string(scalars[start..<end]) + "</v>"
      + string(scalars[end...])
  }

  /// The text as it stands in a row, without marks.
  public static func row(_ text: String) -> String { string(plain(text)[...]) }

  /// Takes the marks away.
  ///
  /// - Returns: the text and what was marked, in order; `nil` where a mark is not closed, or closed
  ///   without having been opened.
  public static func unmarked(_ text: String) -> (text: String, spans: [CharacterSpan])? {
    var kept = String.UnicodeScalarView()
    var count = 0
    var spans: [CharacterSpan] = []
    var open: Int?
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if begins(opening, scalars, index) {
        guard open == nil else { return nil }
        open = count
        index += opening.count
      } else if begins(closing, scalars, index) {
        guard let start = open else { return nil }
        spans.append(CharacterSpan(start: start, end: count))
        open = nil
        index += closing.count
      } else {
        kept.append(scalars[index])
        count += 1
        index += 1
      }
    }
    return open == nil ? (String(kept), spans) : nil
  }

  private static let opening = Array("<v>".unicodeScalars)
  private static let closing = Array("</v>".unicodeScalars)

  private static func begins(
    _ mark: [Unicode.Scalar], _ scalars: [Unicode.Scalar], _ index: Int
  ) -> Bool {
    index + mark.count <= scalars.count
      && scalars[index..<index + mark.count].elementsEqual(mark)
  }

  private static func plain(_ text: String) -> [Unicode.Scalar] {
    var scalars = Array(text.unicodeScalars)
    for index in scalars.indices {
      switch scalars[index] {
      case "\t", "\n", "\r": scalars[index] = " "
      case "<" where begins(opening, scalars, index) || begins(closing, scalars, index):
        scalars[index] = "\u{2039}"
      default: break
      }
    }
    return scalars
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
