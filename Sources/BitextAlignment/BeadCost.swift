// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// The cost of a bead, in nats.
struct BeadCost {
  let text: AlignmentText
  let kinds: [BeadKind]
  private let priorCosts: [Double]
  private let options: LadderAligner.Options
  private let ratio: Double
  private let logBackground: Double
  /// ln p(type) on either side, over all words of the side.
  private let sourceRarity: [Double]
  private let targetRarity: [Double]

  init(_ text: AlignmentText, options: LadderAligner.Options) {
    self.text = text
    self.options = options
    logBackground = log(options.background)
    kinds = options.priors.kinds
    priorCosts = options.priors.values.map { -log($0) }
    let source = Double(text.source.lengths.last ?? 0)
    let target = Double(text.target.lengths.last ?? 0)
    ratio = source > 0 && target > 0 ? target / source : 1
    sourceRarity = Self.rarity(text.source)
    targetRarity = Self.rarity(text.target)
  }

  /// 1/p(type): the words of a side over the occurrences of a type.
  private static func rarity(_ side: AlignmentText.Side) -> [Double] {
    let words = Double(max(1, side.words.last ?? 0))
    return side.occurrences.map { words / Double(max(1, $0.count)) }
  }

  /// The cost of the bead of a kind that ends before the segments `sourceEnd` and `targetEnd`.
  func cost(kind index: Int, sourceEnd: Int, targetEnd: Int) -> Double {
    let kind = kinds[index]
    let prior = priorCosts[index]
    if kind.isNull { return prior + options.nullPenalty }
    let source = sourceEnd - kind.source..<sourceEnd
    let target = targetEnd - kind.target..<targetEnd
    var cost = prior + options.lengthWeight * lengthCost(source, target)
    if options.anchorWeight > 0 {
      let gain =
        gain(of: text.source, source, given: text.target, target, rarity: sourceRarity)
        + gain(of: text.target, target, given: text.source, source, rarity: targetRarity)
      cost -= options.anchorWeight * 0.5 * gain
    }
    return cost
  }

  /// −ln erfc(|δ|/√2): Gale and Church's two-sided probability. Both lengths are counted in
  /// characters of the side that has more of them, so that both directions cost the same.
  private func lengthCost(_ source: Range<Int>, _ target: Range<Int>) -> Double {
    let from = Double(text.source.length(source)) * max(1, ratio)
    let to = Double(text.target.length(target)) / min(1, ratio)
    let mean = max(1, (from + to) / 2)
    let delta = abs(to - from) / (mean * options.lengthVariance).squareRoot()
    return TailCost.of(delta)
  }

  /// The log likelihood ratio of one group's tokens given the other group.
  private func gain(
    of side: AlignmentText.Side, _ group: Range<Int>, given other: AlignmentText.Side,
    _ given: Range<Int>, rarity: [Double]
  ) -> Double {
    let tokens = side.tokenStart[group.lowerBound]..<side.tokenStart[group.upperBound]
    guard !tokens.isEmpty else { return 0 }
    let words = Double(other.words(given) + 1)
    var gain = 0.0
    for token in side.tokens[tokens] {
      let type = Int(token)
      let count = Self.count(other.occurrences[type], in: given)
      if count == 0 {
        gain += logBackground
        continue
      }
      let likelihood = 0.8 * Double(count) * rarity[type] / words
      gain += log(options.background + (1 - options.background) * likelihood)
    }
    return gain
  }

  /// How many entries of an ascending list lie in a range.
  private static func count(_ occurrences: [Int32], in range: Range<Int>) -> Int {
    let lower = Int32(range.lowerBound)
    let upper = Int32(range.upperBound)
    if occurrences.count <= 16 {
      var count = 0
      for segment in occurrences where segment >= lower && segment < upper { count += 1 }
      return count
    }
    return firstIndex(occurrences, notBelow: upper) - firstIndex(occurrences, notBelow: lower)
  }

  private static func firstIndex(_ values: [Int32], notBelow bound: Int32) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// −ln erfc(|δ|/√2), the two-sided tail of the normal distribution, from a table.
enum TailCost {
  private static let stepsPerUnit = 64.0
  private static let limit = 7.0

  /// The values at 0, 1/64, 2/64 … 7 and one step beyond.
  private static let table: [Double] = (0...Int(limit * stepsPerUnit) + 1).map {
    exact(Double($0) / stepsPerUnit)
  }

  private static func exact(_ delta: Double) -> Double { -log(erfc(delta / 2.0.squareRoot())) }

  /// The cost of a deviation of so many standard deviations; linear between the table's values,
  /// which is right to 10⁻⁴. Beyond 7 the tail is e^(−δ²/2)·√(2/π)/δ to two per cent.
  static func of(_ delta: Double) -> Double {
    guard delta < limit else { return delta * delta / 2 + log(delta * (Double.pi / 2).squareRoot()) }
    let place = delta * stepsPerUnit
    let step = Int(place)
    let rest = place - Double(step)
    return table[step] * (1 - rest) + table[step + 1] * rest
  }
}
