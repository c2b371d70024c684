// SPDX-License-Identifier: Apache-2.0

/// The edit distance of two texts, 64 cells of the table at a time.
///
/// - SeeAlso: Myers, 1999, "A fast bit-vector algorithm for approximate string matching based on
///   dynamic programming"; Hyyrö, 2003, "A bit-vector algorithm for computing Levenshtein and
///   Damerau edit distances". Differs from them in keeping the state after every word, so that a
///   text with the same beginning starts there.
struct BitDistance: ~Copyable {
  /// The longest reference for which this is worth it.
  static let maxColumns = 512

  /// A column of the table as its differences: where it grows, and where it falls.
  struct State: BitwiseCopyable {
    var grows: UInt64
    var falls: UInt64
  }

  private var columns = 0
  private var blocks = 1
  private var masks = Scratch<UInt64>()
  private var states = Scratch<State>()
  private var distances = Scratch<Int32>()
  private var work = Scratch<State>()

  /// Learns a reference.
  mutating func learn(_ other: borrowing Scalars, distinct: Int) {
    columns = other.count
    blocks = (columns + 63) / 64
    masks.fill(distinct * blocks, with: 0)
    for column in 0..<columns where other.base[column] != TokenInterner.unknown {
      masks.base[Int(other.base[column]) * blocks + column >> 6] |= 1 << UInt64(column & 63)
    }
  }

  /// Learns the hypothesis that others will share their beginnings with.
  mutating func learn(hypothesis words: borrowing Scalars) {
    states.resize((words.count + 1) * blocks)
    distances.resize(words.count + 1)
    for block in 0..<blocks { states.base[block] = State(grows: .max, falls: 0) }
    distances.base[0] = Int32(columns)
    for row in 0..<words.count {
      let after = states.base + (row + 1) * blocks
      after.update(from: states.base + row * blocks, count: blocks)
      distances.base[row + 1] = distances.base[row] + step(words.base[row], after)
    }
  }

  /// The distance of a text that shares its first words with the hypothesis.
  mutating func distance(of words: borrowing Scalars, sharing first: Int) -> Int {
    work.resize(blocks)
    work.base.update(from: states.base + first * blocks, count: blocks)
    var distance = distances.base[first]
    if blocks == 1 {
      var state = work.base[0]
      let last = UInt64(columns - 1)
      for row in first..<words.count {
        distance += Self.step(&state, masks.base[Int(words.base[row])], 1, last)
      }
      return Int(distance)
    }
    for row in first..<words.count { distance += step(words.base[row], work.base) }
    return Int(distance)
  }

  /// Moves all blocks one word on.
  ///
  /// - Returns: The change of the distance.
  @inline(__always)
  private func step(_ word: UInt32, _ column: UnsafeMutablePointer<State>) -> Int32 {
    var carry: Int32 = 1
    let mask = masks.base + Int(word) * blocks
    for block in 0..<blocks {
      let last = block == blocks - 1 ? UInt64((columns - 1) & 63) : 63
      carry = Self.step(&column[block], mask[block], carry, last)
    }
    return carry
  }

  @inline(__always)
  private static func step(
    _ state: inout State, _ mask: UInt64, _ carry: Int32, _ last: UInt64
  ) -> Int32 {
    let across = mask | state.falls
    let equal = carry < 0 ? mask | 1 : mask
    let down = (((equal & state.grows) &+ state.grows) ^ state.grows) | equal
    var rises = state.falls | ~(down | state.grows)
    var sinks = state.grows & down
    let out =
      Int32(truncatingIfNeeded: (rises >> last) & 1)
      &- Int32(truncatingIfNeeded: (sinks >> last) & 1)
    rises = rises << 1 | (carry > 0 ? 1 : 0)
    sinks = sinks << 1 | (carry < 0 ? 1 : 0)
    state.grows = sinks | ~(across | rises)
    state.falls = rises & across
    return out
  }
}
