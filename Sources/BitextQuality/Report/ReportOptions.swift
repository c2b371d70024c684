// SPDX-License-Identifier: Apache-2.0

/// What a report can be told.
public struct ReportOptions: Hashable, Sendable {
  /// What stands at its head.
  public var title = "Translation quality report"
  /// How many units stand in the file one by one, the worst ones; figures are of all.
  public var shownUnits = 10_000
  /// How many documents stand in the file, the worst ones.
  public var shownDocuments = 1_000
  /// How many terms with several renderings stand in the file.
  public var shownTerms = 500
  /// The longest text shown, in characters; a longer one is cut, and says so.
  public var shownCharacters = 4_000
  /// What faults are weighed by.
  public var weights = MQMWeights()
  /// How many bootstrap samples intervals and comparisons are from.
  public var samples = 1_000
  /// Where the random stream of the bootstrap starts.
  public var seed: UInt64 = 12345

  /// Makes the default options.
  public init() {}
}

/// One set of translations in a report, for example those of one engine.
public struct ReportSystem: Hashable, Sendable {
  /// What the report calls it.
  public var name: String
  /// Records of its file that could not be read.
  public var rejected = 0
  /// Records left out because their id stood before.
  public var repeated = 0

  /// How much of the sources has a translation; `nil` where the beads are not known.
  public var coverage: ReportCoverage?

  /// Makes a system.
  public init(name: String) { self.name = name }
}

/// How much of the sources has a translation: a file of units cannot tell, for it holds no beads of one
/// side.
public struct ReportCoverage: Hashable, Sendable {
  /// Sentences of the sources, and of these those in a unit.
  public var sourceSentences: Int, coveredSentences: Int
  /// Words of the sources, and of these words of sentences without a translation.
  public var sourceWords: Int, omittedWords: Int

  /// Makes the counts.
  public init(
    sourceSentences: Int, coveredSentences: Int, sourceWords: Int, omittedWords: Int
  ) {
    self.sourceSentences = sourceSentences
    self.coveredSentences = coveredSentences
    self.sourceWords = sourceWords
    self.omittedWords = omittedWords
  }
}

/// A metric against a reference, for each system of a report.
public struct ReportMetric: Hashable, Sendable {
  /// The metric's name.
  public var name: String
  /// How the number was made.
  public var signature: String
  /// Whether more is better.
  public var isHigherBetter: Bool
  /// The score of each system; all but the first with how probable so large a difference from the first
  /// is by chance.
  public var results: [PairedResult]

  /// Makes a metric's row.
  public init(
    name: String, signature: String, isHigherBetter: Bool, results: [PairedResult]
  ) {
    self.name = name
    self.signature = signature
    self.isHigherBetter = isHigherBetter
    self.results = results
  }
}
