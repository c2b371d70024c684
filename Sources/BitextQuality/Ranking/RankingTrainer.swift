// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Fits the two parts of a ``RankingModel``.
package struct RankingTrainer {
  /// A unit that people gave a score.
  package struct Judged {
    var features: RankingFeatures
    var score: Float
    /// Makes a row.
    package init(_ features: RankingFeatures, score: Float) {
      self.features = features
      self.score = score
    }
  }

  /// A unit, as it came or spoilt.
  package struct Sample {
    var features: RankingFeatures
    var isMade: Bool
    /// What the row counts.
    var weight: Float
    /// Makes a row.
    package init(_ features: RankingFeatures, isMade: Bool, weight: Float) {
      self.features = features
      self.isMade = isMade
      self.weight = weight
    }
  }

  /// What the ridge counts dense numbers against buckets.
  static let denseScale: Float = 0.2

  /// Parts of units with their negations.
  package struct NegationParts {
    var list: [NegationWeights.Part] = []
  }

  private let negators: NegationWeights

  /// Makes a trainer, and learns from units as they came how many negations words lead to.
  package init(_ parts: NegationParts) { negators = NegationWeights.learned(from: parts.list) }

  /// A model that knows of negations only: what features for ``model(judged:samples:)`` are made with.
  package var beginning: RankingModel {
    var model = RankingModel()
    model.negators = negators
    return model
  }

  /// Fits both parts.
  ///
  /// - Note: Deterministic.
  package func model(judged: [Judged], samples: [Sample]) -> RankingModel {
    var model = beginning
    fitHuman(&model, judged)
    fitMade(&model, samples)
    return model
  }

  private func fitHuman(_ model: inout RankingModel, _ judged: [Judged]) {
    guard !judged.isEmpty else { return }
    let count = Float(judged.count)
    let width = RankingFeatures.names.count
    var linear: [RankingModel.Linear] = []
    for feature in 0..<width {
      var (sum, squares) = (0.0, 0.0)
      for row in judged {
        let value = Double(row.features.numbers[feature])
        sum += value
        squares += value * value
      }
      let mean = sum / Double(count)
      let variance = squares / Double(count) - mean * mean
      // What is the same in nearly all units would be blown up.
      guard variance > 1e-5 else { continue }
      linear.append(
        RankingModel.Linear(
          feature: feature, mean: Float(mean), scale: Float(variance.squareRoot()), weight: 0))
    }
    let mean = judged.reduce(0) { $0 + $1.score } / count
    let rows = judged.map { row in
      Ridge.Row(
        dense: linear.map {
          RankingModel.scaled(row.features.numbers[$0.feature], $0.mean, $0.scale)
            * Self.denseScale
        },
        columns: row.features.buckets,
        value: 1 / Float(max(1, row.features.buckets.count)).squareRoot())
    }
    let weights = Ridge().fit(
      rows, targets: judged.map { $0.score - mean }, sparseCount: RankingFeatures.bucketCount)
    for place in linear.indices { linear[place].weight = weights[place] * Self.denseScale }
    model.linear = linear
    model.buckets = Array(weights[linear.count...])
  }

  private func fitMade(_ model: inout RankingModel, _ samples: [Sample]) {
    let made = samples.reduce(0) { $0 + ($1.isMade ? $1.weight : 0) }
    let all = samples.reduce(0) { $0 + $1.weight }
    guard made > 0, made < all else { return }
    let bias = logf(made / (all - made))
    model.bias = bias
    // Only what tells of a fault: what else differs between corpora is no evidence.
    let columns = RankingFeatures.names.indices.filter {
      Self.isEvidence(RankingFeatures.names[$0])
    }
    let rows = samples.map { sample in columns.map { sample.features.numbers[$0] } }
    var boosting = StumpBoosting()
    boosting.rounds = 150
    boosting.rate = 0.3
    let stumps = boosting.fit(rows) { sums in
      var gradients: [Float] = []
      var curvatures: [Float] = []
      for (sample, sum) in zip(samples, sums) {
        let probability = 1 / (1 + expf(-(bias + sum)))
        gradients.append(sample.weight * (probability - (sample.isMade ? 1 : 0)))
        curvatures.append(sample.weight * probability * (1 - probability) + 1e-6)
      }
      return (gradients, curvatures)
    }
    model.stumps = stumps.map {
      Stump(feature: columns[$0.feature], threshold: $0.threshold, left: $0.left, right: $0.right)
    }
  }

  private static let evidence: Set<String> = [
    "worst-part", "worst-part-back", "empty-parts", "omission-gap", "addition-gap",
    "numbers-missing", "numbers-added", "numbers-changed", "length-ratio", "length-deviation",
    "negation-excess", "negation-excess-sure", "negation-lack", "negation-balance",
    "negation-surprise", "negation-shortfall", "negation-surprise-any", "negation-shortfall-any",
    "terms-unrendered", "terms-short", "wrong-term-kinds", "wrong-term-mixed",
  ]

  private static func isEvidence(_ name: String) -> Bool {
    evidence.contains(name) || name.hasPrefix("rule:")
  }
}
