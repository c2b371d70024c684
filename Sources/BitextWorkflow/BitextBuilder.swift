// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Makes a bitext of two texts: segments both, aligns them.
///
///     let builder = try BitextBuilder(segmenter: .icu, aligner: .length)
///     let bitext = try builder.bitext(english, chinese)
///     for unit in bitext.units { print(unit.source.text, "|||", unit.target.text) }
public struct BitextBuilder: Sendable {
  private let segmenter: any Segmenter
  private let aligner: any SentenceAligner

  /// The direction of translation, the aligner's.
  public var languages: LanguagePair { aligner.languages }

  /// Makes a builder.
  public init(segmenter: some Segmenter, aligner: some SentenceAligner) {
    self.segmenter = segmenter
    self.aligner = aligner
  }

  /// The bitext of an original and its translation.
  ///
  /// - Throws: ``WorkflowFailure`` with `wrongDirection` where a document's language is known and not
  ///   the aligner's (a model with its roles swapped would give a plausible wrong ladder); what the
  ///   segmenter throws.
  public func bitext(_ source: Document, _ target: Document) throws -> Bitext {
    try check(source, is: languages.source, role: "source")
    try check(target, is: languages.target, role: "target")
    let sourceSegments = try segmenter.segments(of: source)
    let targetSegments = try segmenter.segments(of: target)
    return Bitext(
      source: source, target: target, sourceSegments: sourceSegments,
      targetSegments: targetSegments,
      ladder: aligner.align(sourceSegments, with: targetSegments))
  }

  /// The bitext of two plain texts in the aligner's languages.
  public func bitext(_ source: String, _ target: String) throws -> Bitext {
    try bitext(
      Document(id: "source", language: languages.source, text: source),
      Document(id: "target", language: languages.target, text: target))
  }

  private func check(_ document: Document, is language: Language, role: String) throws {
    let unknown: [Language] = [.undetermined, .other]
    guard !unknown.contains(document.language), document.language.primary != language.primary else {
      return
    }
    throw WorkflowFailure(
      .wrongDirection,
      "\(document.id): expected a \(role) in \(language), found one in \(document.language)")
  }
}
