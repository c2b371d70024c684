// SPDX-License-Identifier: Apache-2.0

import BitextAlignment
import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import BitextText
import Foundation
import Testing

@testable import BitextWorkflow

struct `Ordered batches` {
  struct Stop: Error {}

  @Test(arguments: [0, 1, 2, 63, 64, 65, 1000], [1, 2, 7])
  func `consume every range once, in order`(count: Int, width: Int) async throws {
    var seen: [Int] = []
    try await OrderedBatches.run(
      count: count, size: 16, width: width, work: { Array($0) },
      consume: { range, output in
        #expect(output == Array(range))
        seen += output
      })
    #expect(seen == Array(0..<count))
  }

  @Test func `consume in order although later ones are ready first`() async throws {
    var seen: [Int] = []
    try await OrderedBatches.run(
      count: 40, size: 1, width: 4,
      work: { range in
        // The even ones have much more to do.
        let rounds = range.lowerBound % 2 == 0 ? 20_000 : 1
        return (0..<rounds).reduce(range.lowerBound) { sum, _ in sum }
      }, consume: { _, output in seen.append(output) })
    #expect(seen == Array(0..<40))
  }

  @Test func `end with the first failure`() async throws {
    await #expect(throws: Stop.self) {
      try await OrderedBatches.run(
        count: 100, size: 1, width: 3,
        work: { if $0.lowerBound == 40 { throw Stop() } }, consume: { _, _ in })
    }
    await #expect(throws: Stop.self) {
      try await OrderedBatches.run(
        count: 100, size: 1, width: 3, work: { $0 },
        consume: { range, _ in if range.lowerBound == 40 { throw Stop() } })
    }
  }
}

struct `Bitext builder` {
  private let builder = BitextBuilder(segmenter: .icu, aligner: .length)

  @Test func `segments and aligns two texts`() throws {
    let bitext = try builder.bitext(
      "Ferries wait. HoldFast is a rule.", "渡轮等待。HoldFast是一个规则。")
    #expect(bitext.units.map(\.source.text) == ["Ferries wait.", "HoldFast is a rule."])
    #expect(bitext.units.map(\.target.text) == ["渡轮等待。", "HoldFast是一个规则。"])
  }

  @Test func `refuses the wrong direction`() throws {
    let english = Document(id: "e", language: .english, text: "One.")
    let chinese = Document(id: "c", language: .traditionalChinese, text: "一。")
    let failure = #expect(throws: WorkflowFailure.self) { try builder.bitext(chinese, english) }
    #expect(failure?.code == .wrongDirection)
    #expect(try builder.bitext(english, chinese).ladder.beads.count == 1)
  }

  @Test func `takes documents in unknown languages`() throws {
    let unknown = Document(id: "u", language: .undetermined, text: "x")
    #expect(throws: Never.self) { try builder.bitext(unknown, unknown) }
  }

  @Test func `takes empty texts`() throws {
    #expect(try builder.bitext("", "").ladder.beads.isEmpty)
    #expect(try builder.bitext("One.", "").ladder.beads.map(\.kind.description) == ["1-0"])
  }
}

struct `Input files` {
  @Test func `come in the order of the paths, folders sorted`() throws {
    let folder = try TemporaryFolder()
    for name in ["p/b.txt", "p/a.txt", "p/c/a.txt.gz", "z.txt"] { try folder.write(name, "") }
    let files = try InputFiles([folder.path("z.txt"), folder.path("p"), "-"]).files
    #expect(
      files.map(\.path)
        == ["z.txt", "p/a.txt", "p/b.txt", "p/c/a.txt.gz"].map { folder.path($0) } + ["-"])
    #expect(files.map(\.stem) == ["z", "a", "b", "a~2", "stdin"])
  }

  @Test func `keep ids apart whatever files are called`() throws {
    let folder = try TemporaryFolder()
    for name in ["a/x.txt", "b/x.txt", "c/x~2.txt"] { try folder.write(name, "") }
    let stems = try InputFiles([folder.path]).files.map(\.stem)
    #expect(Set(stems).count == 3)
  }
}

struct `Fingerprint of a text` {
  @Test(arguments: [
    ("a b", "ab"), ("ａｂ", "ab"), ("汉，字", "汉,字"), ("e\u{301}", "é"), ("a\n b\t", "a b"),
  ])
  func `is equal for the same characters`(one: String, other: String) {
    #expect(Fingerprint.of(one) == Fingerprint.of(other))
  }

  @Test(arguments: [("a", "A"), ("1.5", "15"), ("", "x"), ("汉", "漢")])
  func `differs where characters do`(one: String, other: String) {
    #expect(Fingerprint.of(one) != Fingerprint.of(other))
  }
}

struct `Conversion of units` {
  @Test(arguments: ["tmx", "tsv", "jsonl"], ["tmx", "tsv.gz", "jsonl.zst"])
  func `keeps texts and ids between all formats`(from: String, to: String) throws {
    let folder = try TemporaryFolder()
    let start = try folder.write(
      "start.jsonl",
      #"{"id":"a","source":"One\t&\n.","target":"一。","bead":"1-2","score":0.5}"# + "\n")
    let conversion = Conversion()
    _ = try conversion.run(input: start, output: folder.path("a." + from))
    _ = try conversion.run(input: folder.path("a." + from), output: folder.path("b." + to))
    let counts = try conversion.run(input: folder.path("b." + to), output: folder.path("end.jsonl"))
    #expect(counts.written == 1 && counts.rejected == 0)
    let unit = try #require(try TestFiles.objects(folder.path("end.jsonl")).first)
    #expect(unit["source"] as? String == "One\t&\n." && unit["bead"] as? String == "1-2")
    #expect(unit["id"] as? String == "a" && unit["score"] as? Double == 0.5)
  }

  @Test func `that fails leaves no file`() throws {
    let folder = try TemporaryFolder()
    let start = try folder.write("bad.tmx", "<tmx><body><tu>")
    #expect(throws: (any Error).self) {
      try Conversion().run(input: start, output: folder.path("out.tsv"))
    }
    #expect(try folder.names == ["bad.tmx"])
  }
}

struct `Segmentation and alignment of files` {
  @Test func `give a ladder that covers both`() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("a.en", "\u{feff}One 1.\nTwo 2.\nThree 3.\n")
    let target = try folder.write("a.zh", "一1。\n二2。\n三3。\n")
    let run = AlignmentRun(aligner: .length)
    let counts = try run.run(source: source, target: target, output: folder.path("out"))
    #expect(counts.sourceSegments == 3 && counts.targetSegments == 3)
    #expect(try folder.text("out").split(separator: "\n").count == counts.beads)
    #expect(try folder.text("out").hasPrefix("[0]:[0]:"))
  }

  @Test func `write units with joined sides`() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("a.en", "A long sentence about HoldFast and 63 days.\n")
    let target = try folder.write("a.zh", "关于HoldFast的长句。\n还有63天。\n")
    var run = AlignmentRun(aligner: .length)
    run.format = .units(.tsv)
    _ = try run.run(source: source, target: target, output: folder.path("out.tsv"))
    #expect(try folder.text("out.tsv").contains("关于HoldFast的长句。还有63天。\t1-2"))
  }

  @Test func `refuse a line that is no text`() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("a.en", [0x61, 10, 0xff, 10])
    let failure = #expect(throws: WorkflowFailure.self) {
      try AlignmentRun(aligner: .length).run(source: source, target: source, output: "/dev/null")
    }
    #expect(failure?.message.contains("a.en:2:") == true)
  }

  @Test func `cut lines into sentences with their places`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("in.txt", "One. Two.\n\n一。二。\n")
    var run = SegmentationRun()
    #expect(try run.run(input: input, output: folder.path("out.txt")) == 4)
    #expect(try folder.text("out.txt") == "One.\nTwo.\n\n一。\n二。\n")
    run.style = .json
    try run.run(input: input, output: folder.path("out.jsonl"))
    let lines = try TestFiles.objects(folder.path("out.jsonl"))
    #expect(lines.map { $0["line"] as? Int } == [1, 2, 3])
    let segments = lines[0]["segments"] as? [[String: Any]]
    #expect(segments?.last?["start"] as? Int == 5 && segments?.last?["end"] as? Int == 9)
  }
}

struct `Gold of the sample corpus` {
  /// Strict: a bead counts when both its sides are those of the gold. The floors are a
  /// little under what the aligner reaches without its lexicon, .933, and with it, .946; issue 3 asks .97.
  @Test(arguments: [(LadderAligner.length, 0.93), (.lexical, 0.97)])
  func `is met by ladders over its own sentences`(aligner: LadderAligner, floor: Double) throws {
    var gold = 0
    var found = 0
    var right = 0
    for line in try TestFiles.objects(TestFiles.corpora + "/gold/ladders.jsonl") {
      let source = try #require(line["source_segments"] as? [String])
      let target = try #require(line["target_segments"] as? [String])
      let ladder = checkAligner(
        aligner, Segment.standalone(source), with: Segment.standalone(target))
      let beads = try #require(line["beads"] as? [[String: [Int]]])
      let wanted = Set(beads.map { [$0["source"] ?? [], $0["target"] ?? []] })
      gold += wanted.count
      found += ladder.beads.count
      right += ladder.beads.count { wanted.contains([Array($0.source), Array($0.target)]) }
    }
    let measure = 2 * Double(right) / Double(gold + found)
    #expect(measure >= floor, "strict F1 \(measure)")
  }

  @Test func `is met by the sentences found`() throws {
    let segmenter = SentenceSegmenter()
    var gold = 0
    var found = 0
    var right = 0
    for line in try TestFiles.objects(TestFiles.corpora + "/gold/segments.jsonl") {
      let sentences = try #require(line["segments"] as? [String])
      let language = Language(line["language"] as? String ?? "und")
      let text = sentences.joined(separator: language.isChinese ? "" : " ")
      let document = Document(id: "", language: language, text: text)
      try checkSegmenter(segmenter, on: document)
      let segments = try segmenter.segments(of: document).map(\.text)
      gold += sentences.count
      found += segments.count
      right += Set(segments).intersection(sentences).count
    }
    let measure = 2 * Double(right) / Double(gold + found)
    #expect(measure >= 0.99, "F1 \(measure)")
  }
}
