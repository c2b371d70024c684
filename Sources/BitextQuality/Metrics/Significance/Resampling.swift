// SPDX-License-Identifier: Apache-2.0

import BitextModel

/// Scores of resamples, and whether all of them kept single precision; then their mean is taken in
/// single precision too, as numpy does.
struct ResampledScores {
  var values: [Double] = []
  var isSingle = true

  mutating func append(_ score: ResampledScore) {
    values.append(score.value)
    isSingle = isSingle && score.isSingle
  }

  /// The mean and the interval, by numpy's mean.
  var confidence: Score.Confidence {
    let sorted = values.sorted()
    return Score.Confidence(mean: mean(of: sorted), halfWidth: halfWidth(sorted))
  }

  /// The mean and the interval, by the exact mean of Python's `statistics`.
  var exactConfidence: Score.Confidence {
    let sorted = values.sorted()
    var sum = 0.0
    var rest = 0.0
    for value in sorted {
      let next = sum + value
      let part = next - sum
      rest += (sum - (next - part)) + (value - part)
      sum = next
    }
    let count = Double(sorted.count)
    let first = sum / count
    let mean = first + ((-first).addingProduct(count, sum, rest) / count)
    return Score.Confidence(
      mean: isSingle ? Double(Float(mean)) : mean, halfWidth: halfWidth(sorted))
  }

  /// Half of what lies between the scores with a fortieth of all before and after them.
  private func halfWidth(_ sorted: [Double]) -> Double {
    let lower = sorted[sorted.count / 40]
    let upper = sorted[sorted.count - sorted.count / 40 - 1]
    return isSingle ? Double(0.5 * (Float(upper) - Float(lower))) : 0.5 * (upper - lower)
  }

  /// numpy's mean of the values in the order given.
  func mean(of values: [Double]) -> Double {
    if isSingle {
      return Double(PairwiseSum.of(values.map { Float($0) }[...]) / Float(values.count))
    }
    return PairwiseSum.of(values[...]) / Double(values.count)
  }
}

extension Double {
  /// `sum` + `rest` + `self` × `count`, with one rounding of the product.
  fileprivate func addingProduct(_ count: Double, _ sum: Double, _ rest: Double) -> Double {
    sum.addingProduct(self, count) + rest
  }
}

/// Sums as numpy sums an array: halves down to 128, then eight sums side by side.
enum PairwiseSum {
  static func of<Number: BinaryFloatingPoint>(_ values: ArraySlice<Number>) -> Number {
    let start = values.startIndex
    if values.count < 8 { return values.reduce(0, +) }
    if values.count <= 128 {
      var sums = Array(values[start..<(start + 8)])
      let whole = values.count - values.count % 8
      for block in stride(from: 8, to: whole, by: 8) {
        for lane in 0..<8 { sums[lane] += values[start + block + lane] }
      }
      let low = (sums[0] + sums[1]) + (sums[2] + sums[3])
      let high = (sums[4] + sums[5]) + (sums[6] + sums[7])
      return values[(start + whole)...].reduce(low + high, +)
    }
    let half = values.count / 2 - (values.count / 2) % 8
    return of(values[start..<(start + half)]) + of(values[(start + half)...])
  }
}

extension RowMetric {
  /// The scores of samples drawn with replacement, as many rows each as there are.
  func resampledScores(
    _ rows: RowStore, samples: Int, drawnBy stream: RandomStream
  ) -> ResampledScores {
    var stream = stream
    var scores = ResampledScores()
    var sums = [Float](repeating: 0, count: rowWidth)
    for _ in 0..<samples {
      rows.sum(of: rows.count, drawnBy: &stream, into: &sums)
      scores.append(value(ofSum: sums))
    }
    return scores
  }
}
