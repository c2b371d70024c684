// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Gives units a value to sort them by; belongs to one thread.
///
/// **A ranking aid, no measure of quality**: see Docs/Guides/Ranking.md for what its values go along with.
///
///     let aid = try RankingAid()
///     let worst = units.sorted { aid.value(of: $0) < aid.value(of: $1) }.prefix(20)
public final class RankingAid {
  private let checker: UnitChecker
  private let maker: RankingFeatureMaker
  private let model: RankingModel

  /// Makes an aid.
  ///
  /// - Parameters:
  ///   - model: the weights.
  ///   - termbase: the terms that are known to the rules.
  public init(model: RankingModel = .shipped, termbase: Termbase = .shipped) throws {
    checker = UnitChecker(rules: try RuleSet(), termbase: termbase)
    self.model = model
    maker = RankingFeatureMaker(model.negators)
  }

  /// The value of a unit: higher for a translation that needs a look less. Values of different
  /// weights do not compare.
  ///
  /// - Complexity: O(text).
  public func value(of unit: TranslationUnit) -> Double { value(features(of: unit)) }

  /// What the weights are applied to.
  package func features(of unit: TranslationUnit) -> RankingFeatures {
    let findings = checker.findings(in: unit)
    return maker.features(checker.unit, findings.faults)
  }

  /// The parts of units with their negations.
  package func negationParts(of units: [TranslationUnit]) -> RankingTrainer.NegationParts {
    var parts = RankingTrainer.NegationParts()
    for unit in units {
      checker.unit.prepare(unit)
      parts.list += NegationWeights.parts(of: checker.unit)
    }
    return parts
  }

  /// The value of features.
  package func value(_ features: RankingFeatures) -> Double { model.value(features) }
}
