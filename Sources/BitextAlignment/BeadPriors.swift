// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// How often each kind of bead occurs, before a text is looked at.
public struct BeadPriors: Hashable, Sendable {
  /// The kinds that a search considers, with their probabilities; the order breaks ties.
  public var probabilities: [(kind: BeadKind, probability: Double)] {
    zip(kinds, values).map { ($0, $1) }
  }

  let kinds: [BeadKind]
  let values: [Double]

  /// Makes priors.
  ///
  /// - Parameter probabilities: kinds with probabilities over 0; must hold 1-0 and 0-1, so that any
  ///   two texts can be aligned; no side over four.
  public init(_ probabilities: [(BeadKind, Double)]) {
    precondition(
      probabilities.allSatisfy { $0.1 > 0 && $0.0.source <= 4 && $0.0.target <= 4 },
      "a kind needs a probability over 0 and at most four segments a side")
    precondition(
      probabilities.contains { $0.0 == BeadKind(1, 0) }
        && probabilities.contains { $0.0 == BeadKind(0, 1) },
      "the kinds 1-0 and 0-1 are needed to cover every text")
    kinds = probabilities.map(\.0)
    values = probabilities.map(\.1)
  }

  /// The same priors with sides swapped.
  public var reversed: BeadPriors {
    BeadPriors(zip(kinds, values).map { ($0.reversed, $1) })
  }

  /// Machine-translated abstracts, original first: an engine translates sentence by sentence. Set by
  /// hand; the sample corpus of this package and the pages that it imitates have 85–96 % 1-1.
  public static let machineTranslation = BeadPriors([
    (BeadKind(1, 1), 0.9), (BeadKind(2, 1), 0.035), (BeadKind(1, 2), 0.035),
    (BeadKind(1, 0), 0.008), (BeadKind(0, 1), 0.004), (BeadKind(2, 2), 0.006),
    (BeadKind(3, 1), 0.004), (BeadKind(1, 3), 0.004), (BeadKind(3, 2), 0.001),
    (BeadKind(2, 3), 0.001), (BeadKind(4, 1), 0.001), (BeadKind(1, 4), 0.001),
  ])

  /// Translated prose, Chinese first: what the development part of a set of literary texts shows.
  public static let chineseProse = BeadPriors([
    (BeadKind(1, 1), 0.615), (BeadKind(1, 2), 0.205), (BeadKind(1, 3), 0.058),
    (BeadKind(2, 1), 0.046), (BeadKind(1, 4), 0.022), (BeadKind(2, 2), 0.017),
    (BeadKind(2, 3), 0.01), (BeadKind(1, 0), 0.007), (BeadKind(3, 1), 0.005),
    (BeadKind(0, 1), 0.004), (BeadKind(3, 2), 0.004), (BeadKind(4, 1), 0.001),
  ])
}
