// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// A language and how far to trust it.
public struct LanguageEstimate: Hashable, Sendable {
  /// `zh-Hans`, `zh-Hant`, `zh` (Chinese without a character that tells the script), `en`, `other` or
  /// `und`.
  public var language: Language
  /// 0...1, by the rule of ``LanguageIdentifier``; not a calibrated probability.
  public var confidence: Double

  /// Makes an estimate.
  public init(language: Language, confidence: Double) {
    self.language = language
    self.confidence = confidence
  }
}

/// Tells Chinese, simplified or traditional, from English and from anything else.
///
/// Characters decide between scripts: a Han character weighs as 2.5 Latin letters, since Chinese
/// abstracts hold many Latin names and formulae. A share of Han of at least .3 is Chinese, of at most
/// .15 not. Kana above a twentieth of Han and kana together means Japanese, Hangul above a fifth of
/// the letters Korean: `other`. Traditional and simplified are told by characters that occur in one
/// only; Latin languages by function words.
///
///     LanguageIdentifier().identify("我們提出一種方法。").language   // zh-Hant
///
/// **Confidence** is margin × evidence. The margin is how far the share that decided lies from its
/// threshold, as a part of the way to certainty, but at least .5; the evidence is *n* / (*n* + 4),
/// where *n* counts Han characters, or function words of the language found, or letters / 5.
///
/// - Complexity: O(*n*), two passes; above 100 MB/s.
/// - Note: Total and deterministic. Fewer than 2 Han characters, or Latin text with fewer than 2
///   function words, are `und`.
public struct LanguageIdentifier: Hashable, Sendable {
  /// Makes an identifier.
  public init() {}

  /// The language of a UTF-8 text.
  public func identify(_ text: Span<UInt8>) -> LanguageEstimate {
    let profile = ScriptProfile(of: text)
    let letters = Double(profile.letters)
    guard letters > 0 else { return Self.undetermined }
    let eastAsian = profile.han + profile.kana
    if profile.kana >= 3, profile.kana * 20 > eastAsian, eastAsian * 5 > profile.latin * 2 {
      return Self.estimate(.other, Double(profile.kana) / Double(eastAsian), Double(profile.kana))
    }
    let han = 2.5 * Double(profile.han)
    let foreign = Double(profile.hangul) * 2.5 + Double(profile.cyrillic + profile.arabic)
    let total =
      han + Double(profile.latin) + Double(profile.greek) + foreign + Double(profile.kana)
    if foreign / total > 0.2, foreign > han {
      return Self.estimate(.other, foreign / total, foreign / 5)
    }
    let share = han / total
    if share >= 0.3 { return identifyChinese(text, share: share, count: profile.han) }
    if share > 0.15 { return Self.undetermined }
    if Double(profile.greek) > total / 2 {
      return Self.estimate(.other, Double(profile.greek) / total, Double(profile.greek) / 5)
    }
    return identifyLatin(text)
  }

  /// The language of a string.
  public func identify(_ text: String) -> LanguageEstimate {
    var text = text
    return text.withUTF8 { identify($0.span) }
  }

  private static let undetermined = LanguageEstimate(language: .undetermined, confidence: 0)

  private static func estimate(
    _ language: Language, _ margin: Double, _ evidence: Double
  ) -> LanguageEstimate {
    let bounded = min(1, max(0.5, margin))
    return LanguageEstimate(language: language, confidence: bounded * evidence / (evidence + 4))
  }

  private func identifyChinese(
    _ text: Span<UInt8>, share: Double, count: Int
  ) -> LanguageEstimate {
    guard count >= 2 else { return Self.undetermined }
    var traditional = 0, simplified = 0
    text.withUnsafeBufferPointer { buffer in
      ScriptFolding.Table.shared.membership.withUnsafeBufferPointer { membership in
        let (first, last) = (Int(ScriptFolding.Table.first), Int(ScriptFolding.Table.last))
        let isTraditional = ScriptFolding.Membership.traditional.rawValue
        let isSimplified = ScriptFolding.Membership.simplified.rawValue
        var index = 0
        while index + 2 < buffer.count {
          let byte = buffer[index]
          guard byte >= 0xE3 && byte <= 0xE9 else {
            index += 1
            continue
          }
          let value =
            Int(byte & 15) << 12 | Int(buffer[index + 1] & 63) << 6 | Int(buffer[index + 2] & 63)
          index += 3
          guard value >= first, value <= last else { continue }
          let kind = membership[value - first]
          traditional &+= kind == isTraditional ? 1 : 0
          simplified &+= kind == isSimplified ? 1 : 0
        }
      }
    }
    let margin = (share - 0.3) / 0.7
    let told = traditional + simplified
    if told == 0 { return Self.estimate(.chinese, margin, Double(count)) }
    let language: Language =
      traditional > simplified ? .traditionalChinese : .simplifiedChinese
    let purity = Double(max(traditional, simplified)) / Double(told)
    return Self.estimate(language, max(0.5, margin) * (2 * purity - 1), Double(count))
  }

  private func identifyLatin(_ text: Span<UInt8>) -> LanguageEstimate {
    let counts = FunctionWordCounts(of: text)
    let english = counts.english, other = counts.bestOther
    if english >= 2, english > other, english * 12 >= counts.words {
      let margin = Double(english - other) / Double(english)
      return Self.estimate(.english, margin, Double(english))
    }
    if other >= 2, other > english, other * 12 >= counts.words {
      let margin = Double(other - english) / Double(other)
      return Self.estimate(.other, margin, Double(other))
    }
    return Self.undetermined
  }
}
