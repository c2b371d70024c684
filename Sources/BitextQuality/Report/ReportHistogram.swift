// SPDX-License-Identifier: Apache-2.0

/// How often values fall into bins of one hundredth; from 8 on they are counted together.
struct ReportHistogram {
  private static let binCount = 800
  private(set) var counts = [Int](repeating: 0, count: binCount)
  /// Values of 8 and more.
  private(set) var beyond = 0
  /// All values.
  private(set) var total = 0

  /// Counts a value in ten-thousandths, so that whoever sorts the same number again meets the same
  /// bin.
  mutating func add(_ value: Int) {
    total += 1
    let bin = max(0, value) / 100
    if bin < Self.binCount { counts[bin] += 1 } else { beyond += 1 }
  }

  /// The value below which a share of all lie, to a hundredth; `nil` where there is none.
  func quantile(_ share: Double) -> Double? {
    guard total > 0 else { return nil }
    let wanted = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= wanted { return Double(bin) / 100 + 0.005 }
    }
    return Double(Self.binCount) / 100
  }

  /// The counts in bins as wide as shows most values in at most 48 of them.
  ///
  /// - Returns: the width in hundredths, the counts from 0 on, and how many lie beyond.
  func display() -> (width: Int, counts: [Int], beyond: Int) {
    guard let high = quantile(0.995) else { return (1, [], 0) }
    let top = Int(high * 100) + 1
    let width = [1, 2, 5, 10, 20, 50].first { top <= $0 * 48 } ?? 50
    return bins(width: width, count: (top + width - 1) / width)
  }

  /// The counts in `count` bins of `width` hundredths.
  func bins(width: Int, count: Int) -> (width: Int, counts: [Int], beyond: Int) {
    var bins = [Int](repeating: 0, count: count)
    var rest = beyond
    for (bin, value) in counts.enumerated() where value > 0 {
      if bin / width < count { bins[bin / width] += value } else { rest += value }
    }
    return (width, bins, rest)
  }
}
