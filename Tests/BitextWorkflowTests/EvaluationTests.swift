// SPDX-License-Identifier: Apache-2.0

import BitextAlignment
import BitextLexicon
import BitextModel
import BitextTestSupport
import Testing

@testable import BitextWorkflow

struct `Evaluation` {
  @Test func `of segments counts boundaries, not white space`() {
    var evaluation = SegmentationEvaluation()
    let same = evaluation.add(
      language: .english, gold: ["One two.", "Three.", "Four."],
      hypothesis: ["One ", "two. Three.", " Four."])
    #expect(same)
    #expect(evaluation.total == Agreement(right: 1, answered: 2, wanted: 2))
    let other = evaluation.add(language: .english, gold: ["One."], hypothesis: ["Two."])
    #expect(!other)
    #expect(evaluation.texts == 1 && evaluation.perfect == 0)
  }

  @Test func `of pairs knows documents without an original`() {
    var evaluation = PairingEvaluation(gold: ["a": ["1", "2"], "b": [], "c": ["3"]])
    evaluation.add(target: "a", source: "2", probability: 0.97)
    evaluation.add(target: "b", source: "9", probability: 0.55)
    evaluation.add(target: "x", source: "3", probability: nil)
    #expect(evaluation.agreement == Agreement(right: 1, answered: 3, wanted: 2))
    #expect(evaluation.pairedWithoutOriginal == 1 && evaluation.withoutOriginal == 1)
    #expect(evaluation.unknown == 1)
    #expect(evaluation.reliability.bins.filter { $0.count > 0 }.map(\.start) == [0.5, 0.95])
  }

  private func beads(_ text: String) -> [LinkedBead] {
    text.split(separator: " ").map { bead in
      let sides = bead.split(separator: ":", omittingEmptySubsequences: false).map { side in
        side.split(separator: ",").compactMap { Int($0) }
      }
      return LinkedBead(source: sides[0], target: sides[1])
    }
  }

  // The figures are score_alignment.py's, whose definitions are Vecalign's.
  @Test func `of ladders is strict and lax`() {
    var evaluation = LadderEvaluation()
    evaluation.add(
      gold: beads("0:0 1,2:1 3:2,3 4: :4 5:5"),
      hypothesis: beads("0:0 1:1 2: 3:2 4:3 5:4,5").map { ($0, nil) })
    #expect(evaluation.strict == Agreement(right: 1, answered: 6, wanted: 6))
    #expect(abs(evaluation.laxPrecision - 4.0 / 6) < 1e-9)
    #expect(abs(evaluation.laxRecall - 1) < 1e-9)
    #expect(evaluation.kinds[BeadKind(1, 1)] == Agreement(right: 1, answered: 4, wanted: 2))
  }

  @Test func `puts probabilities into bins`() {
    var table = ReliabilityTable()
    for number in 0..<10 { table.add(probability: 0.85, isRight: number < 6) }
    table.add(probability: 1, isRight: true)
    #expect(table.bins.map(\.count).reduce(0, +) == 11)
    #expect(abs(table.expectedError - 0.25 * 10 / 11) < 1e-9)
  }

  private let run = EvaluationRun(
    aligner: LadderAligner(languages: .englishChinese, lexicon: .shipped))
  private let gold = TestFiles.corpora + "/gold"

  @Test func `of the sample pages' sentences reaches .99`() throws {
    let result = try run.segmentation(gold: gold + "/segments.jsonl", answers: nil)
    #expect(result.texts == 129)
    #expect(result.total.f1 >= 0.99)
  }

  @Test func `of the sample pages' ladders reaches .97`() throws {
    let result = try run.alignment([gold + "/ladders.jsonl"])
    #expect(result.strict.f1 >= 0.97)
    #expect(result.laxF1 >= 0.99)
  }

  @Test func `of the sample pages' pairs finds no wrong one`() async throws {
    let folder = try TemporaryFolder()
    try await CorpusBuild().run(
      pages: [TestFiles.corpora + "/pages"], originals: [TestFiles.corpora + "/originals.jsonl"],
      into: folder.path("out"))
    let result = try run.pairing(gold: gold + "/pairs.tsv", answers: folder.path("out/pairs.jsonl"))
    #expect(result.agreement.precision == 1)
    #expect(result.agreement.recall >= 0.95)
    #expect(result.pairedWithoutOriginal == 0)
  }

  @Test func `needs every text of gold`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("s.jsonl", #"{"id":"x","language":"en","segments":["A."]}"#)
    #expect {
      _ = try run.segmentation(gold: gold + "/segments.jsonl", answers: file)
    } throws: { ($0 as? WorkflowFailure)?.code == .mismatch }
    let ladder = try folder.write("l.txt", "[0]:[0]\nnonsense\n")
    #expect {
      _ = try run.alignment([ladder, ladder])
    } throws: { "\($0)".contains("l.txt:2: ") }
  }
}
