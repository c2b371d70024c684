// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// One candidate, judged.
public struct Assessment: Hashable, Sendable {
  /// The candidate's number in the index.
  public var ordinal: Int
  /// The weight of what is shared, damped by the candidate's length, in nats; higher is better.
  public var score: Double
  /// The probability that this is the original, 0...1.
  public var probability: Double
  /// Why.
  public var evidence: PairEvidence

  /// Makes an assessment.
  public init(ordinal: Int, score: Double, probability: Double, evidence: PairEvidence) {
    self.ordinal = ordinal
    self.score = score
    self.probability = probability
    self.evidence = evidence
  }
}

/// What is known of one translation before originals are assigned.
public struct Judgement: Hashable, Sendable {
  /// The best candidate, and the second where it is good enough to be the original; best first.
  public var assessments: [Assessment]
  /// Why there is no candidate, should there be none.
  public var reasonWithout: UnpairedReason

  /// Makes a judgement.
  public init(assessments: [Assessment], reasonWithout: UnpairedReason) {
    self.assessments = assessments
    self.reasonWithout = reasonWithout
  }
}

/// A candidate while it is judged.
struct CandidateJudgement {
  let candidate: MeasuredCandidate
  var features: PairFeatures
  var probability = 0.0
  /// The score of the best candidate with another text.
  var runnerUp: Double?

  init(_ candidate: MeasuredCandidate, _ query: PairQuery) {
    self.candidate = candidate
    features = PairFeatures(query, candidate)
  }

  /// Adds the ladder's part and the runner-up's, and makes the probability.
  mutating func judge(_ alignment: LadderFit) {
    features.add(alignment)
    features.add(runnerUp: runnerUp)
    probability = PairModel.probability(features)
  }
}
