// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from tab-separated values with a header line.
///
/// `source` and `target` are needed, the other columns of ``TSVWriter/columns`` are optional,
/// unknown ones are kept in ``TranslationUnit/extra``. A row with another number of columns is a
/// rejection.
public struct TSVReader: CorpusReader {
  private let lines: LineReader
  private let columns: [String]
  private let languages: LanguagePair
  private var row = 0

  /// Opens a file and reads its header.
  ///
  /// - Throws: ``CorpusFailure`` with `malformed` where the header lacks `source` or `target`.
  public init(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) throws {
    lines = LineReader(source, limit: limit)
    self.languages = languages
    guard try lines.advance() else {
      columns = TSVWriter.columns
      return
    }
    let header = PageBytes.trimmed(lines.bytes)
    columns = header.split(separator: 9, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard columns.contains("source"), columns.contains("target") else {
      throw CorpusFailure(
        .malformed, path: source.path, line: 1,
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
    _ code: Rejection.Code, _ message: String
  ) -> Result<TranslationUnit, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(path: lines.path, line: lines.number, code: code, message: message)))
  }

  private func unit(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<TranslationUnit, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let cells = bytes.split(separator: 9, omittingEmptySubsequences: false)
    guard cells.count == columns.count else {
      return rejected(.wrongColumns, "expected \(columns.count) columns, found \(cells.count)")
    }
    var unit = TranslationUnit(
      id: String(row), source: TranslationUnitVariant(language: languages.source, text: ""),
      target: TranslationUnitVariant(language: languages.target, text: ""))
    for (name, cell) in zip(columns, cells) {
      guard let text = field(cell) else {
        return rejected(.invalidUTF8, "expected text in UTF-8, found other bytes")
      }
      if let problem = set(name, text, in: &unit) { return problem }
    }
    return .success(unit)
  }

  private func set(
    _ name: String, _ text: String, in unit: inout TranslationUnit
  ) -> Result<TranslationUnit, RejectedRecord>? {
    switch name {
    case "id": unit.id = text.isEmpty ? unit.id : text
    case "source": unit.source.text = text
    case "target": unit.target.text = text
    case "pair": unit.pair = text.isEmpty ? nil : text
    case "engine": unit.engine = text.isEmpty ? nil : text
    case "bead":
      guard !text.isEmpty else { break }
      guard let kind = BeadKind(text) else {
        return rejected(.wrongType, "expected a bead such as 1-2, found \"\(text.prefix(20))\"")
      }
      unit.bead = kind
    case "score":
      guard !text.isEmpty else { break }
      guard let score = Double(text), score.isFinite else {
        return rejected(.wrongType, "expected a number as score, found \"\(text.prefix(20))\"")
      }
      unit.score = score
    default: unit.extra.append(JSONMember(name, .string(text)))
    }
    return nil
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

extension BeadKind {
  /// Reads `1-2`.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let source = Int(parts[0]), let target = Int(parts[1]),
      source >= 0, target >= 0
    else { return nil }
    self.init(source, target)
  }
}
