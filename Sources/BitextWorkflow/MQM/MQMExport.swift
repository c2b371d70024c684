// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel
public import BitextQuality

/// Writes units and their faults as the ten columns that Google's MQM viewer reads.
///
///     let counts = try await MQMExport(rules: try RuleSet()).run(units: ["out"], output: "out.tsv")
///
/// A fault is a row, with `<v>…</v>` around its spans; a unit without faults is a row that says
/// `no-error`. Several files are several systems: a name that an earlier file has is numbered, `google (2)`.
public struct MQMExport: Sendable {
  /// What was written.
  public struct Counts: Hashable, Sendable {
    /// Units read.
    public var units = 0
    /// Rows that name a fault.
    public var faults = 0
    /// Records that could not be read.
    public var rejected = 0
  }

  /// The rules that name the faults where no file does.
  public var rules: RuleSet
  /// Faults as JSON lines; `nil` has the units checked.
  public var faults: String?
  /// The system's name; by the units' engine, else by the file, unless set.
  public var system: String?
  /// Who is said to have judged.
  public var rater = "bitext"
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes an export.
  public init(rules: RuleSet) { self.rules = rules }

  /// Writes the rows of files.
  ///
  /// - Parameters:
  ///   - units: TMX, TSV, JSON lines, or folders that `bitext build` wrote; they are read twice.
  ///   - output: a file or `-`.
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` where a fault is of no unit;
  ///   `CorpusFailure`; `IOFailure`.
  public func run(units paths: [String], output: String) async throws -> Counts {
    if faults != nil || system != nil, paths.count > 1 {
      throw WorkflowFailure(
        .mismatch, "--faults and --system are of one file of units, found \(paths.count)")
    }
    var files = AnnotatedUnits()
    files.inputFormat = inputFormat
    files.languages = languages
    files.recordLimit = recordLimit
    let rejections = try RejectionFile(path: rejectedPath)
    let sink = try OutputFile(path: output)
    try sink.write(MQMRow.header)
    var counts = Counts()
    var names: Set<String> = []
    for path in paths {
      let found = try await faultFile(of: path)
      var writer = MQMExportRows(rater: rater, fallback: system ?? AnnotatedUnits.stem(path))
      writer.isSystemFixed = system != nil
      writer.earlier = names
      var ids: Set<String> = []
      try files.forEach(path, rejections) { unit in
        let own = found.faults(of: unit.id)
        counts.units += 1
        counts.faults += own.count
        if faults != nil { ids.insert(unit.id) }
        for row in writer.rows(unit, own) { try sink.write(row.line) }
      }
      names.formUnion(writer.names.values)
      if faults != nil { try found.check(units: ids, of: path) }
    }
    try sink.finish()
    counts.rejected = rejections.count
    _ = try rejections.finish()
    return counts
  }

  private func faultFile(of path: String) async throws -> FaultFile {
    if let faults { return try FaultFile(path: faults) }
    var run = CheckRun(rules: rules)
    run.inputFormat = inputFormat
    run.languages = languages
    run.recordLimit = recordLimit
    var found: [Fault] = []
    var summary = CheckSummary(rules: rules)
    try await run.forEachUnit(
      [try CheckedFiles.path(of: path)], try RejectionFile(path: nil), &summary
    ) { fault, _ in found.append(fault) }
    return FaultFile(found)
  }
}

/// Numbers units and makes their rows.
struct MQMExportRows {
  let rater: String
  /// The system's name where the unit names no engine.
  let fallback: String
  var isSystemFixed = false
  /// The names of the systems of earlier files.
  var earlier: Set<String> = []
  /// What each system is called here.
  private(set) var names: [String: String] = [:]
  private var total = 0
  private var inDocument: [String: Int] = [:]

  init(rater: String, fallback: String) {
    self.rater = rater
    self.fallback = fallback
  }

  mutating func rows(_ unit: TranslationUnit, _ faults: [Fault]) -> [MQMRow] {
    let document = MQMTally.document(of: unit)
    total += 1
    inDocument[document, default: 0] += 1
    var row = MQMRow(
      system: name(of: isSystemFixed ? fallback : unit.engine ?? fallback), document: document,
      documentSegment: String(inDocument[document] ?? 0), globalSegment: String(total),
      rater: rater, source: MarkedText.row(unit.source.text),
      target: MarkedText.row(unit.target.text), category: MQMRow.noError,
      severity: MQMRow.noError)
    guard !faults.isEmpty else {
      row.metadata = Self.metadata(unit, nil)
      return [row]
    }
    return faults.map { fault in
      row.source = MarkedText.marked(unit.source.text, fault.source)
      row.target = MarkedText.marked(unit.target.text, fault.target)
      row.category = MQMCategories.google(fault.category)
      row.severity = fault.severity.rawValue
      row.metadata = Self.metadata(unit, fault)
      return row
    }
  }

  private mutating func name(of system: String) -> String {
    if let known = names[system] { return known }
    var (name, number) = (system, 1)
    while earlier.contains(name) {
      number += 1
      name = "\(system) (\(number))"
    }
    names[system] = name
    return name
  }

  /// What the viewer shows beside a row, and what an import goes by.
  private static func metadata(_ unit: TranslationUnit, _ fault: Fault?) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("unit", unit.id)
    if let fault {
      json.member("rule", fault.rule)
      json.member("precision", fault.precision.rawValue)
      json.member("note", fault.message.english)
    }
    let scores = unit.properties.filter { $0.type.hasPrefix(ScoreImport.propertyPrefix) }
      .compactMap { property in Double(property.value).map { (property.type, $0) } }
    if !scores.isEmpty {
      json.key("segment")
      json.beginObject()
      json.key("metrics")
      json.beginObject()
      for (type, value) in scores {
        json.key(String(type.dropFirst(ScoreImport.propertyPrefix.count)))
        json.number(value)
      }
      json.endObject()
      json.endObject()
    }
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
