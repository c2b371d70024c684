// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes units as tab-separated values: `id source target bead score pair engine`.
///
/// Tabs, line feeds, carriage returns and backslashes inside a field are written `\t \n \r \\`.
/// Properties and languages have no column and are left out.
public struct TSVWriter: CorpusWriter, ~Copyable {
  /// The columns, in order.
  public static let columns = ["id", "source", "target", "bead", "score", "pair", "engine"]

  /// How many cells got an apostrophe.
  public private(set) var defusedCells = 0

  private let output: OutputFile
  private let isSpreadsheet: Bool
  private var row: [UInt8] = []

  /// Begins a file with its header line.
  ///
  /// - Parameters:
  ///   - output: where the bytes go.
  ///   - isSpreadsheet: whether a byte-order mark comes first and texts that a spreadsheet would take for
  ///     formulas get an apostrophe; see ``defusedCells``.
  public init(to output: OutputFile, isSpreadsheet: Bool = false) throws {
    self.output = output
    self.isSpreadsheet = isSpreadsheet
    if isSpreadsheet { try output.write("\u{feff}") }
    try output.write(Self.columns.joined(separator: "\t") + "\n")
  }

  /// Writes one row.
  public mutating func write(_ unit: TranslationUnit) throws {
    row.removeAll(keepingCapacity: true)
    add(unit.id)
    add(unit.source.text)
    add(unit.target.text)
    add(unit.bead.map(\.description) ?? "")
    add(unit.score.map { DecimalText.rounded($0) } ?? "")
    add(unit.pair ?? "")
    add(unit.engine ?? "")
    row[row.count - 1] = 10
    try output.write(row)
  }

  /// Closes the file.
  public consuming func finish() throws { try output.finish() }

  private mutating func add(_ field: String) {
    var field = field
    if isSpreadsheet && Spreadsheet.isFormula(field) {
      row.append(UInt8(ascii: "'"))
      defusedCells += 1
    }
    field.withUTF8 { bytes in
      var clean = 0
      for index in bytes.indices where Self.isEscaped(bytes[index]) {
        row.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[clean..<index]))
        row.append(0x5c)
        switch bytes[index] {
        case 0x09: row.append(UInt8(ascii: "t"))
        case 0x0a: row.append(UInt8(ascii: "n"))
        case 0x0d: row.append(UInt8(ascii: "r"))
        default: row.append(0x5c)
        }
        clean = index + 1
      }
      row.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[clean...]))
    }
    row.append(0x09)
  }

  @inline(__always)
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte == 0x5c || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}

/// What spreadsheets do with cells.
enum Spreadsheet {
  /// Whether a spreadsheet would take a cell for a formula: it begins with `=`, `+`, `-`, `@`, also in full
  /// width, or with a control character, and is no number.
  static func isFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": Double(text) == nil
    default: false
    }
  }
}

/// Numbers as the text formats write them.
enum DecimalText {
  /// At most four decimals, no trailing zeros.
  static func rounded(_ value: Double) -> String {
    // A number as great as this has no decimals, and its product may not be finite.
    guard abs(value) < 1e15 else { return value.description }
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() ? String(Int64(rounded)) : rounded.description
  }
}
