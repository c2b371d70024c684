// SPDX-License-Identifier: Apache-2.0

public import BitextModel
public import BitextQuality

/// Leaves out units with a fault of at least one severity, or of given rules.
///
///     let rule = FaultFilterRule(rules: try RuleSet(), minimumSeverity: .major)
///     let kept = UnitFilter(rules: [rule])
///
/// Only rules that judge one unit by itself count: what shows over a document or a corpus is no reason
/// to leave a single unit out.
public struct FaultFilterRule: UnitRule {
  /// `fault`.
  public let reason = "fault"
  private let minimumSeverity: FaultSeverity?
  private let ids: Set<String>
  private let pool: CheckerPool

  /// Makes the rule.
  ///
  /// - Parameters:
  ///   - rules: what is looked for.
  ///   - minimumSeverity: a fault of this severity or a worse one leaves a unit out; `nil` none does.
  ///   - ids: a fault of one of these rules leaves a unit out, whatever its severity.
  ///   - termbase: the terms that are known.
  public init(
    rules: RuleSet, minimumSeverity: FaultSeverity?, ids: Set<String> = [],
    termbase: Termbase = .shipped
  ) {
    self.minimumSeverity = minimumSeverity
    self.ids = ids
    pool = CheckerPool(rules: rules, termbase: termbase)
  }

  /// Whether a unit has such a fault.
  public func rejects(_ unit: TranslationUnit) -> Bool {
    pool.lend { checker in
      checker.findings(in: unit).faults.contains { fault in
        ids.contains(fault.rule)
          || minimumSeverity.map { fault.severity.weight >= $0.weight } ?? false
      }
    }
  }
}

extension FaultSeverity {
  /// The place in the order from neutral to critical.
  var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
