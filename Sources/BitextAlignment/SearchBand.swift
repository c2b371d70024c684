// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The cells that the search visits: for each source rung a range of target rungs.
struct SearchBand {
  /// The first and last target rung of each source rung; both ascend.
  let ranges: [ClosedRange<Int>]
  /// Where each source rung's cells begin in the table; one entry more than rungs.
  let offset: [Int]
  let targets: Int

  /// The number of cells.
  var cellCount: Int { offset[offset.count - 1] }

  init(_ ranges: [ClosedRange<Int>], targets: Int) {
    self.ranges = ranges
    self.targets = targets
    var offset = [0]
    for range in ranges { offset.append(offset[offset.count - 1] + range.count) }
    self.offset = offset
  }

  /// All cells.
  init(sources: Int, targets: Int) {
    self.init(Array(repeating: 0...targets, count: sources + 1), targets: targets)
  }

  /// A band around a path.
  ///
  /// - Parameters:
  ///   - path: a target rung for each source rung, ascending, from 0 to `targets`.
  ///   - halfWidths: how many target rungs the band reaches to either side of each.
  init(along path: [Int], halfWidths: [Int], targets: Int) {
    var ranges: [ClosedRange<Int>] = []
    for (rung, centre) in path.enumerated() {
      let halfWidth = halfWidths[rung]
      var low = max(0, centre - halfWidth)
      var high = min(targets, centre + halfWidth)
      if rung == 0 { low = 0 }
      if rung == path.count - 1 { high = targets }
      // A step of the path may be steeper than the band is wide: neighbours must overlap.
      if let before = ranges.last {
        low = max(before.lowerBound, min(low, before.upperBound))
        high = max(before.upperBound, high)
      }
      ranges.append(low...high)
    }
    self.init(ranges, targets: targets)
  }

  /// The number of a cell in the table; `nil` outside the band.
  @inline(__always)
  func cell(_ source: Int, _ target: Int) -> Int? {
    guard source >= 0, ranges[source].contains(target) else { return nil }
    return offset[source] + target - ranges[source].lowerBound
  }

  /// The target rungs that beads which hold a source segment may end at, for each source segment.
  var sourceRows: [ClosedRange<Int>] {
    (0..<ranges.count - 1).map { segment in
      let last = min(ranges.count - 1, segment + 4)
      return ranges[segment + 1].lowerBound...ranges[last].upperBound
    }
  }

  /// The same for each target segment: the source rungs that beads which hold it may end at.
  var targetRows: [ClosedRange<Int>] {
    var rows: [ClosedRange<Int>] = []
    var first = 0
    var last = 0
    for segment in 0..<targets {
      while first < ranges.count - 1, ranges[first].upperBound < segment + 1 { first += 1 }
      last = max(last, first)
      let reach = min(targets, segment + 4)
      while last < ranges.count - 1, ranges[last + 1].lowerBound <= reach { last += 1 }
      rows.append(first...last)
    }
    return rows
  }
}
