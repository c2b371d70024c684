// SPDX-License-Identifier: Apache-2.0

/// A tree with one question: one of two values, by one number.
struct Stump: Hashable, Sendable {
  /// The place of the number among ``RankingFeatures/names``.
  var feature: Int
  /// Numbers up to it go left.
  var threshold: Float
  var left: Float
  var right: Float

  @inline(__always)
  func value(_ numbers: [Float]) -> Float { numbers[feature] <= threshold ? left : right }
}

/// Gradient-boosted stumps: each is fitted to what the sum of those before leaves.
///
/// Numbers are cut into bins at quantiles. In each round the stump of the greatest gain
/// G²/(H + λ) is taken, *G* and *H* the sums of gradients and second derivatives of the loss on either
/// side, and shrunk by the learning rate.
///
/// - Complexity: O(rounds · rows · numbers).
/// - Note: Deterministic: no rows or numbers are drawn; ties go to the number listed first.
/// - SeeAlso: Friedman, 2001, "Greedy Function Approximation: A Gradient Boosting Machine"; the gain is
///   that of Chen and Guestrin, 2016, "XGBoost: A Scalable Tree Boosting System".
struct StumpBoosting {
  var rounds = 300
  var rate: Float = 0.1
  /// The most bins of a number.
  var bins = 32
  /// The fewest rows on either side.
  var leastRows = 40
  /// λ.
  var penalty: Float = 20

  /// Fits stumps.
  ///
  /// - Parameters:
  ///   - rows: the numbers of each row, all of one length.
  ///   - loss: gradients and second derivatives of the rows, given the sums so far.
  func fit(
    _ rows: [[Float]], _ loss: (_ sums: [Float]) -> (gradients: [Float], curvatures: [Float])
  ) -> [Stump] {
    guard let width = rows.first?.count, width > 0 else { return [] }
    let table = BinTable(rows, width: width, bins: bins)
    var sums = [Float](repeating: 0, count: rows.count)
    var stumps: [Stump] = []
    for _ in 0..<rounds {
      let (gradients, curvatures) = loss(sums)
      guard let found = best(table, gradients, curvatures) else { break }
      stumps.append(found.stump)
      let column = found.stump.feature * rows.count
      for row in rows.indices {
        sums[row] +=
          Int(table.bins[column + row]) <= found.bin ? found.stump.left : found.stump.right
      }
    }
    return stumps
  }

  private func best(
    _ table: BinTable, _ gradients: [Float], _ curvatures: [Float]
  ) -> (stump: Stump, bin: Int)? {
    let count = gradients.count
    let (allG, allH) = (gradients.reduce(0, +), curvatures.reduce(0, +))
    let base = allG * allG / (allH + penalty)
    var best: (gain: Float, feature: Int, bin: Int, left: (Float, Float))?
    var sums = [(g: Float, h: Float, n: Int)](repeating: (0, 0, 0), count: 256)
    for feature in 0..<table.width where !table.edges[feature].isEmpty {
      for bin in 0...table.edges[feature].count { sums[bin] = (0, 0, 0) }
      for row in 0..<count {
        let bin = Int(table.bins[feature * count + row])
        sums[bin].g += gradients[row]
        sums[bin].h += curvatures[row]
        sums[bin].n += 1
      }
      var (g, h, n): (Float, Float, Int) = (0, 0, 0)
      for bin in table.edges[feature].indices {
        g += sums[bin].g
        h += sums[bin].h
        n += sums[bin].n
        guard n >= leastRows, count - n >= leastRows else { continue }
        let gain =
          g * g / (h + penalty) + (allG - g) * (allG - g) / (allH - h + penalty) - base
        if gain > best?.gain ?? 1e-6 { best = (gain, feature, bin, (g, h)) }
      }
    }
    guard let best else { return nil }
    let (g, h) = best.left
    return (
      Stump(
        feature: best.feature, threshold: table.edges[best.feature][best.bin],
        left: -rate * g / (h + penalty), right: -rate * (allG - g) / (allH - h + penalty)),
      best.bin
    )
  }
}

/// The numbers of all rows as bins, column by column.
private struct BinTable {
  let width: Int
  /// The greatest number of each bin but the last, by column.
  let edges: [[Float]]
  let bins: [UInt8]

  init(_ rows: [[Float]], width: Int, bins count: Int) {
    self.width = width
    var edges: [[Float]] = []
    var bins: [UInt8] = []
    bins.reserveCapacity(rows.count * width)
    for column in 0..<width {
      let values = rows.map { $0[column] }
      let own = Self.edges(values.sorted(), count)
      edges.append(own)
      for value in values { bins.append(UInt8(own.firstIndex { value <= $0 } ?? own.count)) }
    }
    self.edges = edges
    self.bins = bins
  }

  private static func edges(_ sorted: [Float], _ count: Int) -> [Float] {
    var edges: [Float] = []
    // Where few numbers are not the least, as with counts, all their values are edges.
    var values: [Float] = []
    for value in sorted where value != values.last && values.count <= 12 { values.append(value) }
    if values.count <= 12 { return Array(values.dropLast()) }
    for bin in 1..<count {
      let edge = sorted[sorted.count * bin / count]
      if edge != edges.last, edge < sorted[sorted.count - 1] { edges.append(edge) }
    }
    return edges
  }
}
