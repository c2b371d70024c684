// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Looks for faults in units, one at a time; belongs to one thread.
///
/// What needs more than a unit is left to a ``CorpusChecker``, which takes the findings in the order of
/// the units; ``Checker`` is both together.
public final class UnitChecker {
  private let rules: RuleSet
  private let unit: CheckedUnit
  private var report: FaultCollector?

  /// Makes a checker.
  ///
  /// - Parameters:
  ///   - rules: what is looked for.
  ///   - termbase: the terms that are known.
  public init(rules: RuleSet, termbase: Termbase = .shipped) {
    self.rules = rules
    unit = CheckedUnit(termbase: termbase)
    report = rules.descriptions.first.map { FaultCollector($0) }
  }

  /// What the rules find in a unit.
  ///
  /// - Complexity: O(text).
  public func findings(in unit: TranslationUnit) -> UnitFindings {
    guard var report = report.take() else { return UnitFindings(unit: unit.id) }
    report.begin(unit: unit.id)
    self.unit.prepare(unit)
    for (rule, about) in zip(rules.rules, rules.descriptions) {
      report.begin(rule: about)
      rule.check(self.unit, &report)
    }
    var findings = UnitFindings(unit: unit.id)
    findings.faults = report.faults
    findings.ledger = report.ledger
    findings.document = Self.document(of: unit)
    self.report = report
    return findings
  }

  /// The document that a unit belongs to; `nil` where the unit does not say.
  private static func document(of unit: TranslationUnit) -> String? {
    unit.properties.first { $0.type == "x-bitext-target-document" }?.value ?? unit.pair
  }
}

/// What was found in one unit.
public struct UnitFindings: Sendable {
  /// The unit's id.
  public let unit: String
  /// The faults that the unit alone shows.
  public internal(set) var faults: [Fault] = []
  /// What is judged when more units are known.
  var ledger = UnitLedger()
  var document: String?

  init(unit: String) { self.unit = unit }
}
