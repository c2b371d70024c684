// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Turns features into a probability.
///
/// The weights were fitted by logistic regression on 964 judged candidates of 1,116 Chinese abstracts
/// against 20,000 originals; a wrong pair counted twice, for being right about "none" is as much the
/// product as a pair. Docs/Guides/Pairing.md has the command and the figures.
enum PairModel {
  static func probability(_ features: PairFeatures) -> Double {
    let logit =
      -11.6 + 1.47 * features.sharedWeight.squareRoot() + 6.2 * features.coverage
      + 1.4 * features.returnCoverage + 5.1 * features.margin - 1.2 * min(features.alignment.beadCost, 5)
    return 1 / (1 + exp(-logit))
  }
}
