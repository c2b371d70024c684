// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Formats of one line a unit, columns separated by tabs, without a header and without escapes.
struct PlainColumns {
  /// What stands in a column.
  enum Column { case source, target, score, sourceDocument, targetDocument, ignored }

  /// The columns; those behind ``needed`` may be missing, further ones are ignored.
  let columns: [Column]
  let needed: Int

  /// hunalign's text form: source, target, quality.
  static let hunalign = PlainColumns(columns: [.source, .target, .score], needed: 2)
  /// bitextor's: address of both documents, both texts, score.
  static let bitextor = PlainColumns(
    columns: [.sourceDocument, .targetDocument, .source, .target, .score], needed: 4)
}

/// Reads a headerless table.
struct PlainColumnsReader: UnitReader {
  private let lines: LineReader
  private let shape: PlainColumns
  private let languages: LanguagePair
  private var row = 0
  private(set) var repairs = UnitRepairs()

  init(_ source: ByteSource, shape: PlainColumns, limit: Int, languages: LanguagePair) {
    lines = LineReader(source, limit: limit)
    self.shape = shape
    self.languages = languages
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while try lines.advance() {
      var bytes = lines.bytes
      if lines.number == 1, PageBytes.hasPrefix(bytes, "\u{feff}") {
        bytes = UnsafeBufferPointer(rebasing: bytes[3...])
      }
      if bytes.isEmpty && !lines.isTooLong { continue }
      defer { row += 1 }
      return unit(from: bytes)
    }
    return nil
  }

  private mutating func unit(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<TranslationUnit, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let cells = bytes.split(
      separator: 9, maxSplits: shape.columns.count, omittingEmptySubsequences: false)
    guard cells.count >= shape.needed else {
      return rejected(
        .wrongColumns, "expected \(shape.needed) columns, found \(cells.count)",
        column: TextColumn.field(cells.count, separator: 9, in: bytes))
    }
    if cells.count > shape.columns.count {
      repairs.add(
        .leftOut,
        at: (lines.number, TextColumn.field(shape.columns.count, separator: 9, in: bytes)))
    }
    var unit = TranslationUnit(
      id: String(row), source: TranslationUnitVariant(language: languages.source, text: ""),
      target: TranslationUnitVariant(language: languages.target, text: ""))
    for (index, (column, cell)) in zip(shape.columns, cells).enumerated() {
      guard let text = String(validating: cell, as: UTF8.self) else {
        return rejected(
          .invalidUTF8, "expected text in UTF-8, found other bytes",
          column: TextColumn.invalid(in: bytes))
      }
      switch column {
      case .source: unit.source.text = text
      case .target: unit.target.text = text
      case .sourceDocument where !text.isEmpty:
        unit.properties.append(UnitProperty(type: TMXWriter.Property.sourceDocument, value: text))
      case .targetDocument where !text.isEmpty:
        unit.properties.append(UnitProperty(type: TMXWriter.Property.targetDocument, value: text))
      case .score where !text.isEmpty:
        guard let score = Double(text), score.isFinite else {
          return rejected(
            .wrongType, "expected a number, found \"\(text.prefix(20))\"",
            column: TextColumn.field(index, separator: 9, in: bytes))
        }
        unit.score = score
      default: break
      }
    }
    return .success(unit)
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String, column: Int = 1
  ) -> Result<TranslationUnit, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(
          path: lines.path, line: lines.number, column: column, code: code, message: message)))
  }
}

/// Writes a headerless table; line breaks and tabs inside a field become spaces.
final class PlainColumnsWriter: UnitFileWriter {
  private let output: OutputFile
  private let shape: PlainColumns
  private var row: [UInt8] = []
  private var isFirst = true

  init(to output: OutputFile, shape: PlainColumns) {
    self.output = output
    self.shape = shape
  }

  func write(_ unit: TranslationUnit) throws {
    row.removeAll(keepingCapacity: true)
    if isFirst && shape.columns.first == .source { row.append(markBefore: unit.source.text) }
    isFirst = false
    for (index, column) in shape.columns.enumerated() {
      if index > 0 { row.append(9) }
      switch column {
      case .source: row.appendLine(unit.source.text)
      case .target: row.appendLine(unit.target.text)
      case .score: row.appendLine(unit.score.map { DecimalText.rounded($0) } ?? "")
      case .sourceDocument: row.appendLine(document(TMXWriter.Property.sourceDocument, of: unit))
      case .targetDocument: row.appendLine(document(TMXWriter.Property.targetDocument, of: unit))
      case .ignored: break
      }
    }
    row.append(10)
    try output.write(row)
  }

  private func document(_ type: String, of unit: TranslationUnit) -> String {
    unit.properties.first { $0.type == type }?.value ?? ""
  }

  func finish() throws { try output.finish() }
}

extension [UInt8] {
  /// Adds a byte-order mark where a file would begin with a text that has one: a reader takes the first away.
  mutating func append(markBefore text: String) {
    if text.unicodeScalars.first == "\u{feff}" { append(contentsOf: [0xef, 0xbb, 0xbf]) }
  }

  /// Adds a text as one line: each of its tabs, line feeds and other line breaks of ASCII becomes a space.
  mutating func appendLine(_ text: String) {
    let start = count
    append(contentsOf: text.utf8)
    for index in start..<count where (9...13).contains(self[index]) { self[index] = 0x20 }
  }
}
