// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads dictionaries and tables of other programs into a ``LexiconBuilder``.
///
/// Recognised by their first lines: TSV (`headword<TAB>rendering; rendering`), CC-CEDICT
/// (`繁體 简体 [pin1 yin1] /gloss/gloss/`), and tables of Moses and fast_align (`e z p`).
///
///     var reader = LexiconReader()
///     try reader.read(ByteSource(path: "cedict_ts.u8.gz"))
///     let layer = reader.builder.layer(name: "CC-CEDICT")
///
/// - Note: A row that has another form is a `Rejection`; a file in no known form throws.
public struct LexiconReader {
  /// The forms that are recognised.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// `headword<TAB>rendering; rendering`.
    case tsv
    /// CC-CEDICT's text format.
    case cedict
    /// Two words and a number.
    case table
  }

  /// What became of the rows.
  public struct Counts: Hashable, Sendable {
    /// Rows that gave at least one rendering or probability.
    public var rows = 0
    /// Rows that could not be used.
    public var rejected = 0
    /// Glosses of CC-CEDICT that render nothing: references, classifiers, explanations.
    public var glossesLeftOut = 0

    /// Makes counts of nothing.
    public init() {}
  }

  /// What was read so far.
  public private(set) var builder = LexiconBuilder()
  /// What became of the rows so far.
  public private(set) var counts = Counts()

  private let stemmer = EnglishStemmer()
  private let limit: Int
  private let reject: (Rejection) throws -> Void
  private var field: String?
  /// Renderings that count least, put behind all others: surnames.
  private var deferred: [(headword: String, rendering: String)] = []

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - limit: the cap on one line, in bytes.
  ///   - reject: receives each row that cannot be used.
  public init(
    limit: Int = LineReader.defaultLimit, reject: @escaping (Rejection) throws -> Void = { _ in }
  ) {
    self.limit = limit
    self.reject = reject
  }

  /// Reads a file to its end.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - format: `nil` recognises it by the first 64 KiB.
  /// - Throws: ``LexiconFailure`` with `unknownFormat`; `IOFailure`.
  public mutating func read(_ source: ByteSource, format: Format? = nil) throws {
    let lines = LineReader(source, limit: limit)
    guard let format = try format ?? Self.format(of: lines.peek(1 << 16)) else {
      throw LexiconFailure(
        .unknownFormat, path: source.path,
        message: "expected a lexicon as TSV, CC-CEDICT or a table of words, found another form")
    }
    field = nil
    while try lines.advance() {
      guard !lines.isTooLong else {
        try rejected(
          lines, .tooLong, "expected a line within the cap, found one of \(lines.byteCount) bytes")
        continue
      }
      guard var line = String(validating: lines.bytes, as: UTF8.self) else {
        try rejected(lines, .invalidUTF8, "expected text in UTF-8, found other bytes")
        continue
      }
      if lines.number == 1, line.unicodeScalars.first == "\u{feff}" {
        line.unicodeScalars.removeFirst()
      }
      if line.hasPrefix("#") {
        if let name = FieldLine.name(line.utf8) { field = name }
        continue
      }
      if line.allSatisfy({ $0.isWhitespace }) { continue }
      switch format {
      case .tsv: try readRow(line[...], lines)
      case .cedict: try readEntry(line[...], lines)
      case .table: try readLink(line[...], lines)
      }
    }
    for late in deferred { builder.add([late.rendering], to: late.headword) }
    deferred = []
  }

  /// The form of a file by its first lines; `nil` where it is none of them.
  static func format(of bytes: UnsafeBufferPointer<UInt8>) -> Format? {
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(50)
    where !line.hasPrefix("#") {
      if CEDICTLine(line) != nil { return .cedict }
      if (try? TableLine(line)) != nil { return .table }
      if let tab = line.firstIndex(of: "\t"), HanText.contains(line[..<tab].utf8) { return .tsv }
    }
    return nil
  }

  private mutating func rejected(
    _ lines: LineReader, _ code: Rejection.Code, _ message: String
  ) throws {
    counts.rejected += 1
    try reject(Rejection(path: lines.path, line: lines.number, code: code, message: message))
  }

  private mutating func readRow(_ line: Substring, _ lines: LineReader) throws {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count >= 2 else {
      return try rejected(lines, .wrongColumns, "expected 2 columns, found \(cells.count)")
    }
    guard HanText.contains(cells[0].utf8) else {
      return try rejected(lines, .missingField, "expected a headword with a Han character")
    }
    var renderings: [String] = []
    var cell = String(cells[1])
    cell.withUTF8 { bytes in
      RenderingList.forEach(in: bytes) { renderings.append(String(decoding: $0, as: UTF8.self)) }
    }
    guard !renderings.isEmpty else {
      return try rejected(lines, .emptyText, "expected renderings, found none")
    }
    counts.rows += 1
    builder.add(renderings, to: String(cells[0]), field: field)
  }

  private mutating func readEntry(_ line: Substring, _ lines: LineReader) throws {
    guard let entry = CEDICTLine(line) else {
      return try rejected(
        lines, .missingField, "expected a line such as 繁體 简体 [pin1 yin1] /gloss/gloss/")
    }
    guard HanText.contains(entry.headword.utf8) else { return }
    var renderings: [String] = []
    for gloss in entry.glosses {
      let found = GlossCleaner.renderings(of: gloss)
      if found.isEmpty { counts.glossesLeftOut += 1 }
      if gloss.hasPrefix("surname ") {
        deferred += found.map { (String(entry.headword), $0) }
      } else {
        renderings += found
      }
    }
    counts.rows += 1
    if !renderings.isEmpty { builder.add(renderings, to: String(entry.headword)) }
  }

  private mutating func readLink(_ line: Substring, _ lines: LineReader) throws {
    let link: TableLine
    do {
      link = try TableLine(line)
    } catch .noWords {
      // Numbers, marks and the null word: nothing that a lexicon holds.
      counts.glossesLeftOut += 1
      return
    } catch {
      return try rejected(lines, .wrongColumns, "expected two words and a probability")
    }
    counts.rows += 1
    builder.add(
      link: link.chinese, stem: stemmer.key(of: link.english.utf8), form: link.english,
      weight: link.isForward ? link.probability : 0,
      reverse: link.isForward ? 0 : link.probability)
  }
}
