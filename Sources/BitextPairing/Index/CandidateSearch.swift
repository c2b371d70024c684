// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Synchronization

/// Scores of documents while a query's postings are gone through; kept between queries.
struct CandidateScratch {
  var scores: [Float] = []
  /// The documents whose scores are not 0, the first ``touchedCount`` of a buffer of one more than
  /// there are documents.
  var touched: [UInt32] = []
  var touchedCount = 0
  /// What accounts for each unit of the query.
  var units: [Double] = []
}

/// A few scratch areas, lent to one query at a time.
final class ScratchPool: Sendable {
  private let free = Mutex<[CandidateScratch]>([])

  func take(count: Int) -> CandidateScratch {
    var scratch = free.withLock { $0.popLast() } ?? CandidateScratch()
    if scratch.scores.count < count {
      scratch.scores = Array(repeating: 0, count: count)
      scratch.touched = Array(repeating: 0, count: count + 1)
    }
    return scratch
  }

  /// Takes a scratch area back, with all scores 0 again.
  func give(_ scratch: consuming CandidateScratch) {
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      for document in scratch.touched.prefix(scratch.touchedCount) { scores[Int(document)] = 0 }
    }
    scratch.touchedCount = 0
    let clean = scratch
    free.withLock { $0.append(clean) }
  }
}

/// A document that was measured against a query.
struct MeasuredCandidate {
  let ordinal: Int
  /// The weight of everything accounted for, damped by the document's length.
  let score: Double
  let match: PairMatch
  let profile: KeyProfile
}

extension KeyIndex {
  /// The best candidates of a query: first by its rarest terms, as many postings as
  /// ``Options/postingBudget`` allows, then the best of these by all terms.
  func candidates(for query: PairQuery, limit: Int) -> [MeasuredCandidate] {
    guard limit > 0, count > 0 else { return [] }
    var scratch = scratchPool.take(count: count)
    collect(query, into: &scratch)
    var rough = TopCandidates(limit: max(limit * 3, 24))
    offer(scratch, to: &rough)
    let measured = measured(rough.sorted, limit, for: query, &scratch.units)
    scratchPool.give(scratch)
    return measured
  }

  /// Candidates measured against a query, best first; ties go to the lower ordinal.
  func measured(_ candidates: [Candidate], for query: PairQuery) -> [MeasuredCandidate] {
    var units: [Double] = []
    return measured(candidates, candidates.count, for: query, &units)
  }

  private func measured(
    _ candidates: [Candidate], _ limit: Int, for query: PairQuery, _ units: inout [Double]
  ) -> [MeasuredCandidate] {
    if units.count < query.units.count {
      units = Array(repeating: 0, count: query.units.count * 2)
    }
    let measured = candidates.map { candidate in
      let profile = profile(of: candidate.ordinal)
      let match = query.match(
        profile, weights: weights(ofSegment: profile.segment), best: &units)
      return MeasuredCandidate(
        ordinal: candidate.ordinal, score: match.accounted * damping(terms: profile.count),
        match: match, profile: profile)
    }
    // Places are sorted, which are small.
    var order = Array(measured.indices)
    order.sort {
      let (left, right) = (measured[$0], measured[$1])
      return left.score != right.score ? left.score > right.score : left.ordinal < right.ordinal
    }
    return order.prefix(limit).map { measured[$0] }
  }

  /// Adds the weights of the query's terms to the documents that hold them, the rarest first.
  private func collect(_ query: PairQuery, into scratch: inout CandidateScratch) {
    let limit = commonLimit
    // The frequency above, the group below: sorted as plain numbers.
    var order: [UInt64] = []
    order.reserveCapacity(query.groups.count)
    for (place, group) in query.groups.enumerated() where group.frequency <= limit {
      order.append(UInt64(group.frequency) << 32 | UInt64(place))
    }
    order.sort()
    var budget = postingBudget
    for entry in order {
      let number = Int(entry & 0xffff_ffff)
      let group = query.groups[number]
      // A term that several units are rendered by counts for each of them, and is gone through once.
      var weight: Float = 0
      var place = Int(group.first)
      while place >= 0, budget >= 0 {
        let alternative = query.alternatives[place]
        budget -= group.frequency
        weight += Float(alternative.weight)
        place = Int(alternative.next)
      }
      for segment in segments.indices where weight > 0 {
        let term = query.term(ofGroup: number, segment: segment)
        if term >= 0 { add(term, segment, weight, to: &scratch) }
      }
      if budget < 0 { return }
    }
  }

  private func add(
    _ term: Int, _ segment: Int, _ weight: Float, to scratch: inout CandidateScratch
  ) {
    let list = segments[segment].postings(ofTerm: term)
    guard var place = list.baseAddress else { return }
    let end = place + list.count
    let base = bases[segment]
    let limit = base + segments[segment].documentCount
    var document = base
    var count = scratch.touchedCount
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.touched.withUnsafeMutableBufferPointer { touched in
        while place < end {
          document += Int(VariableInteger.read(&place, end: end))
          guard document < limit else { break }
          let score = scores[document]
          // Written in any case, kept where the score was 0: cheaper than a branch nobody can foretell.
          touched[count] = UInt32(truncatingIfNeeded: document)
          count += score == 0 ? 1 : 0
          scores[document] = score + weight
        }
      }
    }
    scratch.touchedCount = count
  }

  private func offer(_ scratch: CandidateScratch, to rough: inout TopCandidates) {
    scratch.scores.withUnsafeBufferPointer { scores in
      for document in scratch.touched.prefix(scratch.touchedCount) {
        let ordinal = Int(document)
        let place = place(of: ordinal)
        let damping = damping(terms: segments[place.segment].termCount(of: place.document))
        let score = Double(scores[ordinal]) * damping
        guard rough.takes(ordinal, score), hidden.isEmpty || !hidden.contains(ordinal) else {
          continue
        }
        rough.offer(ordinal, score)
      }
    }
  }
}
