// SPDX-License-Identifier: Apache-2.0

/// The cells of an edit table that are looked at: a band around the line from corner to corner.
struct Beam {
  /// Half the width of the band where both texts are of like length; Tercom's number.
  private static let width = 25

  /// Words of the hypothesis, a row each after row 0.
  let rows: Int
  /// Words of the reference, a column each after column 0.
  let columns: Int
  private let ratio: Double
  private let width: Int
  /// How many deletions a path can have that stays within the band, wherever they are.
  private(set) var deletions = Int.max
  /// How many insertions a path can have that stays within the band, wherever they are.
  private(set) var insertions = Int.max

  /// The most cells that a row can have.
  var stride: Int { 2 * width + 2 }

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    ratio = rows > 0 ? Double(columns) / Double(rows) : 1
    width =
      Double(Self.width) < ratio / 2
      ? Int((ratio / 2 + Double(Self.width)).rounded(.up)) : Self.width
    for row in 1..<(rows + 1) {
      let middle = self.middle(row)
      if middle > width { deletions = min(deletions, row - middle + width) }
      if row < rows, middle + width <= columns {
        insertions = min(insertions, middle + width - row - 1)
      }
    }
  }

  @inline(__always)
  private func middle(_ row: Int) -> Int { Int((Double(row) * ratio).rounded(.down)) }

  /// The columns of a row from 1 on.
  @inline(__always)
  func bounds(_ row: Int) -> (lower: Int, upper: Int) {
    let middle = middle(row)
    return (
      max(0, middle - width), row == rows ? columns + 1 : min(columns + 1, middle + width)
    )
  }

  /// Whether a distance over the whole table is the distance within the band too.
  func holds(_ distance: Int) -> Bool {
    (distance + columns - rows) / 2 <= insertions && (distance + rows - columns) / 2 <= deletions
  }
}
