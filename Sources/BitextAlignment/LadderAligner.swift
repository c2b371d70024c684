// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Aligns two segmented texts by the lengths of their segments, their punctuation and what a
/// translation copies.
///
/// Finds the ladder of least total cost by dynamic programming over the bead kinds of
/// ``Options/priors``. The cost of a bead is
///
///     −ln P(kind) + w·L − a·½(G_source + G_target)      and −ln P(kind) + penalty for null beads
///     L = −ln erfc(|δ|/√2),  δ = (s − t)/√(v·(s + t)/2)
///
/// with the lengths *s* and *t* in characters, white space not counted, the shorter text's stretched
/// by the ratio of the whole texts, and *G* the log likelihood ratio of the side's anchors and punctuation marks given the
/// other side's. Each bead carries its posterior probability by the forward–backward algorithm.
///
///     let aligner = LadderAligner(languages: .englishChinese)
///     let ladder = aligner.align(english, with: chinese)
///     ladder.beads[0].kind   // 1-1
///
/// - Complexity: O(*n*·*m*) time and memory up to ``Options/fullSearchLimit`` cells, beyond it
///   O((*n*+*m*)·*b*) with a band of ``Options/bandWidth`` along the lengths' diagonal.
/// - SeeAlso: Gale and Church, 1993, "A Program for Aligning Sentences in Bilingual Corpora".
///   Differs from it in: beads up to 4-1 and 1-4; the length cost's weight; the anchor and
///   punctuation evidence; posteriors.
public struct LadderAligner: SentenceAligner {
  /// The knobs of the model.
  public struct Options: Hashable, Sendable {
    /// How often each kind of bead occurs, source first.
    public var priors = BeadPriors.machineTranslation
    /// The variance of a length, in characters² a character of the longer side. 14 is 42 a Chinese
    /// character at three English characters for one; 19–42 were the best values without a lexicon
    /// on the development part of a set of literary texts.
    public var lengthVariance = 14.0
    /// The weight of the length cost, 0...1.
    public var lengthWeight = 0.8
    /// The weight of anchors and punctuation, 0...1; 0 aligns by length alone.
    public var anchorWeight = 0.8
    /// How much more than −ln P(kind) a segment without partner costs, in nats.
    public var nullPenalty = 4.0
    /// The share of the background in the likelihood of a token, 0..<1.
    public var background = 0.8
    /// Whether beads get their posterior probabilities, which doubles the time.
    public var posteriors = true
    /// The number of cells, *n*·*m*, up to which the whole table is searched.
    public var fullSearchLimit = 1 << 18
    /// The width of the band beyond that limit, in target segments.
    public var bandWidth = 256
    /// Makes the default options.
    public init() {}
  }

  /// The direction that this aligner was made for.
  public let languages: LanguagePair
  /// The knobs.
  public let options: Options

  /// Makes an aligner.
  ///
  /// - Parameters:
  ///   - languages: the direction; priors are given in it.
  ///   - options: the knobs of the model.
  public init(languages: LanguagePair, options: Options = Options()) {
    self.languages = languages
    self.options = options
  }

  /// The ladder of *n* source against *m* target segments.
  ///
  /// - Returns: Beads covering both sides whole; costs in nats, probabilities 0...1.
  /// - Note: Total: never throws. Deterministic: ties go to the kind listed first in the priors.
  public func align(_ source: [Segment], with target: [Segment]) -> Ladder {
    guard !source.isEmpty || !target.isEmpty else { return Ladder() }
    let text = AlignmentText(source: source, target: target)
    let cost = BeadCost(text, options: options)
    let band = SearchBand(text, options: options)
    var search = LadderSearch(cost: cost, band: band, posteriors: options.posteriors)
    return search.ladder()
  }
}

extension SentenceAligner where Self == LadderAligner {
  /// Length, punctuation and anchors, English into Chinese.
  public static var length: LadderAligner { LadderAligner(languages: .englishChinese) }
}
