// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Character n-gram F-score: chrF, and with word n-grams chrF++.
///
///     ChrF.chrF.score(hypotheses: machine, references: [human]).value   // 0…100
///
/// - Note: Total and deterministic; the numbers are those of sacreBLEU 2.6.0. Of several
///   references the one with the best score of the segment counts.
/// - SeeAlso: Popović, 2015, "chrF: character n-gram F-score for automatic MT evaluation"; Popović,
///   2017, "chrF++: words helping character n-grams".
public struct ChrF: QualityMetric {
  /// The knobs of chrF.
  public struct Options: Hashable, Sendable, Codable {
    /// The longest character n-grams, 0 or more.
    public var characterOrder: Int = 6
    /// The longest word n-grams; 0 gives chrF, 2 gives chrF++.
    public var wordOrder: Int = 0
    /// How much more recall weighs than precision.
    public var beta: Int = 2
    /// Whether upper and lower case are the same.
    public var lowercase: Bool = false
    /// Whether white space is part of the character n-grams.
    public var whitespace: Bool = false
    /// Whether orders without n-grams count as nearly nothing instead of not at all, as in
    /// chrF++.py, NLTK and Moses.
    public var epsilonSmoothing: Bool = false

    /// Makes options, all with their defaults.
    public init() {}
  }

  /// How this metric was made.
  public let options: Options

  /// Makes the metric.
  ///
  /// - Parameter options: The orders must not be negative, and one of them must be 1 or more.
  public init(_ options: Options = Options()) {
    precondition(
      options.characterOrder >= 0 && options.wordOrder >= 0
        && options.characterOrder + options.wordOrder >= 1,
      "chrF needs n-grams of characters or words of one at least.")
    self.options = options
  }

  /// `chrF2`, with a `+` for every order of words.
  public var name: String {
    "chrF\(options.beta)" + String(repeating: "+", count: options.wordOrder)
  }

  /// The options as sacreBLEU writes them.
  public var signature: Signature {
    Signature([
      Signature.Field("case", "c", options.lowercase ? "lc" : "mixed"),
      Signature.Field("eff", "e", options.epsilonSmoothing ? "no" : "yes"),
      Signature.Field("nc", "nc", String(options.characterOrder)),
      Signature.Field("nw", "nw", String(options.wordOrder)),
      Signature.Field("space", "s", options.whitespace ? "yes" : "no"),
      .version,
    ])
  }

  /// The statistics of one segment.
  public func statistics(hypothesis: String, references: [String]) -> ChrFStatistics {
    statistics(of: hypothesis, against: references)
  }

  /// The statistics of a batch: the sum over its segments.
  ///
  /// - Complexity: O(bytes × orders); no memory is asked for once the buffers have grown.
  public func statistics(of batch: SegmentBatch) -> ChrFStatistics { pooledStatistics(of: batch) }

  /// The score of pooled statistics.
  public func score(_ pooled: ChrFStatistics) -> Score {
    var counts = pooled.counts
    counts.pad(to: rowWidth)
    return Score(
      name: name, value: formula(counts.map { Double($0) }).value,
      signature: signature.prefixed(by: pooled.references.fields))
  }
}

/// The counts that chrF is computed from.
public struct ChrFStatistics: MergeableStatistics, Codable {
  /// For each order, characters before words: n-grams of the hypotheses, of the references, and
  /// those shared. Empty means zeros.
  public var counts: [Int] = []
  /// How many references the segments had.
  public var references = ReferenceCount.unknown

  /// Makes the statistics of no segment.
  public init() {}

  /// The statistics of no segment.
  public static let zero = ChrFStatistics()

  /// The statistics of both together.
  public static func + (left: ChrFStatistics, right: ChrFStatistics) -> ChrFStatistics {
    var sum = ChrFStatistics()
    sum.counts = left.counts.added(to: right.counts)
    sum.references = left.references + right.references
    return sum
  }
}

extension QualityMetric where Self == ChrF {
  /// chrF as sacreBLEU computes it by default.
  public static var chrF: ChrF { ChrF() }

  /// chrF++: chrF with words and pairs of words.
  public static var chrFPlusPlus: ChrF {
    var options = ChrF.Options()
    options.wordOrder = 2
    return ChrF(options)
  }
}
