// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The first rough path: both sides are cut into the same number of blocks, and the blocks are aligned
/// by the tokens that link them.
///
/// A type that occurs in few blocks says more than a common one; what the average pair of blocks
/// shares is taken off, and of the rest the heaviest monotone path is kept.
///
/// - Complexity: O(tokens + blocks²), with at most 512 blocks a side.
struct BlockPath {
  /// The number of blocks a side.
  let blocks: Int
  /// Pairs of blocks on the path, ascending on both sides.
  private(set) var pairs: [(source: Int, target: Int)] = []

  /// Types in more blocks than this are left out.
  private static let common = 40

  init(_ text: AlignmentText) {
    blocks = min(512, max(4, min(text.source.count, text.target.count) / 40))
    var weights = similarities(text)
    reduce(&weights)
    follow(weights)
  }

  /// The block of a segment.
  static func block(of segment: Int, count: Int, blocks: Int) -> Int { segment * blocks / count }

  /// The distinct blocks that hold each type.
  private func blockLists(_ side: AlignmentText.Side) -> [[Int32]] {
    (0..<side.counts.count).map { type in
      var list: [Int32] = []
      let range = Int(side.occurrenceStarts[type])..<Int(side.occurrenceStarts[type + 1])
      for place in range {
        let block = Int32(
          Self.block(of: Int(side.occurrences[place]), count: side.count, blocks: blocks))
        if list.last != block { list.append(block) }
        if list.count > Self.common { break }
      }
      return list
    }
  }

  /// How much each pair of blocks shares, row by row.
  private func similarities(_ text: AlignmentText) -> [Float] {
    let source = blockLists(text.source)
    let target = blockLists(text.target)
    var weights = [Float](repeating: 0, count: blocks * blocks)
    for (type, list) in source.enumerated() where list.count <= Self.common {
      for index in text.links.sourceStarts[type]..<text.links.sourceStarts[type + 1] {
        let link = text.links.source[Int(index)]
        let others = target[Int(link.other)]
        guard others.count <= Self.common else { continue }
        let weight =
          link.probability * logf(Float(blocks + 1) / Float(max(list.count, others.count)))
          / Float(max(list.count, others.count))
        for row in list {
          for column in others { weights[Int(row) * blocks + Int(column)] += weight }
        }
      }
    }
    return weights
  }

  /// Takes off what is no more than usual: the mean of the row and of the column.
  private func reduce(_ weights: inout [Float]) {
    var rows = [Float](repeating: 0, count: blocks)
    var columns = rows
    for row in 0..<blocks {
      for column in 0..<blocks {
        rows[row] += weights[row * blocks + column] / Float(blocks)
        columns[column] += weights[row * blocks + column] / Float(blocks)
      }
    }
    for row in 0..<blocks {
      for column in 0..<blocks {
        let usual = rows[row] + columns[column]
        weights[row * blocks + column] = max(0, weights[row * blocks + column] - usual)
      }
    }
  }

  /// The heaviest path: diagonal steps count whole, others half.
  private mutating func follow(_ weights: [Float]) {
    var best = [Float](repeating: 0, count: (blocks + 1) * (blocks + 1))
    var step = [UInt8](repeating: 0, count: best.count)
    let width = blocks + 1
    for row in 1...blocks {
      for column in 1...blocks {
        let weight = weights[(row - 1) * blocks + column - 1]
        let cell = row * width + column
        let diagonal = best[cell - width - 1] + weight
        let down = best[cell - width] + 0.5 * weight
        let right = best[cell - 1] + 0.5 * weight
        (best[cell], step[cell]) = (diagonal, 0)
        if down > best[cell] { (best[cell], step[cell]) = (down, 1) }
        if right > best[cell] { (best[cell], step[cell]) = (right, 2) }
      }
    }
    var (row, column) = (blocks, blocks)
    while row > 0 && column > 0 {
      if weights[(row - 1) * blocks + column - 1] > 0 { pairs.append((row - 1, column - 1)) }
      switch step[row * width + column] {
      case 0: (row, column) = (row - 1, column - 1)
      case 1: row -= 1
      default: column -= 1
      }
    }
    pairs.reverse()
  }
}
