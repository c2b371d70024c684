// SPDX-License-Identifier: Apache-2.0

/// A rough path through the table, for the band of the search.
///
/// Tokens that are rare on both sides and linked vote for the pairs of segments that hold them; the
/// best pair of each source segment is kept where its votes are clear; of these the heaviest ascending
/// chain is taken, and between its points the path follows the lengths.
///
/// - Complexity: O(tokens + points · log points).
struct CoarsePath {
  /// A target rung for each source rung, ascending.
  let rungs: [Int]

  /// Types with more occurrences than this do not vote.
  private static let rareLimit = 12

  private struct Point {
    var source: Int
    var target: Int
    var weight: Float
  }

  init(_ text: AlignmentText) {
    let chain = Self.chain(of: Self.points(in: text))
    rungs = Self.interpolated(chain, text)
  }

  /// The clearest target segment of each source segment, ascending by source.
  private static func points(in text: AlignmentText) -> [Point] {
    let (source, target) = (text.source, text.target)
    var points: [Point] = []
    var votes: [Int32: Float] = [:]
    for segment in 0..<source.count {
      votes.removeAll(keepingCapacity: true)
      for place in source.starts[segment]..<source.starts[segment + 1] {
        let type = Int(source.tokens[Int(place)])
        let count = Int(source.counts[type])
        guard count <= rareLimit else { continue }
        for index in text.links.sourceStarts[type]..<text.links.sourceStarts[type + 1] {
          let link = text.links.source[Int(index)]
          let other = Int(link.other)
          let otherCount = Int(target.counts[other])
          guard otherCount <= rareLimit else { continue }
          let weight = link.probability / Float(count * otherCount)
          let range = target.occurrenceStarts[other]..<target.occurrenceStarts[other + 1]
          for occurrence in range { votes[target.occurrences[Int(occurrence)], default: 0] += weight }
        }
      }
      let best = votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
      if let best, best.value >= 0.05 {
        points.append(Point(source: segment, target: Int(best.key), weight: best.value))
      }
    }
    return points
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
    let ends = chain.map { (source: $0.source, target: $0.target) } 
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
