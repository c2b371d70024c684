// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What a page yields.
public enum PageRecord: Hashable, Sendable {
  /// An abstract.
  case document(Document)
  /// The two titles of a paper in a digest.
  case titles(TitlePair)
  /// A line that is no item, with the reason: navigation, advertisement.
  case furniture(Rejection)
}

/// The English and the Chinese title of one paper. Titles are no documents: they need no pairing.
public struct TitlePair: Hashable, Sendable {
  /// `STEM#N` for paper N.
  public var id: String
  /// The English title.
  public var source: String
  /// The Chinese title.
  public var target: String
  /// Where the paper stood.
  public var place: Provenance

  /// Makes a pair of titles.
  public init(id: String, source: String, target: String, place: Provenance) {
    self.id = id
    self.source = source
    self.target = target
    self.place = place
  }
}
