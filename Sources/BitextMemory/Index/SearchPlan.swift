// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Which lists of a segment a search goes through, the shortest first.
struct SearchPlan {
  /// A list, and what a hit in it counts: how often its token occurs in the query.
  struct List {
    var token: Int
    var range: Range<Int>
    var uses: Int
    var weight: UInt8 { UInt8(min(uses, 255)) }
  }

  let mode: MatchQuery.Search
  private(set) var lists: [List] = []
  /// How many of the lists it takes until every match is hit.
  private(set) var firstCount = 0
  /// How often these lists hit every match.
  private(set) var firstHits: UInt8 = 1

  /// Comparing one unit costs as much as this many bytes of lists; measured, see the decision.
  static let worth = 200
  /// More hits than this are not counted: a counter is a byte.
  static let mostHits: UInt8 = 200
  /// The most units that a fast search compares in a segment.
  static let fastCandidates = 500
  /// The most bytes of lists that a fast search reads in a segment.
  static let fastBytes = 1_000_000
  /// How many points above the threshold a fast search looks: what lies between is found where its rare tokens are kept.
  static let fastLift = 5

  init(
    _ segment: Segment, _ query: QueryTokens, _ tokens: [Int?], _ bounds: FuzzyBounds,
    _ mode: MatchQuery.Search
  ) {
    self.mode = mode
    let starts = segment.words(.listStarts)
    let size = segment.bytes(.lists).count
    // Tokens that the segment lacks cost nothing and are taken first.
    var taken = 0
    for (index, token) in tokens.enumerated() {
      guard let token else {
        taken += query.uses[index]
        continue
      }
      let range = segment.range(token, of: starts, within: size)
      lists.append(List(token: token, range: range, uses: query.uses[index]))
    }
    lists.sort { ($0.range.count, $0.range.lowerBound) < ($1.range.count, $1.range.lowerBound) }
    let lifted = FuzzyBounds(
      threshold: min(100, bounds.threshold + (mode == .fast ? Self.fastLift : 0)),
      queryCount: bounds.queryCount)
    let spare = query.count - lifted.overlap(query.count)
    while taken <= spare, firstCount < lists.count {
      taken += lists[firstCount].uses
      firstCount += 1
    }
    firstHits = UInt8(max(1, min(taken - spare, Int(Self.mostHits))))
  }

  /// Whether a fast search may still read a list.
  func admits(_ list: List, _ read: Int) -> Bool {
    mode != .fast || read + list.range.count <= Self.fastBytes
  }
}
