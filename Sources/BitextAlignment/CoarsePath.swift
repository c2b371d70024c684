// SPDX-License-Identifier: Apache-2.0

/// A rough path through the table, for the band of the search.
///
/// Blocks of segments are aligned first. Around their path tokens that are rare there on both sides
/// and linked vote for the pairs of segments that hold them; the best pair of each source segment is
/// kept where its votes are clear; of these the heaviest ascending chain is taken, and between its
/// points the path follows the lengths.
///
/// - Complexity: O(tokens + points · log points).
struct CoarsePath {
  /// A target rung for each source rung, ascending.
  private(set) var rungs: [Int]
  /// How far the truth may lie from each rung, by how far apart the marks around it stand.
  private(set) var reach: [Int] = []
  /// How many marks the path passes through.
  let markCount: Int
  /// Whether the marks are many and agree: those that lie on no common path weigh less than the others.
  let isClear: Bool

  /// The share of the marks' weight that the path must hold to be clear. A chain through *n* marks at
  /// random holds some 2·√*n* of them, less than half from sixteen on.
  private static let clearShare: Float = 0.6
  private static let fewMarks = 16

  /// The path on which both sides have the same share of their characters behind them.
  static func diagonal(_ text: AlignmentText) -> [Int] { interpolated([], text) }

  /// A path that is known otherwise.
  init(rungs: [Int], reach: Int) {
    self.rungs = rungs
    self.reach = rungs.map { _ in reach }
    markCount = 0
    isClear = false
  }

  private struct Point {
    var source: Int
    var target: Int
    var weight: Float
  }

  /// Who may vote, and where.
  private struct Round {
    /// Types that occur more often do not vote.
    var rareLimit: Int
    /// How many occurrences of the other side's type a vote may go to.
    var spread: Int
    /// The target rung for each source rung around which votes are looked for.
    var centre: [Int]
    var halfWindow: Int
  }

  init(_ text: AlignmentText) {
    let blocks = BlockPath(text)
    rungs = Self.interpolated(Self.middles(of: blocks, text), text)
    let round = Round(
      rareLimit: 400, spread: 6, centre: rungs,
      halfWindow: 32 + 5 * text.target.count / (2 * blocks.blocks))
    let points = Self.points(in: text, round)
    let marks = Self.chain(of: points)
    markCount = marks.count
    let share =
      marks.reduce(0) { $0 + $1.weight } / max(.ulpOfOne, points.reduce(0) { $0 + $1.weight })
    rungs = Self.interpolated(marks, text)
    reach = Self.gaps(marks, text)
    isClear =
      share >= Self.clearShare && marks.count >= max(Self.fewMarks, text.source.count / 50)
      && Self.isDense(marks, text) && Self.isNearDiagonal(rungs, text)
  }

  /// How far the truth may lie from the diagonal at a source rung: what a walk strays that is tied at
  /// both ends, times eight, up to a limit.
  static func reachOfWalk(_ row: Int, of rows: Int) -> Int {
    let walk = Double(row) * Double(rows - row) / Double(max(1, rows))
    return min(512, 24 + Int(8 * walk.squareRoot()))
  }

  /// Whether a path lies where lengths alone may lead: marks of another text, or of a register, lead
  /// elsewhere, in good order perhaps.
  private static func isNearDiagonal(_ rungs: [Int], _ text: AlignmentText) -> Bool {
    let diagonal = diagonal(text)
    let rows = text.source.count
    return rungs.indices.allSatisfy {
      abs(rungs[$0] - diagonal[$0]) <= reachOfWalk($0, of: rows)
    }
  }

  /// Whether marks stand all over the text: those of one passage say nothing of the others.
  private static func isDense(_ marks: [Point], _ text: AlignmentText) -> Bool {
    let widest = max(64, text.source.count / 16)
    var before = 0
    for mark in marks {
      if mark.source - before > widest { return false }
      before = mark.source
    }
    return text.source.count - before <= widest
  }

  /// The middles of the blocks on a path, ascending on both sides.
  private static func middles(of path: BlockPath, _ text: AlignmentText) -> [Point] {
    var points: [Point] = []
    for pair in path.pairs {
      let point = Point(
        source: (2 * pair.source + 1) * text.source.count / (2 * path.blocks),
        target: (2 * pair.target + 1) * text.target.count / (2 * path.blocks), weight: 1)
      if let last = points.last, point.source <= last.source || point.target <= last.target {
        continue
      }
      points.append(point)
    }
    return points
  }

  /// The number of target segments between the marks around each source rung, a few marks farther to
  /// either side counted in, so that one wrong mark is seen past.
  private static func gaps(_ marks: [Point], _ text: AlignmentText) -> [Int] {
    var gaps = [Int](repeating: 0, count: text.source.count + 1)
    let count = marks.count
    var mark = 0
    for rung in gaps.indices {
      while mark < count, marks[mark].source < rung { mark += 1 }
      let before = mark - 3 >= 0 ? marks[mark - 3] : Point(source: 0, target: 0, weight: 0)
      let after =
        mark + 2 < count
        ? marks[mark + 2] : Point(source: text.source.count, target: text.target.count, weight: 0)
      gaps[rung] = max(after.target - before.target, after.source - before.source)
    }
    return gaps
  }

  /// The clearest target segment of each source segment, ascending by source.
  private static func points(in text: AlignmentText, _ round: Round) -> [Point] {
    var points: [Point] = []
    var votes = [Float](repeating: 0, count: text.target.count)
    var touched: [Int] = []
    for segment in 0..<text.source.count {
      vote(segment, text, round, &votes, &touched)
      if let point = clearest(segment, votes, touched) { points.append(point) }
      for place in touched { votes[place] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    return points
  }

  private static func vote(
    _ segment: Int, _ text: AlignmentText, _ round: Round, _ votes: inout [Float],
    _ touched: inout [Int]
  ) {
    let (source, target) = (text.source, text.target)
    let low = Int32(round.centre[segment] - round.halfWindow)
    let high = Int32(round.centre[segment] + round.halfWindow)
    for place in source.starts[segment]..<source.starts[segment + 1] {
      let type = Int(source.tokens[Int(place)])
      let count = Int(source.counts[type])
      guard count <= round.rareLimit else { continue }
      for index in text.links.sourceStarts[type]..<text.links.sourceStarts[type + 1] {
        let link = text.links.source[Int(index)]
        let other = Int(link.other)
        guard Int(target.counts[other]) <= round.rareLimit else { continue }
        let all = Int(target.occurrenceStarts[other])..<Int(target.occurrenceStarts[other + 1])
        let from = target.occurrences[all].partitioningIndex { $0 >= low }
        let to = target.occurrences[all].partitioningIndex { $0 >= high }
        guard to > from, to - from <= round.spread else { continue }
        let weight = link.probability / Float(to - from)
        for occurrence in from..<to {
          let voted = Int(target.occurrences[occurrence])
          if votes[voted] == 0 { touched.append(voted) }
          votes[voted] += weight
        }
      }
    }
  }

  /// The segment with the most votes, its neighbours' counted with it, if no place farther off has
  /// half as many.
  private static func clearest(_ segment: Int, _ votes: [Float], _ touched: [Int]) -> Point? {
    var best = (weight: Float(0), place: -1)
    func weight(_ place: Int) -> Float {
      votes[place] + 0.5 * (place > 0 ? votes[place - 1] : 0)
        + 0.5 * (place + 1 < votes.count ? votes[place + 1] : 0)
    }
    for place in touched {
      let sum = weight(place)
      if sum > best.weight || (sum == best.weight && place < best.place) { best = (sum, place) }
    }
    guard best.weight >= 0.3 else { return nil }
    for place in touched where abs(place - best.place) > 3 {
      if weight(place) > 0.5 * best.weight { return nil }
    }
    return Point(source: segment, target: best.place, weight: best.weight)
  }

  /// The ascending chain of the greatest weight, by a tree of running maxima.
  private static func chain(of points: [Point]) -> [Point] {
    guard let highest = points.map(\.target).max() else { return [] }
    var tree = [(weight: Float, index: Int)](repeating: (0, -1), count: highest + 2)
    var before = [Int](repeating: -1, count: points.count)
    var best = (weight: Float(0), index: -1)
    for (index, point) in points.enumerated() {
      var found = (weight: Float(0), index: -1)
      var node = point.target
      while node > 0 {
        if tree[node].weight > found.weight { found = tree[node] }
        node &= node - 1
      }
      before[index] = found.index
      let weight = found.weight + point.weight
      node = point.target + 1
      while node < tree.count {
        if weight > tree[node].weight { tree[node] = (weight, index) }
        node += node & -node
      }
      if weight > best.weight { best = (weight, index) }
    }
    var chain: [Point] = []
    var index = best.index
    while index >= 0 {
      chain.append(points[index])
      index = before[index]
    }
    return chain.reversed()
  }

  /// The path through the chain's points and along the lengths between them.
  private static func interpolated(_ chain: [Point], _ text: AlignmentText) -> [Int] {
    let (source, target) = (text.source, text.target)
    var rungs = [Int](repeating: 0, count: source.count + 1)
    var from = (source: 0, target: 0)
    let ends =
      chain.map { (source: $0.source, target: $0.target) }
      + [(source: source.count, target: target.count)]
    for to in ends where to.source > from.source || to.source == source.count {
      let sourceLength = Float(source.lengths[to.source] - source.lengths[from.source])
      let targetLength = Float(target.lengths[to.target] - target.lengths[from.target])
      var rung = from.target
      for segment in from.source...to.source {
        let share =
          Float(source.lengths[segment] - source.lengths[from.source]) / max(1, sourceLength)
        let wanted = Float(target.lengths[from.target]) + share * targetLength
        while rung < to.target, Float(target.lengths[rung]) < wanted { rung += 1 }
        rungs[segment] = rung
      }
      from = to
    }
    rungs[source.count] = target.count
    return rungs
  }
}

extension ArraySlice where Element == Int32 {
  /// The first index of an ascending list whose element satisfies a condition that, once true, stays
  /// so.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
