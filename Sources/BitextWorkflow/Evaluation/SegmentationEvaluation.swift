// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Compares segments with gold by the places of their ends.
///
/// A boundary is the end of a segment other than a text's last, counted in characters that are not white
/// space; so it does not matter how line breaks and spaces between segments are written.
public struct SegmentationEvaluation: Sendable {
  /// The agreement in each language, in the order in which languages were met.
  public private(set) var languages: [(language: Language, agreement: Agreement)] = []
  /// Texts with all boundaries right.
  public private(set) var perfect = 0
  /// Texts compared.
  public private(set) var texts = 0

  /// Makes an empty evaluation.
  public init() {}

  /// All languages together.
  public var total: Agreement { languages.reduce(Agreement()) { $0 + $1.agreement } }

  /// Compares one text.
  ///
  /// - Returns: whether both hold the same characters; where they do not, nothing is counted.
  @discardableResult
  public mutating func add(
    language: Language, gold: [String], hypothesis: [String]
  ) -> Bool {
    guard Self.characters(gold) == Self.characters(hypothesis) else { return false }
    let wanted = Set(Self.boundaries(gold))
    let answered = Set(Self.boundaries(hypothesis))
    let agreement = Agreement(
      right: wanted.intersection(answered).count, answered: answered.count, wanted: wanted.count)
    if let index = languages.firstIndex(where: { $0.language == language }) {
      languages[index].agreement = languages[index].agreement + agreement
    } else {
      languages.append((language, agreement))
    }
    texts += 1
    if wanted == answered { perfect += 1 }
    return true
  }

  private static func characters(_ segments: [String]) -> [UInt32] {
    segments.flatMap { $0.unicodeScalars.filter(isText).map(\.value) }
  }

  private static func boundaries(_ segments: [String]) -> [Int] {
    var place = 0
    return segments.dropLast().map { segment in
      place += segment.unicodeScalars.count(where: isText)
      return place
    }
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool { !scalar.properties.isWhitespace }
}
