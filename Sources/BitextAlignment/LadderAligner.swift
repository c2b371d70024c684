// SPDX-License-Identifier: Apache-2.0

public import BitextLexicon
public import BitextModel

/// Aligns two segmented texts by a lexicon, the lengths of their segments, their punctuation and what
/// a translation copies.
///
/// Finds the ladder of least total cost by dynamic programming over the bead kinds of
/// ``Options/priors``. The cost of a bead is
///
///     −ln P(kind) + w·L − g·½(G_source + G_target)      and −ln P(kind) + penalty for null beads
///     L = −ln erfc(|δ|/√2),  δ = (s − t)/√(v·(s + t)/2)
///     G = Σ over a side's tokens e of ln[λ + (1 − λ)·Σ over the other group's tokens z of
///         t(e|z)/((n + 1)·p(e))]
///
/// with the lengths *s* and *t* in characters, white space not counted, the shorter text's stretched
/// by the ratio of the whole texts; *t(e|z)* from the lexicon, or .8 for equal words, numbers and
/// marks; *n* the number of tokens of the other group, *p(e)* the token's relative frequency on its
/// side of the text. Each bead carries its posterior probability by the forward–backward algorithm.
///
///     let aligner = LadderAligner(languages: .englishChinese)
///     let ladder = aligner.align(english, with: chinese)
///     ladder.beads[0].kind   // 1-1
///
/// - Complexity: O(*n*·*m*) time and memory up to ``Options/fullSearchLimit`` cells, beyond it
///   O((*n* + *m*)·*b*) with a band of ``Options/bandWidth`` at most along a path that rare tokens
///   mark; the band widens where the ladder touches its edge.
/// - SeeAlso: Gale and Church, 1993, "A Program for Aligning Sentences in Bilingual Corpora"; Moore,
///   2002, "Fast and Accurate Sentence Alignment of Bilingual Corpora". Differs from them in: beads
///   up to 4-1 and 1-4; a likelihood ratio over the whole groups in place of Moore's alignment
///   probability; a lexicon that is given, not trained; priors estimated from the text.
public struct LadderAligner: SentenceAligner {
  /// The knobs of the model.
  public struct Options: Hashable, Sendable {
    /// How often each kind of bead occurs, source first.
    public var priors = BeadPriors.machineTranslation
    /// Whether the priors are estimated anew from the text; those given count as
    /// ``priorStrength`` beads.
    public var estimatesPriors = true
    /// How many beads the given priors count as.
    public var priorStrength = 60.0
    /// How many target characters stand for a source character, white space not counted; `nil` is the
    /// ratio of the texts themselves.
    public var lengthRatio: Double?
    /// The variance of a length, in characters² a character of the longer side, without a lexicon.
    /// 14 is 42 a Chinese character at three English characters for one; 19–42 were the best values
    /// on the development part of a set of literary texts.
    public var lengthVariance = 14.0
    /// The same with a lexicon. 8 to 12 were the best values on the development part of a set of
    /// literary texts; 10 was no worse than 20 on others.
    public var lexicalVariance = 10.0
    /// The weight of the length cost, 0...1; 0 leaves lengths out.
    public var lengthWeight = 0.8
    /// The weight of the tokens' likelihood ratio, 0...1; 0 aligns by length alone.
    public var gainWeight = 0.8
    /// The weight of what boundaries say of one another: whether beads end inside quoted speech, at its
    /// ends, behind questions; learned from texts of some length; 0 leaves them out.
    public var boundaryWeight = 1.0
    /// How many boundaries what is expected by chance counts as.
    public var boundaryStrength = 20.0
    /// How much more than −ln P(kind) a segment without partner costs, in nats. 0, and a background of
    /// .6, find the dropped sentences of the sample corpus: strict F1 .946 with 4 and .8, .990 so.
    public var nullPenalty = 0.0
    /// The same without a lexicon, where a sentence that no copied word ties to another is no sign of one
    /// that was dropped.
    public var bareNullPenalty = 4.0
    /// The share of chance in the likelihood of a token with a lexicon, 0..<1: the less, the dearer a
    /// word without counterpart.
    public var background = 0.6
    /// The same without a lexicon, where most words have no counterpart.
    public var bareBackground = 0.8
    /// Whether beads get their posterior probabilities, which costs as much time again.
    public var posteriors = true
    /// The number of cells, *n*·*m*, up to which the whole table is searched.
    public var fullSearchLimit = 40_000
    /// How far the band reaches to either side of the path at first, in target segments: this where
    /// marks are far apart, a quarter of it where they are close.
    public var bandWidth = 60
    /// Makes the default options, for machine translation.
    public init() {}

    /// Options for translated prose, Chinese first: ``BeadPriors/chineseProse``, and dearer segments
    /// without partner, for a human translator drops few sentences whole.
    public static var prose: Options {
      var options = Options()
      options.priors = .chineseProse
      options.nullPenalty = 4
      options.background = 0.8
      return options
    }
  }

  /// The direction that this aligner was made for.
  public let languages: LanguagePair
  /// The knobs.
  public let options: Options
  /// The lexicon; `nil` where the pair of languages has none.
  public let lexicon: Lexicon?

  /// Makes an aligner.
  ///
  /// - Parameters:
  ///   - languages: the direction; priors are given in it.
  ///   - lexicon: `nil` aligns by length, punctuation and copied words alone.
  ///   - options: the knobs of the model.
  public init(languages: LanguagePair, lexicon: Lexicon? = nil, options: Options = Options()) {
    self.languages = languages
    self.options = options
    let isPair =
      languages.source.isChinese && languages.target.isEnglish
      || languages.source.isEnglish && languages.target.isChinese
    self.lexicon = isPair ? lexicon : nil
  }

  /// The ladder of *n* source against *m* target segments.
  ///
  /// - Returns: Beads covering both sides whole; costs in nats, probabilities 0...1. A bead whose
  ///   words speak for it more than its kind and lengths speak against it costs 0.
  /// - Note: Total: never throws. Deterministic: ties go to the kind listed first in the priors.
  public func align(_ source: [Segment], with target: [Segment]) -> Ladder {
    guard !source.isEmpty || !target.isEmpty else { return Ladder() }
    let text = AlignmentText(
      source: source, target: target, lexicon: lexicon,
      isSourceChinese: languages.source.isChinese)
    let search = TextSearch(text: text, options: options, hasLexicon: lexicon != nil)
    let isSmall = source.count * target.count <= options.fullSearchLimit
    return isSmall ? search.whole() : search.banded()
  }
}

extension SentenceAligner where Self == LadderAligner {
  /// Length, punctuation and copied words, English into Chinese.
  public static var length: LadderAligner { LadderAligner(languages: .englishChinese) }

  /// The shipped lexicon besides, English into Chinese.
  public static var lexical: LadderAligner {
    LadderAligner(languages: .englishChinese, lexicon: .shipped)
  }
}
