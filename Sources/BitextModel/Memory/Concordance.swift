// SPDX-License-Identifier: Apache-2.0

/// A phrase to be found in the texts of a memory.
public struct ConcordanceQuery: Hashable, Sendable {
  /// Where a phrase is looked for.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    /// In sources.
    case source
    /// In targets.
    case target
    /// In both.
    case both
  }

  /// The phrase; every character is just text.
  public var phrase: String
  /// Where. Default both.
  public var side = Side.both
  /// Whether the phrase must begin and end where words do. Default `false`: any substring. Han and kana
  /// characters are words of their own.
  public var wholeWords = false
  /// Whether case and width count. Default `false`.
  public var isExact = false
  /// How many units are wanted. Default 20.
  public var limit = 20

  /// Makes a query with the defaults.
  public init(_ phrase: String) { self.phrase = phrase }
}

/// A unit that holds a phrase.
public struct ConcordanceHit: Hashable, Sendable {
  /// The unit.
  public var unit: MemoryUnit
  /// Where the phrase stands in the source, in bytes.
  public var source: [TextSpan]
  /// Where the phrase stands in the target, in bytes.
  public var target: [TextSpan]

  /// Makes a hit.
  public init(unit: MemoryUnit, source: [TextSpan], target: [TextSpan]) {
    self.unit = unit
    self.source = source
    self.target = target
  }
}
