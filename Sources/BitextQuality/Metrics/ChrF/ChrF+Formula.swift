// SPDX-License-Identifier: Apache-2.0

extension ChrF: RowMetric {
  var rowWidth: Int { 3 * (options.characterOrder + options.wordOrder) }
  var hasWholeRows: Bool { true }
  func makeCounter() -> ChrFCounter { ChrFCounter(self) }

  func add(row: UnsafePointer<Double>, references: Int, to pooled: inout ChrFStatistics) {
    pooled.counts.pad(to: rowWidth)
    for index in 0..<rowWidth { pooled.counts[index] += Int(row[index]) }
    pooled.references = pooled.references + .fixed(references)
  }

  func value(ofSum row: [Float]) -> ResampledScore { formula(row) }
  func value(ofExactSum row: [Double]) -> Double { formula(row).value }

  /// chrF's formula, over triplets of n-grams of the hypothesis, of the reference, and shared.
  func formula<Number: BinaryFloatingPoint>(_ counts: [Number]) -> ResampledScore {
    counts.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ResampledScore(value: 0, isSingle: false) }
      return formula(base)
    }
  }

  func formula<Number: BinaryFloatingPoint>(_ counts: UnsafePointer<Number>) -> ResampledScore {
    let orders = options.characterOrder + options.wordOrder
    let epsilon = Number(1e-16)
    let factor = Number(options.beta * options.beta)
    var smoothed: Number = 0
    var precisions: Number = 0
    var recalls: Number = 0
    var effective = 0
    for order in 0..<orders {
      let (own, other, shared) = (counts[3 * order], counts[3 * order + 1], counts[3 * order + 2])
      let precision = own > 0 ? shared / own : epsilon
      let recall = other > 0 ? shared / other : epsilon
      let divisor = factor * precision + recall
      smoothed += divisor > 0 ? (1 + factor) * precision * recall / divisor : epsilon
      if own > 0, other > 0 {
        precisions += precision
        recalls += recall
        effective += 1
      }
    }
    let isSingle = Number.self == Float.self
    if options.epsilonSmoothing {
      return ResampledScore(value: Double(100 * smoothed / Number(orders)), isSingle: isSingle)
    }
    guard effective > 0 else { return ResampledScore(value: 0, isSingle: false) }
    precisions /= Number(effective)
    recalls /= Number(effective)
    guard precisions + recalls != 0 else { return ResampledScore(value: 0, isSingle: false) }
    var score = (1 + factor) * precisions * recalls
    score /= factor * precisions + recalls
    return ResampledScore(value: Double(100 * score), isSingle: isSingle)
  }
}
