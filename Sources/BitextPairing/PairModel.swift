// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Turns features into a probability.
enum PairModel {
  static func probability(_ features: PairFeatures) -> Double {
    let logit =
      -6 + 0.35 * (features.sharedWeight - features.poolSize) + 3 * features.coverage
      + 3 * features.returnCoverage + 2 * features.alignedShare + 3 * features.margin
      - 4 * abs(features.lengthDeviation)
    return 1 / (1 + exp(-logit))
  }
}
