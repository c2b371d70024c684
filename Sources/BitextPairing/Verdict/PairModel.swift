// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Turns features into a probability.
///
/// The weights were fitted by logistic regression with a small ridge on the best candidates of 4,116
/// Chinese abstracts of three kinds of translation against some 21,000 originals, half of them without
/// an original in the pool; a wrong pair counted twice, for being right about "none" is as much the
/// product as a pair. Docs/Guides/Pairing.md has the figures and the commands.
enum PairModel {
  static func probability(_ features: PairFeatures) -> Double {
    var logit =
      -13.6 + 12.9 * features.coverage + 2.0 * features.anchorCoverage
      + 9.8 * features.returnCoverage + 1.0 * features.nameCoverage + 7.0 * features.margin
    // Where it was in doubt, its sentences were aligned: a bead of the right pair costs some 1.5 nats,
    // of a wrong one 5; a condensed translation aligns badly too, so it only nudges.
    if features.alignment.wasAligned {
      logit += max(-1.5, min(1.2, 0.4 * (3 - features.alignment.beadCost)))
    }
    return 1 / (1 + exp(-logit))
  }

  /// The probabilities between which a candidate is in doubt, so that its sentences are aligned too.
  static let doubt = 0.02..<0.98
}
