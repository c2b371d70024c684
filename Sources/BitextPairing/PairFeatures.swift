// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import Glibc

/// The measurements that speak for or against one candidate.
public struct PairFeatures: Hashable, Sendable {
  /// The weight of the translation's anchors that the candidate holds, in nats: −ln of the chance
  /// that a random document holds them, were they independent.
  public private(set) var sharedWeight = 0.0
  /// ``sharedWeight`` over the weight of all anchors of the translation, 0...1.
  public private(set) var coverage = 0.0
  /// The same seen from the candidate, over names and numbers: the share of their weight that the
  /// translation holds, 0...1; ½ where the candidate has none.
  public private(set) var returnCoverage = 0.5
  /// ln of target length over source length, in characters, minus ln .31, the usual ratio.
  public private(set) var lengthDeviation = 0.0
  /// How well the sentences align.
  public private(set) var alignment = LadderFit()
  /// ``score`` minus the best rival's, over ``score``, 0...1; 1 where there is no rival.
  public private(set) var margin = 0.0
  /// ln of the number of documents in the index.
  public private(set) var poolSize = 0.0

  init(_ query: PairQuery, _ original: AnchorProfile, index: AnchorIndex) {
    var all = 0.0
    var unit = AnchorUnit()
    for entry in query.entries {
      if !entry.isPart {
        all += unit.total
        sharedWeight += unit.shared
        unit = AnchorUnit()
      }
      unit.add(entry.weight, isShared: entry.term.map { original.contains($0) } ?? false)
    }
    all += unit.total
    sharedWeight += unit.shared
    coverage = all > 0 ? sharedWeight / all : 0
    var names = 0.0
    var kept = 0.0
    for term in original.names {
      let weight = index.weight(ofTerm: term)
      names += weight
      if query.contains(term) { kept += weight }
    }
    if names > 0 { returnCoverage = kept / names }
    let ratio = Double(max(1, query.characterCount)) / Double(max(1, original.characterCount))
    lengthDeviation = log(ratio / 0.31)
    poolSize = log(Double(max(1, index.count)))
  }

  /// What candidates are ranked by: the shared weight, halved where nothing else fits.
  public var score: Double {
    let length = max(0, 1 - abs(lengthDeviation))
    return sharedWeight * (0.4 + 0.3 * coverage + 0.3 * returnCoverage) * (0.6 + 0.4 * length)
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
      PairFeature("shared_weight", sharedWeight), PairFeature("coverage", coverage),
      PairFeature("return_coverage", returnCoverage),
      PairFeature("length_deviation", lengthDeviation),
      PairFeature("aligned_share", alignment.alignedShare),
      PairFeature("bead_cost", alignment.beadCost),
      PairFeature("margin", margin), PairFeature("pool_size", poolSize),
    ]
  }
}

/// One compound with its parts: it counts once, by the heaviest of what it holds.
private struct AnchorUnit {
  private(set) var total = 0.0
  private(set) var shared = 0.0

  mutating func add(_ weight: Double, isShared: Bool) {
    total = max(total, weight)
    if isShared { shared = max(shared, weight) }
  }
}

/// How well the sentences of two texts align.
public struct LadderFit: Hashable, Sendable {
  /// The share of segments in 1-1, 1-2 and 2-1 beads that cost less than 3.5 nats, 0...1.
  public var alignedShare = 0.0
  /// The mean cost of a bead, in nats.
  public var beadCost = 0.0

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
