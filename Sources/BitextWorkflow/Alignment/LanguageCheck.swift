// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// Whether texts are in the languages that were declared.
struct LanguageCheck {
  /// A side is looked at up to so many bytes.
  private static let sampleByteCount = 1 << 16
  /// A guess of less confidence says nothing.
  private static let leastConfidence = 0.5

  private let languages: LanguagePair
  private let identifier = LanguageIdentifier()

  init(_ languages: LanguagePair) { self.languages = languages }

  /// One line where a side reads as another language than was declared, with the evidence; `nil` where
  /// nothing speaks against it.
  func warning(
    source: [Segment], named sourceName: String, target: [Segment], named targetName: String
  ) -> String? {
    let first = finding(source, named: sourceName, declared: languages.source)
    let second = finding(target, named: targetName, declared: languages.target)
    let findings = [first, second].compactMap { $0 }
    guard !findings.isEmpty else { return nil }
    let isSwapped =
      (first.map { $0.found.primary == languages.target.primary } ?? true)
      && (second.map { $0.found.primary == languages.source.primary } ?? true)
      && findings.count == 2
    return "warning: " + findings.map(\.text).joined(separator: "; ")
      + (isSwapped ? ": are the sides swapped?" : "")
  }

  private struct Finding {
    var found: Language
    var text: String
  }

  private func finding(
    _ segments: [Segment], named name: String, declared: Language
  ) -> Finding? {
    var sample = ""
    for segment in segments where sample.utf8.count < Self.sampleByteCount {
      sample += segment.text + "\n"
    }
    let estimate = identifier.identify(sample)
    // Only languages that the identifier knows can be missed.
    let isKnown = declared.isChinese || declared.isEnglish
    guard estimate.confidence >= Self.leastConfidence,
      estimate.language.primary != declared.primary,
      isKnown || estimate.language.isChinese || estimate.language.isEnglish
    else { return nil }
    let confidence = (estimate.confidence * 100).rounded() / 100
    return Finding(
      found: estimate.language,
      text: "\(name) was declared \(declared) but reads as \(estimate.language) "
        + "(confidence \(confidence))")
  }
}
