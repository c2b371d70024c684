// SPDX-License-Identifier: Apache-2.0

internal import Glibc

enum PairModel {
  static func probability(_ features: PairFeatures) -> Double {
    let logit = -12 + 6 * features.coverage + 6 * features.returnCoverage + 2 * features.nameCoverage
      + 6 * features.margin + 0.5 * features.surprise
    return 1 / (1 + exp(-logit))
  }
}
