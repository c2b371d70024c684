// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// Viterbi for the ladder, forward and backward sums for its posteriors.
struct LadderSearch {
  private let cost: BeadCost
  private let band: SearchBand
  private let kindCount: Int
  private let posteriors: Bool
  /// The cost of each kind of bead that ends in each cell; infinite where it does not fit.
  private var costs: [Float]
  /// −ln of the sum over all ladders from the beginning to each cell.
  private var forward: [Double]
  private var best: [Double]
  private var choice: [Int8]

  init(cost: BeadCost, band: SearchBand, posteriors: Bool) {
    self.cost = cost
    self.band = band
    self.posteriors = posteriors
    kindCount = cost.kinds.count
    costs = Array(repeating: .infinity, count: band.cellCount * kindCount)
    forward = Array(repeating: .infinity, count: posteriors ? band.cellCount : 0)
    best = Array(repeating: .infinity, count: band.cellCount)
    choice = Array(repeating: -1, count: band.cellCount)
  }

  mutating func ladder() -> Ladder {
    fill()
    var beads: [Bead] = []
    var source = cost.text.source.count
    var target = cost.text.target.count
    guard let end = band.cell(source, target), best[end].isFinite else { return nulls() }
    let backward = posteriors ? backwardSums() : []
    let total = posteriors ? forward[end] : 0
    while source > 0 || target > 0 {
      guard let cell = band.cell(source, target), choice[cell] >= 0 else { return nulls() }
      let kind = Int(choice[cell])
      let size = cost.kinds[kind]
      guard let from = band.cell(source - size.source, target - size.target) else { return nulls() }
      let price = Double(costs[cell * kindCount + kind])
      let posterior = posteriors ? exp(total - forward[from] - price - backward[cell]) : nil
      beads.append(
        Bead(
          source: source - size.source..<source, target: target - size.target..<target,
          cost: max(0, price), probability: posterior.map { min(1, $0) }))
      source -= size.source
      target -= size.target
    }
    return Ladder(beads.reversed())
  }

  /// Every segment without a partner: the ladder of last resort, which no text needs so far as the
  /// band holds a path.
  private func nulls() -> Ladder {
    let sources = cost.text.source.count
    let targets = cost.text.target.count
    let price = cost.cost(
      kind: cost.kinds.firstIndex(of: BeadKind(1, 0)) ?? 0, sourceEnd: 0, targetEnd: 0)
    return Ladder(
      (0..<sources).map { Bead(source: $0..<$0 + 1, target: 0..<0, cost: price) }
        + (0..<targets).map { Bead(source: sources..<sources, target: $0..<$0 + 1, cost: price) })
  }

  private mutating func fill() {
    for source in 0...cost.text.source.count {
      for target in band.range(source) {
        guard let cell = band.cell(source, target) else { continue }
        if source == 0 && target == 0 {
          best[cell] = 0
          if posteriors { forward[cell] = 0 }
          continue
        }
        visit(source, target, cell)
      }
    }
  }

  private mutating func visit(_ source: Int, _ target: Int, _ cell: Int) {
    var sum = LogSum()
    for kind in 0..<kindCount {
      let size = cost.kinds[kind]
      guard target >= size.target, let from = band.cell(source - size.source, target - size.target),
        best[from].isFinite
      else { continue }
      let price = cost.cost(kind: kind, sourceEnd: source, targetEnd: target)
      costs[cell * kindCount + kind] = Float(price)
      if best[from] + price < best[cell] {
        best[cell] = best[from] + price
        choice[cell] = Int8(kind)
      }
      if posteriors { sum.add(forward[from] + Double(Float(price))) }
    }
    if posteriors { forward[cell] = sum.value }
  }

  /// −ln of the sum over all ladders from each cell to the end.
  private func backwardSums() -> [Double] {
    var backward = [Double](repeating: .infinity, count: band.cellCount)
    guard let end = band.cell(cost.text.source.count, cost.text.target.count) else {
      return backward
    }
    backward[end] = 0
    for source in (0...cost.text.source.count).reversed() {
      for target in band.range(source).reversed() {
        guard let cell = band.cell(source, target), cell != end else { continue }
        var sum = LogSum()
        for kind in 0..<kindCount {
          let size = cost.kinds[kind]
          let to = source + size.source
          guard to <= cost.text.source.count, let next = band.cell(to, target + size.target) else {
            continue
          }
          sum.add(backward[next] + Double(costs[next * kindCount + kind]))
        }
        backward[cell] = sum.value
      }
    }
    return backward
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
    } else {
      rest += exp(least - cost)
    }
  }
}
