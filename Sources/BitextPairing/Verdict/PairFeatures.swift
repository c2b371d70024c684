// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import Glibc

/// The measurements that speak for or against one candidate.
public struct PairFeatures: Hashable, Sendable {
  /// The weight of everything in the translation that the candidate accounts for, in nats, damped by
  /// the candidate's length: what candidates are ranked by.
  public private(set) var score = 0.0
  /// The weight of the accounted words over the weight of all words, 0...1.
  public private(set) var coverage = 0.0
  /// The weight of the translation's copied anchors that the candidate holds, in nats.
  public private(set) var anchorWeight = 0.0
  /// The same over the weight of all its anchors, 0...1; ½ where it has none.
  public private(set) var anchorCoverage = 0.5
  /// The weight of the candidate's terms that the translation accounts for over that of all its
  /// terms, 0...1.
  public private(set) var returnCoverage = 0.0
  /// The same over the candidate's names and numbers; ½ where it has none.
  public private(set) var nameCoverage = 0.5
  /// By how many standard deviations ``score`` exceeds that of a random document of the collection,
  /// the terms taken as independent.
  public private(set) var surprise = 0.0
  /// ln of target length over source length, in characters, minus ln .31, the usual ratio.
  public private(set) var lengthDeviation = 0.0
  /// ``score`` minus the best rival's, over ``score``; 1 where there is no rival.
  public private(set) var margin = 0.0
  /// How well the sentences align.
  public private(set) var alignment = LadderFit()

  init(_ query: PairQuery, _ candidate: MeasuredCandidate) {
    let match = candidate.match
    coverage = query.weight > 0 ? match.accounted / query.weight : 0
    anchorWeight = match.anchors
    if query.anchorWeight > 0 { anchorCoverage = match.anchors / query.anchorWeight }
    score = candidate.score
    returnCoverage = match.original > 0 ? match.originalAccounted / match.original : 0
    if match.names > 0 { nameCoverage = match.namesKept / match.names }
    surprise =
      (match.accounted - query.chance.mean) / max(1, query.chance.variance).squareRoot()
    let ratio =
      Double(max(1, query.characterCount)) / Double(max(1, candidate.profile.characterCount))
    lengthDeviation = log(ratio / 0.31)
  }

  mutating func add(_ alignment: LadderFit) { self.alignment = alignment }

  mutating func add(runnerUp: Double?) {
    guard let runnerUp, score > 0 else {
      margin = score > 0 ? 1 : 0
      return
    }
    margin = max(-1, (score - runnerUp) / score)
  }

  /// The features by name, for the evidence in `pairs.jsonl`.
  public var list: [PairFeature] {
    [
      PairFeature("coverage", coverage), PairFeature("anchor_weight", anchorWeight),
      PairFeature("anchor_coverage", anchorCoverage),
      PairFeature("return_coverage", returnCoverage), PairFeature("name_coverage", nameCoverage),
      PairFeature("surprise", surprise), PairFeature("length_deviation", lengthDeviation),
      PairFeature("margin", margin), PairFeature("aligned_share", alignment.alignedShare),
      PairFeature("bead_cost", alignment.beadCost),
    ]
  }
}
