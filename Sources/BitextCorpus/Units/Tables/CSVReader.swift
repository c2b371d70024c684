// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads units from comma-separated values with a header line, quoted as RFC 4180 has it.
///
/// A header without commas may be separated by semicolons or tabs, as spreadsheets in some countries write.
/// Fields may hold line breaks. Memory is that of one record.
struct CSVReader: UnitReader {
  private let lines: LineReader
  private let limit: Int
  private var columns: UnitColumns?
  private var separator = UInt8(ascii: ",")
  private var row = 0
  private var fields: [String] = []
  private var recordLine = 1
  /// Where each field of the record begins, and where the record ends.
  private var places: [(line: Int, column: Int)] = []

  init(_ source: ByteSource, limit: Int, languages: LanguagePair) throws {
    lines = LineReader(source, limit: limit)
    self.limit = limit
    let head = try lines.peek(4096)
    let firstLine = head.prefix { $0 != 10 }
    if !firstLine.contains(separator) {
      if firstLine.contains(UInt8(ascii: ";")) {
        separator = UInt8(ascii: ";")
      } else if firstLine.contains(9) {
        separator = 9
      }
    }
    guard let header = try record() else { return }
    var names: [String]
    switch header {
    case .success(let fields): names = fields
    case .failure(let rejected):
      throw CorpusFailure(
        .malformed, path: source.path, line: 1, column: 1, message: rejected.rejection.message)
    }
    if let first = names.first, first.unicodeScalars.first == "\u{feff}" {
      names[0] = Self.unquoted(String(first.unicodeScalars.dropFirst()))
    }
    columns = UnitColumns(names, languages: languages)
    guard columns != nil else {
      throw CorpusFailure(
        .malformed, path: source.path, line: 1, column: 1,
        message: "expected a header with the columns source and target")
    }
  }

  /// A name behind a byte-order mark keeps its quotes.
  private static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    guard let columns, let record = try record() else { return nil }
    defer { row += 1 }
    switch record {
    case .failure(let failure): return .failure(failure)
    case .success(let fields):
      do {
        return .success(try columns.unit(fields, row: row))
      } catch {
        return .failure(rejected(error.code, error.message, at: places[error.field]))
      }
    }
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String, at place: (line: Int, column: Int)? = nil
  ) -> RejectedRecord {
    let (line, column) = place ?? (recordLine, 1)
    return RejectedRecord(
      Rejection(path: lines.path, line: line, column: column, code: code, message: message))
  }

  // MARK: Records

  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  /// The fields of the next record that is not empty.
  private mutating func record() throws -> Result<[String], RejectedRecord>? {
    while try lines.advance() {
      recordLine = lines.number
      if lines.bytes.isEmpty && !lines.isTooLong { continue }
      return try parse()
    }
    return nil
  }

  private mutating func parse() throws -> Result<[String], RejectedRecord> {
    var fields: [[UInt8]] = [[]]
    places.removeAll(keepingCapacity: true)
    places.append((recordLine, 1))
    var state = State.fieldStart
    var size = 0
    while true {
      guard !lines.isTooLong, size <= limit else {
        let message = "expected a record within the cap of \(limit) bytes, found more"
        if !lines.isTooLong {
          // A quote that nobody closes: where the next record begins cannot be told.
          throw CorpusFailure(
            .malformed, path: lines.path, line: recordLine, column: 1, message: message)
        }
        return .failure(rejected(.tooLong, message))
      }
      size += lines.bytes.count + 1
      var column = 1
      for byte in lines.bytes {
        guard take(byte, &state, &fields) else {
          return .failure(
            rejected(
              .damaged, "expected a separator behind a closing quote", at: (lines.number, column)))
        }
        if byte & 0xC0 != 0x80 { column += 1 }
        if fields.count > places.count { places.append((lines.number, column)) }
      }
      guard fields.count <= 4096 else {
        return .failure(rejected(.wrongColumns, "expected at most 4096 fields, found more"))
      }
      guard state == .quoted else {
        places.append((lines.number, column))
        break
      }
      if lines.byteCount > lines.bytes.count { fields[fields.count - 1].append(13) }
      fields[fields.count - 1].append(10)
      guard try lines.advance() else {
        return .failure(
          rejected(
            .truncated, "expected a closing quote, found the end of the file",
            at: places[fields.count - 1]))
      }
    }
    var texts: [String] = []
    for (index, field) in fields.enumerated() {
      guard let text = String(validating: field, as: UTF8.self) else {
        return .failure(
          rejected(
            .invalidUTF8, "expected text in UTF-8, found other bytes", at: places[index]))
      }
      texts.append(text)
    }
    return .success(texts)
  }

  /// Takes one byte; `false` where it cannot stand there.
  private func take(_ byte: UInt8, _ state: inout State, _ fields: inout [[UInt8]]) -> Bool {
    let quote = UInt8(ascii: "\"")
    switch state {
    case .quoted:
      if byte == quote { state = .quoteInQuoted } else { fields[fields.count - 1].append(byte) }
    case .quoteInQuoted where byte == quote:
      fields[fields.count - 1].append(byte)
      state = .quoted
    case .quoteInQuoted where byte != separator: return false
    case .fieldStart where byte == quote: state = .quoted
    default:
      if byte == separator {
        // One too many is told by the caller.
        if fields.count <= 4096 { fields.append([]) }
        state = .fieldStart
      } else {
        fields[fields.count - 1].append(byte)
        state = .plain
      }
    }
    return true
  }
}
