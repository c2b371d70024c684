// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The cells that the search visits: for each source rung a range of target rungs.
struct SearchBand {
  /// The first target rung of each source rung.
  let first: [Int]
  /// Where each source rung's cells begin in the table; one entry more than rungs.
  let offset: [Int]

  /// The number of cells.
  var cellCount: Int { offset[offset.count - 1] }

  init(_ text: AlignmentText, options: LadderAligner.Options) {
    let sources = text.source.count
    let targets = text.target.count
    let isFull = sources * targets <= options.fullSearchLimit
    let half = max(8, options.bandWidth / 2)
    var first: [Int] = []
    var offset = [0]
    var centre = 0
    let sourceLength = Double(max(1, text.source.lengths[sources]))
    let targetLength = Double(max(1, text.target.lengths[targets]))
    for rung in 0...sources {
      var low = 0
      var high = targets
      if !isFull {
        let wanted = Double(text.source.lengths[rung]) / sourceLength * targetLength
        while centre < targets && Double(text.target.lengths[centre]) < wanted { centre += 1 }
        low = max(0, centre - half)
        high = min(targets, centre + half)
        // Neighbouring ranges must overlap, or no path goes through.
        if let before = first.last {
          low = min(low, before + (offset[rung] - offset[rung - 1]) - 1)
        }
        if rung == sources { high = targets }
      }
      first.append(low)
      offset.append((offset.last ?? 0) + high - low + 1)
    }
    self.first = first
    self.offset = offset
  }

  /// The number of a cell in the table; `nil` outside the band.
  @inline(__always)
  func cell(_ source: Int, _ target: Int) -> Int? {
    guard source >= 0 else { return nil }
    let column = target - first[source]
    guard column >= 0, column < offset[source + 1] - offset[source] else { return nil }
    return offset[source] + column
  }

  /// The target rungs of a source rung.
  func range(_ source: Int) -> ClosedRange<Int> {
    first[source]...(first[source] + offset[source + 1] - offset[source] - 1)
  }
}
