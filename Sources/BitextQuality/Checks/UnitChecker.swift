// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Looks for faults in units, one at a time; belongs to one thread.
///
/// What needs more than a unit is left to a ``CorpusChecker``, which takes the findings in the order of
/// the units; ``Checker`` is both together.
public final class UnitChecker {
  /// The rules in bare memory: an array would count references for every rule and unit, to boxes that the
  /// checkers of all threads share.
  private let rules: UnsafeMutableBufferPointer<any FaultRule>
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
    self.rules = .allocate(capacity: rules.rules.count)
    _ = self.rules.initialize(fromContentsOf: rules.rules)
    ranker = ranking.map { Ranker($0) }
    unit = CheckedUnit(termbase: termbase)
    report = FaultCollector(rules.descriptions)
  }

  deinit {
    rules.deinitialize()
    rules.deallocate()
  }

  /// What the rules find in a unit.
  ///
  /// - Complexity: O(text).
  public func findings(in unit: TranslationUnit) -> UnitFindings {
    guard var report = report.take() else { return UnitFindings(unit: unit.id) }
    report.begin(unit: unit.id)
    self.unit.prepare(unit)
    for number in rules.indices {
      report.begin(rule: number)
      rules[number].check(self.unit, &report)
    }
    var findings = UnitFindings(unit: unit.id)
    findings.faults = report.faults
    findings.ledger = report.ledger
    findings.document = Self.document(of: unit)
    findings.ranking = ranker?.value(of: self.unit, report.faults)
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
  /// The value of the ranking aid, higher for a better translation; `nil` where none was asked for.
  public internal(set) var ranking: Double?
  /// What is judged when more units are known.
  var ledger = UnitLedger()
  var document: String?

  init(unit: String) { self.unit = unit }
}
