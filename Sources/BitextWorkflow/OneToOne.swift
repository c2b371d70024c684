// SPDX-License-Identifier: Apache-2.0

/// Gives originals out one to one: the surest first; ties go to the earlier translation.
enum OneToOne {
  /// A candidate of a translation, while originals are assigned: 8 bytes, at most two of them.
  struct Choice: Sendable {
    var original: Int32
    var probability: Float
  }

  /// What a translation was given in the end: which of its candidates, and whether that is another's.
  struct Claim: Sendable {
    var rank: UInt8 = 0
    var isTaken = false
  }

  /// Settles who gets which original.
  ///
  /// - Parameters:
  ///   - choices: of each translation its candidates, the best first.
  ///   - minimumProbability: the least at which a candidate may be the original.
  ///   - kept: translations that keep their best, whoever else would have it.
  /// - Complexity: O(n log n) for n candidates.
  static func claims(
    on choices: [[Choice]], minimumProbability: Double, keeping kept: Set<Int> = []
  ) -> [Claim] {
    var claims = Array(repeating: Claim(), count: choices.count)
    var offers: [(probability: Float, translation: Int, rank: Int)] = []
    var taken: Set<Int32> = []
    var isSettled = [Bool](repeating: false, count: choices.count)
    for translation in kept {
      taken.insert(choices[translation][0].original)
      isSettled[translation] = true
    }
    for (translation, list) in choices.enumerated() where !isSettled[translation] {
      for (rank, choice) in list.enumerated() where Double(choice.probability) >= minimumProbability
      {
        offers.append((choice.probability, translation, rank))
      }
    }
    offers.sort {
      ($1.probability, $0.translation, $0.rank) < ($0.probability, $1.translation, $1.rank)
    }
    for offer in offers where !isSettled[offer.translation] {
      guard taken.insert(choices[offer.translation][offer.rank].original).inserted else { continue }
      isSettled[offer.translation] = true
      claims[offer.translation].rank = UInt8(offer.rank)
    }
    for (translation, list) in choices.enumerated() where !isSettled[translation] {
      guard let best = list.first else { continue }
      let isGood = Double(best.probability) >= minimumProbability
      claims[translation].isTaken = isGood && taken.contains(best.original)
    }
    return claims
  }

  /// Whether a translation has its original beyond doubt.
  static func isSure(_ claim: Claim, _ choices: [Choice], surety: Double) -> Bool {
    guard !claim.isTaken, let choice = choices.first else { return false }
    return claim.rank == 0 && Double(choice.probability) >= surety
  }
}
