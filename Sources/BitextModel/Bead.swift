// SPDX-License-Identifier: Apache-2.0

/// How many source and target segments a bead links: 1-1, 1-2, 0-1 …
public struct BeadKind: Hashable, Sendable {
  /// The number of source segments.
  public var source: Int
  /// The number of target segments.
  public var target: Int

  /// Makes a kind.
  public init(_ source: Int, _ target: Int) {
    self.source = source
    self.target = target
  }

  /// Whether one side is empty.
  public var isNull: Bool { source == 0 || target == 0 }
  /// The kind with its sides swapped.
  public var reversed: BeadKind { BeadKind(target, source) }
}

extension BeadKind: CustomStringConvertible {
  /// The kind as the field writes it: `2-1`.
  public var description: String { "\(source)-\(target)" }
}

/// One link of a ladder: *m* source segments against *n* target segments.
public struct Bead: Hashable, Sendable {
  /// The indices of the source segments; empty for an insertion.
  public var source: Range<Int>
  /// The indices of the target segments; empty for a deletion.
  public var target: Range<Int>
  /// −ln of the model's score of this bead, in nats; lower is better.
  public var cost: Double
  /// The posterior probability of this bead, 0...1; `nil` where the aligner gives none.
  public var probability: Double?

  /// Makes a bead.
  public init(source: Range<Int>, target: Range<Int>, cost: Double, probability: Double? = nil) {
    self.source = source
    self.target = target
    self.cost = cost
    self.probability = probability
  }

  /// The numbers of segments on either side.
  public var kind: BeadKind { BeadKind(source.count, target.count) }
}
