// SPDX-License-Identifier: Apache-2.0

/// The edit distances between the beginnings of two texts, within a beam.
struct EditTable: ~Copyable {
  private static let infinity = Int32.max / 2

  private var cells = Scratch<Int32>()
  private var previous = Scratch<Int32>()
  private var current = Scratch<Int32>()
  /// For each word of the reference, the word of the hypothesis that it is tied to, or −1.
  var ties = Scratch<Int32>()
  /// How many words of the hypothesis before a place are wrong.
  var wrong = Scratch<Int32>()
  /// How many words of the reference before a place are missed.
  var missed = Scratch<Int32>()

  /// Fills the table.
  ///
  /// - Returns: The distance of the whole texts.
  mutating func fill(_ words: borrowing Scalars, _ other: borrowing Scalars, _ beam: Beam) -> Int {
    cells.reserve((beam.rows + 1) * beam.stride)
    startRow(0, beam)
    for row in stride(from: 1, through: beam.rows, by: 1) {
      step(words.base[row - 1], other, row, beam)
      let (lower, upper) = beam.bounds(row)
      (cells.base + row * beam.stride).update(from: previous.base + lower, count: upper - lower)
    }
    return Int(previous.base[beam.columns])
  }

  /// The distance of a text that shares its first words with the one that filled the table.
  mutating func distance(
    of words: borrowing Scalars, to other: borrowing Scalars, sharing first: Int, _ beam: Beam
  ) -> Int {
    startRow(first, beam)
    for row in stride(from: first + 1, through: beam.rows, by: 1) {
      step(words.base[row - 1], other, row, beam)
    }
    return Int(previous.base[beam.columns])
  }

  /// Makes `previous` a row of the table.
  private mutating func startRow(_ row: Int, _ beam: Beam) {
    previous.fill(beam.columns + 1, with: Self.infinity)
    current.fill(beam.columns + 1, with: Self.infinity)
    if row == 0 {
      for column in 0...beam.columns { previous.base[column] = Int32(column) }
    } else {
      let (lower, upper) = beam.bounds(row)
      (previous.base + lower).update(from: cells.base + row * beam.stride, count: upper - lower)
    }
  }

  /// Computes a row from `previous` and makes it `previous`.
  @inline(__always)
  private mutating func step(_ word: UInt32, _ other: borrowing Scalars, _ row: Int, _ beam: Beam) {
    let (lower, upper) = beam.bounds(row)
    let above = previous.base
    let own = current.base
    var left = Self.infinity
    if lower > 0 { own[lower - 1] = Self.infinity }
    for column in lower..<upper {
      var cost = above[column] + 1
      if column > 0 {
        cost = min(cost, above[column - 1] + (other.base[column - 1] == word ? 0 : 1), left + 1)
      }
      cost = min(cost, Self.infinity)
      own[column] = cost
      left = cost
    }
    if row < beam.rows {
      for column in upper..<max(upper, beam.bounds(row + 1).upper) {
        own[column] = Self.infinity
      }
    }
    swap(&previous, &current)
  }

  @inline(__always)
  private func cell(_ row: Int, _ column: Int, _ beam: Beam) -> Int32 {
    if row == 0 { return Int32(column) }
    let (lower, upper) = beam.bounds(row)
    return column >= lower && column < upper
      ? cells.base[row * beam.stride + column - lower] : Self.infinity
  }

  /// Follows the cheapest edits back from the end, a replacement before a deletion before an
  /// insertion, and notes ties and errors.
  mutating func trace(_ words: borrowing Scalars, _ other: borrowing Scalars, _ beam: Beam) {
    ties.fill(beam.columns, with: -1)
    wrong.fill(beam.rows + 1, with: 0)
    missed.fill(beam.columns + 1, with: 0)
    var row = beam.rows
    var column = beam.columns
    while row > 0 || column > 0 {
      let here = cell(row, column, beam)
      let same = row > 0 && column > 0 && words.base[row - 1] == other.base[column - 1]
      if row > 0, column > 0, cell(row - 1, column - 1, beam) + (same ? 0 : 1) == here {
        ties[column - 1] = Int32(row - 1)
        wrong[row] = same ? 0 : 1
        missed[column] = same ? 0 : 1
        row -= 1
        column -= 1
      } else if row > 0, column == 0 || cell(row - 1, column, beam) + 1 == here {
        wrong[row] = 1
        row -= 1
      } else {
        ties[column - 1] = Int32(row - 1)
        missed[column] = 1
        column -= 1
      }
    }
    for place in stride(from: 1, through: beam.rows, by: 1) { wrong[place] += wrong[place - 1] }
    for place in 1...beam.columns { missed[place] += missed[place - 1] }
  }
}
