// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Synchronization

/// Scores of documents while a query's postings are gone through; kept between queries.
struct CandidateScratch {
  var scores: [Float] = []
  var touched: [UInt32] = []
}

/// A few scratch areas, lent to one query at a time.
final class ScratchPool: Sendable {
  private let free = Mutex<[CandidateScratch]>([])

  func take(count: Int) -> CandidateScratch {
    var scratch = free.withLock { $0.popLast() } ?? CandidateScratch()
    if scratch.scores.count < count { scratch.scores = Array(repeating: 0, count: count) }
    return scratch
  }

  /// Takes a scratch area back, with all scores 0 again.
  func give(_ scratch: CandidateScratch) {
    var scratch = scratch
    for document in scratch.touched { scratch.scores[Int(document)] = 0 }
    scratch.touched.removeAll(keepingCapacity: true)
    let clean = scratch
    free.withLock { $0.append(clean) }
  }
}

extension AnchorIndex {
  /// The best candidates of a query: first by its rarest terms, as many postings as
  /// ``Options/postingBudget`` allows, then the best of these by all terms.
  func candidates(for query: PairQuery, limit: Int) -> [Candidate] {
    guard limit > 0 else { return [] }
    var order: [(list: Range<Int>, weight: Float)] = []
    for alternative in query.alternatives {
      let list = postings(ofTerm: alternative.term)
      if list.count <= commonLimit { order.append((list, Float(alternative.weight))) }
    }
    order.sort { ($0.list.count, $0.list.lowerBound) < ($1.list.count, $1.list.lowerBound) }
    var scratch = scratchPool.take(count: count)
    var budget = postingBudget
    for entry in order {
      guard budget >= 0 else { break }
      budget -= entry.list.count
      add(entry.list, entry.weight, to: &scratch)
    }
    var rough = TopCandidates(limit: max(limit * 3, 24))
    for document in scratch.touched {
      rough.offer(Int(document), Double(scratch.scores[Int(document)]) * damping(of: Int(document)))
    }
    scratchPool.give(scratch)
    var best = TopCandidates(limit: limit)
    var units = [Double](repeating: 0, count: query.units.count)
    for candidate in rough.sorted {
      let profile = profile(of: candidate.ordinal)
      let match = query.match(profile, weights: weights, best: &units)
      best.offer(candidate.ordinal, match.accounted * damping(terms: profile.count))
    }
    return best.sorted
  }
}
