// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads hunalign's ladder over two files of lines: rungs `source`, `target`, quality.
///
/// Lines that stand between two rungs make one unit; those without a partner make none. The third column is
/// kept as the score as it stands there.
struct LadderReader: UnitReader {
  private let rungs: LineReader
  private let source: LineReader
  private let target: LineReader
  private let limit: Int
  private let languages: LanguagePair
  private var last: (source: Int, target: Int, score: Double?)?
  private var count = 0
  private(set) var repairs = UnitRepairs()

  init(_ rungs: ByteSource, files: TwoFiles, limit: Int, languages: LanguagePair) throws {
    self.rungs = LineReader(rungs, limit: limit)
    source = LineReader(try ByteSource(path: files.source), limit: limit)
    target = LineReader(try ByteSource(path: files.target), limit: limit)
    self.limit = limit
    self.languages = languages
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while try rungs.advance() {
      if rungs.bytes.isEmpty { continue }
      guard let rung = rung() else {
        throw failure("expected a rung of two numbers and a quality, separated by tabs")
      }
      defer { last = rung }
      guard let last else {
        guard rung.source == 0, rung.target == 0 else {
          throw failure("expected the first rung at 0 and 0, found another")
        }
        continue
      }
      guard rung.source >= last.source, rung.target >= last.target else {
        throw failure("expected rungs that rise, found \(rung.source) and \(rung.target)")
      }
      let texts = (
        try text(source, rung.source - last.source, languages.source),
        try text(target, rung.target - last.target, languages.target)
      )
      defer { count += 1 }
      guard rung.source > last.source, rung.target > last.target else {
        if rung.source != last.source || rung.target != last.target {
          repairs.add(.nullLinks, at: (rungs.number, 1))
        }
        continue
      }
      var unit = TranslationUnit(
        id: String(count),
        source: TranslationUnitVariant(language: languages.source, text: texts.0),
        target: TranslationUnitVariant(language: languages.target, text: texts.1))
      unit.bead = BeadKind(rung.source - last.source, rung.target - last.target)
      unit.score = last.score
      return .success(unit)
    }
    return nil
  }

  private func failure(_ message: String) -> CorpusFailure {
    CorpusFailure(.malformed, path: rungs.path, line: rungs.number, column: 1, message: message)
  }

  private func rung() -> (source: Int, target: Int, score: Double?)? {
    let cells = String(decoding: rungs.bytes, as: UTF8.self).split(separator: "\t")
    guard cells.count >= 2, let source = Int(cells[0]), let target = Int(cells[1]), source >= 0,
      target >= 0
    else { return nil }
    guard cells.count > 2 else { return (source, target, nil) }
    guard let score = Double(cells[2]), score.isFinite else { return nil }
    return (source, target, score)
  }

  /// The next lines of a file, joined as their language has it.
  private func text(_ lines: LineReader, _ count: Int, _ language: Language) throws -> String {
    var joined = ""
    for index in 0..<count {
      guard try lines.advance() else {
        throw failure("expected a rung within \(lines.path), found one behind its end")
      }
      var bytes = lines.bytes
      if lines.number == 1, PageBytes.hasPrefix(bytes, "\u{feff}") {
        bytes = UnsafeBufferPointer(rebasing: bytes[3...])
      }
      guard !lines.isTooLong, joined.utf8.count <= limit,
        let text = String(validating: bytes, as: UTF8.self)
      else {
        throw CorpusFailure(
          .malformed, path: lines.path, line: lines.number,
          column: TextColumn.invalid(in: lines.bytes),
          message: "expected a line of UTF-8 within the cap, found another")
      }
      if index > 0 && !language.isChinese { joined += " " }
      joined += text
    }
    return joined
  }
}
