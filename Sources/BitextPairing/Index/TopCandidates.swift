// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Keeps the best of many candidates; ties go to the lower ordinal, whatever the order of offers.
struct TopCandidates {
  private let limit: Int
  /// A heap with the worst on top.
  private var heap: [Candidate] = []

  init(limit: Int) { self.limit = limit }

  private func isWorse(_ a: Candidate, _ b: Candidate) -> Bool {
    a.score != b.score ? a.score < b.score : a.ordinal > b.ordinal
  }

  /// The number of candidates kept.
  var count: Int { heap.count }

  /// Whether an offer would be kept.
  @inline(__always)
  func takes(_ ordinal: Int, _ score: Double) -> Bool {
    guard heap.count == limit, let worst = heap.first else { return limit > 0 }
    return score > worst.score || (score == worst.score && ordinal < worst.ordinal)
  }

  mutating func offer(_ ordinal: Int, _ score: Double) {
    let candidate = Candidate(ordinal: ordinal, score: score)
    if heap.count < limit {
      heap.append(candidate)
      var child = heap.count - 1
      while child > 0, isWorse(heap[child], heap[(child - 1) / 2]) {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if let worst = heap.first, isWorse(worst, candidate) {
      heap[0] = candidate
      sink()
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      if left < heap.count, isWorse(heap[left], heap[least]) { least = left }
      if right < heap.count, isWorse(heap[right], heap[least]) { least = right }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// The candidates, best first.
  var sorted: [Candidate] { heap.sorted { isWorse($1, $0) } }
}
