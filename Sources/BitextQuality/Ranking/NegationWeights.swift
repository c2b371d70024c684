// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// How many negations a translation is to be expected to have, from the words of its source: *not* and
/// *without* lead to one, *independent* sometimes, most words to none.
///
/// Two ridge regressions over the words of a part, learned on translations as they came: of bare negations
/// (不, 没有, 无法), and of all words with a negating character (不同, 无线).
struct NegationWeights: Hashable, Sendable {
  /// A regression: what a part has without any word that counts, and what each word adds, by bucket.
  struct Regression: Hashable, Sendable {
    var base: Float = 0
    var weights: [Int32: Float] = [:]
  }

  /// A part of a unit.
  struct Part {
    /// The buckets of the source's words, each once.
    var words: [Int32]
    var bare: Float
    var any: Float
  }

  var bare = Regression()
  var any = Regression()

  private static let bucketCount: UInt64 = 1 << 15
  /// Smaller weights are left out.
  private static let least: Float = 0.03

  /// What to expect of a part.
  func expected(_ words: [Int32], _ regression: Regression) -> Float {
    var sum = regression.base
    for word in words { sum += regression.weights[word] ?? 0 }
    return sum
  }

  /// The parts of a unit with two sides.
  static func parts(of unit: CheckedUnit) -> [Part] {
    guard unit.hasBoth, unit.source.isEnglish, unit.target.isChinese else { return [] }
    return unit.negations.parts.map { counts in
      let part = counts.part
      var words: Set<Int32> = []
      for word in unit.source.words where part.source.contains(word.start) && word.zone == .plain {
        words.insert(Int32((word.folded ^ (word.folded >> 29)) % bucketCount))
      }
      return Part(
        words: words.sorted(), bare: Float(counts.bare), any: Float(counts.bare + counts.other))
    }
  }

  /// Learns from parts of translations as they came.
  static func learned(from parts: [Part]) -> NegationWeights {
    var result = NegationWeights()
    result.bare = regression(parts, parts.map(\.bare))
    result.any = regression(parts, parts.map(\.any))
    return result
  }

  private static func regression(_ parts: [Part], _ counts: [Float]) -> Regression {
    guard !parts.isEmpty else { return Regression() }
    let mean = counts.reduce(0, +) / Float(counts.count)
    let rows = parts.map { Ridge.Row(dense: [1], columns: $0.words, value: 1) }
    let weights = Ridge(penalty: 8).fit(
      rows, targets: counts.map { $0 - mean }, sparseCount: Int(bucketCount))
    var result = Regression(base: mean + weights[0])
    for (bucket, weight) in weights.dropFirst().enumerated() where abs(weight) >= least {
      result.weights[Int32(bucket)] = weight
    }
    return result
  }
}
