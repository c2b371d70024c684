// SPDX-License-Identifier: Apache-2.0

/// Sums by block of documents, to be drawn again by bootstrap.
///
/// A block is one document at first. Beyond 2,048 documents neighbours are joined, so that memory and
/// time do not grow with the corpus: a block is then 2, 4, 8 … documents, still drawn whole, and the
/// interval stays that of independent documents.
///
/// - SeeAlso: Efron and Tibshirani, 1993, "An Introduction to the Bootstrap".
struct BlockSums {
  static let limit = 2048
  /// The numbers summed in each block.
  let width: Int
  private var values: [Double] = []
  private var shift = 0

  init(width: Int) { self.width = width }

  /// How many blocks there are.
  var count: Int { values.count / max(1, width) }

  /// Adds to one number of a document; documents are numbered from 0 in their order.
  mutating func add(_ value: Double, document: Int, column: Int) {
    while document >> shift >= Self.limit { merge() }
    let place = (document >> shift) * width + column
    while values.count <= place { values += repeatElement(0, count: width) }
    values[place] += value
  }

  private mutating func merge() {
    var merged: [Double] = []
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      for column in 0..<width {
        let other = start + width + column
        merged.append(values[start + column] + (other < values.count ? values[other] : 0))
      }
    }
    values = merged
    shift += 1
  }

  /// The sums of all blocks.
  var total: [Double] {
    var sums = [Double](repeating: 0, count: width)
    for place in values.indices { sums[place % width] += values[place] }
    return sums
  }

  /// The sums of samples, each of as many blocks as there are, drawn with replacement.
  func samples(_ samples: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed)
    let count = count
    return values.withUnsafeBufferPointer { values in
      (0..<samples).map { _ in
        var sums = [Double](repeating: 0, count: width)
        sums.withUnsafeMutableBufferPointer { sums in
          for _ in 0..<count {
            let start = stream.index(below: UInt32(count)) * width
            for column in 0..<width { sums[column] += values[start + column] }
          }
        }
        return sums
      }
    }
  }
}

/// Rates and their intervals.
enum ReportRate {
  /// Weighted faults per 1,000 source words; 0 where there are no words.
  static func perThousand(_ weight: Double, _ words: Double) -> Double {
    words > 0 ? 1000 * weight / words : 0
  }

  /// The middle 95 of 100 values; `nil` where there are none.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let cut = sorted.count / 40
    return sorted[cut]...sorted[sorted.count - 1 - cut]
  }
}
