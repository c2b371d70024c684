// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A writer that a variable can hold whatever its format.
protocol UnitFileWriter: AnyObject {
  func write(_ unit: TranslationUnit) throws
  func finish() throws
  /// How many characters could not be written.
  var replacedCharacters: Int { get }
  /// How many cells a spreadsheet would have taken for formulas.
  var defusedCells: Int { get }
}

extension UnitFileWriter {
  var replacedCharacters: Int { 0 }
  var defusedCells: Int { 0 }
}

/// Writes units as comma-separated values, quoted as RFC 4180 has it, with the columns of TSV.
final class CSVWriter: UnitFileWriter {
  private(set) var defusedCells = 0
  private let output: OutputFile
  private let isSpreadsheet: Bool
  private var row: [UInt8] = []

  init(to output: OutputFile, isSpreadsheet: Bool) throws {
    self.output = output
    self.isSpreadsheet = isSpreadsheet
    if isSpreadsheet { try output.write("\u{feff}") }
    try output.write(TSVWriter.columns.joined(separator: ",") + "\r\n")
  }

  func write(_ unit: TranslationUnit) throws {
    row.removeAll(keepingCapacity: true)
    add(unit.id)
    add(unit.source.text)
    add(unit.target.text)
    add(unit.bead.map(\.description) ?? "")
    add(unit.score.map { DecimalText.rounded($0) } ?? "")
    add(unit.pair ?? "")
    add(unit.engine ?? "")
    row[row.count - 1] = 13
    row.append(10)
    try output.write(row)
  }

  func finish() throws { try output.finish() }

  private func add(_ field: String) {
    let isFormula = isSpreadsheet && Spreadsheet.isFormula(field)
    if isFormula { defusedCells += 1 }
    let needsQuotes = field.utf8.contains {
      $0 == 0x2c || $0 == 0x22 || $0 == 10 || $0 == 13 || $0 == 0x3b || $0 == 9
    }
    let isMarked = field.unicodeScalars.first == "\u{feff}" || field.isEmpty
    if needsQuotes || isMarked { row.append(0x22) }
    if isFormula { row.append(UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == 0x22 { row.append(0x22) }
      row.append(byte)
    }
    if needsQuotes || isMarked { row.append(0x22) }
    row.append(0x2c)
  }
}
