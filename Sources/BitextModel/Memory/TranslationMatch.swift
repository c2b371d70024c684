// SPDX-License-Identifier: Apache-2.0

/// A text to be found in a memory.
public struct MatchQuery: Hashable, Sendable {
  /// How a memory searches.
  public enum Search: String, Hashable, Sendable, CaseIterable {
    /// Finds all that reach the threshold.
    case lossless
    /// Looks at the likeliest units alone: some matches are missed.
    case fast
    /// Compares with every unit: slow, and what the others are held to.
    case exhaustive
  }

  /// What is taken off a score, in points.
  public struct Penalties: Hashable, Sendable, Codable {
    /// Only case, width, spacing or punctuation differ. Default 1.
    public var form = 1
    /// Only inline codes differ. Default 1.
    public var codes = 1
    /// Only numbers differ, and they could be put into the target. Default 1.
    public var numbers = 1
    /// An exact match has several translations. Default 1.
    public var severalTranslations = 1
    /// The target is machine translation that nobody has edited. Default 0; 40 is usual.
    public var machineTranslation = 0

    /// Makes the defaults.
    public init() {}
  }

  /// The text, without inline codes.
  public var text: String
  /// The inline codes of the text.
  public var codes: [InlineCode] = []
  /// The text before it in its document; with ``next`` it makes a score of 101 possible.
  public var previous: String?
  /// The text behind it in its document.
  public var next: String?
  /// The languages; `nil` asks the memory's only direction, or English into simplified Chinese.
  public var languages: LanguagePair?
  /// Whether script and region of the languages do not count. Default `false`: simplified and
  /// traditional Chinese are kept apart.
  public var anyVariety = false
  /// The least score, 1...101. Default 70.
  public var threshold = 70
  /// How many matches are wanted. Default 5.
  public var limit = 5
  /// How to search. Default lossless.
  public var search = Search.lossless
  /// What is taken off.
  public var penalties = Penalties()

  /// Makes a query with the defaults.
  public init(_ text: String) { self.text = text }
}

/// A unit of a memory that is like a query.
public struct TranslationMatch: Hashable, Sendable {
  /// Why a match scores less than its words would.
  public enum Penalty: String, Hashable, Sendable, CaseIterable {
    /// Case, width, spacing or punctuation differ.
    case form
    /// Inline codes differ.
    case codes
    /// Numbers differ; ``TranslationMatch/proposal`` has the query's.
    case numbers
    /// The source has several translations.
    case severalTranslations = "several-translations"
    /// The target is machine translation.
    case machineTranslation = "machine-translation"
  }

  /// 101 with the same neighbours, 100 for the same text and codes, less otherwise.
  public var score: Int
  /// The unit as it is stored.
  public var unit: MemoryUnit
  /// The target for the query: the unit's, with the query's numbers where they differ.
  public var proposal: TranslationUnitVariant
  /// What was taken off, in a fixed order.
  public var penalties: [Penalty]
  /// Whether previous and next text are those of the query.
  public var hasSameContext: Bool

  /// Makes a match.
  public init(
    score: Int, unit: MemoryUnit, proposal: TranslationUnitVariant, penalties: [Penalty],
    hasSameContext: Bool
  ) {
    self.score = score
    self.unit = unit
    self.proposal = proposal
    self.penalties = penalties
    self.hasSameContext = hasSameContext
  }
}

/// A unit in a memory.
public struct MemoryUnit: Hashable, Sendable {
  /// The number that the memory gave it; never given twice.
  public var number: Int
  /// The unit.
  public var unit: TranslationUnit
  /// The source text before it in its document, where that is known.
  public var previous: String?
  /// The source text behind it in its document, where that is known.
  public var next: String?

  /// Makes a unit with its number.
  public init(number: Int, unit: TranslationUnit, previous: String? = nil, next: String? = nil) {
    self.number = number
    self.unit = unit
    self.previous = previous
    self.next = next
  }
}
