// SPDX-License-Identifier: Apache-2.0

public import BitextModel

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
