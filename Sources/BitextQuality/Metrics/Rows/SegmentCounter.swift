// SPDX-License-Identifier: Apache-2.0

import BitextModel

/// Counts one segment after the other, in memory that it keeps.
///
/// Order of calls: ``begin(_:)`` once, ``add(reference:)`` for each reference, then
/// ``finish(into:)`` once, which gives the row of the segment.
protocol SegmentCounter: AnyObject {
  func begin(_ hypothesis: UnsafeBufferPointer<UInt8>)
  func add(reference: UnsafeBufferPointer<UInt8>)
  func finish(into row: UnsafeMutablePointer<Double>)
}

/// A metric whose statistics are a row of numbers, the same count for every segment.
///
/// A row is what sacreBLEU calls the sufficient statistics of a segment; resampling needs nothing
/// else.
protocol RowMetric: QualityMetric {
  associatedtype Counter: SegmentCounter
  /// How many numbers a row has.
  var rowWidth: Int { get }
  /// Whether all numbers of a row are whole and not negative.
  var hasWholeRows: Bool { get }
  /// Memory for counting.
  func makeCounter() -> Counter
  /// Adds the row of one segment with so many references.
  func add(row: UnsafePointer<Double>, references: Int, to pooled: inout Statistics)
  /// The score of summed rows, in the arithmetic of the resampling that summed them.
  func value(ofSum row: [Float]) -> ResampledScore
  /// The score of summed rows, where the sums of whole rows are held as integers.
  func value(ofExactSum row: [Double]) -> Double
}

/// A score of a resample, and whether single precision was kept to the end.
struct ResampledScore {
  var value: Double
  var isSingle: Bool
}

extension RowMetric {
  /// The score that a single segment's row has, as printed for sentences.
  func statistics(row: UnsafePointer<Double>, references: Int) -> Statistics {
    var pooled = Statistics.zero
    add(row: row, references: references, to: &pooled)
    return pooled
  }

  /// Counts a segment given as strings.
  func statistics(of hypothesis: String, against references: [String]) -> Statistics {
    let counter = makeCounter()
    var hypothesis = hypothesis
    hypothesis.withUTF8 { counter.begin($0) }
    for var reference in references { reference.withUTF8 { counter.add(reference: $0) } }
    var row = [Double](repeating: 0, count: rowWidth)
    return row.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .zero }
      counter.finish(into: base)
      return statistics(row: base, references: references.count)
    }
  }

  /// Counts a batch.
  func pooledStatistics(of batch: SegmentBatch) -> Statistics {
    var pooled = Statistics.zero
    forEachRow(of: batch) { row, references in
      add(row: row, references: references, to: &pooled)
    }
    return pooled
  }

  /// Hands on the row of each segment of a batch, and how many references the segment has.
  @inline(__always)
  func forEachRow(of batch: SegmentBatch, _ body: (UnsafePointer<Double>, Int) -> Void) {
    let counter = makeCounter()
    var row = [Double](repeating: 0, count: rowWidth)
    row.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      batch.forEachSegment { hypothesis, references in
        counter.begin(hypothesis)
        for index in 0..<references.count { counter.add(reference: references[index]) }
        counter.finish(into: base)
        body(base, references.count)
      }
    }
  }
}
