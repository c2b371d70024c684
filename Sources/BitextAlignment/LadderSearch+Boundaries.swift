// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// What boundaries say, learned from the text.
extension LadderSearch {
  /// Learns from the text which boundaries go together, and puts that into the weights.
  ///
  /// - Parameters:
  ///   - sums: made with the present weights and priors.
  ///   - strength: how many boundaries what is expected by chance counts as.
  ///   - weight: what the logarithms of the ratios are multiplied by.
  mutating func learnBoundaries(_ sums: Sums, strength: Double, weight: Double) {
    guard reachesEnd(sums.forward) else { return }
    apply(BoundaryModel(boundaryCounts(sums), strength: strength, weight: weight))
  }

  /// How often boundaries of each pair of classes are expected where beads end.
  private func boundaryCounts(_ sums: Sums) -> BoundaryModel.Counts {
    var counts = BoundaryModel.Counts()
    for rung in 1..<max(1, sources) { counts.source[Int(boundaries.source[rung])] += 1 }
    for rung in 1..<max(1, targets) { counts.target[Int(boundaries.target[rung])] += 1 }
    for row in 1..<max(1, sources) {
      let scale = exp(sums.forward.logScale[row] + sums.backward.logScale[row] - sums.logTotal)
      let range = band.ranges[row]
      let first = Int(boundaries.source[row]) * BoundaryScanner.classCount
      for rung in max(1, range.lowerBound)..<max(1, min(targets, range.upperBound + 1)) {
        let cell = band.offset[row] + rung - range.lowerBound
        let share = sums.forward.values[cell] * sums.backward.values[cell] * scale
        if share > 1e-4 { counts.pairs[first + Int(boundaries.target[rung])] += min(1, share) }
      }
    }
    return counts
  }

  /// Puts another model in the place of the present one: the weights of the beads that end at a rung
  /// change by its gain.
  private mutating func apply(_ model: BoundaryModel) {
    let classCount = BoundaryScanner.classCount
    let factors = zip(model.gains, boundaryModel.gains).map { expf($0 - $1) }
    boundaryModel = model
    for row in 1..<max(1, sources) {
      let range = band.ranges[row]
      let first = Int(boundaries.source[row]) * classCount
      let low = max(1, range.lowerBound)
      let high = min(targets - 1, range.upperBound)
      guard low <= high else { continue }
      for kind in kinds.indices {
        let base = BeadWeights.offset(band, kinds.count, row, kind) - range.lowerBound
        for rung in low...high {
          weights[base + rung] *= factors[first + Int(boundaries.target[rung])]
        }
      }
    }
  }
}
