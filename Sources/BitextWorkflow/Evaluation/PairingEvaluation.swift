// SPDX-License-Identifier: Apache-2.0

/// Compares pairs with gold in which some documents have no original.
///
/// A document that gold does not name but that was paired counts as a wrong answer.
public struct PairingEvaluation: Sendable {
  /// Right answers among those given and those that gold has.
  public private(set) var agreement = Agreement()
  /// How often pairs of a stated probability are right.
  public private(set) var reliability = ReliabilityTable()
  /// Documents of gold.
  public let documents: Int
  /// Of these, documents without an original.
  public let withoutOriginal: Int
  /// Documents without an original that were paired.
  public private(set) var pairedWithoutOriginal = 0
  /// Documents that were paired although gold does not name them.
  public private(set) var unknown = 0

  private let gold: [String: Set<String>]
  private var answers: [String: (source: String, probability: Double?)] = [:]

  /// Makes an evaluation.
  ///
  /// - Parameter gold: the ids of each document's original, any of which is right; empty for none.
  public init(gold: [String: Set<String>]) {
    self.gold = gold
    documents = gold.count
    withoutOriginal = gold.values.count { $0.isEmpty }
    agreement.wanted = documents - withoutOriginal
  }

  /// Adds a pair; the last one of a document counts.
  public mutating func add(target: String, source: String, probability: Double?) {
    if let old = answers[target] { count(target, old.source, old.probability, by: -1) }
    answers[target] = (source, probability)
    count(target, source, probability, by: 1)
  }

  private mutating func count(
    _ target: String, _ source: String, _ probability: Double?, by step: Int
  ) {
    let isRight = gold[target]?.contains(source) ?? false
    agreement.answered += step
    if isRight { agreement.right += step }
    if gold[target] == nil { unknown += step }
    if gold[target]?.isEmpty ?? false { pairedWithoutOriginal += step }
    if let probability, step > 0 { reliability.add(probability: probability, isRight: isRight) }
  }
}
