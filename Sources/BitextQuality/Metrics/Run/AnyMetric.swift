// SPDX-License-Identifier: Apache-2.0

import BitextModel

/// One of the metrics, so that a run can hold several kinds.
enum AnyMetric: Sendable {
  case bleu(BLEU)
  case chrF(ChrF)
  case ter(TER)

  init(_ name: ScoreOptions.Metric, _ options: ScoreOptions) throws(ScoreFailure) {
    switch name {
    case .bleu: self = .bleu(try options.bleu())
    case .chrf: self = .chrF(ChrF(options.chrF))
    case .ter: self = .ter(TER(options.ter))
    }
  }

  /// Sums a batch.
  func part(of batch: SegmentBatch, _ wish: PartWish) -> ScorePart {
    switch self {
    case .bleu(let metric): metric.part(of: batch, wish)
    case .chrF(let metric): metric.part(of: batch, wish)
    case .ter(let metric): metric.part(of: batch, wish)
    }
  }

  func makeStore() -> RowStore {
    switch self {
    case .bleu(let metric): RowStore(width: metric.rowWidth, whole: metric.hasWholeRows)
    case .chrF(let metric): RowStore(width: metric.rowWidth, whole: metric.hasWholeRows)
    case .ter(let metric): RowStore(width: metric.rowWidth, whole: metric.hasWholeRows)
    }
  }

  /// The score of summed rows.
  func score(sum: [Double], references: Int) -> Score {
    switch self {
    case .bleu(let metric): metric.score(sum: sum, references: references)
    case .chrF(let metric): metric.score(sum: sum, references: references)
    case .ter(let metric): metric.score(sum: sum, references: references)
    }
  }

  /// The scores of samples drawn from a store.
  func resampledScores(_ rows: RowStore, samples: Int, seed: UInt64) -> ResampledScores {
    let stream = RandomStream(seed: seed)
    return switch self {
    case .bleu(let metric): metric.resampledScores(rows, samples: samples, drawnBy: stream)
    case .chrF(let metric): metric.resampledScores(rows, samples: samples, drawnBy: stream)
    case .ter(let metric): metric.resampledScores(rows, samples: samples, drawnBy: stream)
    }
  }

  /// Compares systems with the first.
  func compare(
    _ systems: [(score: Double, rows: RowStore)], by method: PairedMethod, seed: UInt64
  ) -> [PairedResult] {
    switch self {
    case .bleu(let metric): metric.compare(systems, by: method, seed: seed)
    case .chrF(let metric): metric.compare(systems, by: method, seed: seed)
    case .ter(let metric): metric.compare(systems, by: method, seed: seed)
    }
  }
}

/// What a run wants to know of a batch besides its sums.
struct PartWish: Sendable {
  var rows = false
  /// How each segment's own score is written, if it is wanted.
  var sentences: (@Sendable (Score) -> String)?
}

/// The sums of one batch of one system by one metric.
struct ScorePart: Sendable {
  var sum: [Double]
  var rows: [Double] = []
  var sentences: [String] = []
}

extension RowMetric {
  func part(of batch: SegmentBatch, _ wish: PartWish) -> ScorePart {
    var part = ScorePart(sum: Array(repeating: 0, count: rowWidth))
    if wish.rows { part.rows.reserveCapacity(rowWidth * batch.count) }
    let width = rowWidth
    forEachRow(of: batch) { row, references in
      part.sum.withUnsafeMutableBufferPointer { sum in
        for index in 0..<width { sum[index] += row[index] }
      }
      if wish.rows {
        part.rows.append(contentsOf: UnsafeBufferPointer(start: row, count: rowWidth))
      }
      if let text = wish.sentences {
        part.sentences.append(text(score(statistics(row: row, references: references))))
      }
    }
    return part
  }

  func score(sum: [Double], references: Int) -> Score {
    var sum = sum
    return sum.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return score(.zero) }
      return score(statistics(row: base, references: references))
    }
  }
}
