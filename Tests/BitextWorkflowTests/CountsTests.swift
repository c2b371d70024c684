// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import BitextWorkflow
import Foundation
import Testing

struct `Build counts` {
  private let chinese =
    "我们提出了LanternNet，这是一种用于夜间桥梁检查的轻量级网络。在三座桥的1,204张图像上，它将漏检率从8.1%降低到5.4%。代码在https://example.org/lantern公开。"
  private let english =
    "We present LanternNet, a light network for the inspection of bridges at night. On 1,204 images of three bridges it reduces missed cracks from 8.1% to 5.4%. The code is public at https://example.org/lantern."
  private let german =
    "Wir untersuchen, wie sich alte Obstbaumwiesen auf die Vielfalt der Wildbienen auswirken, und finden 173 Arten auf 48 Flächen. Entscheidend ist nicht das Alter der Bäume, sondern der Anteil an Totholz."
  private let mark = "\ntranslated by 谷歌翻译\n"

  private func build(
    _ folder: TemporaryFolder, originals: [String] = [], options: CorpusBuild.Options? = nil
  ) async throws -> BuildCounts {
    let report = try await CorpusBuild(options: options ?? CorpusBuild.Options()).run(
      pages: [folder.path("pages")], originals: originals, into: folder.path("out"))
    #expect(report.counts.addUp)
    return report.counts
  }

  @Test func `place each item in exactly one kind`() async throws {
    let folder = try TemporaryFolder()
    let broken = [UInt8](Array(english.utf8.prefix(90))) + [0xff, 0xfe] + Array(mark.utf8)
    let text = [chinese, german, english, english, chinese + "再见。"].map { $0 + mark }.joined()
    try folder.write("pages/a.txt", Array(text.utf8) + broken)
    try folder.write("pages/b.txt", "首页\n\n" + chinese + mark)
    try folder.write("pages/c.bin", BinaryFile.bytes)
    let counts = try await build(folder)
    #expect(counts.pages == 3)
    #expect(counts.items == 8)
    #expect(counts.paired == 1 && counts.unpaired == 1 && counts.usedAsOriginal == 1)
    #expect(counts.duplicates == 2 && counts.otherText == 1 && counts.rejected == 2)
    #expect(counts.furniture == 1)
    let codes = try TestFiles.objects(folder.path("out/rejected.jsonl")).map {
      $0["code"] as? String
    }
    #expect(codes.sorted { ($0 ?? "") < ($1 ?? "") } == ["binary", "furniture", "invalid-utf8"])
  }

  @Test func `count external originals apart`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a.txt", chinese + mark)
    let lines = [
      #"{"id":"x1","abstract":"\#(english)"}"#, "{}", #"{"id":"x2","abstract":"\#(english)"}"#,
    ]
    let originals = try folder.write("o.jsonl", lines.joined(separator: "\n"))
    let counts = try await build(folder, originals: [originals])
    #expect(counts.items == 1 && counts.paired == 1 && counts.usedAsOriginal == 0)
    #expect(counts.originals == 3)
    #expect(counts.originalDuplicates == 1 && counts.originalRejected == 1)
    let pair = try #require(try TestFiles.objects(folder.path("out/pairs.jsonl")).first)
    let evidence = try #require(pair["evidence"] as? [String: Any])
    #expect(evidence["same_as"] as? [String] == ["x2"])
    #expect(evidence["placement"] as? String == "external")
  }

  @Test func `hold without any original`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a.txt", chinese + mark)
    let counts = try await build(folder)
    #expect(counts.paired == 0 && counts.unpaired == 1 && counts.written == 0)
    #expect(try folder.text("out/corpus.tsv").split(separator: "\n").count == 1)
  }

  @Test func `give an original to one translation only`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a.txt", chinese + mark + chinese + "另见附录。" + mark + english + mark)
    let counts = try await build(folder)
    #expect(counts.paired == 1 && counts.unpaired == 1 && counts.usedAsOriginal == 1)
    let left = try TestFiles.objects(folder.path("out/unpaired.jsonl"))
    #expect(left.first?["reason"] as? String == "taken")
  }

  @Test func `go on behind a page that is cut`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a.txt.gz", [0x1f, 0x8b, 8, 0, 0, 0])
    try folder.write("pages/b.txt", chinese + mark + english + mark)
    let counts = try await build(folder)
    #expect(counts.items == 3 && counts.rejected == 1 && counts.paired == 1)
  }

  @Test func `name files of one stem apart`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a/day.txt", chinese + mark)
    try folder.write("pages/b/day.txt", english + mark)
    _ = try await build(folder)
    let pair = try #require(try TestFiles.objects(folder.path("out/pairs.jsonl")).first)
    #expect(pair["id"] as? String == "day#0")
    #expect((pair["source"] as? [String: Any])?["id"] as? String == "day~2#0")
  }

  @Test func `carry a date only where one is given`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages/a.txt", chinese + mark)
    var options = CorpusBuild.Options()
    options.date = 86_400
    _ = try await build(folder, options: options)
    let manifest = try #require(try TestFiles.objects(folder.path("out/manifest.json")).first)
    #expect(manifest["date"] as? Int == 86_400)
  }
}

struct `Failed build` {
  private func failure(
    pages: [String], originals: [String] = [], into folder: TemporaryFolder
  ) async throws -> WorkflowFailure? {
    let failure = await #expect(throws: WorkflowFailure.self) {
      try await CorpusBuild().run(pages: pages, originals: originals, into: folder.path("out"))
    }
    #expect(try folder.names.allSatisfy { $0 == "in" }, "nothing is left behind")
    return failure
  }

  @Test func `of a missing path names it`() async throws {
    let folder = try TemporaryFolder()
    let found = try await failure(pages: ["/no/such"], into: folder)
    #expect(found?.code == .noInput)
    #expect(found?.message.contains("/no/such") == true)
    #expect(
      try await failure(pages: [TestFiles.corpora], originals: ["/no/such"], into: folder)?.code
        == .noInput)
  }

  @Test func `of a folder without files finds no input`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/.hidden", "")
    #expect(try await failure(pages: [folder.path("in")], into: folder)?.code == .noInput)
  }

  @Test(arguments: [[], [10, 10], BinaryFile.bytes] as [[UInt8]])
  func `of pages without items finds nothing usable`(bytes: [UInt8]) async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.txt", bytes)
    #expect(try await failure(pages: [folder.path("in")], into: folder)?.code == .nothingUsable)
  }
}
