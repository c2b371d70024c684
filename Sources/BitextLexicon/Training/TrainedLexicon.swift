// SPDX-License-Identifier: Apache-2.0

extension LexiconBuilder {
  /// What of a trained model is kept.
  public struct Pruning: Hashable, Sendable, Codable {
    /// The least probability of a link, in either direction.
    public var minimumProbability: Float = 0.01
    /// The most links of a word in either direction.
    public var linksPerWord: Int = 12

    /// Makes the default options.
    public init() {}
  }

  /// Collects what a model learned of Chinese words.
  ///
  /// A link is kept where it is among the word's best with at least the least probability, in one
  /// direction or the other. Probabilities are kept as they are: what was cut away is missing.
  ///
  /// - Parameters:
  ///   - model: trained on ``TrainingText/sides(minimum:)``.
  ///   - text: where the words stand.
  ///   - chineseNumbers: the word of the text behind each Chinese word of the model.
  ///   - englishNumbers: the same of English words.
  ///   - pruning: what is kept.
  public init(
    _ model: TranslationModel, text: TrainingText, chineseNumbers: [Int], englishNumbers: [Int],
    pruning: Pruning = Pruning()
  ) {
    self.init()
    let kept = Self.kept(model, chineseNumbers.count, englishNumbers.count, pruning)
    for link in kept {
      let chinese = chineseNumbers[link.chinese]
      guard text.chineseWords.isHan(chinese) else { continue }
      let english = englishNumbers[link.english]
      let headword = text.chineseWords.form(of: chinese)
      add(
        link: headword, stem: text.englishWords.keys[english],
        form: text.englishWords.form(of: english), weight: link.forward, reverse: link.backward)
      set(occurrences: text.chineseWords.counts[chinese], of: headword)
    }
  }

  private struct Candidate {
    var chinese: Int
    var english: Int
    var forward: Float
    var backward: Float
  }

  private static func kept(
    _ model: TranslationModel, _ chineseCount: Int, _ englishCount: Int, _ pruning: Pruning
  ) -> [Candidate] {
    var candidates: [Candidate] = []
    model.forEachLink { chinese, english, forward, backward in
      guard max(forward, backward) >= pruning.minimumProbability else { return }
      candidates.append(
        Candidate(chinese: chinese, english: english, forward: forward, backward: backward))
    }
    var isKept = [Bool](repeating: false, count: candidates.count)
    mark(
      &isKept, candidates, count: chineseCount, pruning, word: \.chinese, probability: \.forward)
    mark(
      &isKept, candidates, count: englishCount, pruning, word: \.english, probability: \.backward)
    return candidates.indices.filter { isKept[$0] }.map { candidates[$0] }
  }

  private static func mark(
    _ isKept: inout [Bool], _ candidates: [Candidate], count: Int, _ pruning: Pruning,
    word: KeyPath<Candidate, Int>, probability: KeyPath<Candidate, Float>
  ) {
    var rows = [[Int32]](repeating: [], count: count)
    for (index, candidate) in candidates.enumerated()
    where candidate[keyPath: probability] >= pruning.minimumProbability {
      rows[candidate[keyPath: word]].append(Int32(index))
    }
    for row in rows {
      let best = row.sorted {
        let (first, second) = (candidates[Int($0)], candidates[Int($1)])
        return (second[keyPath: probability], $0) < (first[keyPath: probability], $1)
      }
      for index in best.prefix(pruning.linksPerWord) { isKept[Int(index)] = true }
    }
  }
}
