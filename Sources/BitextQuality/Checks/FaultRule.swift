// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// One rule: it looks at a unit that was prepared for all rules, and reports what it finds.
///
/// Laws: the answer depends on the unit alone; a rule keeps no state; it costs no more than a pass over
/// what was prepared. A rule that must see more than a unit reports what it saw to the collector's
/// ledger, and ``CorpusChecker`` judges.
protocol FaultRule: Sendable {
  /// What is known of the rule.
  var about: RuleDescription { get }
  /// Looks at a unit.
  func check(_ unit: CheckedUnit, _ report: inout FaultCollector)
}

/// What the rules report of one unit.
struct FaultCollector {
  private(set) var faults: [Fault] = []
  /// What rules of wider scope saw.
  var ledger = UnitLedger()
  private let rules: [RuleDescription]
  /// The number of the rule at hand.
  private var current = 0
  private var unit = ""

  init(_ rules: [RuleDescription]) { self.rules = rules }

  mutating func begin(unit: String) {
    self.unit = unit
  }

  /// Hands over what was reported of the unit. Nothing is kept, not even memory: most units have few
  /// faults or none, and what waits to be written would be as large as the largest.
  mutating func end(into findings: inout UnitFindings) {
    swap(&findings.faults, &faults)
    swap(&findings.ledger, &ledger)
    faults = []
    ledger = UnitLedger()
  }

  mutating func begin(rule number: Int) { current = number }

  /// Reports a fault of the rule at hand.
  mutating func add(
    source: Range<Int>? = nil, target: Range<Int>? = nil, severity: FaultSeverity? = nil,
    _ english: String, _ chinese: String
  ) {
    faults.append(fault(rules[current], source, target, severity, english, chinese))
  }

  /// Reports a sighting to be judged when the corpus is known.
  mutating func hold(
    key: String, target: Range<Int>, _ english: String, _ chinese: String
  ) {
    ledger.held.append(
      HeldFault(key: key, fault: fault(rules[current], nil, target, nil, english, chinese)))
  }

  private func fault(
    _ rule: RuleDescription, _ source: Range<Int>?, _ target: Range<Int>?,
    _ severity: FaultSeverity?, _ english: String, _ chinese: String
  ) -> Fault {
    Fault(
      unit: unit, rule: rule.id, category: rule.category, severity: severity ?? rule.severity,
      source: source.map { CharacterSpan(start: $0.lowerBound, end: $0.upperBound) },
      target: target.map { CharacterSpan(start: $0.lowerBound, end: $0.upperBound) },
      message: FaultMessage(english: english, chinese: chinese), precision: rule.precision)
  }
}

/// What the rules of wider scope saw in one unit.
struct UnitLedger: Sendable {
  /// Sightings that are faults unless the whole corpus is written so.
  var held: [HeldFault] = []
  /// How often the other way was seen, by key.
  var contrary: [(key: String, count: Int)] = []
  /// Which rendering each term and name got.
  var renderings: [TermUse] = []
}

/// A fault that waits for the corpus.
struct HeldFault: Sendable {
  /// What is counted together, for example `half-width ,`.
  var key: String
  var fault: Fault
}

/// A term of the source and what it was rendered by.
struct TermUse: Sendable {
  /// The term as messages name it.
  var term: String
  /// The rendering.
  var rendering: String
  var source: CharacterSpan
  var target: CharacterSpan
  /// Whether it is a name, of which the casting alone counts.
  var isName = false
}
