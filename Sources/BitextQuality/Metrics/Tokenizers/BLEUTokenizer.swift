// SPDX-License-Identifier: Apache-2.0

/// How BLEU cuts a text into tokens.
///
/// The tokenizers of sacreBLEU 2.6.0 that need no model, slips included, for the numbers to be the
/// same.
public enum BLEUTokenizer: String, Hashable, Sendable, Codable, CaseIterable {
  /// Cuts at white space alone: the text is tokenized already.
  case none
  /// Sets ASCII punctuation apart as mteval-v13a did: for most alphabetic languages.
  case v13a = "13a"
  /// Sets punctuation and symbols of all scripts apart, as mteval-v14 did.
  case intl
  /// Makes each scalar a token.
  case char
  /// Makes each Chinese character a token, and treats the rest as `13a` does.
  case zh

  /// The text as BLEU sees it: tokens with single spaces between them.
  ///
  ///     BLEUTokenizer.zh.tokenized("共1.5倍。")   // 共 1.5 倍 。
  ///
  /// - Note: White space at the end is cut off first. Total.
  public func tokenized(_ text: String) -> String {
    var preparation = BLEUPreparation(tokenizer: self, lowercase: false)
    var text = text
    text.withUTF8 { preparation.prepare($0) }
    switch self {
    case .none: return preparation.text.text()
    case .char:
      let scalars = preparation.text.text().unicodeScalars
      return scalars.map { String($0) }.joined(separator: " ")
    default: return preparation.text.joinedWords()
    }
  }

  /// The tokenizer that sacreBLEU chooses for a target language.
  static func preferred(for language: String) -> BLEUTokenizer {
    language == "zh" ? .zh : .v13a
  }

  /// Tokenizers of sacreBLEU that need a model or a dictionary and are not built in.
  static let unavailable = [
    "ja-mecab", "ko-mecab", "spm", "flores101", "flores200", "spBLEU-1K",
  ]
}
