// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// The texts to be looked up in a memory: the sources of units, or lines.
struct SegmentInput {
  private var reader: (any CorpusReader<TranslationUnit>)?
  private var lines: LineReader?
  private let languages: LanguagePair
  private let rejections: RejectionFile
  private var row = 0

  /// Opens a file; what is no file of units by its name or `format` holds a text a line.
  init(
    path: String, format: String?, limit: Int, languages: LanguagePair?, rejections: RejectionFile
  ) throws {
    guard FileSystem.kind(of: path) == .file else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    self.languages = languages ?? .englishChinese
    self.rejections = rejections
    let source = try ByteSource(path: path)
    let units =
      format == "lines"
      ? nil
      : try format.map { try UnitFormat.resolved(path: path, name: $0) }
        ?? UnitFormat(path: path)
    if let units {
      reader = try units.reader(source, limit: limit, languages: self.languages)
    } else {
      lines = LineReader(source, limit: limit)
    }
  }

  /// The next unit; lines become units without target.
  mutating func next() throws -> TranslationUnit? {
    while let record = try reader?.next() {
      switch record {
      case .success(let unit): return unit
      case .failure(let rejected): try rejections.write(rejected.rejection)
      }
    }
    guard let lines, try lines.advance() else { return nil }
    defer { row += 1 }
    var bytes = Array(lines.bytes)
    if bytes.last == 13 { bytes.removeLast() }
    if lines.isTooLong || String(validating: bytes, as: UTF8.self) == nil {
      try rejections.write(
        Rejection(
          path: lines.path, line: lines.number, code: lines.isTooLong ? .tooLong : .invalidUTF8,
          message: lines.isTooLong
            ? "expected a line within the cap, found \(lines.byteCount) bytes"
            : "expected text in UTF-8, found other bytes"))
      bytes = []
    }
    return TranslationUnit(
      id: String(row),
      source: TranslationUnitVariant(
        language: languages.source, text: String(decoding: bytes, as: UTF8.self)),
      target: TranslationUnitVariant(language: languages.target, text: ""))
  }
}
