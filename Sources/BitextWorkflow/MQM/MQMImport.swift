// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import BitextQuality

/// Reads what people marked in the ten columns of Google's MQM viewer as faults with offsets.
///
/// A row's unit is named by the key of a blinded sheet, else by `"unit"` in its metadata, else found by
/// its texts among the units, else `doc:docSegId`. Where units are given, every row must be of one of
/// them and hold its texts.
public struct MQMImport: Sendable {
  /// What was read.
  public struct Counts: Hashable, Sendable {
    /// Rows that name a fault.
    public var faults = 0
    /// Units that somebody judged, those without faults too.
    public var units = 0
    /// Rows passed over: of other systems or raters, without a judgement, or made to test the raters.
    public var passedOver = 0
  }

  /// Faults and the units that were judged.
  struct Annotations {
    var faults: [Fault] = []
    /// In the order in which they were met first.
    var units: [String] = []
    var counts = Counts()
  }

  /// The units that the rows are of; `nil` goes by the rows alone.
  public var units: String?
  /// The key of a blinded sheet.
  public var key: String?
  /// The system whose rows are read; needed where the rows are of several.
  public var system: String?
  /// The rater whose rows are read; `nil` reads all.
  public var rater: String?
  /// The format of the units; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20

  /// Makes an import.
  public init() {}

  /// Reads annotations and writes their faults as JSON lines.
  ///
  /// - Parameters:
  ///   - path: the ten columns.
  ///   - output: a file or `-`.
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line: another number of columns,
  ///   a mark not closed, an unknown severity, a unit that does not exist, other texts than the unit's.
  public func run(annotations path: String, output: String) throws -> Counts {
    let found = try annotations(path)
    let sink = try OutputFile(path: output)
    var json = JSONWriter()
    for fault in found.faults {
      json.removeAll()
      json.fault(fault)
      json.newline()
      try sink.write(json.bytes)
    }
    try sink.finish()
    return found.counts
  }

  /// Reads annotations.
  func annotations(_ path: String) throws -> Annotations {
    let key = try key.map { try SheetKey(path: $0) }
    let known = try units.map { try KnownUnits($0, unitFiles) }
    var result = Annotations()
    var judged: Set<String> = []
    var systems: [String] = []
    try NumberedLines(path: path).forEach { number, line in
      if number == 1, MQMRow.isHeader(line) { return }
      guard let row = MQMRow(line: line) else {
        let count = line.split(separator: "\t", omittingEmptySubsequences: false).count
        throw NumberedLines.Problem("expected the ten columns of MQM, found \(count)")
      }
      guard let judgement = try Judgement(row), rater == nil || row.rater == rater else {
        result.counts.passedOver += 1
        return
      }
      let place = try place(of: row, judgement, key, known)
      guard system == nil || place.system == system else {
        result.counts.passedOver += 1
        return
      }
      if !systems.contains(place.system) { systems.append(place.system) }
      guard systems.count == 1 else {
        throw NumberedLines.Problem(
          "expected rows of one system or --system, found \(systems[0]) and \(systems[1])")
      }
      if judged.insert(place.unit).inserted { result.units.append(place.unit) }
      if let fault = judgement.fault(unit: place.unit, rater: row.rater) {
        result.faults.append(fault)
      }
    }
    result.counts.faults = result.faults.count
    result.counts.units = result.units.count
    return result
  }

  private var unitFiles: AnnotatedUnits {
    var files = AnnotatedUnits()
    files.inputFormat = inputFormat
    files.languages = languages
    files.recordLimit = recordLimit
    return files
  }

  private func place(
    of row: MQMRow, _ judgement: Judgement, _ key: SheetKey?, _ known: KnownUnits?
  ) throws -> SheetKey.Entry {
    var entry = SheetKey.Entry(
      system: row.system,
      unit: judgement.unit ?? known?.unit(withTexts: judgement)
        ?? "\(row.document):\(row.documentSegment)")
    if let key {
      guard let named = key[row.documentSegment] else {
        throw NumberedLines.Problem(
          "expected a row of \(key.path), found row \"\(row.documentSegment)\"")
      }
      entry = named
    }
    // Rows of other systems are passed over, so their units need not be there.
    if let system, entry.system != system { return entry }
    try known?.check(entry.unit, judgement)
    return entry
  }
}

/// The texts of units by id, as rows hold them.
private struct KnownUnits {
  private let path: String
  private var texts: [String: (source: String, target: String)] = [:]
  private var ids: [[String]: String] = [:]

  init(_ path: String, _ files: AnnotatedUnits) throws {
    self.path = path
    try files.forEach(path, try RejectionFile(path: nil)) { unit in
      let (source, target) = (
        MarkedText.row(unit.source.text), MarkedText.row(unit.target.text)
      )
      texts[unit.id] = (source, target)
      if ids[[source, target]] == nil { ids[[source, target]] = unit.id }
    }
  }

  func unit(withTexts judgement: Judgement) -> String? {
    ids[[judgement.source.text, judgement.target.text]]
  }

  func check(_ unit: String, _ judgement: Judgement) throws {
    guard let known = texts[unit] else {
      throw NumberedLines.Problem("expected a unit of \(path), found \"\(unit)\", which it lacks")
    }
    for (side, own, found) in [
      ("source", known.source, judgement.source.text),
      ("target", known.target, judgement.target.text),
    ] where own != found {
      throw NumberedLines.Problem(
        "expected the \(side) of \"\(unit)\" in \(path), found another text")
    }
  }
}
