// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Decides which units stay, one after the other.
///
///     var filter = UnitFilter(rules: [ScoreRule(minimum: 0.5), LengthRule.atLeast(10)])
///     let kept = units.filter { filter.reason(toLeaveOut: $0) == nil }
///
/// The first rule that rejects a unit names the reason; duplicates are looked for last, among the units
/// that stayed.
public struct UnitFilter {
  /// The rules, in the order in which they are asked.
  public let rules: [any UnitRule]
  private var duplicates: DuplicateFilter

  /// Makes a filter.
  ///
  /// - Parameters:
  ///   - rules: asked in order.
  ///   - duplicates: what counts as having been seen before.
  ///   - similarity: the least estimated similarity of near duplicates, 0...1.
  public init(
    rules: [any UnitRule], duplicates: DuplicateLevel = .none, similarity: Double = 0.8
  ) {
    self.rules = rules
    self.duplicates = DuplicateFilter(level: duplicates, similarity: similarity)
  }

  /// Why a unit is left out; `nil` keeps it.
  ///
  /// - Complexity: O(text).
  public mutating func reason(toLeaveOut unit: TranslationUnit) -> String? {
    for rule in rules where rule.rejects(unit) { return rule.reason }
    return duplicates.reason(for: unit)
  }
}
