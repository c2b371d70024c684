// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Translation edit rate: how many words must be inserted, deleted, replaced or moved in a block to
/// make the reference of the hypothesis, for each word of the reference.
///
///     TER.ter.score(hypotheses: machine, references: [human]).value   // 0 is best
///
/// - Note: Total and deterministic; the numbers are those of sacreBLEU 2.6.0, whose limits are
///   kept: blocks of 10 words, moves over 50, a beam of 25, 1,000 moves tried for a segment.
/// - SeeAlso: Snover and others, 2006, "A study of translation edit rate with targeted human
///   annotation".
public struct TER: QualityMetric {
  /// The four switches of TER.
  public struct Options: Hashable, Sendable, Codable {
    /// Whether punctuation is set apart before words are compared.
    public var normalized: Bool = false
    /// Whether punctuation is removed.
    public var noPunctuation: Bool = false
    /// Whether Chinese and Japanese count by characters; has an effect only together with
    /// `normalized` or `noPunctuation`.
    public var asianSupport: Bool = false
    /// Whether upper and lower case differ.
    public var caseSensitive: Bool = false

    /// Makes options, all with their defaults.
    public init() {}
  }

  /// How this metric was made.
  public let options: Options

  /// Makes the metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// The options as sacreBLEU writes them.
  public var signature: Signature {
    func answer(_ yes: Bool) -> String { yes ? "yes" : "no" }
    return Signature([
      Signature.Field("case", "c", options.caseSensitive ? "mixed" : "lc"),
      Signature.Field("tok", "t", "tercom"),
      Signature.Field("norm", "nr", answer(options.normalized)),
      Signature.Field("punct", "pn", answer(!options.noPunctuation)),
      Signature.Field("asian", "as", answer(options.asianSupport)),
      .version,
    ])
  }

  /// The text as TER sees it: words with single spaces between them.
  public func tokenized(_ text: String) -> String {
    var normalizer = TercomNormalizer(options)
    var text = text
    text.withUTF8 { normalizer.prepare($0) }
    return normalizer.text.joinedWords()
  }

  /// The statistics of one segment.
  public func statistics(hypothesis: String, references: [String]) -> TERStatistics {
    statistics(of: hypothesis, against: references)
  }

  /// The statistics of a batch: the sum over its segments.
  public func statistics(of batch: SegmentBatch) -> TERStatistics { pooledStatistics(of: batch) }

  /// The score of pooled statistics.
  public func score(_ pooled: TERStatistics) -> Score {
    Score(
      name: "TER", value: formula(Double(pooled.edits), pooled.referenceLength).value,
      signature: signature.prefixed(by: pooled.references.fields))
  }
}

/// The counts that TER is computed from.
public struct TERStatistics: MergeableStatistics, Codable {
  /// Edits against the nearest reference.
  public var edits = 0
  /// Words of all references of the segments that have *n* + 1 of them, at place *n*.
  ///
  /// Whole numbers, so that the sum is the same in whatever shards it is made.
  public var referenceWords: [Int] = []
  /// How many references the segments had.
  public var references = ReferenceCount.unknown

  /// Makes the statistics of no segment.
  public init() {}

  /// The sum over the segments of the mean length of their references, in words.
  public var referenceLength: Double {
    referenceWords.enumerated().reduce(0) { $0 + Double($1.element) / Double($1.offset + 1) }
  }

  /// The statistics of no segment.
  public static let zero = TERStatistics()

  /// The statistics of both together.
  public static func + (left: TERStatistics, right: TERStatistics) -> TERStatistics {
    var sum = TERStatistics()
    sum.edits = left.edits + right.edits
    sum.referenceWords = left.referenceWords.added(to: right.referenceWords)
    sum.references = left.references + right.references
    return sum
  }
}

extension TER: RowMetric {
  var rowWidth: Int { 2 }
  var hasWholeRows: Bool { false }
  func makeCounter() -> TERCounter { TERCounter(options) }

  func add(row: UnsafePointer<Double>, references: Int, to pooled: inout TERStatistics) {
    pooled.edits += Int(row[0])
    if references > 0 {
      pooled.referenceWords.pad(to: references)
      pooled.referenceWords[references - 1] += Int((row[1] * Double(references)).rounded())
    }
    pooled.references = pooled.references + .fixed(references)
  }

  func value(ofSum row: [Float]) -> ResampledScore { formula(row[0], row[1]) }
  func value(ofExactSum row: [Double]) -> Double { formula(row[0], row[1]).value }

  func formula<Number: BinaryFloatingPoint>(_ edits: Number, _ words: Number) -> ResampledScore {
    if words > 0 {
      return ResampledScore(
        value: Double(100 * (edits / words)), isSingle: Number.self == Float.self)
    }
    return ResampledScore(value: edits > 0 ? 100 : 0, isSingle: false)
  }
}

extension QualityMetric where Self == TER {
  /// TER as sacreBLEU computes it by default.
  public static var ter: TER { TER() }
}
