// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Finds the units of a segment that can reach a threshold.
///
/// Lossless: of the query's *n* tokens a unit must share at least *c* = ⌈*t*·*n*/100⌉. The lists of any
/// tokens that occur *q* times together in the query therefore hit each match at least *c* − (*n* − *q*)
/// times. The rarest tokens come first: enough of them that one hit is demanded. Each further list demands as
/// many hits more as its token occurs in the query, so it can only strike units out; lists are gone through as
/// long as that is cheaper than comparing what is left. The rest is compared by edit distance.
///
/// - SeeAlso: Li, Lu and Lu, 2008, "Efficient merging and filtering algorithms for approximate string
///   searches" (ScanCount, DivideSkip). Differs from them in that lists are in order of length, and in when
///   it turns from counting to comparing.
struct SegmentSearch {
  private var distance = EditDistance()
  private var counters: [UInt8] = []
  private var numbers: [UInt16] = []
  /// The units that are still to be compared, and the hits that each of them has at least.
  private var touched: [UInt32] = []
  private var need: UInt8 = 1
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
      let plan = SearchPlan(segment, query, tokens, bounds, mode)
      hit(segment, plan, low..<high)
      check(segment, plan, low, bounds, &found)
    }
    for case let token? in tokens { numbers[token] = 0 }
  }

  /// Counts hits until few enough units are left.
  private mutating func hit(_ segment: Segment, _ plan: SearchPlan, _ window: Range<Int>) {
    touched.removeAll(keepingCapacity: true)
    if counters.count < window.count { counters = [UInt8](repeating: 0, count: segment.unitCount) }
    counters.withUnsafeMutableBufferPointer {
      $0.prefix(window.count).update(repeating: 0)
    }
    // Units hit are listed where they are few, and looked for among all counters where they are many.
    let lists = plan.lists[..<plan.firstCount]
    let isDense = 8 * lists.reduce(0) { $0 + $1.range.count } > window.count
    for (index, list) in lists.enumerated() {
      guard index == 0 || plan.admits(list, work.listBytes) else { break }
      count(segment, list, window, touches: !isDense)
    }
    demand(plan.firstHits, window, isDense)
    var left = isDense ? surviving(window.count) : touched.count
    for list in plan.lists[plan.firstCount...] {
      let (more, overflow) = need.addingReportingOverflow(list.weight)
      guard !overflow, more <= SearchPlan.mostHits, list.range.count < left * SearchPlan.worth,
        plan.admits(list, work.listBytes)
      else { break }
      count(segment, list, window, touches: false)
      demand(more, window, isDense)
      left = isDense ? surviving(window.count) : touched.count
    }
    if isDense { collect(window) }
  }

  /// Demands more hits.
  private mutating func demand(_ more: UInt8, _ window: Range<Int>, _ isDense: Bool) {
    defer { need = more }
    guard !isDense, more > 1 else { return }
    counters.withUnsafeBufferPointer { counters in
      touched.removeAll { counters[Int($0) - window.lowerBound] < more }
    }
  }

  /// About how many counters are high enough: every sixteenth stretch of 64 is looked at.
  private func surviving(_ count: Int) -> Int {
    counters.withUnsafeBufferPointer { counters in
      var total = 0
      for start in stride(from: 0, to: count, by: 1024) {
        for index in start..<min(start + 64, count) { total += counters[index] >= need ? 1 : 0 }
      }
      return 16 * total
    }
  }

  /// Lists the units whose counters are high enough, eight counters at a time.
  private mutating func collect(_ window: Range<Int>) {
    counters.withUnsafeBytes { counters in
      guard let base = counters.baseAddress else { return }
      let high: UInt64 = 0x8080_8080_8080_8080
      // Added to the low bits of a counter, this reaches the high bit where the counter is high enough.
      let lift = need < 128 ? UInt64(128 - need) &* 0x0101_0101_0101_0101 : high
      var index = 0
      while index < window.count {
        let end = min(index + 8, window.count)
        if end - index == 8 {
          let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if (((word & ~high) &+ lift) | word) & high == 0 {
            index = end
            continue
          }
        }
        for place in index..<end where counters[place] >= need {
          touched.append(UInt32(window.lowerBound + place))
        }
        index = end
      }
    }
  }

  /// Counts the hits of one list.
  @inline(__always)
  private mutating func count(
    _ segment: Segment, _ list: SearchPlan.List, _ window: Range<Int>, touches: Bool
  ) {
    guard let base = segment.bytes(.lists).baseAddress else { return }
    let (low, high) = (window.lowerBound, window.upperBound)
    let weight = list.weight
    let most = 255 - weight
    var (index, ordinal) = segment.place(in: list, before: low)
    let end = list.range.upperBound
    let start = index
    counters.withUnsafeMutableBufferPointer { counters in
      while index < end {
        ordinal += Int(readVarint(base, &index, end))
        if ordinal < low { continue }
        if ordinal >= high { break }
        let before = counters[ordinal - low]
        counters[ordinal - low] = min(before, most) + weight
        if touches && before == 0 { touched.append(UInt32(ordinal)) }
      }
    }
    work.listBytes += index - start
  }

  /// Compares what was hit often enough for its length.
  private mutating func check(
    _ segment: Segment, _ plan: SearchPlan, _ low: Int, _ bounds: FuzzyBounds,
    _ found: inout [Candidate]
  ) {
    if plan.mode == .fast { keepMostHit(low) }
    // Longer units must share more.
    let longer = segment.firstOrdinal(length: bounds.queryCount + 1)
    let least = bounds.overlap(bounds.queryCount)
    let candidates = touched
    for ordinal in candidates {
      if Int(ordinal) >= longer, plan.mode != .fast {
        let extra = bounds.overlap(segment.length(Int(ordinal))) - least
        guard Int(counters[Int(ordinal) - low]) >= min(Int(need) + extra, 200) else { continue }
      }
      compare(segment, Int(ordinal), bounds, &found)
    }
  }

  /// Keeps the units hit most, as many as a fast search compares.
  private mutating func keepMostHit(_ low: Int) {
    guard touched.count > SearchPlan.fastCandidates else { return }
    var uses = [Int](repeating: 0, count: 256)
    for ordinal in touched { uses[Int(counters[Int(ordinal) - low])] += 1 }
    var least = 255
    var total = 0
    while least > 0, total + uses[least] <= SearchPlan.fastCandidates {
      total += uses[least]
      least -= 1
    }
    // Of the last class that does not fit whole, the shortest.
    var spare = SearchPlan.fastCandidates - total
    touched.removeAll { ordinal in
      let hits = Int(counters[Int(ordinal) - low])
      if hits == least, spare > 0 {
        spare -= 1
        return false
      }
      return hits <= least
    }
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
