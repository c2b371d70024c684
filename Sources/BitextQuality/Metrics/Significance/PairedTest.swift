// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// How two systems are compared.
public enum PairedMethod: Hashable, Sendable, Codable {
  /// Bootstrap resampling of the segments, with so many samples.
  ///
  /// - SeeAlso: Koehn, 2004, "Statistical significance tests for machine translation evaluation".
  case bootstrap(samples: Int = 1000)
  /// Approximate randomisation: segments are swapped between the systems, in so many trials; with
  /// an interval from so many bootstrap samples if there are any.
  ///
  /// - SeeAlso: Riezler and Maxwell, 2005, "On some pitfalls in automatic evaluation and
  ///   significance testing for MT".
  case approximateRandomisation(trials: Int = 10_000, confidenceSamples: Int = 0)
}

/// What a paired test says of one system and one metric.
public struct PairedResult: Hashable, Sendable, Codable {
  /// The score of the whole corpus.
  public var score: Double
  /// How probable so large a difference from the baseline is by chance; `nil` for the baseline.
  public var probability: Double?
  /// The interval by bootstrap, if there is one.
  public var confidence: Score.Confidence?
  /// Makes a result.
  public init(score: Double, probability: Double? = nil, confidence: Score.Confidence? = nil) {
    self.score = score
    self.probability = probability
    self.confidence = confidence
  }
}

extension RowMetric {
  /// Compares systems with the first of them, the baseline.
  ///
  /// - Parameters:
  ///   - systems: The score and the rows of each system, all over the same segments.
  ///   - seed: Where the random stream starts; sacreBLEU's is 12345.
  func compare(
    _ systems: [(score: Double, rows: RowStore)], by method: PairedMethod, seed: UInt64
  ) -> [PairedResult] {
    let stream = RandomStream(seed: seed)
    let samples =
      switch method {
      case .bootstrap(let samples): samples
      case .approximateRandomisation(_, let samples): samples
      }
    let baseline = systems[0]
    let base = resampledScores(baseline.rows, samples: samples, drawnBy: stream)
    var results = [
      PairedResult(score: baseline.score, confidence: samples > 0 ? base.confidence : nil)
    ]
    for system in systems.dropFirst() {
      switch method {
      case .bootstrap:
        let own = resampledScores(system.rows, samples: samples, drawnBy: stream)
        results.append(bootstrapped(system.score, own, against: baseline.score, base))
      case .approximateRandomisation(let trials, _):
        results.append(randomised(system, against: baseline, trials, samples, stream))
      }
    }
    return results
  }

  private func bootstrapped(
    _ score: Double, _ own: ResampledScores, against baseline: Double, _ base: ResampledScores
  ) -> PairedResult {
    let isSingle = own.isSingle && base.isSingle
    let difference = abs(baseline - score)
    var differences = ResampledScores(isSingle: isSingle)
    for (one, other) in zip(own.values, base.values) {
      differences.values.append(
        isSingle ? Double(abs(Float(one) - Float(other))) : abs(one - other))
    }
    let mean = differences.mean(of: differences.values)
    let larger = differences.values.count { value in
      isSingle
        ? Float(value) - Float(mean) > Float(difference) : value - mean > difference
    }
    return PairedResult(
      score: score, probability: Double(larger + 1) / Double(own.values.count + 1),
      confidence: own.confidence)
  }

  private func randomised(
    _ system: (score: Double, rows: RowStore), against baseline: (score: Double, rows: RowStore),
    _ trials: Int, _ samples: Int, _ start: RandomStream
  ) -> PairedResult {
    var streams = (own: start, base: start)
    var flags = (own: RandomFlags(), base: RandomFlags())
    var own = DealtSums(width: rowWidth)
    var base = own
    let difference = abs(baseline.score - system.score)
    var larger = 0
    for _ in 0..<trials {
      baseline.rows.deal(by: &flags.base, &streams.base, &base)
      system.rows.deal(by: &flags.own, &streams.own, &own)
      let one = value(ofExactSum: zip(base.up, own.down).map { $0 + $1 })
      let other = value(ofExactSum: zip(base.down, own.up).map { $0 + $1 })
      if abs(one - other) > difference { larger += 1 }
    }
    var result = PairedResult(
      score: system.score, probability: Double(larger + 1) / Double(trials + 1))
    if samples > 0 {
      let scores = resampledScores(system.rows, samples: samples, drawnBy: streams.own)
      result.confidence = scores.confidence
    }
    return result
  }
}
