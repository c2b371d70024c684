// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// How boundaries of the two sides go together, learned from the text: in dialogue a bead rarely ends
/// inside a quotation on one side and outside on the other.
///
/// For each pair of classes the model holds how much more likely such boundaries are where a bead ends
/// than within beads.
struct BoundaryModel {
  private static let classes = BoundaryScanner.classCount
  /// ln of the ratio for each pair of classes, times a weight; source class by source class.
  private(set) var gains = [Float](repeating: 0, count: classes * classes)

  /// Expected counts of boundaries.
  struct Counts {
    /// Pairs of classes at which a bead ends.
    var pairs = [Double](repeating: 0, count: classes * classes)
    /// All boundaries of either side.
    var source = [Double](repeating: 0, count: classes)
    var target = [Double](repeating: 0, count: classes)
  }

  /// A model that knows nothing.
  init() {}

  /// Learns from counts; what is expected by chance counts as so many boundaries.
  init(_ counts: Counts, strength: Double, weight: Double) {
    let n = Self.classes
    let (sources, targets) = (counts.source.reduce(0, +), counts.target.reduce(0, +))
    guard sources > 0, targets > 0 else { return }
    let source = counts.source.map { $0 / sources }
    let target = counts.target.map { $0 / targets }
    var sourceEnds = [Double](repeating: 0, count: n)
    var targetEnds = sourceEnds
    for first in 0..<n {
      for second in 0..<n {
        sourceEnds[first] += counts.pairs[first * n + second]
        targetEnds[second] += counts.pairs[first * n + second]
      }
    }
    let total = sourceEnds.reduce(0, +)
    let sourceWithin = Self.within(counts.source, sourceEnds, source, strength)
    let targetWithin = Self.within(counts.target, targetEnds, target, strength)
    for first in 0..<n where source[first] > 0 {
      for second in 0..<n where target[second] > 0 {
        let pair = counts.pairs[first * n + second] + strength * source[first] * target[second]
        let ratio = pair / (total + strength) / (sourceWithin[first] * targetWithin[second])
        gains[first * n + second] = Float(weight * log(ratio))
      }
    }
  }

  /// The shares of the classes among boundaries within beads.
  private static func within(
    _ all: [Double], _ ends: [Double], _ shares: [Double], _ strength: Double
  ) -> [Double] {
    let counts = all.indices.map { max(0, all[$0] - ends[$0]) + strength * shares[$0] }
    let total = counts.reduce(0, +)
    return counts.map { $0 / total }
  }
}
