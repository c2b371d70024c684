// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// Which unit of which system stands in each row of a blinded sheet.
struct SheetKey {
  /// What a row is.
  struct Entry: Hashable {
    var system: String
    var unit: String
  }

  static let header = "row\tsystem\tunit\n"
  /// The document's name in a sheet.
  static let document = "sheet"

  let path: String
  private var entries: [String: Entry] = [:]

  /// Reads a key.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line.
  init(path: String) throws {
    self.path = path
    try NumberedLines(path: path).forEach { number, line in
      if number == 1, line + "\n" == Self.header { return }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3 else {
        throw NumberedLines.Problem(
          "expected the columns row, system and unit, found \(cells.count)")
      }
      entries[cells[0]] = Entry(system: cells[1], unit: cells[2])
    }
  }

  subscript(row: String) -> Entry? { entries[row] }
}
