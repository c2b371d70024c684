// SPDX-License-Identifier: Apache-2.0

/// Ridge regression over rows of a few dense columns and many sparse ones, by conjugate gradients.
///
/// Minimises Σ (w·x − y)² + λ·|w|²; targets are taken without their mean, which is the caller's.
///
/// - Complexity: O(iterations · entries).
/// - Note: Deterministic.
struct Ridge {
  var penalty = 30.0
  var iterations = 120

  /// A row: dense values, and the sparse columns that hold one and the same value.
  struct Row {
    var dense: [Float]
    var columns: [Int32]
    var value: Float
  }

  /// The weights: of the dense columns, then of the sparse ones.
  func fit(_ rows: [Row], targets: [Float], sparseCount: Int) -> [Float] {
    let width = rows.first?.dense.count ?? 0
    var weights = [Double](repeating: 0, count: width + sparseCount)
    var rest = transposed(rows, targets.map { Double($0) }, weights.count, width)
    var direction = rest
    var norm = rest.reduce(0) { $0 + $1 * $1 }
    let first = norm
    for _ in 0..<iterations where norm > first * 1e-12 {
      var image = transposed(rows, products(rows, direction, width), weights.count, width)
      var along = 0.0
      for place in image.indices {
        image[place] += penalty * direction[place]
        along += image[place] * direction[place]
      }
      let step = norm / along
      var next = 0.0
      for place in image.indices {
        weights[place] += step * direction[place]
        rest[place] -= step * image[place]
        next += rest[place] * rest[place]
      }
      for place in image.indices { direction[place] = rest[place] + next / norm * direction[place] }
      norm = next
    }
    return weights.map { Float($0) }
  }

  private func products(_ rows: [Row], _ weights: [Double], _ width: Int) -> [Double] {
    rows.map { row in
      var sum = 0.0
      for column in 0..<width { sum += Double(row.dense[column]) * weights[column] }
      var sparse = 0.0
      for column in row.columns { sparse += weights[width + Int(column)] }
      return sum + sparse * Double(row.value)
    }
  }

  private func transposed(
    _ rows: [Row], _ values: [Double], _ count: Int, _ width: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (row, value) in zip(rows, values) {
      for column in 0..<width { sums[column] += Double(row.dense[column]) * value }
      let share = value * Double(row.value)
      for column in row.columns { sums[width + Int(column)] += share }
    }
    return sums
  }
}
