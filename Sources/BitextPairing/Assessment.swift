// SPDX-License-Identifier: Apache-2.0

/// One candidate, judged.
public struct Assessment: Sendable {
  /// The candidate's number in the index.
  public let ordinal: Int
  /// The weight of what is shared, damped by what is missing; higher is better.
  public let score: Double
  /// The probability that this is the original, 0...1.
  public private(set) var probability = 0.0
  /// The score of the best candidate with another text.
  public internal(set) var runnerUp: Double?
  /// What the probability was made of.
  public private(set) var features: PairFeatures

  init(ordinal: Int, score: Double, features: PairFeatures) {
    self.ordinal = ordinal
    self.score = score
    self.features = features
  }

  /// Adds the ladder's part and the runner-up's, and makes the probability.
  mutating func judge(_ alignment: LadderFit) {
    features.add(alignment)
    features.add(runnerUp: runnerUp)
    probability = PairModel.probability(features)
  }
}

extension Assessment {
  /// What is kept of it until all translations are judged.
  public var kept: KeptAssessment {
    KeptAssessment(ordinal: ordinal, runnerUp: runnerUp, alignment: features.alignment)
  }
}

/// What of an assessment is kept until all translations are judged.
public struct KeptAssessment: Hashable, Sendable {
  /// The candidate's number in the index.
  public var ordinal: Int
  /// The score of the best candidate with another text; `nil` where there was none.
  public var runnerUp: Double?
  /// What its ladder told.
  public var alignment: LadderFit

  /// Keeps the parts of an assessment that cannot be found again cheaply.
  public init(ordinal: Int, runnerUp: Double?, alignment: LadderFit) {
    self.ordinal = ordinal
    self.runnerUp = runnerUp
    self.alignment = alignment
  }
}
