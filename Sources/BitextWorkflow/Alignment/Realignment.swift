// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel

/// Learns a lexicon from the sure beads of texts that were just aligned, for a second pass over them.
struct Realignment {
  /// What is learned from and how.
  struct Options {
    /// The least probability of a bead that is learned from.
    var sureProbability = 0.9
    /// Rounds of expectation and maximisation.
    var iterations = 5
    /// What the lexicon learned counts against the one behind it, at most, 0...1. Half is too much for
    /// what a few hundred beads teach: strict F1 on six literary texts .865 with .5, .867 with .3.
    var trainedShare: Float = 0.3
    /// Words that occur more seldom are left out, on either side.
    var minimumCount = 2
  }

  private let options: Options
  private let lexicon: Lexicon
  private var tokenizer: LexiconTokenizer
  private var text = TrainingText()

  /// - Parameter lexicon: its headwords are the Chinese words; `nil` where there is none.
  init(behind lexicon: Lexicon?, options: Options = Options()) {
    self.options = options
    self.lexicon = lexicon ?? Lexicon(layers: [])
    tokenizer = LexiconTokenizer(self.lexicon, fallback: .characters)
  }

  /// Adds the sure beads of a text.
  mutating func learn(_ ladder: Ladder, _ source: [Segment], _ target: [Segment], isChinese: Bool) {
    for bead in ladder.beads
    where !bead.kind.isNull && (bead.probability ?? 0) >= options.sureProbability {
      add(source[bead.source], target[bead.target], isChinese: isChinese)
    }
  }

  private mutating func add(
    _ source: ArraySlice<Segment>, _ target: ArraySlice<Segment>, isChinese: Bool
  ) {
    var first = source.map(\.text).joined(separator: "\n")
    var second = target.map(\.text).joined(separator: "\n")
    if !isChinese { swap(&first, &second) }
    var (chinese, english): ([LexiconToken], [LexiconToken]) = ([], [])
    first.withUTF8 { first in
      second.withUTF8 { second in
        tokenizer.cut(first, into: &chinese)
        tokenizer.cut(second, into: &english)
        text.add(chinese: (first, chinese), english: (second, english))
      }
    }
  }

  /// What was learned, with the lexicon behind it; `nil` where the sure beads teach nothing.
  func learned() -> Lexicon? {
    let sides = text.sides(minimum: options.minimumCount)
    guard sides.chinese.wordCount > 0, sides.english.wordCount > 0 else { return nil }
    let model = TranslationModel(chinese: sides.chinese, english: sides.english)
    model.train(iterations: options.iterations)
    let builder = LexiconBuilder(
      model, text: text, chineseNumbers: sides.chineseNumbers,
      englishNumbers: sides.englishNumbers)
    guard builder.count > 0 else { return nil }
    var rules = lexicon.options
    rules.trainedShare = min(rules.trainedShare, options.trainedShare)
    return Lexicon(layers: [builder.layer(name: "realigned")] + lexicon.layers, options: rules)
  }
}
