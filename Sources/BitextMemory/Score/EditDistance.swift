// SPDX-License-Identifier: Apache-2.0

/// The edit distance of token sequences, 64 cells of the table at a time.
///
/// The query's tokens are numbered 1... by ``learn(_:distinct:)``; 0 stands for a token that the query lacks.
///
/// - Complexity: O(*m*·⌈*n*/64⌉).
/// - SeeAlso: Myers, 1999, "A fast bit-vector algorithm for approximate string matching based on
///   dynamic programming"; Hyyrö, 2003, "A bit-vector algorithm for computing Levenshtein and Damerau
///   edit distances". Differs from them in that the first row of the table counts up: texts are compared
///   whole, not searched.
struct EditDistance {
  private var count = 0
  private var blocks = 1
  private var masks: [UInt64] = []
  private var grows: [UInt64] = []
  private var falls: [UInt64] = []

  init() {}

  /// Learns a query: the numbers of its tokens in their order.
  mutating func learn(_ tokens: [UInt16], distinct: Int) {
    count = tokens.count
    blocks = max(1, (count + 63) / 64)
    masks = [UInt64](repeating: 0, count: (distinct + 1) * blocks)
    for (index, token) in tokens.enumerated() {
      masks[Int(token) * blocks + index >> 6] |= 1 << UInt64(index & 63)
    }
    grows = [UInt64](repeating: 0, count: blocks)
    falls = grows
  }

  /// The distance of a text, or more than `limit` where it is greater.
  @inline(__always)
  mutating func distance(of tokens: UnsafeBufferPointer<UInt16>, limit: Int) -> Int {
    guard count > 0 else { return tokens.count }
    return blocks == 1 ? short(tokens, limit) : long(tokens, limit)
  }

  @inline(__always)
  private func short(_ tokens: UnsafeBufferPointer<UInt16>, _ limit: Int) -> Int {
    masks.withUnsafeBufferPointer { masks in
      var grows = ~UInt64(0)
      var falls = UInt64(0)
      var distance = count
      let last = UInt64(count - 1)
      for token in tokens {
        let mask = masks[Int(token)]
        let across = mask | falls
        let down = (((mask & grows) &+ grows) ^ grows) | mask
        var rises = falls | ~(down | grows)
        var sinks = grows & down
        distance += Int((rises >> last) & 1) - Int((sinks >> last) & 1)
        rises = rises << 1 | 1
        sinks <<= 1
        grows = sinks | ~(across | rises)
        falls = rises & across
      }
      return distance
    }
  }

  private mutating func long(_ tokens: UnsafeBufferPointer<UInt16>, _ limit: Int) -> Int {
    for block in 0..<blocks {
      grows[block] = .max
      falls[block] = 0
    }
    var distance = count
    for (row, token) in tokens.enumerated() {
      distance += step(Int(token))
      // Each token to come lowers the distance by one at most.
      if row & 15 == 15, distance - (tokens.count - 1 - row) > limit { return limit + 1 }
    }
    return distance
  }

  /// Moves all blocks one token on; returns the change of the distance.
  private mutating func step(_ token: Int) -> Int {
    var carry = 1
    for block in 0..<blocks {
      let mask = masks[token * blocks + block]
      let last = block == blocks - 1 ? UInt64((count - 1) & 63) : 63
      let across = mask | falls[block]
      let equal = carry < 0 ? mask | 1 : mask
      let down = (((equal & grows[block]) &+ grows[block]) ^ grows[block]) | equal
      var rises = falls[block] | ~(down | grows[block])
      var sinks = grows[block] & down
      let out = Int((rises >> last) & 1) - Int((sinks >> last) & 1)
      rises = rises << 1 | (carry > 0 ? 1 : 0)
      sinks = sinks << 1 | (carry < 0 ? 1 : 0)
      grows[block] = sinks | ~(across | rises)
      falls[block] = rises & across
      carry = out
    }
    return carry
  }

  /// The distance by the plain table: what ``distance(of:limit:)`` is held to.
  static func plain(_ left: [Int], _ right: [Int]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, corner + (a == b ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}
