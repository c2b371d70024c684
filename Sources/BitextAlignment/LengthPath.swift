// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// A rough path by lengths and marks alone, for texts whose words say too little.
///
/// A dynamic programme over the kinds of beads with up to four segments, in a band around the path on
/// which both sides have the same share of their characters behind them, as wide as
/// ``CoarsePath/reachOfWalk(_:of:)`` says.
///
/// - Complexity: O(*n*·512) time, a byte of memory for each cell.
/// - SeeAlso: Gale and Church, 1993. Differs from it in: the band; a price for each mark without
///   partner.
struct LengthPath {
  /// A target rung for each source rung, ascending.
  private(set) var rungs: [Int]

  /// What a mark without partner costs, in nats.
  private static let markCost: Float = 0.7

  /// A kind of bead with what its rarity costs.
  private struct Kind {
    var size: BeadKind
    var prior: Float
  }

  /// The cells of a row, and their costs.
  private struct Row {
    var range: ClosedRange<Int>
    var costs: [Float]
  }

  private let text: AlignmentText
  private let kinds: [Kind]
  private let sourceMarks: [MarkCounts]
  private let targetMarks: [MarkCounts]
  private let sourceStretch: Float
  private let targetStretch: Float
  private let inverseVariance: Float
  /// The kind of the last bead on the way to each cell, row by row.
  private var choices: [[Int8]] = []
  private var ranges: [ClosedRange<Int>] = []

  init(_ text: AlignmentText, priors: BeadPriors, nullPenalty: Double, variance: Double) {
    self.text = text
    // Beads that begin in earlier rows first: those without source segments build on the row's own.
    kinds = zip(priors.kinds, BeadCost.costs(of: priors, nullPenalty: nullPenalty))
      .filter { $0.0.source + $0.0.target <= 4 }
      .map { Kind(size: $0.0, prior: $0.1) }
      .sorted { $0.size.source > $1.size.source }
    sourceMarks = Self.marks(text.source)
    targetMarks = Self.marks(text.target)
    let ratio = Float(max(1, text.target.length)) / Float(max(1, text.source.length))
    (sourceStretch, targetStretch) = (max(1, ratio), max(1, 1 / ratio))
    inverseVariance = 1 / Float(variance)
    rungs = CoarsePath.diagonal(text)
    search()
    follow()
  }

  private mutating func search() {
    let sources = text.source.count
    var rows: [Row] = []
    for row in 0...sources {
      let range = range(row, after: rows.last?.range)
      var own = Row(range: range, costs: Array(repeating: .infinity, count: range.count))
      var chosen = [Int8](repeating: -1, count: range.count)
      if row == 0 { own.costs[0] = 0 }
      for (number, kind) in kinds.enumerated() where kind.size.source <= row {
        let before = kind.size.source == 0 ? own : rows[rows.count - kind.size.source]
        improve(&own, &chosen, row: row, from: before, number, kind)
      }
      choices.append(chosen)
      ranges.append(range)
      rows.append(own)
      if rows.count > 4 { rows.removeFirst() }
    }
  }

  /// Takes the beads of one kind that end in a row where they are cheaper.
  private func improve(
    _ own: inout Row, _ chosen: inout [Int8], row: Int, from before: Row, _ number: Int,
    _ kind: Kind
  ) {
    let size = kind.size
    let low = max(own.range.lowerBound, before.range.lowerBound + size.target)
    let high = min(own.range.upperBound, before.range.upperBound + size.target)
    guard low <= high else { return }
    let first = row - size.source
    let from = Float(text.source.lengths[row] - text.source.lengths[first]) * sourceStretch
    let marks = sourceMarks[row].since(sourceMarks[first])
    let base = own.range.lowerBound
    let beforeBase = before.range.lowerBound + size.target
    let isWithinRow = size.source == 0
    own.costs.withUnsafeMutableBufferPointer { costs in
      before.costs.withUnsafeBufferPointer { earlier in
        chosen.withUnsafeMutableBufferPointer { chosen in
          text.target.lengths.withUnsafeBufferPointer { lengths in
            targetMarks.withUnsafeBufferPointer { targetMarks in
              TailCost.table.withUnsafeBufferPointer { tail in
                guard let table = tail.baseAddress else { return }
                for end in low...high {
                  var cost =
                    (isWithinRow ? costs[end - beforeBase] : earlier[end - beforeBase]) + kind.prior
                  guard cost < costs[end - base] else { continue }
                  if !size.isNull {
                    let to = Float(lengths[end] - lengths[end - size.target]) * targetStretch
                    let mean = max(1, (from + to) * 0.5)
                    cost += TailCost.of(
                      abs(to - from) * (inverseVariance / mean).squareRoot(), table)
                    let others = targetMarks[end].since(targetMarks[end - size.target])
                    cost += Self.markCost * Float(marks.distance(to: others))
                    guard cost < costs[end - base] else { continue }
                  }
                  costs[end - base] = cost
                  chosen[end - base] = Int8(number)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Follows the choices back from the end.
  private mutating func follow() {
    var (row, column) = (text.source.count, text.target.count)
    while row > 0 || column > 0 {
      rungs[row] = column
      guard ranges[row].contains(column) else { return }
      let choice = choices[row][column - ranges[row].lowerBound]
      guard choice >= 0 else { return }
      let size = kinds[Int(choice)].size
      for between in row - size.source..<row { rungs[between] = column - size.target }
      (row, column) = (row - size.source, column - size.target)
    }
  }

  /// The target rungs of a row: around the diagonal, overlapping the row before.
  private func range(_ row: Int, after before: ClosedRange<Int>?) -> ClosedRange<Int> {
    let (sources, targets) = (text.source.count, text.target.count)
    let half = CoarsePath.reachOfWalk(row, of: sources)
    guard let before else { return 0...min(targets, half) }
    let low = max(0, rungs[row] - half)
    let high = row == sources ? targets : min(targets, rungs[row] + half)
    return max(before.lowerBound, min(low, before.upperBound))...max(before.upperBound, high)
  }

  /// The marks of a side before each segment.
  private static func marks(_ side: AlignmentText.Side) -> [MarkCounts] {
    let numbers = side.keys.map { MarkKey.number(of: $0) }
    var sums = [MarkCounts()]
    for segment in 0..<side.count {
      var sum = sums[segment]
      for place in side.starts[segment]..<side.starts[segment + 1] {
        let number = numbers[Int(side.tokens[Int(place)])]
        if number >= 0 { sum.add(number) }
      }
      sums.append(sum)
    }
    return sums
  }
}

/// Counts of eight kinds of marks, a byte each; sums go round at 256, differences are right up to 127.
private struct MarkCounts {
  private var bytes: UInt64 = 0
  private static let high: UInt64 = 0x8080_8080_8080_8080

  init() {}

  private init(bytes: UInt64) { self.bytes = bytes }

  mutating func add(_ number: Int) {
    let lane = UInt64(0xff) << UInt64(number * 8)
    bytes = bytes & ~lane | (bytes &+ (1 << UInt64(number * 8))) & lane
  }

  /// What was added since another sum.
  @inline(__always)
  func since(_ earlier: MarkCounts) -> MarkCounts {
    let high = Self.high
    let rest = ((bytes | high) &- (earlier.bytes & ~high)) ^ ((bytes ^ ~earlier.bytes) & high)
    return MarkCounts(bytes: rest & ~high)
  }

  /// The sum of the differences of all kinds; both are differences themselves.
  @inline(__always)
  func distance(to other: MarkCounts) -> Int {
    let high = Self.high
    let rest = (bytes | high) &- other.bytes
    let isMore = ((rest & high) >> 7) &* 0xff
    let low = rest & ~high
    let sizes = low & isMore | (high &- low) & ~isMore
    return Int((sizes &* 0x0101_0101_0101_0101) >> 56)
  }
}
