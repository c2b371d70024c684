// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from tab-separated values with a header line.
///
/// `source` and `target` are needed, the other columns of ``TSVWriter/columns`` are optional,
/// unknown ones are kept in ``TranslationUnit/extra``. A row with another number of columns is a
/// rejection.
public struct TSVReader: UnitReader {
  private let lines: LineReader
  private let columns: UnitColumns?
  private var row = 0

  /// Opens a file and reads its header.
  ///
  /// - Throws: ``CorpusFailure`` with `malformed` where the header lacks `source` or `target`.
  public init(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) throws {
    lines = LineReader(source, limit: limit)
    guard try lines.advance() else {
      columns = nil
      return
    }
    let header = PageBytes.trimmed(lines.bytes)
    let names = header.split(separator: 9, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    columns = UnitColumns(names, languages: languages)
    guard columns != nil else {
      throw CorpusFailure(
        .malformed, path: source.path, line: 1, column: 1,
        message: "expected a header with the columns source and target")
    }
  }

  /// The next unit, a rejection, or `nil` at the end. Empty lines are skipped.
  public mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while try lines.advance() {
      let bytes = lines.bytes
      if bytes.isEmpty && !lines.isTooLong { continue }
      defer { row += 1 }
      return unit(from: bytes)
    }
    return nil
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String, column: Int = 1
  ) -> Result<TranslationUnit, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(
          path: lines.path, line: lines.number, column: column, code: code, message: message)))
  }

  private func unit(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<TranslationUnit, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let cells = bytes.split(separator: 9, omittingEmptySubsequences: false)
    var fields: [String] = []
    for cell in cells.prefix(1000) {
      guard let text = field(cell) else {
        return rejected(
          .invalidUTF8, "expected text in UTF-8, found other bytes",
          column: TextColumn.invalid(in: bytes))
      }
      fields.append(text)
    }
    guard let columns else { return rejected(.wrongColumns, "expected a header, found none") }
    do {
      return .success(try columns.unit(fields, row: row))
    } catch {
      return rejected(
        error.code, error.message,
        column: TextColumn.field(error.field, separator: 9, in: bytes))
    }
  }

  private func field(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard cell.contains(0x5c) else { return String(validating: cell, as: UTF8.self) }
    var bytes: [UInt8] = []
    var escaped = false
    for byte in cell {
      if escaped {
        switch byte {
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "r"): bytes.append(13)
        case 0x5c: bytes.append(0x5c)
        default: bytes += [0x5c, byte]
        }
        escaped = false
      } else if byte == 0x5c {
        escaped = true
      } else {
        bytes.append(byte)
      }
    }
    if escaped { bytes.append(0x5c) }
    return String(validating: bytes, as: UTF8.self)
  }
}
