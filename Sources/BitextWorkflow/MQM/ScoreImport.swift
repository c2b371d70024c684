// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Writes units with numbers from elsewhere, such as COMET's, one a unit, as a property
/// `x-bitext-score-NAME`.
///
/// The numbers are lines in the order of the units, lines `id TAB number`, or JSON lines with `id` (or
/// `unit`) and `score`.
public struct ScoreImport: Sendable {
  /// What a score's property begins with.
  public static let propertyPrefix = "x-bitext-score-"

  /// What was written.
  public struct Counts: Hashable, Sendable {
    /// Units written.
    public var units = 0
    /// Of these, units that got a score.
    public var scored = 0
    /// Records that could not be read.
    public var rejected = 0
  }

  /// What the score is called: `comet` gives `x-bitext-score-comet`.
  public var name: String
  /// The formats read and written; by name unless set.
  public var inputFormat: String?, outputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes an import.
  public init(name: String) { self.name = name }

  /// Reads scores and units, and writes the units with the scores.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch`: a line that is no score, a score of no
  ///   unit, another number of scores than of units, TSV as output; `CorpusFailure`; `IOFailure`.
  public func run(units path: String, scores: String, output: String) throws -> Counts {
    let format = try UnitFormat.resolved(
      path: output,
      name: outputFormat ?? (output == "-" ? UnitFormat(path: path)?.rawValue ?? "jsonl" : nil))
    guard format != .tsv else {
      throw WorkflowFailure(
        .mismatch, "\(output): TSV has no column for scores, expected .jsonl or .tmx")
    }
    var table = try ScoreTable(path: scores, name: name)
    var files = AnnotatedUnits()
    files.inputFormat = inputFormat
    files.languages = languages
    files.recordLimit = recordLimit
    let rejections = try RejectionFile(path: rejectedPath)
    let sink = try UnitSink(output, format, languages)
    var counts = Counts()
    let type = Self.propertyPrefix + name
    try files.forEach(path, rejections) { unit in
      var unit = unit
      unit.properties.removeAll { $0.type == type }
      if let score = table.take(unit.id, place: counts.units) {
        unit.properties.append(UnitProperty(type: type, value: score))
        counts.scored += 1
      }
      counts.units += 1
      try sink.write(unit)
    }
    try table.check(units: counts.units, of: path)
    try sink.finish()
    counts.rejected = rejections.count
    _ = try rejections.finish()
    return counts
  }
}

/// Scores by place or by id.
private struct ScoreTable {
  private let path: String
  private var inOrder: [String] = []
  private var byID: [String: (score: String, line: Int)] = [:]
  private var taken: Set<String> = []

  init(path: String, name: String) throws {
    self.path = path
    let lines = NumberedLines(path: path)
    let parser = JSONParser()
    var isObjects = ["jsonl", "json", "ndjson"].contains(FileSystem.formatExtension(of: path))
    try lines.forEach { number, line in
      // No number begins so: what comes without a name is told by its first line.
      isObjects = isObjects || inOrder.isEmpty && byID.isEmpty && line.utf8.first == 0x7B
      if isObjects {
        return try NumberedLines.withObject(line, parser) { root in
          guard let id = root["id"]?.string ?? root["unit"]?.string,
            let score = root["score"]?.double
          else { throw NumberedLines.Problem("expected the keys \"id\" and \"score\"") }
          try add(id, Self.text(score), number)
        }
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count <= 2, let cell = cells.last, let score = Double(cell), score.isFinite else {
        throw NumberedLines.Problem("expected a number, or an id, a tab and a number")
      }
      if cells.count == 1 {
        inOrder.append(Self.text(score))
      } else {
        try add(String(cells[0]), Self.text(score), number)
      }
      guard inOrder.isEmpty || byID.isEmpty else {
        throw NumberedLines.Problem("expected ids on all lines or on none")
      }
    }
  }

  private mutating func add(_ id: String, _ score: String, _ line: Int) throws {
    guard byID.updateValue((score, line), forKey: id) == nil else {
      throw NumberedLines.Problem("expected each id once, found \"\(id)\" again")
    }
  }

  private static func text(_ score: Double) -> String {
    score == score.rounded() && abs(score) < 1e15 ? String(Int64(score)) : score.description
  }

  mutating func take(_ id: String, place: Int) -> String? {
    guard byID.isEmpty else {
      guard let found = byID[id] else { return nil }
      taken.insert(id)
      return found.score
    }
    return place < inOrder.count ? inOrder[place] : nil
  }

  func check(units: Int, of corpus: String) throws {
    guard byID.isEmpty else {
      let stray = byID.filter { !taken.contains($0.key) }.min { $0.value.line < $1.value.line }
      guard let stray else { return }
      throw NumberedLines(path: path).failure(
        stray.value.line,
        .init("expected a unit of \(corpus), found \"\(stray.key)\", which it lacks"))
    }
    guard inOrder.count == units else {
      throw WorkflowFailure(
        .mismatch,
        "\(path): expected \(units) scores, one a unit of \(corpus), found \(inOrder.count)")
    }
  }
}
