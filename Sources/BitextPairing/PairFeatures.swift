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

  init(_ query: PairQuery, _ original: AnchorProfile, index: AnchorIndex) {
    var best = [Double](repeating: 0, count: query.units.count)
    let match = query.match(original, weights: index.weights, best: &best)
    var all = 0.0
    var anchors = 0.0
    for unit in query.units {
      all += unit.weight
      if unit.isAnchor { anchors += unit.weight }
    }
    coverage = all > 0 ? match.accounted / all : 0
    anchorWeight = match.anchors
    if anchors > 0 { anchorCoverage = match.anchors / anchors }
    score = match.accounted * index.damping(terms: original.count)
    returnCoverage = match.original > 0 ? match.originalAccounted / match.original : 0
    if match.names > 0 { nameCoverage = match.namesKept / match.names }
    surprise = Self.surprise(match.accounted, query, index)
    let ratio = Double(max(1, query.characterCount)) / Double(max(1, original.characterCount))
    lengthDeviation = log(ratio / 0.31)
  }

  /// How far an accounted weight lies above what a random document of the collection accounts for, in
  /// standard deviations.
  private static func surprise(
    _ accounted: Double, _ query: PairQuery, _ index: AnchorIndex
  ) -> Double {
    var mean = 0.0
    var variance = 0.0
    for alternative in query.alternatives {
      let share = index.share(ofTerm: alternative.term)
      mean += share * alternative.weight
      variance += share * (1 - share) * alternative.weight * alternative.weight
    }
    return (accounted - mean) / max(1, variance).squareRoot()
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

/// How well the sentences of two texts align.
public struct LadderFit: Hashable, Sendable {
  /// The share of segments in 1-1, 1-2 and 2-1 beads that cost less than 3.5 nats, 0...1.
  public var alignedShare = 0.0
  /// The mean cost of a bead, in nats.
  public var beadCost = 0.0

  /// Whether there was a ladder.
  var wasAligned: Bool { alignedShare > 0 || beadCost > 0 }

  /// The fit of what was not aligned: 0 and 0.
  public init() {}

  /// The fit with known values.
  public init(alignedShare: Double, beadCost: Double) {
    self.alignedShare = alignedShare
    self.beadCost = beadCost
  }

  /// The fit of a ladder.
  ///
  /// - Complexity: O(beads).
  public init(_ ladder: Ladder) {
    guard !ladder.beads.isEmpty else { return }
    beadCost = ladder.cost / Double(ladder.beads.count)
    let good = ladder.beads.filter {
      $0.kind.source + $0.kind.target <= 3 && !$0.kind.isNull && $0.cost < 3.5
    }
    let segments = ladder.beads.reduce(0) { $0 + $1.kind.source + $1.kind.target }
    let covered = good.reduce(0) { $0 + $1.kind.source + $1.kind.target }
    alignedShare = Double(covered) / Double(segments)
  }
}
