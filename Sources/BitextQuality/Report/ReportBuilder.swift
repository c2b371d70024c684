// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Collects what a report shows: figures of all units, and the worst units one by one.
///
///     var report = ReportBuilder(systems: [ReportSystem(name: "google")], rules: rules)
///     for unit in units { report.add([ReportCell(unit: unit, findings: checker.findings(in: unit))]) }
///     let page = report.page()
///
/// With several systems a row holds the translations of one source, a system a place. Belongs to one
/// thread.
///
/// - Note: Memory holds at most twice the units and documents that are shown, the renderings of terms, and
///   up to 32 bytes a document; with several systems up to 48 bytes a unit more. Deterministic. A
///   fault that is settled after its unit stopped being among the worst is counted, not shown.
public struct ReportBuilder {
  /// What the report was told.
  public let options: ReportOptions
  /// The systems, in the order of the places of a row.
  public var systems: [ReportSystem]
  /// Metrics against a reference, where there is one.
  public var metrics: [ReportMetric] = []

  let rules: [RuleDescription]
  var languages: (source: Language, target: Language)?
  var tallies: [SystemTally]
  /// Rows, and those in which something was looked for: these alone are shown one by one.
  private(set) var rows = 0
  var units: WorstKept<ReportUnit>
  var documents: WorstKept<ReportDocument>
  var comparison: ReportComparison?
  /// Rows that some system lacks.
  private(set) var incompleteRows = 0
  /// Rows of one id whose sources differ.
  private(set) var differentSources = 0
  private var isFinished = false
  private var lastDocument: String?
  private var documentCount = 0

  /// Makes an empty report.
  ///
  /// - Parameters:
  ///   - systems: at least one.
  ///   - rules: the rules that the findings are of.
  public init(
    systems: [ReportSystem], rules: RuleSet, options: ReportOptions = ReportOptions()
  ) {
    precondition(!systems.isEmpty, "a report needs a system")
    self.systems = systems
    self.options = options
    self.rules = rules.descriptions
    tallies = systems.map { _ in SystemTally(rules, weights: options.weights) }
    units = WorstKept(limit: options.shownUnits)
    documents = WorstKept(limit: options.shownDocuments)
    comparison =
      systems.count > 1 ? ReportComparison(rules.descriptions, systems: systems.count) : nil
  }

  /// Adds the translations of one source.
  ///
  /// - Parameter row: a system a place; `nil` where the system has none. One at least has one.
  public mutating func add(_ row: [ReportCell?]) {
    precondition(row.count == systems.count, "a row needs as many places as there are systems")
    guard let first = row.lazy.compactMap({ $0?.unit }).first else { return }
    if languages == nil { languages = (first.source.language, first.target.language) }
    if row.contains(where: { $0 == nil }) {
      incompleteRows += 1
    } else if row.contains(where: { $0?.unit.source.text != first.source.text }) {
      differentSources += 1
    }
    var unit = reportUnit(first, row)
    note(unit)
    var late: [(system: Int, fault: Fault)] = []
    for (system, cell) in row.enumerated() {
      guard let cell, let part = unit.parts[system] else { continue }
      for fault in tallies[system].add(cell, part: part, words: unit.words) {
        if fault.unit == cell.unit.id {
          count(fault, system, in: &unit)
        } else {
          late.append((system, fault))
        }
      }
    }
    rows += 1
    if row.contains(where: { $0?.findings != nil }) { units.append(unit) }
    for (system, fault) in late { count(late: fault, system) }
  }

  /// Weighted faults per 1,000 source words of a system, with intervals.
  public func score(system: Int = 0) -> MQMScore {
    tallies[system].tally.score(samples: options.samples, seed: options.seed)
  }

  /// Counts a bead that became no unit.
  public mutating func add(bead kind: BeadKind, system: Int = 0) { tallies[system].addBead(kind) }

  /// Counts the faults that waited for the end. Nothing may be added after.
  ///
  /// - Note: A second call does nothing; ``page()`` calls it.
  public mutating func finish() {
    guard !isFinished else { return }
    isFinished = true
    for system in tallies.indices {
      for fault in tallies[system].settle() { count(late: fault, system) }
    }
  }

  /// Names the document of a unit, and counts the unit there.
  private mutating func note(_ unit: ReportUnit) {
    if unit.document == nil || unit.document != lastDocument { documentCount += 1 }
    lastDocument = unit.document
    comparison?.add(unit)
    guard let name = unit.document else { return }
    let isKnown = documents.update(name) {
      $0.units += 1
      $0.words += unit.words
    }
    guard !isKnown else { return }
    var document = ReportDocument(
      id: name, ordinal: documents.total, systems: systems.count)
    document.units = 1
    document.words = unit.words
    documents.append(document)
  }

  private mutating func count(_ fault: Fault, _ system: Int, in unit: inout ReportUnit) {
    let weight = options.weights.weight(of: fault.category, fault.severity)
    tallies[system].count(fault, weight: weight)
    unit.parts[system]?.faults.append(fault)
    unit.parts[system]?.weight += weight
    comparison?.count(fault, weight, system, place: unit.place)
    countInDocument(unit.document, system, weight)
  }

  /// Counts a fault of a unit that was added before.
  private mutating func count(late fault: Fault, _ system: Int) {
    let weight = options.weights.weight(of: fault.category, fault.severity)
    var document = Self.documentPart(of: fault.unit)
    // With several systems the row goes by the id of its first unit, which a join makes the same.
    _ = units.update(fault.unit) { unit in
      document = unit.document
      unit.parts[system]?.faults.append(fault)
      unit.parts[system]?.weight += weight
    }
    tallies[system].count(fault, weight: weight)
    comparison?.count(late: fault, weight, system)
    countInDocument(document, system, weight)
  }

  private mutating func countInDocument(_ name: String?, _ system: Int, _ weight: Double) {
    guard let name else { return }
    _ = documents.update(name) {
      $0.faults[system] += 1
      $0.weights[system] += weight
    }
  }

  /// `a` of `a:3`.
  private static func documentPart(of unit: String) -> String? {
    unit.lastIndex(of: ":").map { String(unit[..<$0]) }
  }

  private func reportUnit(_ first: TranslationUnit, _ row: [ReportCell?]) -> ReportUnit {
    let source = cut(first.source.text)
    let document = first.documentName
    let isNew = document == nil || document != lastDocument
    return ReportUnit(
      id: first.id, ordinal: rows, document: document, source: source.text,
      sourceCount: source.count, words: SourceWords.count(first.source.text),
      parts: row.map { cell in cell.map { part($0, sourceCount: source.count) } },
      place: isNew ? documentCount : documentCount - 1)
  }

  private func part(_ cell: ReportCell, sourceCount: Int) -> ReportUnit.Part {
    let target = cut(cell.unit.target.text)
    return ReportUnit.Part(
      target: target.text, targetCount: target.count, bead: cell.unit.bead,
      score: cell.unit.score.flatMap {
        $0.isFinite ? Int((min(max($0, 0), 1) * 10_000).rounded()) : nil
      },
      ratio: sourceCount > 0 && target.count > 0
        ? Int((Double(target.count) / Double(sourceCount) * 10_000).rounded()) : nil,
      isChecked: cell.findings != nil)
  }

  private func cut(_ text: String) -> (text: String, count: Int) {
    let count = text.scalarCount
    guard count > options.shownCharacters else { return (text, count) }
    return (String(text.unicodeScalars.prefix(options.shownCharacters)), count)
  }
}

extension String {
  /// The number of Unicode scalars.
  ///
  /// - Complexity: O(bytes), several bytes a step.
  var scalarCount: Int {
    var text = self
    return text.withUTF8 { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
  }
}

extension ReportBuilder {
  /// How many rows there are and are shown, and the units and faults of each system.
  public var counts: (rows: Int, shown: Int, systems: [(units: Int, faults: Int)]) {
    (
      rows, min(units.total, options.shownUnits),
      tallies.map { ($0.units, $0.faults) }
    )
  }
}
