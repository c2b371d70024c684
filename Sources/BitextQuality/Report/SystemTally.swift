// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// What a report counts of one system.
struct SystemTally {
  /// The faults of one rule.
  struct RuleCount {
    var faults = 0
    var units = 0
    var weight = 0.0
  }

  /// Units read, and those that were looked at for faults.
  private(set) var units = 0
  private(set) var checked = 0
  /// Words of the sources of all units.
  private(set) var words = 0
  /// Faults in all, and the units that have one.
  private(set) var faults = 0
  private(set) var faultyUnits = 0
  /// Units with an omission.
  private(set) var omissionUnits = 0
  private(set) var severities = [Int](repeating: 0, count: FaultSeverity.allCases.count)
  /// In the order of the rules.
  private(set) var rules: [RuleCount]
  private(set) var ratios = ReportHistogram()
  private(set) var scores = ReportHistogram()
  private(set) var terms = TermTable()
  private var beads: [BeadKind: Int] = [:]
  private(set) var tally: MQMTally
  private var faulty = FaultyUnits()
  /// Names the faults that need more than a unit.
  private var corpus: CorpusChecker
  private let places: [String: Int]

  init(_ set: RuleSet, weights: MQMWeights) {
    let rules = set.descriptions
    corpus = CorpusChecker(rules: set)
    self.rules = rules.map { _ in RuleCount() }
    places = Dictionary(
      rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    tally = MQMTally(weights: weights)
  }

  /// Counts a unit.
  ///
  /// - Returns: the faults that are settled with it, its own and those of units before.
  mutating func add(_ cell: ReportCell, part: ReportUnit.Part, words: Int) -> [Fault] {
    let unit = cell.unit
    units += 1
    self.words += words
    if let ratio = part.ratio { ratios.add(ratio) }
    if let score = part.score { scores.add(min(score, 9_999)) }
    if let bead = unit.bead { addBead(bead) }
    guard let findings = cell.findings else { return [] }
    checked += 1
    tally.add(unit)
    for use in findings.ledger.renderings { terms.add(use, unit: unit.id) }
    return corpus.add(findings)
  }

  /// Counts a bead, also one that became no unit.
  mutating func addBead(_ kind: BeadKind) { beads[kind, default: 0] += 1 }

  /// The faults that waited for the end.
  mutating func settle() -> [Fault] { corpus.finish() }

  /// Counts a fault.
  mutating func count(_ fault: Fault, weight: Double) {
    faults += 1
    tally.add(fault)
    if let place = FaultSeverity.allCases.firstIndex(of: fault.severity) { severities[place] += 1 }
    if faulty.isFirst(fault.unit) { faultyUnits += 1 }
    if fault.isOmission, faulty.isFirst(fault.unit, kind: -2) { omissionUnits += 1 }
    guard let place = places[fault.rule] else { return }
    rules[place].faults += 1
    rules[place].weight += weight
    if faulty.isFirst(fault.unit, kind: place) { rules[place].units += 1 }
  }

  /// The place of a rule among those that ran.
  func place(of rule: String) -> Int? { places[rule] }

  /// Kinds of beads, the commonest first.
  var beadCounts: [(kind: BeadKind, count: Int)] {
    beads.map { ($0.key, $0.value) }.sorted {
      ($1.1, $0.0.source, $0.0.target) < ($0.1, $1.0.source, $1.0.target)
    }
  }
}

extension Fault {
  /// Whether something of the source is missing in the target.
  var isOmission: Bool { category.subcategory == "Omission" }
}
