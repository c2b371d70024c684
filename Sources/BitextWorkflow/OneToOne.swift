// SPDX-License-Identifier: Apache-2.0

/// Gives originals out one to one: the surest first; ties go to the earlier translation.
enum OneToOne {
  /// A candidate of a translation, while originals are assigned.
  struct Choice: Hashable, Sendable {
    var original: Int32
    var probability: Float
    /// Where a translation has no candidate of this rank.
    static let none = Choice(original: -1, probability: -1)
  }

  /// What a translation was given in the end: which of its candidates, and whether that is another's.
  struct Claim: Sendable {
    private var value: UInt8 = 0
    var rank: Int {
      get { Int(value & 1) }
      set { value = value & 2 | UInt8(newValue & 1) }
    }
    var isTaken: Bool {
      get { value & 2 != 0 }
      set { value = value & 1 | (newValue ? 2 : 0) }
    }
  }

  /// The candidates of all translations: two places each, 16 bytes.
  struct Choices: Sendable {
    private var list: [Choice] = []

    /// No candidates yet of so many translations.
    init(count: Int = 0) { list = Array(repeating: .none, count: 2 * count) }

    /// The number of translations.
    var count: Int { list.count / 2 }

    /// Adds a translation's candidates, the best first; a third and further ones are left out.
    mutating func append(_ choices: [Choice]) {
      list += [.none, .none]
      set(choices, of: count - 1)
    }

    /// Sets a translation's candidates, as ``append(_:)`` takes them.
    mutating func set(_ choices: [Choice], of translation: Int) {
      for rank in 0..<2 {
        list[2 * translation + rank] = rank < choices.count ? choices[rank] : .none
      }
    }

    /// The candidate behind a number: twice the translation's, plus the rank.
    subscript(number: Int) -> Choice { list[number] }

    func best(of translation: Int) -> Choice? {
      list[2 * translation].original >= 0 ? list[2 * translation] : nil
    }

    /// The greatest original; −1 where there is none.
    fileprivate var lastOriginal: Int { Int(list.lazy.map(\.original).max() ?? -1) }
  }

  /// Settles who gets which original.
  ///
  /// - Parameters:
  ///   - choices: of each translation its candidates, the best first.
  ///   - minimumProbability: the least at which a candidate may be the original.
  ///   - kept: translations that keep their best, whoever else would have it; `nil` for none.
  /// - Complexity: O(n log n) for n candidates; at most a byte an original, and four a candidate.
  static func claims(
    on choices: Choices, minimumProbability: Double, keeping kept: [Bool]? = nil
  ) -> [Claim] {
    var claims = Array(repeating: Claim(), count: choices.count)
    var isTaken = Originals(last: choices.lastOriginal, choiceCount: 2 * choices.count)
    var isSettled = kept ?? [Bool](repeating: false, count: choices.count)
    for translation in isSettled.indices where isSettled[translation] {
      if let best = choices.best(of: translation) { isTaken[Int(best.original)] = true }
    }
    // An offer is the number of a choice: numbers ascend by translation and rank.
    var offers: [UInt32] = []
    for translation in isSettled.indices where !isSettled[translation] {
      for number in 2 * translation..<2 * translation + 2
      where choices[number].original >= 0
        && Double(choices[number].probability) >= minimumProbability
      {
        offers.append(UInt32(number))
      }
    }
    offers.sort {
      let (left, right) = (choices[Int($0)].probability, choices[Int($1)].probability)
      return left != right ? left > right : $0 < $1
    }
    for offer in offers {
      let (translation, original) = (Int(offer / 2), Int(choices[Int(offer)].original))
      guard !isSettled[translation], !isTaken[original] else { continue }
      isTaken[original] = true
      isSettled[translation] = true
      claims[translation].rank = Int(offer % 2)
    }
    for translation in isSettled.indices where !isSettled[translation] {
      guard let best = choices.best(of: translation) else { continue }
      claims[translation].isTaken =
        Double(best.probability) >= minimumProbability && isTaken[Int(best.original)]
    }
    return claims
  }

  /// A set of originals: a byte each, unless they are far more than the choices.
  private struct Originals {
    private var dense: [Bool] = []
    private var sparse: Set<Int> = []

    init(last: Int, choiceCount: Int) {
      if last < 64 * choiceCount + 1 << 16 { dense = Array(repeating: false, count: last + 1) }
    }

    subscript(original: Int) -> Bool {
      get { dense.isEmpty ? sparse.contains(original) : dense[original] }
      set {
        if !dense.isEmpty {
          dense[original] = newValue
        } else if newValue {
          sparse.insert(original)
        } else {
          sparse.remove(original)
        }
      }
    }
  }

  /// Of each translation whether it has its original beyond doubt.
  static func sure(_ claims: [Claim], _ choices: Choices, surety: Double) -> [Bool] {
    claims.indices.map { number in
      guard !claims[number].isTaken, let choice = choices.best(of: number) else { return false }
      return claims[number].rank == 0 && Double(choice.probability) >= surety
    }
  }
}
