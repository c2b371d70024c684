// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
public import BitextQuality

/// How good a built corpus is, as far as that can be told without a second translation.
///
/// Titles do not count, nor what stayed unpaired.
public struct BuildHeadline: Hashable, Sendable {
  /// Sentences of the originals of all pairs.
  public var sourceSentences = 0
  /// Of these, those that stand in a unit that was written.
  public var coveredSentences = 0
  /// Words of the originals of all pairs, as `SourceWords` counts them.
  public var sourceWords = 0
  /// Of these, words of sentences that the aligner found no translation for.
  public var omittedWords = 0
  /// Weighted faults per 1,000 source words; of the documents that were checked. `nil` where none was.
  public var faults: MQMScore?

  /// The share of source sentences covered, 0...1; 1 where there are none.
  public var coverage: Double {
    sourceSentences > 0 ? Double(coveredSentences) / Double(sourceSentences) : 1
  }
  /// The share of source words in sentences without a translation, 0...1.
  public var omissionRate: Double {
    sourceWords > 0 ? Double(omittedWords) / Double(sourceWords) : 0
  }

  /// Adds the pairs of another.
  mutating func add(_ other: BuildHeadline) {
    sourceSentences += other.sourceSentences
    coveredSentences += other.coveredSentences
    sourceWords += other.sourceWords
    omittedWords += other.omittedWords
  }

  /// Adds a pair.
  ///
  /// - Parameter minimumScore: beads with a lower score are not written.
  mutating func add(_ bitext: Bitext, minimumScore: Double) {
    sourceSentences += bitext.sourceSegments.count
    for bead in bitext.ladder.beads where !bead.source.isEmpty {
      let words = bitext.sourceSegments[bead.source].reduce(0) {
        $0 + SourceWords.count($1.text)
      }
      sourceWords += words
      if bead.target.isEmpty {
        omittedWords += words
      } else if (bead.probability ?? 1) >= minimumScore {
        coveredSentences += bead.source.count
      }
    }
  }

  /// The figures for people, some lines.
  var lines: [String] {
    var lines = faults?.lines ?? []
    lines.append(
      "source sentences covered \(Figures.fixed(coverage)) (\(coveredSentences) of "
        + "\(sourceSentences)), omission rate \(Figures.fixed(omissionRate)) (\(omittedWords) of "
        + "\(sourceWords) words)")
    return lines
  }
}

extension JSONWriter {
  /// Writes a headline as an object.
  mutating func headline(_ headline: BuildHeadline) {
    beginObject()
    if let faults = headline.faults {
      key("weighted_faults")
      mqm(faults)
    }
    member("source_sentences", headline.sourceSentences)
    member("covered_sentences", headline.coveredSentences)
    member("coverage", headline.coverage, decimals: 4)
    member("source_words", headline.sourceWords)
    member("omitted_words", headline.omittedWords)
    member("omission_rate", headline.omissionRate, decimals: 4)
    endObject()
  }
}
