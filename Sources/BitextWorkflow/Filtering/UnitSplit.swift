// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Divides units into named parts, such as train, dev and test, by their documents.
///
/// All units of one original go to one part, whatever else is in the corpus: the part depends on a hash
/// of the source document's id (the pair's where none is known) and the seed alone.
public struct UnitSplit: Hashable, Sendable {
  /// One part and its share of the documents.
  public struct Part: Hashable, Sendable {
    /// The name, which becomes part of the file's.
    public var name: String
    /// The share, more than 0.
    public var share: Double
  }

  /// The parts in the order in which they were named; their shares add up to 1.
  public let parts: [Part]
  /// Another seed gives another division.
  public let seed: UInt64

  /// Reads `train=0.8,dev=0.1,test=0.1`.
  ///
  /// - Returns: `nil` unless names differ, are made of letters, digits, `-` and `_`, and shares add up
  ///   to 1.
  public init?(_ text: String, seed: UInt64 = 0) {
    var parts: [Part] = []
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = field.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let share = Double(sides[1]), share > 0, share <= 1 else {
        return nil
      }
      let name = String(sides[0])
      let isName = name.utf8.allSatisfy {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2d || $0 == 0x5f
      }
      guard isName, !name.isEmpty, !parts.contains(where: { $0.name == name }) else { return nil }
      parts.append(Part(name: name, share: share))
    }
    guard abs(parts.reduce(0) { $0 + $1.share } - 1) < 1e-9 else { return nil }
    self.parts = parts
    self.seed = seed
  }

  /// The index of the part that a unit belongs to.
  public func part(of unit: TranslationUnit) -> Int {
    let hash = TextHash.of(Self.document(of: unit).utf8, seed)
    var rest = Double(hash >> 11) / Double(1 << 53)
    for (index, part) in parts.enumerated() {
      rest -= part.share
      if rest < 0 { return index }
    }
    return parts.count - 1
  }

  /// The document that a unit belongs to; titles and abstracts of one paper share theirs.
  static func document(of unit: TranslationUnit) -> String {
    let source = unit.properties.first { $0.type == "x-bitext-source-document" }?.value
    var id = source ?? unit.pair ?? unit.id
    if source == nil, unit.pair == nil, let colon = id.lastIndex(of: ":") {
      id = String(id[..<colon])
    }
    for suffix in [".zh", ".en"] where id.hasSuffix(suffix) { id.removeLast(suffix.count) }
    return id
  }
}
