// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads gettext's catalogues. An entry without a translation is a rejection.
///
/// What PO says besides the texts becomes notes (translators' comments) and properties: `x-po-context`,
/// `x-po-extracted`, `x-po-reference`, `x-po-flag`, `x-po-previous`, `x-po-plural`, `x-po-msgstr-N`,
/// `x-po-obsolete`.
struct POReader: UnitReader {
  private let lines: LineReader
  private let limit: Int
  private var languages: LanguagePair
  private(set) var header: CorpusHeader?
  private var isOurs = false
  private var count = 0
  /// Whether ``LineReader/bytes`` is a line that was not looked at yet.
  private var hasLine = false

  init(_ source: ByteSource, limit: Int, languages: LanguagePair) {
    lines = LineReader(source, limit: limit)
    self.limit = limit
    self.languages = languages
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      let read = try entry()
      guard let read else { return nil }
      switch read {
      case .failure(let rejected): return .failure(rejected)
      case .success(let entry):
        if entry.context == nil, entry.source?.isEmpty == true, !entry.isObsolete, header == nil {
          try take(header: entry)
          continue
        }
        header = header ?? CorpusHeader()
        return unit(of: entry)
      }
    }
  }

  // MARK: Entries

  /// Reads the lines of one entry.
  private mutating func entry() throws -> Result<POEntry, RejectedRecord>? {
    var entry = POEntry()
    var size = 0
    while try hasLine || lines.advance() {
      hasLine = false
      guard !lines.isTooLong, size <= limit else {
        let message = "expected an entry within the cap of \(limit) bytes, found a longer one"
        try skipEntry()
        return .failure(rejected(entry, .tooLong, message))
      }
      size += lines.bytes.count + 16
      var bytes = PageBytes.trimmed(lines.bytes)
      if lines.number == 1, PageBytes.hasPrefix(bytes, "\u{feff}") {
        bytes = UnsafeBufferPointer(rebasing: bytes[3...])
      }
      if bytes.isEmpty || entry.isComplete(before: bytes) {
        // A blank line, or the first line of another entry.
        if entry.line > 0 {
          hasLine = !bytes.isEmpty
          return .success(entry)
        }
        if bytes.isEmpty { continue }
      }
      if entry.line == 0 { entry.line = lines.number }
      if entry.invalid == nil, (try? UTF8Span(validating: bytes.span)) == nil {
        entry.invalid = (lines.number, TextColumn.invalid(in: lines.bytes))
      }
      if let mistake = entry.take(Array(bytes)) {
        let start = bytes.count - mistake.rest + lines.offset(of: bytes) - lines.start
        let place = (lines.number, TextColumn.column(at: start, in: lines.bytes))
        try skipEntry()
        return .failure(rejected(entry, .damaged, mistake.message, at: place))
      }
    }
    return entry.line > 0 ? .success(entry) : nil
  }

  /// Moves to the next blank line.
  private func skipEntry() throws {
    while try lines.advance() {
      if lines.bytes.isEmpty && !lines.isTooLong { return }
    }
  }

  private func rejected(
    _ entry: POEntry, _ code: Rejection.Code, _ message: String,
    at place: (line: Int, column: Int)? = nil
  ) -> RejectedRecord {
    let (line, column) = place ?? (max(1, entry.line), 1)
    return RejectedRecord(
      Rejection(path: lines.path, line: line, column: column, code: code, message: message))
  }

  // MARK: Values

  private mutating func take(header entry: POEntry) throws {
    var made = CorpusHeader()
    made.notes = entry.comments.map { UnitNote(POEntry.text($0)) }
    for line in POEntry.text(entry.targets[0] ?? []).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = String(line[..<colon])
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      switch name.lowercased() {
      case "content-type":
        guard let range = value.lowercased().firstRange(of: "charset=") else { break }
        let charset = value.lowercased()[range.upperBound...]
        guard ["utf-8", "utf8", "us-ascii", "ascii", "charset"].contains(String(charset)) else {
          throw CorpusFailure(
            .malformed, path: lines.path, line: entry.line, column: 1,
            message: "expected a catalogue in UTF-8, found \(charset.prefix(40)) (see msgconv)")
        }
      case "language" where !value.isEmpty: made.targetLanguage = Language(value)
      case "x-source-language" where !value.isEmpty: made.sourceLanguage = Language(value)
      case "x-generator" where value.hasPrefix("bitext "): isOurs = true
      default: made.properties.append(UnitProperty(type: "x-po-header-\(name)", value: value))
      }
    }
    if let language = made.sourceLanguage { languages.source = language }
    if let language = made.targetLanguage { languages.target = language }
    header = made
  }

  private mutating func unit(of entry: POEntry) -> Result<TranslationUnit, RejectedRecord> {
    defer { count += 1 }
    guard let source = entry.source else {
      return .failure(rejected(entry, .damaged, "expected a msgid, found none"))
    }
    guard let target = entry.targets[0], !target.isEmpty || isOurs else {
      return .failure(rejected(entry, .missingSide, "expected a translation, found none"))
    }
    guard let sourceText = String(validating: source, as: UTF8.self),
      let targetText = String(validating: target, as: UTF8.self)
    else {
      return .failure(
        rejected(
          entry, .invalidUTF8, "expected text in UTF-8, found other bytes", at: entry.invalid))
    }
    var unit = TranslationUnit(
      id: String(count),
      source: TranslationUnitVariant(language: languages.source, text: sourceText),
      target: TranslationUnitVariant(language: languages.target, text: targetText))
    if !entry.comments.isEmpty { unit.notes = entry.comments.map { UnitNote(POEntry.text($0)) } }
    for property in entry.properties { unit.properties.append(property) }
    XLIFFMeta.take(entry.meta.filter { $0.type != POWriter.madeContext }, into: &unit)
    let isMade = isOurs && entry.meta.contains { $0.type == POWriter.madeContext }
    if let context = entry.context.map(POEntry.text), !isMade {
      if isOurs && !entry.meta.contains(where: { $0.type == "x-bitext-id" }) {
        unit.id = context
      } else {
        unit.properties.insert(UnitProperty(type: "x-po-context", value: context), at: 0)
      }
    }
    return .success(unit)
  }
}
