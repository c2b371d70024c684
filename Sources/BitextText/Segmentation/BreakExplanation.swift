// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Why a text was cut, or not cut, at one place.
public struct BreakExplanation: Hashable, Sendable {
  /// The offset of the place in bytes: the end of the segment that ends or would end here.
  public var offset: Int
  /// Whether a segment ends here.
  public var breaks: Bool
  /// The id of the rule that decided, for example `abbreviation`.
  public var rule: String
  /// What the rule says, in a few words.
  public var comment: String
}

extension SentenceSegmenter {
  /// The places at which a text was or might have been cut, with the rule that decided about each.
  ///
  ///     SentenceSegmenter().explain("Use e.g. BERT. It works.", language: .english)
  ///       .map { "\($0.offset) \($0.breaks) \($0.rule)" }
  ///     // ["6 false inside-token", "8 false abbreviation", "14 true stop", "24 true text-end"]
  ///
  /// - Returns: One explanation a candidate, in order of offset; the end of the text is the last.
  public func explain(_ text: String, language: Language) -> [BreakExplanation] {
    var text = text
    return text.withUTF8 { buffer in
      var result: [BreakExplanation] = []
      scan(buffer, language: language) { candidate, _ in
        result.append(
          BreakExplanation(
            offset: candidate.end, breaks: candidate.rule.breaks, rule: candidate.rule.id,
            comment: candidate.rule.comment))
      }
      return result
    }
  }
}
