// SPDX-License-Identifier: Apache-2.0

/// A number on a metric's own scale, with everything needed to read it.
public struct Score: Hashable, Sendable, Codable {
  /// A mean of resamples, and how far 95 of 100 of them lie from it.
  public struct Confidence: Hashable, Sendable, Codable {
    /// The mean of the resampled scores.
    public var mean: Double
    /// Half the width of the interval that holds 95 % of the resampled scores.
    public var halfWidth: Double
    /// Makes an interval.
    public init(mean: Double, halfWidth: Double) {
      self.mean = mean
      self.halfWidth = halfWidth
    }
  }

  /// The metric's name, such as `BLEU` or `chrF2++`.
  public var name: String
  /// The number, on the scale of the metric: BLEU and chrF 0…100, higher is better; TER from 0
  /// upwards, lower is better.
  public var value: Double
  /// How the number was made.
  public var signature: Signature
  /// What a metric adds to its number, such as BLEU's precisions; empty if nothing.
  public var details: String
  /// The interval by bootstrap, if one was asked for.
  public var confidence: Confidence?

  /// Makes a score.
  public init(
    name: String, value: Double, signature: Signature, details: String = "",
    confidence: Confidence? = nil
  ) {
    self.name = name
    self.value = value
    self.signature = signature
    self.details = details
    self.confidence = confidence
  }
}
