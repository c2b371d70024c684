// SPDX-License-Identifier: Apache-2.0

/// Statistics that add: a segment yields some, a shard their sum, the corpus a score of the sum.
///
/// Laws: `+` is associative and commutative; ``zero`` changes nothing that it is added to.
public protocol MergeableStatistics: Hashable, Sendable {
  /// The statistics of no segment at all.
  static var zero: Self { get }
  /// The statistics of both together.
  static func + (left: Self, right: Self) -> Self
}
