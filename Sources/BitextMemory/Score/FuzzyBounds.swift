// SPDX-License-Identifier: Apache-2.0

/// What a threshold says about lengths, edits and shared tokens; all in integers.
///
/// The score of two texts of *m* and *n* tokens, *M* the greater, with edit distance *d* is
/// ⌊100·(*M* − *d*)/*M*⌋. It reaches *t* exactly where *d* ≤ ⌊(100 − *t*)·*M*/100⌋, and then at least
/// *M* − *d* tokens are shared, counted with their multiplicity.
struct FuzzyBounds: Sendable {
  /// The least score that counts, 1...100.
  let threshold: Int
  /// The number of tokens of the query, at least 1.
  let queryCount: Int

  /// The score of a distance.
  static func score(_ left: Int, _ right: Int, distance: Int) -> Int {
    let longer = max(left, right)
    return longer == 0 ? 100 : 100 * (longer - distance) / longer
  }

  /// The lengths that can reach the threshold.
  var lengths: ClosedRange<Int> {
    let shortest = max(1, (threshold * queryCount + 99) / 100)
    return shortest...max(shortest, 100 * queryCount / threshold)
  }

  /// The greatest distance that a text of some length may have.
  @inline(__always)
  func distance(_ count: Int) -> Int { (100 - threshold) * max(count, queryCount) / 100 }

  /// The tokens that a text of some length must share with the query.
  @inline(__always)
  func overlap(_ count: Int) -> Int { max(count, queryCount) - distance(count) }
}
