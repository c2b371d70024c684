// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Names the faults of units without a reference, unit by unit and over the corpus.
///
///     var checker = Checker(rules: try RuleSet())
///     for unit in units { for fault in checker.faults(in: unit) { print(fault.message.english) } }
///     for fault in checker.finish() { print(fault.message.english) }
public struct Checker {
  private let units: UnitChecker
  private var corpus: CorpusChecker

  /// Makes a checker.
  public init(rules: RuleSet, termbase: Termbase = .shipped) {
    units = UnitChecker(rules: rules, termbase: termbase)
    corpus = CorpusChecker(rules: rules)
  }

  /// The faults that are settled with the next unit: its own, and those of units before.
  public mutating func faults(in unit: TranslationUnit) -> [Fault] {
    corpus.add(units.findings(in: unit))
  }

  /// The faults that waited for the end of the corpus.
  public mutating func finish() -> [Fault] { corpus.finish() }
}
