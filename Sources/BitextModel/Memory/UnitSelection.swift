// SPDX-License-Identifier: Apache-2.0

/// Which units of a memory are meant; every condition that is set must hold.
public struct UnitSelection: Hashable, Sendable {
  /// Their numbers.
  public var numbers: Set<Int>?
  /// The language translated from.
  public var sourceLanguage: Language?
  /// The language translated into.
  public var targetLanguage: Language?
  /// Where the translation came from.
  public var origin: UnitOrigin?
  /// What a person said.
  public var review: ReviewState?
  /// The engine.
  public var engine: String?
  /// The document pair.
  public var pair: String?
  /// A phrase that one side holds, whatever its case and width.
  public var phrase: String?
  /// The most that the score may be; units without a score pass.
  public var maximumScore: Double?

  /// Who changed the unit last, or else made it.
  public var user: String?
  /// Units changed, or else made, before this moment; units without a date are not meant.
  public var before: UnitDate?
  /// Units changed, or else made, at this moment or later; units without a date are not meant.
  public var since: UnitDate?

  /// Makes a filter that lets everything through.
  public init() {}

  /// Whether no condition is set.
  public var isEmpty: Bool { self == UnitSelection() }
}
