// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// The same search with logarithms in place of scaled probabilities: slower, but no run of segments
/// without partners is so long that its probability is lost.
extension LadderSearch {
  /// Whether scaled probabilities reach the end of the table.
  func reachesEnd(_ rows: Rows) -> Bool { rows.values[band.cellCount - 1] > 0 }

  /// −ln of the weight of a bead with its prior; a weight that was rounded to 0 counts as e^(−100).
  func cost(_ weight: Float, _ kind: Int) -> Double {
    (weight > 0 ? -log(Double(weight)) : 100) - log(priors[kind])
  }

  /// Calls a closure for each bead of the table, with the cells it leads from and to; rows ascending,
  /// in a row the cells that beads begin in before those that they end in.
  private func forEachBead(
    row: Int, _ body: (_ from: Int, _ to: Int, _ kind: Int, _ cost: Double) -> Void
  ) {
    for (kind, size) in kinds.enumerated() where size.source > 0 {
      guard let strip = strip(row, kind) else { continue }
      for step in 0..<strip.count {
        body(strip.begin + step, strip.end + step, kind, cost(weights[strip.weight + step], kind))
      }
    }
    for (kind, size) in kinds.enumerated() where size.source == 0 {
      guard let strip = strip(row, kind) else { continue }
      for step in 0..<strip.count {
        body(strip.begin + step, strip.end + step, kind, cost(weights[strip.weight + step], kind))
      }
    }
  }

  /// The choice of Viterbi in each cell.
  func logarithmicViterbi() -> [Int8] {
    var best = [Double](repeating: .infinity, count: band.cellCount)
    var choice = [Int8](repeating: -1, count: band.cellCount)
    best[0] = 0
    for row in 0...sources {
      forEachBead(row: row) { from, to, kind, cost in
        if best[from] + cost < best[to] {
          best[to] = best[from] + cost
          choice[to] = Int8(kind)
        }
      }
    }
    return choice
  }

  /// −ln of the sums over all ladders from the beginning to each cell and from each cell to the end.
  func logarithmicSums() -> (forward: [Double], backward: [Double]) {
    var forward = [LogSum](repeating: LogSum(), count: band.cellCount)
    forward[0].add(0)
    for row in 0...sources {
      forEachBead(row: row) { from, to, _, cost in forward[to].add(forward[from].value + cost) }
    }
    var backward = [LogSum](repeating: LogSum(), count: band.cellCount)
    backward[band.cellCount - 1].add(0)
    for row in (0...sources).reversed() {
      var beads: [(from: Int, to: Int, cost: Double)] = []
      forEachBead(row: row) { from, to, _, cost in beads.append((from, to, cost)) }
      // Beads within the row lead to cells of the same row: the last ones first.
      for bead in beads.reversed() { backward[bead.from].add(backward[bead.to].value + bead.cost) }
    }
    return (forward.map(\.value), backward.map(\.value))
  }
}

/// −ln Σ e^(−x), added up one by one.
struct LogSum {
  private var least = Double.infinity
  private var rest = 0.0

  var value: Double { least.isFinite ? least - log(rest) : .infinity }

  mutating func add(_ cost: Double) {
    guard cost.isFinite else { return }
    if cost < least {
      rest = least.isFinite ? rest * exp(cost - least) + 1 : 1
      least = cost
    } else if cost < least + 40 {
      rest += exp(least - cost)
    }
  }
}
