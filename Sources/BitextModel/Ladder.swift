// SPDX-License-Identifier: Apache-2.0

/// The ordered beads of one text: together they cover both sides whole, without gap or overlap.
public struct Ladder: Hashable, Sendable {
  /// The beads in document order.
  public var beads: [Bead]

  /// Makes a ladder of beads.
  public init(_ beads: [Bead] = []) { self.beads = beads }

  /// The sum of the beads' costs, in nats.
  public var cost: Double { beads.reduce(0) { $0 + $1.cost } }

  /// The same links seen from the other side.
  public var reversed: Ladder {
    Ladder(
      beads.map {
        Bead(source: $0.target, target: $0.source, cost: $0.cost, probability: $0.probability)
      })
  }

  /// Whether the beads cover `0..<sources` and `0..<targets` in order, without gap or overlap.
  ///
  /// - Complexity: O(beads).
  public func covers(sources: Int, targets: Int) -> Bool {
    var source = 0
    var target = 0
    for bead in beads {
      guard bead.source.lowerBound == source, bead.target.lowerBound == target else { return false }
      guard !(bead.source.isEmpty && bead.target.isEmpty) else { return false }
      source = bead.source.upperBound
      target = bead.target.upperBound
    }
    return source == sources && target == targets
  }
}
