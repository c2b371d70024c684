// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextTestSupport
import BitextWorkflow
import Testing

struct `Lexicon training` {
  private static let units =
    "id\tsource\ttarget\n"
    + (0..<20).map { number in
      number % 2 == 0
        ? "\(number)\tThe cat sees a river.\t猫看见河流。\n"
        : "\(number)\tThe dog sees a mountain.\t狗看见山脉。\n"
    }.joined()

  private static func train(_ folder: TemporaryFolder, jobs: Int) async throws -> String {
    var options = LexiconTraining.Options()
    options.width = jobs
    let path = folder.path("\(jobs).bitextlexicon")
    let report = try await LexiconTraining(options: options).run(
      units: [folder.write("units.tsv", units)], output: path)
    #expect(report.units == 20)
    return path
  }

  @Test func `tells words apart by the company they keep`() async throws {
    let folder = try TemporaryFolder()
    let lexicon = try Lexicon.load(path: await Self.train(folder, jobs: 1))
    func best(_ headword: String) -> String? {
      let found = LexiconInquiry(lexicon).entries(for: headword).first
      return found?.words.first { !["the", "a", "sees"].contains($0.word.lowercased()) }?.word
    }
    #expect(["cat", "river"].contains(best("猫")))
    #expect(["dog", "mountain"].contains(best("狗")))
  }

  @Test func `writes the same bytes however many tasks run`() async throws {
    let folder = try TemporaryFolder()
    _ = try await Self.train(folder, jobs: 1)
    _ = try await Self.train(folder, jobs: 4)
    #expect(try folder.bytes("1.bitextlexicon") == folder.bytes("4.bitextlexicon"))
  }

  @Test func `finds a translation among others by its words`() {
    let pairs = [
      ("母亲在厨房里做饭。", "Mother is cooking in the kitchen."),
      ("父亲坐在河边。", "Father sits by the river."),
      ("老师在学校教书。", "The teacher teaches at school."),
    ]
    let report = RetrievalEvaluation(.shipped).report(
      on: pairs.map { (chinese: $0.0, english: $0.1) })
    #expect(report.chineseFirst == 3)
    #expect(report.englishFirst == 3)
  }

  @Test func `counts the words that a lexicon has`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "母亲说话。\n")
    var coverage = LexiconCoverage(.shipped)
    try coverage.add(paths: [path])
    #expect(coverage.counts.tokens == 2)
    #expect(coverage.counts.uncovered == 0)
    #expect(coverage.counts.ownWords == coverage.counts.ownEntries)
  }
}
