// SPDX-License-Identifier: Apache-2.0

/// Two segmented texts and their ladder.
public struct Bitext: Hashable, Sendable {
  /// The text translated from.
  public var source: Document
  /// The text translated into.
  public var target: Document
  /// The segments of ``source``.
  public var sourceSegments: [Segment]
  /// The segments of ``target``.
  public var targetSegments: [Segment]
  /// The links between both; covers both whole.
  public var ladder: Ladder

  /// Makes a bitext.
  public init(
    source: Document, target: Document, sourceSegments: [Segment], targetSegments: [Segment],
    ladder: Ladder
  ) {
    self.source = source
    self.target = target
    self.sourceSegments = sourceSegments
    self.targetSegments = targetSegments
    self.ladder = ladder
  }

  /// A unit for each bead that has two sides, in document order.
  ///
  /// The id is the target's, `:` and the number of the bead in the ladder; the score is the bead's
  /// posterior probability. Texts are cut from the documents, white space between segments included.
  ///
  /// - Complexity: O(text).
  public var units: [TranslationUnit] {
    ladder.beads.enumerated().compactMap { number, bead in
      guard !bead.kind.isNull else { return nil }
      return TranslationUnit(
        id: "\(target.id):\(number)",
        source: TranslationUnitVariant(
          language: source.language, text: text(of: sourceSegments[bead.source], in: source)),
        target: TranslationUnitVariant(
          language: target.language, text: text(of: targetSegments[bead.target], in: target)),
        bead: bead.kind, score: bead.probability, pair: target.id, engine: target.engine,
        properties: [
          UnitProperty(type: "x-bitext-source-document", value: source.id),
          UnitProperty(type: "x-bitext-target-document", value: target.id),
        ])
    }
  }

  private func text(of segments: ArraySlice<Segment>, in document: Document) -> String {
    guard let first = segments.first, let last = segments.last else { return "" }
    if segments.count == 1 { return first.text }
    let utf8 = document.text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: first.span.start)
    let end = utf8.index(utf8.startIndex, offsetBy: last.span.end)
    return String(document.text[start..<end])
  }
}
