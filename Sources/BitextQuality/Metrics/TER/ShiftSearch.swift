// SPDX-License-Identifier: Apache-2.0

/// Finds the edits of TER: moves of blocks as long as they shorten the edit distance, most first.
struct ShiftSearch: ~Copyable {
  private static let longestBlock = 10
  private static let farthestMove = 50
  private static let mostCandidates = 1000

  /// A move of a block of the hypothesis in front of a place.
  private struct Move {
    var distance: Int
    var start: Int
    var length: Int
    var target: Int
  }

  private var words = Scalars()
  private var other = Scalars()
  private var shifted = Scalars()
  private var table = EditTable()
  private var bits = BitDistance()
  private var candidates = 0
  private var best: Move?

  /// The edits that make a reference of a hypothesis.
  ///
  /// - Parameter distinct: How many different words the hypothesis has.
  mutating func edits(
    from hypothesis: borrowing Scalars, to reference: borrowing Scalars, distinct: Int
  ) -> Int {
    if reference.count == 0 { return hypothesis.count }
    if hypothesis.count == 0 { return reference.count }
    words.copy(hypothesis)
    other.copy(reference)
    shifted.resize(words.count)
    let beam = Beam(rows: words.count, columns: other.count)
    if other.count <= BitDistance.maxColumns { bits.learn(other, distinct: distinct) }
    candidates = 0
    var moves = 0
    while true {
      let distance = table.fill(words, other, beam)
      guard distance > 0 else { return moves }
      findMove(from: distance, beam)
      guard candidates < Self.mostCandidates, let move = best, move.distance < distance else {
        return moves + distance
      }
      moves += 1
      _ = shift(move.start, move.length, to: move.target)
      swap(&words, &shifted)
    }
  }

  /// Tries all moves of blocks that stand elsewhere in the reference.
  private mutating func findMove(from distance: Int, _ beam: Beam) {
    table.trace(words, other, beam)
    if other.count <= BitDistance.maxColumns { bits.learn(hypothesis: words) }
    best = nil
    for start in 0..<words.count {
      let first = max(0, start - Self.farthestMove)
      let limit = max(first, min(other.count, start + Self.farthestMove + 1))
      for place in first..<limit where words.base[start] == other.base[place] {
        var length = 0
        while length < Self.longestBlock, start + length < words.count,
          place + length < other.count, words.base[start + length] == other.base[place + length]
        {
          length += 1
          tryMoves(start, place, length, from: distance, beam)
          if candidates >= Self.mostCandidates { return }
        }
      }
    }
  }

  /// Tries to move a block to each place that the words it matches are tied to.
  private mutating func tryMoves(
    _ start: Int, _ place: Int, _ length: Int, from distance: Int, _ beam: Beam
  ) {
    if table.wrong.base[start + length] == table.wrong.base[start] { return }
    if table.missed.base[place + length] == table.missed.base[place] { return }
    let tie = Int(table.ties.base[place])
    if start <= tie, tie < start + length { return }
    var tried = -1
    for offset in -1..<length {
      let target = place + offset < 0 ? 0 : Int(table.ties.base[place + offset]) + 1
      if target == tried { continue }
      tried = target
      candidates += 1
      if target == start { continue }
      let limit = min(distance, best.map { $0.distance + 1 } ?? distance)
      let found = distanceAfterMove(start, length, to: target, below: limit, beam)
      if found < distance, isBetter(found, start, length, target) {
        best = Move(distance: found, start: start, length: length, target: target)
      }
    }
  }

  /// Most gain first, then the longest block, the earliest block, the earliest target.
  private func isBetter(_ distance: Int, _ start: Int, _ length: Int, _ target: Int) -> Bool {
    guard let best else { return true }
    if distance != best.distance { return distance < best.distance }
    if length != best.length { return length > best.length }
    if start != best.start { return start < best.start }
    return target < best.target
  }

  /// The distance after a move, or some number from `limit` to it.
  private mutating func distanceAfterMove(
    _ start: Int, _ length: Int, to target: Int, below limit: Int, _ beam: Beam
  ) -> Int {
    let first = shift(start, length, to: target)
    if other.count <= BitDistance.maxColumns {
      // The beam can only make it longer, so what loses without the beam loses with it.
      let distance = bits.distance(of: shifted, sharing: first)
      if distance >= limit || beam.holds(distance) { return distance }
    }
    return table.distance(of: shifted, to: other, sharing: first, beam)
  }

  /// Moves a block of `words` in `shifted`.
  ///
  /// - Returns: How many words at the beginning stay where they are.
  private mutating func shift(_ start: Int, _ length: Int, to target: Int) -> Int {
    let end = start + length
    let from = words.base
    let to = shifted.base
    to.update(from: from, count: words.count)
    if target < start {
      (to + target).update(from: from + start, count: length)
      (to + target + length).update(from: from + target, count: start - target)
      return target
    }
    let limit = min(words.count, target > end ? target : length + target)
    (to + start).update(from: from + end, count: limit - end)
    (to + start + limit - end).update(from: from + start, count: length)
    return start
  }
}
