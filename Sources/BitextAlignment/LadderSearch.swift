// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// Viterbi for the ladder, forward and backward sums for its posteriors.
struct LadderSearch {
  private var cost: BeadCost
  private let band: SearchBand
  private let kindCount: Int
  /// The cost of each kind of bead that ends in each cell; infinite where it does not fit. The prior
  /// is not in it, so that priors can change without a new table.
  private var costs: [Float]
  private var best: [Float]
  private var choice: [Int8]

  init(_ cost: BeadCost) {
    self.cost = cost
    band = cost.band
    kindCount = cost.kinds.count
    costs = Array(repeating: .infinity, count: band.cellCount * kindCount)
    best = Array(repeating: .infinity, count: band.cellCount)
    choice = Array(repeating: -1, count: band.cellCount)
    fillCosts()
  }

  private var sources: Int { cost.text.source.count }
  private var targets: Int { cost.text.target.count }

  // MARK: The table

  /// The costs of all beads within the band, priors apart.
  private mutating func fillCosts() {
    let sourceGains = cost.sourceGains.storage
    let targetGains = cost.targetGains.storage
    let tail = TailCost.table
    for source in 0...sources {
      let range = band.ranges[source]
      for target in range {
        let cell = band.offset[source] + target - range.lowerBound
        tail.withUnsafeBufferPointer { tail in
          sourceGains.withUnsafeBufferPointer { sourceGains in
            targetGains.withUnsafeBufferPointer { targetGains in
              fill(source, target, cell, tail, sourceGains, targetGains)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private mutating func fill(
    _ source: Int, _ target: Int, _ cell: Int, _ tail: UnsafeBufferPointer<Float>,
    _ sourceGains: UnsafeBufferPointer<Float>, _ targetGains: UnsafeBufferPointer<Float>
  ) {
    guard let table = tail.baseAddress else { return }
    for kind in 0..<kindCount {
      let size = cost.kinds[kind]
      guard source >= size.source, target >= size.target,
        band.ranges[source - size.source].contains(target - size.target)
      else { continue }
      var price: Float = 0
      if !size.isNull {
        price =
          cost.lengthWeight
          * cost.lengthCost(source - size.source, source, target - size.target, target, table)
        if cost.gainWeight > 0 {
          var gain: Float = 0
          for segment in source - size.source..<source {
            gain += sourceGains[cost.sourceGains.base(segment) + target * 4 + size.target - 1]
          }
          for segment in target - size.target..<target {
            gain += targetGains[cost.targetGains.base(segment) + source * 4 + size.source - 1]
          }
          price -= cost.gainWeight * gain
        }
      }
      costs[cell * kindCount + kind] = price
    }
  }

  // MARK: Viterbi

  /// The ladder of least cost under the present priors, with posteriors where they are wanted.
  mutating func ladder(posteriors: Bool) -> Ladder {
    viterbi()
    var beads: [Bead] = []
    let sums = posteriors ? sums() : nil
    var source = sources
    var target = targets
    while source > 0 || target > 0 {
      // The band holds a path by construction: null beads lead along its edge.
      guard let cell = band.cell(source, target), choice[cell] >= 0 else { break }
      let kind = Int(choice[cell])
      let size = cost.kinds[kind]
      let price = costs[cell * kindCount + kind] + cost.priorCosts[kind]
      var posterior: Double?
      if let sums, let from = band.cell(source - size.source, target - size.target) {
        posterior = min(1, exp(sums.total - sums.forward[from] - Double(price) - sums.backward[cell]))
      }
      beads.append(
        Bead(
          source: source - size.source..<source, target: target - size.target..<target,
          cost: max(0, Double(price)), probability: posterior))
      source -= size.source
      target -= size.target
    }
    return Ladder(beads.reversed())
  }

  private mutating func viterbi() {
    for source in 0...sources {
      let range = band.ranges[source]
      for target in range {
        let cell = band.offset[source] + target - range.lowerBound
        var least: Float = source == 0 && target == 0 ? 0 : .infinity
        var chosen: Int8 = -1
        for kind in 0..<kindCount {
          let price = costs[cell * kindCount + kind]
          guard price < .infinity else { continue }
          let size = cost.kinds[kind]
          let from = source - size.source
          let before =
            best[band.offset[from] + target - size.target - band.ranges[from].lowerBound]
          let whole = before + price + cost.priorCosts[kind]
          if whole < least {
            least = whole
            chosen = Int8(kind)
          }
        }
        best[cell] = least
        choice[cell] = chosen
      }
    }
  }

  /// The mean distance of the path from the band's edges is not looked at; only whether it touches
  /// one that is not the table's own.
  func touchesEdge(_ ladder: Ladder) -> Bool {
    for bead in ladder.beads {
      let (source, target) = (bead.source.upperBound, bead.target.upperBound)
      let range = band.ranges[source]
      if target <= range.lowerBound + 1 && range.lowerBound > 0 { return true }
      if target >= range.upperBound - 1 && range.upperBound < targets { return true }
    }
    return false
  }

  // MARK: Sums

  /// −ln of the sums over all ladders: from the beginning to each cell, from each cell to the end.
  struct Sums {
    var forward: [Double]
    var backward: [Double]
    var total: Double
  }

  func sums() -> Sums {
    var sums = Sums(
      forward: Array(repeating: .infinity, count: band.cellCount),
      backward: Array(repeating: .infinity, count: band.cellCount), total: .infinity)
    for source in 0...sources {
      let range = band.ranges[source]
      for target in range {
        let cell = band.offset[source] + target - range.lowerBound
        if source == 0 && target == 0 {
          sums.forward[cell] = 0
          continue
        }
        var sum = LogSum()
        for kind in 0..<kindCount where costs[cell * kindCount + kind] < .infinity {
          let size = cost.kinds[kind]
          let from = source - size.source
          let before = band.offset[from] + target - size.target - band.ranges[from].lowerBound
          sum.add(
            sums.forward[before] + Double(costs[cell * kindCount + kind] + cost.priorCosts[kind]))
        }
        sums.forward[cell] = sum.value
      }
    }
    sums.total = sums.forward[band.cellCount - 1]
    addBackward(&sums)
    return sums
  }

  private func addBackward(_ sums: inout Sums) {
    sums.backward[band.cellCount - 1] = 0
    for source in (0...sources).reversed() {
      for target in band.ranges[source].reversed() {
        let cell = band.offset[source] + target - band.ranges[source].lowerBound
        guard cell < band.cellCount - 1 else { continue }
        var sum = LogSum()
        for kind in 0..<kindCount {
          let size = cost.kinds[kind]
          let to = source + size.source
          guard to <= sources, let next = band.cell(to, target + size.target) else { continue }
          sum.add(
            sums.backward[next] + Double(costs[next * kindCount + kind] + cost.priorCosts[kind]))
        }
        sums.backward[cell] = sum.value
      }
    }
  }

  // MARK: Priors

  /// Estimates the priors from the text: the expected number of each kind of bead, with the present
  /// priors counting as so many beads.
  ///
  /// - Returns: the new priors, which the search uses from now on.
  mutating func estimatePriors(_ priors: BeadPriors, strength: Double, nullPenalty: Double)
    -> BeadPriors
  {
    let sums = sums()
    var expected = priors.values.map { $0 * strength }
    for source in 0...sources {
      let range = band.ranges[source]
      for target in range {
        let cell = band.offset[source] + target - range.lowerBound
        guard sums.backward[cell] < .infinity else { continue }
        for kind in 0..<kindCount where costs[cell * kindCount + kind] < .infinity {
          let size = cost.kinds[kind]
          let from = source - size.source
          let before = band.offset[from] + target - size.target - band.ranges[from].lowerBound
          let price = Double(costs[cell * kindCount + kind] + cost.priorCosts[kind])
          let exponent = sums.total - sums.forward[before] - price - sums.backward[cell]
          if exponent > -30 { expected[kind] += exp(exponent) }
        }
      }
    }
    let all = expected.reduce(0, +)
    let estimated = BeadPriors(zip(priors.kinds, expected).map { ($0, $1 / all) })
    cost.priorCosts = BeadCost.costs(of: estimated, nullPenalty: nullPenalty)
    return estimated
  }
}

/// −ln Σ e^(−x), added up one by one.
struct LogSum {
  private var least = Double.infinity
  private var rest = 0.0

  var value: Double { least.isFinite ? least - log(rest) : .infinity }

  @inline(__always)
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
