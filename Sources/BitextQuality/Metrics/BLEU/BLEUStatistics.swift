// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// The counts that BLEU is computed from.
public struct BLEUStatistics: MergeableStatistics, Codable {
  /// Tokens of the hypotheses.
  public var hypothesisLength = 0
  /// Tokens of the references nearest in length.
  public var referenceLength = 0
  /// Shared n-grams, an order a place; empty means zeros.
  public var matches: [Int] = []
  /// n-grams of the hypotheses, an order a place; empty means zeros.
  public var totals: [Int] = []
  /// How many references the segments had.
  public var references = ReferenceCount.unknown

  /// Makes the statistics of no segment.
  public init() {}

  /// The statistics of no segment.
  public static let zero = BLEUStatistics()

  /// The statistics of both together.
  public static func + (left: BLEUStatistics, right: BLEUStatistics) -> BLEUStatistics {
    var sum = BLEUStatistics()
    sum.hypothesisLength = left.hypothesisLength + right.hypothesisLength
    sum.referenceLength = left.referenceLength + right.referenceLength
    sum.matches = left.matches.added(to: right.matches)
    sum.totals = left.totals.added(to: right.totals)
    sum.references = left.references + right.references
    return sum
  }
}

extension [Int] {
  /// The sums place by place; what is missing counts as zero.
  func added(to other: [Int]) -> [Int] {
    var sum = count >= other.count ? self : other
    let shorter = count >= other.count ? other : self
    for index in shorter.indices { sum[index] += shorter[index] }
    return sum
  }

  /// Makes room for `total` places.
  mutating func pad(to total: Int) {
    if count < total { append(contentsOf: repeatElement(0, count: total - count)) }
  }
}
