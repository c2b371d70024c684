// SPDX-License-Identifier: Apache-2.0

/// A BLEU score and what it is made of.
public struct BLEUBreakdown: Hashable, Sendable, Codable {
  /// The score, 0…100.
  public var value: Double
  /// Shared n-grams by order, with what smoothing added.
  public var matches: [Double]
  /// n-grams of the hypothesis by order, with what smoothing added.
  public var totals: [Double]
  /// Precision by order, 0…100.
  public var precisions: [Double]
  /// The factor for hypotheses that are too short, 0…1.
  public var brevityPenalty: Double
  /// Tokens of the hypothesis.
  public var hypothesisLength: Int
  /// Tokens of the references nearest in length.
  public var referenceLength: Int

  /// `88.0/81.9/77.3/73.6 (BP = 1.000 ratio = 1.005 hyp_len = 8142 ref_len = 8098)`.
  public var details: String {
    let ratio = referenceLength != 0 ? Double(hypothesisLength) / Double(referenceLength) : 0
    return precisions.map { $0.fixed(1) }.joined(separator: "/")
      + " (BP = \(brevityPenalty.fixed(3)) ratio = \(ratio.fixed(3))"
      + " hyp_len = \(hypothesisLength) ref_len = \(referenceLength))"
  }
}

extension BLEU {
  /// The score of pooled statistics with its parts.
  public func breakdown(_ pooled: BLEUStatistics) -> BLEUBreakdown {
    var matches = pooled.matches
    var totals = pooled.totals
    matches.pad(to: options.maxOrder)
    totals.pad(to: options.maxOrder)
    return breakdown(
      lengths: (pooled.hypothesisLength, pooled.referenceLength),
      matches: matches.map { Double($0) }, totals: totals.map { Double($0) }, whole: false)
  }

  /// BLEU's formula.
  ///
  /// - Parameter whole: Whether counts stay integers when smoothing adds to them, as they do in
  ///   sacreBLEU's approximate randomisation.
  func breakdown<Number: BinaryFloatingPoint>(
    lengths: (hypothesis: Int, reference: Int), matches: [Number], totals: [Number], whole: Bool
  ) -> BLEUBreakdown {
    var result = BLEUBreakdown(
      value: 0, matches: matches.map { Double($0) }, totals: totals.map { Double($0) },
      precisions: Array(repeating: 0, count: options.maxOrder),
      brevityPenalty: Self.brevityPenalty(lengths.hypothesis, lengths.reference),
      hypothesisLength: lengths.hypothesis, referenceLength: lengths.reference)
    guard matches.contains(where: { $0 != 0 }) else { return result }
    var divisor: Double = 1
    var orders = options.maxOrder
    for order in 1...options.maxOrder {
      var match = matches[order - 1]
      var total = totals[order - 1]
      if case .addK(let value) = options.smoothing, order > 1 {
        match += Number(value)
        total += Number(value)
        if whole { (match, total) = (match.rounded(.towardZero), total.rounded(.towardZero)) }
        (result.matches[order - 1], result.totals[order - 1]) = (Double(match), Double(total))
      }
      if total == 0 { break }
      if options.effectiveOrder { orders = order }
      result.precisions[order - 1] = Double(precision(match, total, &divisor))
    }
    let logarithms = result.precisions.prefix(orders).reduce(0) { $0 + Self.flooredLogarithm($1) }
    result.value = result.brevityPenalty * exponential(logarithms / Double(orders))
    return result
  }

  private func precision<Number: BinaryFloatingPoint>(
    _ match: Number, _ total: Number, _ divisor: inout Double
  ) -> Number {
    if match != 0 { return 100 * match / total }
    switch options.smoothing {
    case .exponential:
      divisor *= 2
      return 100 / (Number(divisor) * total)
    case .floor(let value): return Number(100 * value) / total
    case .none, .addK: return 0
    }
  }

  private static func brevityPenalty(_ hypothesis: Int, _ reference: Int) -> Double {
    if hypothesis >= reference { return 1 }
    return hypothesis > 0 ? exponential(1 - Double(reference) / Double(hypothesis)) : 0
  }

  private static func flooredLogarithm(_ value: Double) -> Double {
    value == 0 ? -9_999_999_999 : naturalLogarithm(value)
  }
}
