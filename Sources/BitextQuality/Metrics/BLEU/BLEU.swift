// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Bilingual evaluation understudy: how many of a hypothesis' n-grams stand in the references too.
///
///     let metric = BLEU(.init(tokenizer: .zh))
///     metric.score(hypotheses: machine, references: [human]).value   // 0…100
///
/// - Note: Total and deterministic; the numbers are those of sacreBLEU 2.6.0.
/// - SeeAlso: Papineni and others, 2002, "BLEU: a method for automatic evaluation of machine
///   translation"; Post, 2018, "A call for clarity in reporting BLEU scores".
public struct BLEU: QualityMetric {
  /// What is done where no n-gram of an order matches.
  ///
  /// - SeeAlso: Chen and Cherry, 2014, "A systematic comparison of smoothing techniques for
  ///   sentence-level BLEU", where the default values are from.
  public enum Smoothing: Hashable, Sendable, Codable {
    /// Nothing: the score is 0.
    case none
    /// The count becomes a small number, .1 by default.
    case floor(Double = 0.1)
    /// Counts and totals grow by a number from the second order on, 1 by default.
    case addK(Double = 1)
    /// Each order without a match gets half the precision of the one before.
    case exponential
  }

  /// The knobs of BLEU.
  public struct Options: Hashable, Sendable, Codable {
    /// How a text is cut into tokens.
    public var tokenizer: BLEUTokenizer = .v13a
    /// Whether upper and lower case are the same.
    public var lowercase: Bool = false
    /// What is done where no n-gram of an order matches.
    public var smoothing: Smoothing = .exponential
    /// Whether only the orders that the hypothesis has n-grams of count; for sentences.
    public var effectiveOrder: Bool = false
    /// The longest n-grams, 1 or more tokens.
    public var maxOrder: Int = 4

    /// Makes options, all with their defaults.
    public init() {}

    /// Makes options, the usual ones first.
    public init(
      tokenizer: BLEUTokenizer, lowercase: Bool? = nil, smoothing: Smoothing? = nil,
      effectiveOrder: Bool? = nil, maxOrder: Int? = nil
    ) {
      self.tokenizer = tokenizer
      self.lowercase = lowercase ?? self.lowercase
      self.smoothing = smoothing ?? self.smoothing
      self.effectiveOrder = effectiveOrder ?? self.effectiveOrder
      self.maxOrder = maxOrder ?? self.maxOrder
    }
  }

  /// How this metric was made.
  public let options: Options

  /// Makes the metric.
  ///
  /// - Parameter options: `maxOrder` must be 1 or more.
  public init(_ options: Options = Options()) {
    precondition(options.maxOrder >= 1, "The longest n-grams of BLEU need one token at least.")
    self.options = options
  }

  /// The options as sacreBLEU writes them.
  public var signature: Signature {
    Signature([
      Signature.Field("case", "c", options.lowercase ? "lc" : "mixed"),
      Signature.Field("eff", "e", options.effectiveOrder ? "yes" : "no"),
      Signature.Field("tok", "tok", options.tokenizer.rawValue),
      Signature.Field("smooth", "s", options.smoothing.name),
      .version,
    ])
  }

  /// The statistics of one segment.
  public func statistics(hypothesis: String, references: [String]) -> BLEUStatistics {
    statistics(of: hypothesis, against: references)
  }

  /// The statistics of a batch: the sum over its segments.
  ///
  /// - Complexity: O(bytes × orders); no memory is asked for once the buffers have grown.
  public func statistics(of batch: SegmentBatch) -> BLEUStatistics { pooledStatistics(of: batch) }

  /// The score of pooled statistics.
  public func score(_ pooled: BLEUStatistics) -> Score {
    let breakdown = breakdown(pooled)
    return Score(
      name: "BLEU", value: breakdown.value,
      signature: signature.prefixed(by: pooled.references.fields), details: breakdown.details)
  }
}

extension BLEU.Smoothing {
  /// The name in a signature.
  var name: String {
    switch self {
    case .none: "none"
    case .floor(let value): "floor[\(value.fixed(2))]"
    case .addK(let value): "add-k[\(value.fixed(2))]"
    case .exponential: "exp"
    }
  }
}

extension QualityMetric where Self == BLEU {
  /// BLEU as sacreBLEU computes it by default.
  public static var bleu: BLEU { BLEU() }
}
