// SPDX-License-Identifier: Apache-2.0

/// A table with lines around its cells, as sacreBLEU draws it: the first column to the right, the
/// others in the middle.
struct TextTable: CustomStringConvertible {
  /// The columns, each with its title first; a cell may have several lines.
  let columns: [[String]]

  var description: String {
    let cells = columns.map {
      $0.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    }
    let widths = cells.map { column in
      column.enumerated().map { row, lines in
        (lines.map(\.unicodeScalars.count).max() ?? 0) + (row == 0 ? 2 : 0)
      }.max() ?? 0
    }
    var text = rule(widths, "╒", "╤", "╕", "═")
    let rows = cells.first?.count ?? 0
    for row in 0..<rows {
      let height = cells.map { $0[row].count }.max() ?? 1
      for line in 0..<height {
        let parts = cells.indices.map { column in
          let lines = cells[column][row]
          return padded(line < lines.count ? lines[line] : "", widths[column], column == 0)
        }
        text += "│ " + parts.joined(separator: " │ ") + " │\n"
      }
      if row == 0 {
        text += rule(widths, "╞", "╪", "╡", "═")
      } else if row < rows - 1 {
        text += rule(widths, "├", "┼", "┤", "─")
      }
    }
    return text + rule(widths, "╘", "╧", "╛", "═")
  }

  private func rule(
    _ widths: [Int], _ start: String, _ between: String, _ end: String, _ line: String
  ) -> String {
    let parts = widths.map { String(repeating: line, count: $0 + 2) }
    return start + parts.joined(separator: between) + end + "\n"
  }

  private func padded(_ text: Substring, _ width: Int, _ isRight: Bool) -> String {
    let gap = max(0, width - text.unicodeScalars.count)
    let left = isRight ? gap : gap / 2
    return String(repeating: " ", count: left) + text + String(repeating: " ", count: gap - left)
  }
}
