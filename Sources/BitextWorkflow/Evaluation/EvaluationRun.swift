// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import BitextText

/// Compares files with gold.
public struct EvaluationRun: Sendable {
  /// What segments a text of gold where no answers are given.
  public var segmenter: any Segmenter = SentenceSegmenter()
  /// What aligns a text of gold where no answers are given.
  public var aligner: any SentenceAligner

  /// Makes a run with an aligner.
  public init(aligner: some SentenceAligner) { self.aligner = aligner }

  /// Compares segments.
  ///
  /// - Parameters:
  ///   - gold: JSON lines `{"id","language","segments"}`.
  ///   - answers: a file of the same form; `nil` has gold's texts segmented here.
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable`, or `mismatch` where a text of gold is
  ///   missing or another.
  public func segmentation(gold: String, answers: String?) throws -> SegmentationEvaluation {
    let given = try answers.map { try GoldReader.segments($0) }
    var byID: [String: [String]] = [:]
    for text in given ?? [] { byID[text.id] = text.segments }
    var evaluation = SegmentationEvaluation()
    for text in try GoldReader.segments(gold) {
      let segments = try given == nil ? cut(text) : byID[text.id]
      guard let segments,
        evaluation.add(language: text.language, gold: text.segments, hypothesis: segments)
      else {
        throw WorkflowFailure(
          .mismatch,
          "\(answers ?? gold): expected the text of \(text.id), found "
            + (segments == nil ? "none" : "another"))
      }
    }
    return evaluation
  }

  private func cut(_ text: GoldReader.SegmentedText) throws -> [String] {
    let whole = text.segments.joined(separator: text.language.isChinese ? "" : " ")
    return try segmenter.segments(of: Document(id: text.id, language: text.language, text: whole))
      .map(\.text)
  }

  /// Compares pairs.
  ///
  /// - Parameters:
  ///   - gold: `id TAB original` a line, ids joined by `|`, or NONE.
  ///   - answers: `pairs.jsonl`.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`.
  public func pairing(gold: String, answers: String) throws -> PairingEvaluation {
    var evaluation = PairingEvaluation(gold: try GoldReader.pairs(gold))
    try GoldReader.forEachObject(answers) { root in
      guard let source = root["source"]?["id"]?.string, let target = root["target"]?["id"]?.string
      else { return root["source"] == nil || root["target"] == nil }
      evaluation.add(target: target, source: source, probability: root["probability"]?.double)
      return true
    }
    return evaluation
  }

  /// Compares ladders.
  ///
  /// - Parameter files: gold and answers by turns; a single file of JSON lines with segments is aligned
  ///   here.
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable`, or `mismatch` where a ladder of gold
  ///   is missing.
  public func alignment(_ files: [String]) throws -> LadderEvaluation {
    var evaluation = LadderEvaluation()
    if files.count == 1 {
      for text in try GoldReader.ladders(files[0]) {
        evaluation.add(gold: text.beads.map(\.bead), hypothesis: try aligned(text, files[0]))
      }
      return evaluation
    }
    for index in stride(from: 0, to: files.count - 1, by: 2) {
      let gold = try GoldReader.ladders(files[index])
      var answers: [String: GoldReader.LinkedText] = [:]
      for text in try GoldReader.ladders(files[index + 1]) { answers[text.id] = text }
      for text in gold {
        guard let answer = answers[text.id] else {
          throw WorkflowFailure(
            .mismatch, "\(files[index + 1]): expected the ladder of \(text.id), found none")
        }
        evaluation.add(gold: text.beads.map(\.bead), hypothesis: answer.beads)
      }
    }
    return evaluation
  }

  private func aligned(
    _ text: GoldReader.LinkedText, _ path: String
  ) throws -> [(bead: LinkedBead, probability: Double?)] {
    guard !text.source.isEmpty || !text.target.isEmpty else {
      throw WorkflowFailure(
        .mismatch, "\(path): expected source_segments and target_segments, or a file of answers")
    }
    let ladder = aligner.align(
      Segment.standalone(text.source), with: Segment.standalone(text.target))
    return ladder.beads.map {
      (LinkedBead(source: Array($0.source), target: Array($0.target)), $0.probability)
    }
  }
}
