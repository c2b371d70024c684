// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Synchronization

/// Scores of documents while a query's postings are gone through; kept between queries.
struct CandidateScratch {
  var scores: [Float] = []
  var touched: [UInt32] = []
  /// What accounts for each unit of the query.
  var units: [Double] = []
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
  func give(_ scratch: consuming CandidateScratch) {
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      for document in scratch.touched { scores[Int(document)] = 0 }
    }
    scratch.touched.removeAll(keepingCapacity: true)
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
    let measured = measured(rough.sorted, for: query, &scratch.units)
    scratchPool.give(scratch)
    return Array(measured.prefix(limit))
  }

  /// Candidates measured against a query, best first; ties go to the lower ordinal.
  func measured(_ candidates: [Candidate], for query: PairQuery) -> [MeasuredCandidate] {
    var units: [Double] = []
    return measured(candidates, for: query, &units)
  }

  private func measured(
    _ candidates: [Candidate], for query: PairQuery, _ units: inout [Double]
  ) -> [MeasuredCandidate] {
    if units.count < query.units.count {
      units = Array(repeating: 0, count: query.units.count * 2)
    }
    var measured = candidates.map { candidate in
      let profile = profile(of: candidate.ordinal)
      let match = query.match(
        profile, weights: weights(ofSegment: profile.segment), best: &units)
      return MeasuredCandidate(
        ordinal: candidate.ordinal, score: match.accounted * damping(terms: profile.count),
        match: match, profile: profile)
    }
    measured.sort { $0.score != $1.score ? $0.score > $1.score : $0.ordinal < $1.ordinal }
    return measured
  }

  /// Adds the weights of the query's terms to the documents that hold them, the rarest first.
  private func collect(_ query: PairQuery, into scratch: inout CandidateScratch) {
    let limit = commonLimit
    var order: [(frequency: Int, group: Int)] = []
    for (place, group) in query.groups.enumerated() where group.frequency <= limit {
      order.append((group.frequency, place))
    }
    order.sort { $0.frequency != $1.frequency ? $0.frequency < $1.frequency : $0.group < $1.group }
    var budget = postingBudget
    for entry in order {
      let group = query.groups[entry.group]
      // A term that several units are rendered by counts for each of them.
      var place = Int(group.first)
      while place >= 0, budget >= 0 {
        let alternative = query.alternatives[place]
        budget -= group.frequency
        for segment in segments.indices {
          let term = query.term(ofGroup: entry.group, segment: segment)
          if term >= 0 { add(term, segment, Float(alternative.weight), to: &scratch) }
        }
        place = Int(alternative.next)
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
    var touched: [UInt32] = []
    swap(&touched, &scratch.touched)
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      while place < end {
        document += Int(VariableInteger.read(&place, end: end))
        guard document < limit else { return }
        if scores[document] == 0 { touched.append(UInt32(document)) }
        scores[document] += weight
      }
    }
    swap(&touched, &scratch.touched)
  }

  private func offer(_ scratch: CandidateScratch, to rough: inout TopCandidates) {
    scratch.scores.withUnsafeBufferPointer { scores in
      for document in scratch.touched {
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
