// SPDX-License-Identifier: Apache-2.0

/// Measures how near a hypothesis is to human references.
///
/// Laws: total, it never throws; deterministic; `score(a + b)` is the score of the segments of `a`
/// and `b` together, in whatever shards they came; equal texts get the best score of the metric.
public protocol QualityMetric: Sendable {
  /// What a segment contributes to the score of its corpus.
  associatedtype Statistics: MergeableStatistics
  /// The options that make the number what it is, without the number of references, which
  /// ``Score/signature`` adds.
  var signature: Signature { get }
  /// The statistics of one segment against its references, of which there may be any number.
  func statistics(hypothesis: String, references: [String]) -> Statistics
  /// The score of pooled statistics.
  func score(_ pooled: Statistics) -> Score
}

extension QualityMetric {
  /// The score of a corpus.
  ///
  ///     BLEU().score(hypotheses: machine, references: [human])
  ///
  /// - Parameters:
  ///   - hypotheses: *n* segments.
  ///   - references: Streams of *n* segments each; `nil` where a segment has no such reference.
  /// - Returns: The score on the metric's own scale, see its signature.
  /// - Complexity: The sum over the segments.
  public func score(hypotheses: [String], references: [[String?]]) -> Score {
    precondition(
      references.allSatisfy { $0.count == hypotheses.count },
      "Every reference stream needs as many segments as there are hypotheses.")
    var pooled = Statistics.zero
    for (index, hypothesis) in hypotheses.enumerated() {
      let own = references.compactMap { $0[index] }
      pooled = pooled + statistics(hypothesis: hypothesis, references: own)
    }
    return score(pooled)
  }
}
