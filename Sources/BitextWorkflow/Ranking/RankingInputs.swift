// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Reads what the ranking aid is trained on and measured with.
enum RankingInputs {
  /// A unit with the score that people gave it.
  struct Judged {
    var unit: TranslationUnit
    var score: Double
    /// Whether it is for training.
    var isForTraining: Bool
  }

  /// A table with a header: `source`, `target` or `mt`, `score` or `da_z`, and perhaps `split`, where
  /// `train` is for training. Without `split` every fifth row is for measuring.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line.
  static func judged(_ path: String, _ languages: LanguagePair) throws -> [Judged] {
    var columns: (source: Int, target: Int, score: Int, split: Int?)?
    var rows: [Judged] = []
    try NumberedLines(path: path).forEach { number, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let places = columns else {
        func place(_ names: String...) -> Int? { cells.firstIndex { names.contains($0) } }
        guard let source = place("source"), let target = place("target", "mt"),
          let score = place("score", "da_z")
        else {
          throw NumberedLines.Problem(
            "expected a header with the columns source, target or mt, score or da_z")
        }
        columns = (source, target, score, place("split"))
        return
      }
      let last = max(places.source, places.target, places.score, places.split ?? 0)
      guard cells.count > last else {
        throw NumberedLines.Problem("expected \(last + 1) columns, found \(cells.count)")
      }
      guard let score = Double(cells[places.score]), score.isFinite else {
        throw NumberedLines.Problem("expected a number as score, found \"\(cells[places.score])\"")
      }
      rows.append(
        Judged(
          unit: TranslationUnit(
            id: String(number),
            source: TranslationUnitVariant(language: languages.source, text: cells[places.source]),
            target: TranslationUnitVariant(language: languages.target, text: cells[places.target])),
          score: score,
          isForTraining: places.split.map { cells[$0] == "train" } ?? (rows.count % 5 != 4)))
    }
    return rows
  }

  /// Units of files; of `pairs.jsonl` each pair is one, whole.
  static func units(
    _ paths: [String], _ languages: LanguagePair, sample: Int?, seed: UInt64
  ) throws -> [TranslationUnit] {
    var all: [TranslationUnit] = []
    for path in paths {
      var units: [TranslationUnit] = []
      var reservoir = sample.map { Reservoir(size: $0, seed: seed) }
      func take(_ unit: TranslationUnit) {
        if reservoir == nil { units.append(unit) } else { _ = reservoir?.add(unit) }
      }
      if try isPairs(path) {
        try NumberedLines(path: path).forEachObject { _, root in
          guard let pair = pair(root, languages) else {
            throw NumberedLines.Problem("expected a pair with source and target")
          }
          take(pair)
        }
      } else {
        var files = AnnotatedUnits()
        files.languages = languages
        try files.forEach(path, try RejectionFile(path: nil), take)
      }
      all += reservoir?.units ?? units
    }
    return all
  }

  /// Whether a file holds pairs, of which source and target are objects.
  static func isPairs(_ path: String) throws -> Bool {
    guard FileSystem.kind(of: path) == .file,
      ["jsonl", "json", "ndjson"].contains(FileSystem.formatExtension(of: path))
    else { return false }
    let lines = LineReader(try ByteSource(path: path))
    let parser = JSONParser()
    guard try lines.advance(), let root = try? parser.parse(lines.bytes) else { return false }
    return root["source"]?.isObject ?? false
  }

  private static func pair(_ root: JSONView, _ languages: LanguagePair) -> TranslationUnit? {
    guard let source = root["source"], let target = root["target"],
      let sourceText = source["text"]?.string, let targetText = target["text"]?.string
    else { return nil }
    let id = root["id"]?.string ?? target["id"]?.string ?? ""
    return TranslationUnit(
      id: id,
      source: TranslationUnitVariant(
        language: source["language"]?.string.map { Language($0) } ?? languages.source,
        text: sourceText),
      target: TranslationUnitVariant(
        language: target["language"]?.string.map { Language($0) } ?? languages.target,
        text: targetText),
      pair: id)
  }
}
