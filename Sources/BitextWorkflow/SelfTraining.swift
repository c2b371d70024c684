// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Learns a lexicon from the pairs that a first pass is sure of, for a second pass over the rest.
///
/// A second pass is made where there is enough to learn from and something to gain: at least
/// ``Rule/leastSure`` pairs of a probability of ``Rule/surety`` or more, and at least ``Rule/leastOpen``
/// translations, and ``Rule/openShare`` of all, that are not. It judges these again, with the union of
/// what was learnt and the lexicon of the first pass; sure pairs stay.
public struct SelfTraining: Sendable {
  /// When a second pass is made, and from what it learns.
  public struct Rule: Hashable, Sendable {
    /// The probability from which a pair is sure, 0...1.
    public var surety = 0.95
    /// The fewest sure pairs.
    public var leastSure = 300
    /// The fewest translations that are not sure.
    public var leastOpen = 10
    /// The least share of translations that are not sure, 0...1.
    public var openShare = 0.02
    /// The most pairs that are learnt from, spread evenly over all.
    public var mostPairs = 4000
    /// The least posterior of a bead that is learnt from, 0...1.
    public var leastScore = 0.8
    /// What the learnt lexicon counts against the one of the first pass, 0...1.
    public var share: Float = 0.5

    /// The default rule.
    public init() {}
  }

  /// When, and from what.
  public var rule = Rule()

  /// Makes the default.
  public init() {}

  /// Whether so many sure pairs among so many translations make a second pass worth while.
  public func isWorthwhile(sure: Int, of count: Int) -> Bool {
    let open = count - sure
    return sure >= rule.leastSure && open >= rule.leastOpen
      && Double(open) >= rule.openShare * Double(count)
  }

  /// The lexicon learnt from the beads of some pairs, in front of the one that they were found with.
  func lexicon(
    from pairs: [[TranslationUnit]], before lexicon: Lexicon, width: Int
  ) async -> Lexicon {
    var options = LexiconTraining.Options()
    options.width = width
    var text = TrainingText(maximumTokenCount: options.maximumTokenCount)
    var tokenizer = LexiconTokenizer(lexicon, fallback: options.fallback)
    var (chineseTokens, englishTokens): ([LexiconToken], [LexiconToken]) = ([], [])
    for unit in pairs.joined() where (unit.score ?? 1) >= rule.leastScore {
      guard var (chinese, english) = LexiconTraining.texts(of: unit) else { continue }
      chineseTokens.removeAll(keepingCapacity: true)
      englishTokens.removeAll(keepingCapacity: true)
      chinese.withUTF8 { chinese in
        english.withUTF8 { english in
          tokenizer.cut(chinese, into: &chineseTokens)
          tokenizer.cut(english, into: &englishTokens)
          text.add(chinese: (chinese, chineseTokens), english: (english, englishTokens))
        }
      }
    }
    let learnt = await LexiconTraining(options: options, lexicon: lexicon).builder(of: text)
    var union = lexicon.options
    union.trainedShare = rule.share
    return Lexicon(layers: [learnt.layer(name: "learnt")] + lexicon.layers, options: union)
  }
}
