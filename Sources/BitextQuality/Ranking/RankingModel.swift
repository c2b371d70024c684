// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import CRankingData
internal import Glibc

/// The trained weights of the ranking aid: a value a unit, to sort units by; higher is better.
///
/// **A ranking aid, no measure of quality.** What its values go along with, and how far, is measured in
/// Docs/Guides/Ranking.md.
///
///     value = fade·(linear numbers + weights of buckets) − share/(1 + e^−(bias + Σ stumps))
///
/// The first part is a ridge regression on people's scores of sentences; above ``fullWords`` words of the
/// source, *fade* is (fullWords/words)², for nobody judged such units. The second is the probability that
/// the unit was spoilt on purpose, by gradient-boosted stumps.
public struct RankingModel: Sendable {
  /// The weight of a number after it is brought to mean 0 and deviation 1 and cut at ±4.
  struct Linear: Hashable, Sendable {
    var feature: Int
    var mean: Float
    var scale: Float
    var weight: Float
  }

  var linear: [Linear] = []
  var buckets = [Float](repeating: 0, count: RankingFeatures.bucketCount)
  var stumps: [Stump] = []
  /// How many negations each word of a source leads to.
  var negators = NegationWeights()
  var bias: Float = 0
  /// What the second part counts.
  var share: Float = 0.8
  /// Up to how many words the first part counts whole.
  var fullWords: Float = 40

  /// The weights that ship with this package, for English and Chinese.
  public static let shipped: RankingModel = {
    var count = 0
    let bytes = UnsafeBufferPointer(start: bitext_ranking_data(&count), count: count)
    do {
      return try RankingModel(text: String(decoding: bytes, as: UTF8.self), path: "en-zh.ranking")
    } catch {
      // The file is compiled in, and a test reads it.
      fatalError("the shipped weights cannot be read: \(error)")
    }
  }()

  /// The value of a unit.
  func value(_ features: RankingFeatures) -> Double {
    let words = Float(features.wordCount)
    let fade = words > fullWords ? (fullWords / words) * (fullWords / words) : 1
    return Double(fade * human(features) - share / (1 + expf(-made(features))))
  }

  /// What people's scores are like, by the first part alone.
  func human(_ features: RankingFeatures) -> Float {
    var sum: Float = 0
    for entry in linear {
      sum += entry.weight * Self.scaled(features.numbers[entry.feature], entry.mean, entry.scale)
    }
    guard !features.buckets.isEmpty else { return sum }
    var words: Float = 0
    for bucket in features.buckets { words += buckets[Int(bucket)] }
    return sum + words / Float(features.buckets.count).squareRoot()
  }

  /// The logarithm of the odds that the unit was spoilt.
  func made(_ features: RankingFeatures) -> Float {
    var sum = bias
    for stump in stumps { sum += stump.value(features.numbers) }
    return sum
  }

  static func scaled(_ number: Float, _ mean: Float, _ scale: Float) -> Float {
    max(-4, min(4, (number - mean) / scale))
  }
}

/// Makes values of units that a checker has prepared; belongs to one thread.
final class Ranker {
  private let model: RankingModel
  private let maker: RankingFeatureMaker

  init(_ model: RankingModel) {
    self.model = model
    maker = RankingFeatureMaker(model.negators)
  }

  func value(of unit: CheckedUnit, _ faults: [Fault]) -> Double {
    model.value(maker.features(unit, faults))
  }
}
