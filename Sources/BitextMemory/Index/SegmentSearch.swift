// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Finds the units of a segment that can reach a threshold.
///
/// Lossless: of the query's *n* tokens a unit must share at least *c* = ⌈*t*·*n*/100⌉. The lists of any
/// tokens that occur *q* times together in the query therefore hit each match at least *c* − (*n* − *q*)
/// times. The rarest tokens are taken: enough that one hit is demanded, more while that is cheaper than
/// comparing what one hit lets through. Units hit often enough are compared by edit distance.
///
/// - SeeAlso: Li, Lu and Lu, 2008, "Efficient merging and filtering algorithms for approximate string
///   searches" (ScanCount, DivideSkip). Differs from them in that lists are in order of length, and in how
///   the short lists are chosen.
struct SegmentSearch {
  private var distance = EditDistance()
  private var counters: [UInt8] = []
  private var numbers: [UInt16] = []
  private var touched: [UInt32] = []
  private var mapped: [UInt16] = []
  /// What the last search did.
  private(set) var work = Work()

  /// What a search costs.
  struct Work {
    var listBytes = 0
    var compared = 0
  }

  init() {}

  /// Learns a query, once for all segments.
  mutating func learn(_ query: QueryTokens) {
    distance.learn(query.sequence, distinct: query.distinct.count)
    work = Work()
  }

  /// Appends the candidates of a segment.
  mutating func search(
    _ segment: Segment, _ query: QueryTokens, _ bounds: FuzzyBounds,
    _ mode: MatchQuery.Search, into found: inout [Candidate]
  ) {
    if let fold = query.fold {
      segment.forEachFold(fold) { found.append(Candidate(score: 101, key: segment.key($0))) }
    }
    guard query.count > 0 else { return }
    let low = segment.firstOrdinal(length: bounds.lengths.lowerBound)
    let high = segment.firstOrdinal(length: bounds.lengths.upperBound + 1)
    guard low < high else { return }
    let tokens = query.distinct.map { segment.token(query.list.bytes(of: $0)) }
    if numbers.count < segment.tokenCount {
      numbers = [UInt16](repeating: 0, count: segment.tokenCount)
    }
    for (index, token) in tokens.enumerated() {
      if let token { numbers[token] = UInt16(index + 1) }
    }
    if mode == .exhaustive {
      for ordinal in low..<high { compare(segment, ordinal, bounds, &found) }
    } else {
      let plan = SearchPlan(segment, query, tokens, bounds, mode, window: low..<high)
      hit(segment, plan, low..<high)
      check(segment, plan, low, query.count, bounds, &found)
    }
    for case let token? in tokens { numbers[token] = 0 }
  }

  /// Counts the hits of the plan's lists.
  private mutating func hit(_ segment: Segment, _ plan: SearchPlan, _ window: Range<Int>) {
    touched.removeAll(keepingCapacity: true)
    if counters.count < window.count { counters = [UInt8](repeating: 0, count: segment.unitCount) }
    let lists = segment.bytes(.lists)
    guard let base = lists.baseAddress else { return }
    let (low, high) = (window.lowerBound, window.upperBound)
    let need = plan.need
    counters.withUnsafeMutableBufferPointer { counters in
      counters.prefix(window.count).update(repeating: 0)
      for list in plan.lists {
        var index = list.range.lowerBound
        let end = list.range.upperBound
        var ordinal = -1
        let weight = list.weight
        work.listBytes += list.range.count
        while index < end {
          ordinal += Int(readVarint(base, &index, end))
          if ordinal < low { continue }
          if ordinal >= high { break }
          let before = counters[ordinal - low]
          let sum = before.addingReportingOverflow(weight)
          let now = sum.overflow ? 255 : sum.partialValue
          counters[ordinal - low] = now
          if before < need && now >= need { touched.append(UInt32(ordinal)) }
        }
      }
    }
  }

  /// Compares what was hit often enough for its length.
  private mutating func check(
    _ segment: Segment, _ plan: SearchPlan, _ low: Int, _ count: Int, _ bounds: FuzzyBounds,
    _ found: inout [Candidate]
  ) {
    if plan.mode == .fast, touched.count > SearchPlan.fastCandidates {
      // Those hit most; ties in the order of ordinals.
      let counters = counters
      touched.sort {
        (counters[Int($1) - low], $0) < (counters[Int($0) - low], $1)
      }
      touched.removeLast(touched.count - SearchPlan.fastCandidates)
    }
    let candidates = touched
    for ordinal in candidates { compare(segment, Int(ordinal), bounds, &found) }
  }

  /// Compares one unit by edit distance.
  @inline(__always)
  private mutating func compare(
    _ segment: Segment, _ ordinal: Int, _ bounds: FuzzyBounds, _ found: inout [Candidate]
  ) {
    let sequences = segment.bytes(.sequences)
    guard let base = sequences.baseAddress else { return }
    let range = segment.range(
      ordinal, of: segment.words(.sequenceStarts), within: sequences.count)
    mapped.removeAll(keepingCapacity: true)
    var shared = 0
    var index = range.lowerBound
    numbers.withUnsafeBufferPointer { numbers in
      while index < range.upperBound {
        let token = Int(readVarint(base, &index, range.upperBound))
        let number = token < numbers.count ? numbers[token] : 0
        shared += number == 0 ? 0 : 1
        mapped.append(number)
      }
    }
    let count = mapped.count
    work.compared += 1
    guard shared >= bounds.overlap(count) else { return }
    let limit = bounds.distance(count)
    let edits = mapped.withUnsafeBufferPointer { self.distance.distance(of: $0, limit: limit) }
    guard edits <= limit else { return }
    let score = min(FuzzyBounds.score(count, bounds.queryCount, distance: edits), 99)
    found.append(Candidate(score: score, key: segment.key(ordinal)))
  }
}

/// Which lists of a segment a search goes through.
struct SearchPlan {
  /// A list, and how often its token occurs in the query.
  struct List {
    var range: Range<Int>
    var weight: UInt8
  }

  let mode: MatchQuery.Search
  private(set) var lists: [List] = []
  /// The hits that a unit needs to be compared.
  private(set) var need: UInt8 = 1

  /// The most units that a fast search compares in a segment.
  static let fastCandidates = 300
  /// The most bytes of lists that a fast search reads in a segment.
  static let fastBytes = 40_000

  init(
    _ segment: Segment, _ query: QueryTokens, _ tokens: [Int?], _ bounds: FuzzyBounds,
    _ mode: MatchQuery.Search, window: Range<Int>
  ) {
    self.mode = mode
    let starts = segment.words(.listStarts)
    let size = segment.bytes(.lists).count
    var choices: [(range: Range<Int>, uses: Int)] = []
    // Tokens that the segment lacks cost nothing and are taken first.
    var taken = 0
    for (index, token) in tokens.enumerated() {
      guard let token else {
        taken += query.uses[index]
        continue
      }
      choices.append((segment.range(token, of: starts, within: size), query.uses[index]))
    }
    choices.sort { ($0.range.count, $0.range.lowerBound) < ($1.range.count, $1.range.lowerBound) }
    let spare = query.count - bounds.overlap(query.count)
    var bytes = 0
    for choice in choices {
      let next = choice.range.count
      if taken > spare {
        // What one more hit saves in comparisons must be worth the list; measured, see the decision.
        let hits = taken - spare
        guard hits < 200, next < bytes * SearchPlan.worth(hits) else { break }
      }
      if mode == .fast, bytes > 0, bytes + next > Self.fastBytes { break }
      lists.append(List(range: choice.range, weight: UInt8(min(choice.uses, 255))))
      taken += choice.uses
      bytes += next
    }
    need = UInt8(max(1, min(taken - spare, 200)))
  }

  /// How many times the bytes read so far the next list may have, by the hits that are demanded already.
  private static func worth(_ hits: Int) -> Int {
    switch hits {
    case 1: 8
    case 2: 3
    case 3: 1
    default: 0
    }
  }
}
