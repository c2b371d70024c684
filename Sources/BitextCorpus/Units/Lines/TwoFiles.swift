// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The two files of a corpus in Moses' form: `corpus.en` and `corpus.zh`.
struct TwoFiles {
  let source: String
  let target: String
  /// What both names begin with.
  let stem: String

  /// The files that a name stands for: the name of the source's file, or what both begin with.
  ///
  /// - Parameters:
  ///   - path: `corpus.en`, `corpus.en.gz`, `corpus`, or `corpus.moses`.
  ///   - ending: what else the name may end in: `moses`, `ladder`.
  init(path: String, languages: LanguagePair, ending: String = "moses") {
    var stem = path
    var packed = ""
    for suffix in [".gz", ".zst"] where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.utf8.count)
      packed = suffix
    }
    for suffix in ["." + ending, "." + languages.source.tag, "." + languages.target.tag]
    where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.utf8.count)
      break
    }
    source = "\(stem).\(languages.source.tag)\(packed)"
    target = "\(stem).\(languages.target.tag)\(packed)"
    self.stem = stem
  }
}

/// Reads the two files of Moses, line by line.
struct MosesReader: UnitReader {
  private let source: LineReader
  private let target: LineReader
  private let languages: LanguagePair
  private var ended = false

  init(_ files: TwoFiles, limit: Int, languages: LanguagePair) throws {
    source = LineReader(try ByteSource(path: files.source), limit: limit)
    target = LineReader(try ByteSource(path: files.target), limit: limit)
    self.languages = languages
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    guard !ended else { return nil }
    let (hasSource, hasTarget) = (try source.advance(), try target.advance())
    guard hasSource && hasTarget else {
      ended = true
      guard hasSource == hasTarget else {
        let (short, long) = hasSource ? (target, source) : (source, target)
        throw CorpusFailure(
          .malformed, path: short.path, line: short.number + 1, column: 1,
          message: "expected as many lines as in \(long.path), found the end of the file")
      }
      return nil
    }
    var texts: [String] = []
    for lines in [source, target] {
      guard !lines.isTooLong else {
        return rejected(
          lines, .tooLong,
          "expected a record within the cap, found a line of \(lines.byteCount) bytes")
      }
      var bytes = lines.bytes
      if lines.number == 1, PageBytes.hasPrefix(bytes, "\u{feff}") {
        bytes = UnsafeBufferPointer(rebasing: bytes[3...])
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return rejected(
          lines, .invalidUTF8, "expected text in UTF-8, found other bytes",
          column: TextColumn.invalid(in: bytes))
      }
      texts.append(text)
    }
    return .success(
      TranslationUnit(
        id: String(source.number - 1),
        source: TranslationUnitVariant(language: languages.source, text: texts[0]),
        target: TranslationUnitVariant(language: languages.target, text: texts[1])))
  }

  private func rejected(
    _ lines: LineReader, _ code: Rejection.Code, _ message: String, column: Int = 1
  ) -> Result<TranslationUnit, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(
          path: lines.path, line: lines.number, column: column, code: code, message: message)))
  }
}

/// Writes the two files of Moses, and hunalign's ladder over them where one is asked for.
final class MosesWriter: UnitFileWriter {
  private let source: OutputFile
  private let target: OutputFile
  private let ladder: OutputFile?
  private var line: [UInt8] = []
  private var count = 0

  init(_ files: TwoFiles, ladder: OutputFile? = nil) throws {
    source = try OutputFile(path: files.source)
    target = try OutputFile(path: files.target)
    self.ladder = ladder
  }

  func write(_ unit: TranslationUnit) throws {
    try write(unit.source.text, to: source)
    try write(unit.target.text, to: target)
    if let ladder {
      try ladder.write("\(count)\t\(count)\t\(unit.score.map { DecimalText.rounded($0) } ?? "0")\n")
    }
    count += 1
  }

  private func write(_ text: String, to file: OutputFile) throws {
    line.removeAll(keepingCapacity: true)
    if count == 0 { line.append(markBefore: text) }
    line.appendLine(text)
    line.append(10)
    try file.write(line)
  }

  func finish() throws {
    if let ladder, count > 0 { try ladder.write("\(count)\t\(count)\t0\n") }
    try source.finish()
    try target.finish()
    try ladder?.finish()
  }
}
