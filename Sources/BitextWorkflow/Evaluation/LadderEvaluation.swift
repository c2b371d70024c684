// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// A bead by its links alone, as gold has it: sides may have gaps.
public struct LinkedBead: Hashable, Sendable {
  /// The indices of the source segments.
  public var source: [Int]
  /// The indices of the target segments.
  public var target: [Int]

  /// Makes a bead.
  public init(source: [Int], target: [Int]) {
    self.source = source
    self.target = target
  }

  /// Whether one side is empty.
  public var isNull: Bool { source.isEmpty || target.isEmpty }
  /// The numbers of segments on either side.
  public var kind: BeadKind { BeadKind(source.count, target.count) }
}

/// Compares ladders with gold, strictly and laxly.
///
/// **Strict**: a bead counts when both its sides are exactly those of a bead of gold; beads without
/// partner count too. **Lax**: a bead counts when it shares a link with gold; for recall only beads with
/// both sides are looked at. These are the definitions of Vecalign's score.py, and of the beads a text
/// holds twice one counts.
public struct LadderEvaluation: Sendable {
  /// Beads exactly right.
  public private(set) var strict = Agreement()
  /// The strict agreement of each kind of bead, by source and target count.
  public private(set) var kinds: [BeadKind: Agreement] = [:]
  /// How often beads of a stated probability are exactly right.
  public private(set) var reliability = ReliabilityTable()

  private var laxRight = 0
  private var laxRecalled = Agreement()

  /// Makes an empty evaluation.
  public init() {}

  /// The share of beads that share a link with gold.
  public var laxPrecision: Double { Agreement.share(laxRight, strict.answered) }
  /// The share of gold's beads with two sides that share a link with an answer.
  public var laxRecall: Double { Agreement.share(laxRecalled.right, laxRecalled.wanted) }
  /// The harmonic mean of both.
  public var laxF1: Double { Agreement.harmonicMean(laxPrecision, laxRecall) }

  /// Compares the ladder of one text.
  ///
  /// - Parameters:
  ///   - gold: the right beads.
  ///   - hypothesis: the beads in question, with their probabilities where they have them.
  public mutating func add(
    gold: [LinkedBead], hypothesis: [(bead: LinkedBead, probability: Double?)]
  ) {
    let wanted = Set(gold.filter { !($0.source.isEmpty && $0.target.isEmpty) })
    let given = hypothesis.filter { !($0.bead.source.isEmpty && $0.bead.target.isEmpty) }
    let answered = Set(given.map(\.bead))
    let found = Self.shared(reference: wanted, answers: answered)
    let common = wanted.intersection(answered)
    strict =
      strict
      + Agreement(right: common.count, answered: answered.count, wanted: wanted.count)
    laxRight += found
    let full = wanted.filter { !$0.isNull }
    let back = Self.shared(reference: answered.filter { !$0.isNull }, answers: full)
    laxRecalled = laxRecalled + Agreement(right: back, wanted: full.count)
    for bead in wanted { kinds[bead.kind, default: Agreement()].wanted += 1 }
    for bead in answered { kinds[bead.kind, default: Agreement()].answered += 1 }
    for bead in common { kinds[bead.kind, default: Agreement()].right += 1 }
    for entry in given {
      guard let probability = entry.probability else { continue }
      reliability.add(probability: probability, isRight: wanted.contains(entry.bead))
    }
  }

  /// How many answers are beads of the reference or share a link with it.
  private static func shared(reference: Set<LinkedBead>, answers: Set<LinkedBead>) -> Int {
    var links: [Int: Set<Int>] = [:]
    for bead in reference {
      for source in bead.source { links[source, default: []].formUnion(bead.target) }
    }
    return answers.count { bead in
      reference.contains(bead)
        || bead.source.contains { !(links[$0] ?? []).isDisjoint(with: bead.target) }
    }
  }
}
