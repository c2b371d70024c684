// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// Viterbi for the ladder, forward and backward sums for its posteriors.
///
/// Everything is computed with probabilities, e^(−cost), row by row of source rungs; each row is scaled
/// so that its largest value is 1, and the logarithm of the scale is kept beside it.
struct LadderSearch {
  let band: SearchBand
  let kinds: [BeadKind]
  var priors: [Double]
  let sources: Int
  let targets: Int
  /// e^(−cost) of the bead of each kind that ends in each cell, priors and null penalties apart; of a
  /// row all of one kind stand together. 0 where a bead does not fit.
  var weights: [Float]
  /// The classes of the boundaries at the rungs of both sides.
  let boundaries: (source: [UInt8], target: [UInt8])
  var boundaryModel = BoundaryModel()

  init(_ cost: BeadCost) {
    band = cost.band
    kinds = cost.kinds
    priors = cost.priorCosts.map { exp(-Double($0)) }
    sources = cost.text.source.count
    targets = cost.text.target.count
    weights = BeadWeights.fill(cost)
    boundaries = (cost.text.source.boundaries, cost.text.target.boundaries)
  }

  /// A value for each cell, with the logarithm of each row's scale.
  struct Rows {
    var values: [Double]
    var logScale: [Double]

    init(_ band: SearchBand) {
      values = Array(repeating: 0, count: band.cellCount)
      logScale = Array(repeating: 0, count: band.ranges.count)
    }

    /// Scales a row so that its largest value is 1.
    mutating func normalize(_ row: Int, _ cells: Range<Int>, logScale base: Double) {
      var most = 0.0
      for cell in cells where values[cell] > most { most = values[cell] }
      guard most > 0 else {
        logScale[row] = base
        return
      }
      let inverse = 1 / most
      for cell in cells { values[cell] *= inverse }
      logScale[row] = base + log(most)
    }
  }

  /// The beads of one kind between two rows: where they begin and end, and their weights.
  struct Strip {
    /// The first cell of the row they end in that has one, and the number of cells.
    var end: Int
    var count: Int
    /// The cell of the row they begin in that belongs to the first.
    var begin: Int
    /// Where their weights stand.
    var weight: Int
  }

  /// The beads of a kind that end in a row; `nil` where there is none.
  func strip(_ row: Int, _ kind: Int) -> Strip? {
    let size = kinds[kind]
    let from = row - size.source
    guard from >= 0 else { return nil }
    let range = band.ranges[row]
    let before = band.ranges[from]
    let low = max(range.lowerBound, before.lowerBound + size.target)
    let high = min(range.upperBound, before.upperBound + size.target)
    guard low <= high else { return nil }
    return Strip(
      end: band.offset[row] + low - range.lowerBound, count: high - low + 1,
      begin: band.offset[from] + low - size.target - before.lowerBound,
      weight: BeadWeights.offset(band, kinds.count, row, kind) + low - range.lowerBound)
  }

  // MARK: Viterbi

  /// The ladder of the greatest probability under the present priors, and −ln of that probability.
  func ladder() -> (ladder: Ladder, cost: Double) {
    let choice = viterbi()
    var beads: [Bead] = []
    var total = 0.0
    var source = sources
    var target = targets
    while source > 0 || target > 0 {
      // The band holds a path by construction: null beads lead along its edge.
      guard let cell = band.cell(source, target), choice[cell] >= 0 else { break }
      let size = kinds[Int(choice[cell])]
      let cost = cost(of: Int(choice[cell]), endingAt: source, target)
      total += cost
      beads.append(
        Bead(
          source: source - size.source..<source, target: target - size.target..<target,
          cost: max(0, cost)))
      source -= size.source
      target -= size.target
    }
    return (Ladder(beads.reversed()), total)
  }

  /// −ln of the weight and prior of a bead of the band.
  private func cost(of kind: Int, endingAt source: Int, _ target: Int) -> Double {
    let place = target - band.ranges[source].lowerBound
    return cost(weights[BeadWeights.offset(band, kinds.count, source, kind) + place], kind)
  }

  /// A ladder of the band with its beads' posterior probabilities.
  func posteriors(of ladder: Ladder) -> Ladder {
    let sums = sums()
    let isComplete = reachesEnd(sums.forward)
    let logarithms = isComplete ? nil : logarithmicSums()
    var beads = ladder.beads
    for index in beads.indices {
      let bead = beads[index]
      let size = bead.kind
      guard let kind = kinds.firstIndex(of: size),
        let from = band.cell(bead.source.lowerBound, bead.target.lowerBound),
        let cell = band.cell(bead.source.upperBound, bead.target.upperBound)
      else { continue }
      let cost = cost(of: kind, endingAt: bead.source.upperBound, bead.target.upperBound)
      let posterior: Double
      if let logarithms, let total = logarithms.forward.last {
        posterior = exp(total - (logarithms.forward[from] + cost + logarithms.backward[cell]))
      } else {
        posterior = sums.posterior(
          from, bead.source.lowerBound, cell, bead.source.upperBound, exp(-cost))
      }
      beads[index].probability = min(1, posterior)
    }
    return Ladder(beads)
  }

  /// The choice in each cell.
  private func viterbi() -> [Int8] {
    var best = Rows(band)
    var choice = [Int8](repeating: -1, count: band.cellCount)
    best.values[0] = 1
    for row in 0...sources {
      let base = row > 0 ? best.logScale[row - 1] : 0
      for (kind, size) in kinds.enumerated() where size.source > 0 {
        guard let strip = strip(row, kind) else { continue }
        let factor = priors[kind] * exp(best.logScale[row - size.source] - base)
        for step in 0..<strip.count {
          let value =
            best.values[strip.begin + step] * Double(weights[strip.weight + step]) * factor
          if value > best.values[strip.end + step] {
            best.values[strip.end + step] = value
            choice[strip.end + step] = Int8(kind)
          }
        }
      }
      for (kind, size) in kinds.enumerated() where size.source == 0 {
        guard let strip = strip(row, kind) else { continue }
        for step in 0..<strip.count {
          let value =
            best.values[strip.begin + step] * Double(weights[strip.weight + step]) * priors[kind]
          if value > best.values[strip.end + step] {
            best.values[strip.end + step] = value
            choice[strip.end + step] = Int8(kind)
          }
        }
      }
      best.normalize(row, band.offset[row]..<band.offset[row + 1], logScale: base)
    }
    return reachesEnd(best) ? choice : logarithmicViterbi()
  }

  /// The source rungs at which a ladder touches an edge of the band that is not the table's own.
  func rungsAtEdge(_ ladder: Ladder) -> [Int] {
    ladder.beads.compactMap { bead in
      let (source, target) = (bead.source.upperBound, bead.target.upperBound)
      let range = band.ranges[source]
      let atFirst = target <= range.lowerBound + 1 && range.lowerBound > 0
      let atLast = target >= range.upperBound - 1 && range.upperBound < targets
      return (atFirst || atLast) && range.count <= targets ? source : nil
    }
  }

  // MARK: Sums

  /// The sums over all ladders: from the beginning to each cell, from each cell to the end.
  struct Sums {
    var forward: Rows
    var backward: Rows
    var logTotal: Double

    /// The probability that the ladder holds a bead, given the texts.
    func posterior(
      _ from: Int, _ fromRow: Int, _ to: Int, _ toRow: Int, _ probability: Double
    ) -> Double {
      let scale = exp(forward.logScale[fromRow] + backward.logScale[toRow] - logTotal)
      return forward.values[from] * probability * backward.values[to] * scale
    }
  }

  func sums() -> Sums {
    var sums = Sums(forward: Rows(band), backward: Rows(band), logTotal: 0)
    addForward(&sums.forward)
    addBackward(&sums.backward)
    let last = band.cellCount - 1
    sums.logTotal = log(sums.forward.values[last]) + sums.forward.logScale[sources]
    return sums
  }

  private func addForward(_ rows: inout Rows) {
    rows.values[0] = 1
    for row in 0...sources {
      let base = row > 0 ? rows.logScale[row - 1] : 0
      for (kind, size) in kinds.enumerated() where size.source > 0 {
        guard let strip = strip(row, kind) else { continue }
        let factor = priors[kind] * exp(rows.logScale[row - size.source] - base)
        for step in 0..<strip.count {
          rows.values[strip.end + step] +=
            rows.values[strip.begin + step] * Double(weights[strip.weight + step]) * factor
        }
      }
      for (kind, size) in kinds.enumerated() where size.source == 0 {
        guard let strip = strip(row, kind) else { continue }
        for step in 0..<strip.count {
          rows.values[strip.end + step] +=
            rows.values[strip.begin + step] * Double(weights[strip.weight + step]) * priors[kind]
        }
      }
      rows.normalize(row, band.offset[row]..<band.offset[row + 1], logScale: base)
    }
  }

  private func addBackward(_ rows: inout Rows) {
    rows.values[band.cellCount - 1] = 1
    for row in (0...sources).reversed() {
      let base = row < sources ? rows.logScale[row + 1] : 0
      for (kind, size) in kinds.enumerated() where size.source > 0 && row + size.source <= sources {
        guard let strip = strip(row + size.source, kind) else { continue }
        let factor = priors[kind] * exp(rows.logScale[row + size.source] - base)
        for step in 0..<strip.count {
          rows.values[strip.begin + step] +=
            rows.values[strip.end + step] * Double(weights[strip.weight + step]) * factor
        }
      }
      for (kind, size) in kinds.enumerated() where size.source == 0 {
        guard let strip = strip(row, kind) else { continue }
        for step in (0..<strip.count).reversed() {
          rows.values[strip.begin + step] +=
            rows.values[strip.end + step] * Double(weights[strip.weight + step]) * priors[kind]
        }
      }
      rows.normalize(row, band.offset[row]..<band.offset[row + 1], logScale: base)
    }
  }

  // MARK: Priors

  /// Estimates the priors from the text: the expected number of each kind of bead, with the present
  /// priors counting as so many beads.
  ///
  /// - Parameter sums: made with the present weights and priors.
  /// - Returns: the new priors, which the search uses from now on.
  mutating func estimatePriors(
    _ given: BeadPriors, _ sums: Sums, strength: Double, nullPenalty: Double
  ) -> BeadPriors {
    guard reachesEnd(sums.forward) else { return given }
    var expected = given.values.map { $0 * strength }
    for row in 0...sources {
      for (kind, size) in kinds.enumerated() {
        guard let strip = strip(row, kind) else { continue }
        let scale = exp(
          sums.forward.logScale[row - size.source] + sums.backward.logScale[row] - sums.logTotal)
        var sum = 0.0
        for step in 0..<strip.count {
          sum +=
            sums.forward.values[strip.begin + step] * Double(weights[strip.weight + step])
            * sums.backward.values[strip.end + step]
        }
        let count = sum * scale * priors[kind]
        if count.isFinite { expected[kind] += count }
      }
    }
    let all = expected.reduce(0, +)
    let estimated = BeadPriors(zip(given.kinds, expected).map { ($0, $1 / all) })
    priors = BeadCost.costs(of: estimated, nullPenalty: nullPenalty).map { exp(-Double($0)) }
    return estimated
  }
}

/// The table of e^(−cost), filled once.
enum BeadWeights {
  /// Where the weights of a kind of bead in a row begin.
  @inline(__always)
  static func offset(_ band: SearchBand, _ kinds: Int, _ row: Int, _ kind: Int) -> Int {
    band.offset[row] * kinds + kind * band.ranges[row].count
  }

  /// The weights of all beads within the band, priors apart.
  static func fill(_ cost: BeadCost) -> [Float] {
    let band = cost.band
    let kindCount = cost.kinds.count
    return [Float](unsafeUninitializedCapacity: band.cellCount * kindCount) { weights, count in
      weights.initialize(repeating: 0)
      count = band.cellCount * kindCount
      for row in 0...cost.text.source.count {
        for (kind, size) in cost.kinds.enumerated() where row >= size.source {
          let range = band.ranges[row]
          let before = band.ranges[row - size.source]
          let low = max(range.lowerBound, before.lowerBound + size.target)
          let high = min(range.upperBound, before.upperBound + size.target)
          guard low <= high else { continue }
          let base = offset(band, kindCount, row, kind) - range.lowerBound
          if size.isNull {
            for target in low...high { weights[base + target] = 1 }
          } else {
            cost.fill(row, size, low...high, into: weights, at: base)
          }
        }
      }
    }
  }
}
