// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// The units of several files, a file an engine, joined into rows in the order of the first file.
///
/// Memory holds the keys; units wait only where a file is in another order, or lacks a unit.
struct ReportRows {
  /// Records of each file that could not be read.
  private(set) var rejected: [Int]
  /// Units of each file left out because their id stood before.
  private(set) var repeated: [Int]
  /// Rows that all files have.
  private(set) var complete = 0

  private var streams: [CheckedFiles]
  private let names: [String]
  private let join: ReportRun.Join
  private let rejections: RejectionFile
  private var seen: [[String: Int]]
  private var waiting: [[String: (place: Int, unit: TranslationUnit)]]
  private var counts: [Int]
  private var examples: [String?]
  /// Units that the first file lacks, once it has ended.
  private var rest: [(String, [TranslationUnit?])]?

  init(
    _ paths: [String], names: [String], join: ReportRun.Join, inputFormat: String?, limit: Int,
    languages: LanguagePair, rejections: RejectionFile
  ) throws {
    streams = try paths.map {
      try CheckedFiles(
        [$0], inputFormat: inputFormat, limit: limit, languages: languages, rejections: rejections)
    }
    self.names = names
    self.join = join
    self.rejections = rejections
    rejected = paths.map { _ in 0 }
    repeated = rejected
    counts = rejected
    seen = paths.map { _ in [:] }
    waiting = paths.map { _ in [:] }
    examples = paths.map { _ in nil }
  }

  /// The next rows, at most so many; `nil` at the end.
  ///
  /// - Throws: ``WorkflowFailure`` with `mismatch` where several files have no unit in common.
  mutating func batch(_ size: Int) throws -> [[TranslationUnit?]]? {
    var rows: [[TranslationUnit?]] = []
    while rows.count < size, let row = try row() { rows.append(row) }
    return rows.isEmpty ? nil : rows
  }

  private mutating func row() throws -> [TranslationUnit?]? {
    if rest == nil, let (key, unit) = try next(0) {
      var row: [TranslationUnit?] = [unit]
      for file in streams.indices.dropFirst() {
        row.append(Self.renamed(try take(key, file), unit.id))
      }
      if !row.contains(where: { $0 == nil }) { complete += 1 }
      return row
    }
    if rest == nil { rest = try leftOver() }
    return rest?.popLast()?.1
  }

  /// The rows that the first file lacks, the first of them last.
  private mutating func leftOver() throws -> [(String, [TranslationUnit?])] {
    for file in streams.indices.dropFirst() {
      while let (key, unit) = try next(file) { waiting[file][key] = (counts[file], unit) }
    }
    guard streams.count == 1 || complete > 0 || counts.allSatisfy({ $0 == 0 }) else {
      let found = names.indices.map { file in
        "\(names[file]) has \(counts[file]) units"
          + (examples[file].map { " (\($0), …)" } ?? "")
      }
      let hint = join == .id ? "; --join source joins by the text translated from" : ""
      throw WorkflowFailure(
        .mismatch, "no \(join.rawValue) in common: " + found.joined(separator: ", ") + hint)
    }
    var rows: [(String, [TranslationUnit?])] = []
    for file in streams.indices.dropFirst() {
      for (key, entry) in waiting[file].sorted(by: { $0.value.place < $1.value.place }) {
        var row = [TranslationUnit?](repeating: nil, count: streams.count)
        row[file] = entry.unit
        for other in streams.indices where other > file {
          row[other] = Self.renamed(waiting[other].removeValue(forKey: key)?.unit, entry.unit.id)
        }
        rows.append((key, row))
      }
    }
    return rows.reversed()
  }

  /// The unit of a key in a file, read ahead for where it has not come yet.
  private mutating func take(_ key: String, _ file: Int) throws -> TranslationUnit? {
    if let found = waiting[file].removeValue(forKey: key) { return found.unit }
    if seen[file][key] != nil { return nil }
    while let (other, unit) = try next(file) {
      if other == key { return unit }
      waiting[file][other] = (counts[file], unit)
    }
    return nil
  }

  /// The next unit of a file and its key.
  private mutating func next(_ file: Int) throws -> (String, TranslationUnit)? {
    while true {
      let before = rejections.count
      let unit = try streams[file].batch(1)?.first
      rejected[file] += rejections.count - before
      guard let unit else { return nil }
      counts[file] += 1
      examples[file] = examples[file] ?? unit.id
      guard streams.count > 1 else { return (unit.id, unit) }
      switch join {
      case .id:
        if seen[file].updateValue(1, forKey: unit.id) == nil { return (unit.id, unit) }
        repeated[file] += 1
      case .source:
        // The same source may stand often; its translations are joined in their order.
        let occurrence = seen[file][unit.source.text, default: 0] + 1
        seen[file][unit.source.text] = occurrence
        let key = "\(unit.source.text)\u{0}\(occurrence)"
        seen[file][key] = 1
        return (key, unit)
      }
    }
  }

  /// A unit under the id of its row, so that all of a row answer to one.
  private static func renamed(_ unit: TranslationUnit?, _ id: String) -> TranslationUnit? {
    guard var unit else { return nil }
    unit.id = id
    return unit
  }
}
