// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Looks for faults in units, one at a time; belongs to one thread.
///
/// What needs more than a unit is left to a ``CorpusChecker``, which takes the findings in the order of
/// the units; ``Checker`` is both together.
public final class UnitChecker {
  private let rules: [RuleBox]
  /// The same, called without counting references: seventy pairs of atomic steps a unit.
  private let calls: [Unmanaged<RuleBox>]
  let unit: CheckedUnit
  private let ranker: Ranker?
  private var report: FaultCollector?

  /// Makes a checker.
  ///
  /// - Parameters:
  ///   - rules: what is looked for.
  ///   - termbase: the terms that are known.
  ///   - ranking: gives each unit a value to sort by; meant for all rules as they are by default.
  public init(rules: RuleSet, termbase: Termbase = .shipped, ranking: RankingModel? = nil) {
    self.rules = rules.rules.map { RuleBox.holding($0) }
    calls = self.rules.map { Unmanaged.passUnretained($0) }
    ranker = ranking.map { Ranker($0) }
    unit = CheckedUnit(termbase: termbase)
    report = FaultCollector(rules.descriptions)
  }

  /// What the rules find in a unit.
  ///
  /// - Complexity: O(text).
  public func findings(in unit: TranslationUnit) -> UnitFindings {
    guard var report = report.take() else { return UnitFindings(unit: unit.id) }
    report.begin(unit: unit.id)
    let checked = self.unit
    checked.prepare(unit)
    for number in calls.indices {
      report.begin(rule: number)
      calls[number]._withUnsafeGuaranteedRef { $0.check(checked, &report) }
    }
    var findings = UnitFindings(unit: unit.id)
    findings.document = Self.document(of: unit)
    findings.ranking = ranker?.value(of: checked, report.faults)
    report.end(into: &findings)
    self.report = report
    return findings
  }

  /// What the rules find in units, each for itself.
  public func findings(in units: [TranslationUnit]) -> [UnitFindings] {
    units.withUnsafeBufferPointer { units in
      guard let first = units.baseAddress else { return [] }
      // Borrowed: a copy of a unit would count a dozen references up and down.
      return units.indices.map { findings(in: (first + $0).pointee) }
    }
  }

  /// The document that a unit belongs to; `nil` where the unit does not say.
  private static func document(of unit: TranslationUnit) -> String? {
    unit.properties.first { $0.type == "x-bitext-target-document" }?.value ?? unit.pair
  }
}

/// A rule that is called without counting references: as a value of a protocol its box would be counted for
/// each unit, and all threads share it.
private class RuleBox {
  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {}

  static func holding(_ rule: some FaultRule) -> RuleBox { HeldRule(rule) }
}

private final class HeldRule<Rule: FaultRule>: RuleBox {
  private let rule: Rule
  init(_ rule: Rule) { self.rule = rule }

  override func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    rule.check(unit, &report)
  }
}

/// What was found in one unit.
public struct UnitFindings: Sendable {
  /// The unit's id.
  public let unit: String
  /// The faults that the unit alone shows.
  public internal(set) var faults: [Fault] = []
  /// The value of the ranking aid, higher for a better translation; `nil` where none was asked for.
  public internal(set) var ranking: Double?
  /// What is judged when more units are known.
  var ledger = UnitLedger()
  var document: String?

  init(unit: String) { self.unit = unit }
}
