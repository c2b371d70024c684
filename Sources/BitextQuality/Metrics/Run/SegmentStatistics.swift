// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What single segments contribute to the scores of a corpus, as whole numbers that add.
///
///     let counters = try SegmentStatistics(ScoreOptions())
///     counters.statistics(hypothesis: machine, references: [human])
public struct SegmentStatistics: Sendable {
  /// The numbers of one kind.
  public struct Field: Hashable, Sendable {
    /// Their name.
    public var name: String
    /// The numbers; a single one is a list of one.
    public var values: [Int]
  }

  /// What a segment contributes to one metric.
  public struct Contribution: Hashable, Sendable {
    /// The metric: `bleu`, `chrf` or `ter`.
    public var name: String
    /// The numbers.
    public var fields: [Field]
  }

  private let metrics: [(name: String, metric: AnyMetric)]

  /// Makes counters for the metrics of the options.
  ///
  /// - Throws: ``ScoreFailure`` where options do not fit.
  public init(_ options: ScoreOptions) throws(ScoreFailure) {
    try options.check()
    var metrics: [(String, AnyMetric)] = []
    for name in options.metrics { metrics.append((name.rawValue, try AnyMetric(name, options))) }
    self.metrics = metrics
  }

  /// The statistics of one segment, a metric after the other.
  public func statistics(hypothesis: String, references: [String]) -> [Contribution] {
    metrics.map { name, metric in
      Contribution(name: name, fields: Self.fields(metric, hypothesis, references))
    }
  }

  /// The scores of summed statistics, in the order of the metrics, each on its metric's scale.
  ///
  /// - Parameters:
  ///   - sums: the sums of each metric's fields.
  ///   - references: how many references each segment had.
  public func scores(_ sums: [Contribution], references: Int) -> [Score] {
    zip(metrics, sums).map { entry, sum in
      func values(_ name: String) -> [Int] {
        sum.fields.first { $0.name == name }?.values ?? []
      }
      switch entry.metric {
      case .bleu(let metric):
        var pooled = BLEUStatistics()
        pooled.hypothesisLength = values("hypothesis_length").first ?? 0
        pooled.referenceLength = values("reference_length").first ?? 0
        pooled.matches = values("matches")
        pooled.totals = values("totals")
        pooled.references = .fixed(references)
        return metric.score(pooled)
      case .chrF(let metric):
        var pooled = ChrFStatistics()
        pooled.counts = values("counts")
        pooled.references = .fixed(references)
        return metric.score(pooled)
      case .ter(let metric):
        var pooled = TERStatistics()
        pooled.edits = values("edits").first ?? 0
        pooled.referenceWords = values("reference_words")
        pooled.references = .fixed(references)
        return metric.score(pooled)
      }
    }
  }

  private static func fields(
    _ metric: AnyMetric, _ hypothesis: String, _ references: [String]
  ) -> [Field] {
    switch metric {
    case .bleu(let metric):
      let found = metric.statistics(hypothesis: hypothesis, references: references)
      return [
        Field(name: "hypothesis_length", values: [found.hypothesisLength]),
        Field(name: "reference_length", values: [found.referenceLength]),
        Field(name: "matches", values: found.matches), Field(name: "totals", values: found.totals),
      ]
    case .chrF(let metric):
      let found = metric.statistics(hypothesis: hypothesis, references: references)
      return [Field(name: "counts", values: found.counts)]
    case .ter(let metric):
      let found = metric.statistics(hypothesis: hypothesis, references: references)
      return [
        Field(name: "edits", values: [found.edits]),
        Field(name: "reference_words", values: found.referenceWords),
      ]
    }
  }
}
