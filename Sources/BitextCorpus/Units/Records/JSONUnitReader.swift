// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from JSON lines; unknown keys are kept.
public struct JSONUnitReader: UnitReader {
  private let lines: LineReader
  private let parser = JSONParser()
  private let languages: LanguagePair
  private var row = 0
  /// What was mended.
  public private(set) var repairs = UnitRepairs()

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes, one object a line.
  ///   - limit: the cap on one record, in bytes.
  ///   - languages: the languages of units that do not name them.
  public init(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) {
    lines = LineReader(source, limit: limit)
    self.languages = languages
  }

  /// The next unit, a rejection, or `nil` at the end. Empty lines are skipped.
  public mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while try lines.advance() {
      let bytes = PageBytes.trimmed(lines.bytes)
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

  /// The column of a byte of a part of the line.
  private func column(of offset: Int, in part: UnsafeBufferPointer<UInt8>) -> Int {
    TextColumn.column(at: lines.offset(of: part) - lines.start + offset, in: lines.bytes)
  }

  private mutating func unit(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<TranslationUnit, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let root: JSONView
    do {
      root = try parser.parse(bytes)
    } catch {
      let offset = JSONScan.mistake(in: bytes) ?? 0
      return rejected(
        .invalidJSON, "expected a JSON object: \(error.message.lowercased())",
        column: column(of: offset, in: bytes))
    }
    do {
      return .success(
        try UnitRecord.unit(
          root, languages: languages, row: row, line: lines.number, repairs: &repairs))
    } catch {
      let offset = error.key.flatMap { JSONScan.value(of: $0, in: bytes) } ?? 0
      return rejected(
        error.code, error.message, column: column(of: offset, in: bytes))
    }
  }
}
