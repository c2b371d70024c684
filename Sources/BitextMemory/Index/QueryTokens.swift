// SPDX-License-Identifier: Apache-2.0

/// A query as segments are asked: its distinct tokens, and its sequence in their numbers.
struct QueryTokens {
  let list: TokenList
  /// The first place of each distinct token in the list.
  let distinct: [Int]
  /// How often each distinct token occurs.
  let uses: [Int]
  /// The tokens in order, as numbers from 1 of distinct tokens.
  let sequence: [UInt16]
  /// The hash of the folded text; `nil` where nothing but punctuation is there.
  let fold: UInt32?

  var count: Int { sequence.count }

  /// The longest query, in tokens; of longer texts only equal ones are found.
  static let limit = 60_000

  init(_ list: TokenList) {
    var numbers: [ArraySlice<UInt8>: UInt16] = [:]
    var distinct: [Int] = []
    var uses: [Int] = []
    var sequence: [UInt16] = []
    for index in 0..<min(list.count, Self.limit) {
      let bytes = list.bytes(of: index)
      if let known = numbers[bytes] {
        sequence.append(known)
        uses[Int(known) - 1] += 1
      } else {
        distinct.append(index)
        uses.append(1)
        numbers[bytes] = UInt16(distinct.count)
        sequence.append(UInt16(distinct.count))
      }
    }
    self.list = list
    self.distinct = distinct
    self.uses = uses
    self.sequence = sequence
    fold = TokenFold.sum(of: list)
  }
}

/// A unit that may be a match.
struct Candidate {
  /// The most that it can score.
  var score: Int
  /// Its key in the store.
  var key: Int64
}
