// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextLexicon
import BitextModel
import BitextTestSupport
import BitextWorkflow
import Foundation
import Testing

/// A build of the sample corpus by worker stages, with the two steps between them that a driver does.
struct WorkerChain {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  func run(
    _ stages: [WorkerStageName], _ input: [String], _ output: String, width: Int = 1,
    _ change: (inout WorkerOptions) -> Void = { _ in }
  ) async throws -> [String] {
    var options = WorkerOptions()
    options.width = width
    change(&options)
    let path = try folder.write(output + ".in", input.map { $0 + "\n" }.joined())
    let report = try await WorkerRun(stages: stages, options: options).run(
      input: path, output: folder.path(output))
    #expect(report.read == input.count && report.written == input.count)
    let lines = try folder.text(output).split(separator: "\n").map(String.init)
    #expect(lines.count == input.count)
    return lines
  }

  /// Pages and originals read; of equal texts the first is kept.
  func read() async throws -> (translations: [String], originals: [String], titles: [String]) {
    let pages = try FileManager.default.contentsOfDirectory(atPath: TestFiles.corpora + "/pages")
      .sorted().map { name in
        "{\"id\":\"\(name.dropLast(4))\",\"path\":\"\(TestFiles.corpora)/pages/\(name)\"}"
      }
    let items = try await run([.read], pages, "items")
    let collection = try String(
      contentsOfFile: TestFiles.corpora + "/originals.jsonl", encoding: .utf8
    )
    .split(separator: "\n").map(String.init)
    let records = try await run([.read], collection, "records") {
      $0.inputForm = "documents"
      $0.dropsExtra = true
    }
    var (translations, originals, titles): ([String], [String], [String]) = ([], [], [])
    var seen: Set<String> = []
    let parser = JSONParser()
    func text(_ value: JSONValue) -> String {
      var json = JSONWriter()
      json.value(value)
      return String(decoding: json.bytes, as: UTF8.self)
    }
    func take(_ record: JSONValue) {
      if record["titles"] != nil { titles.append(text(record)) }
      guard let document = record["document"], let print = record["fingerprint"]?.string,
        let language = document["language"]?.string, seen.insert(print).inserted
      else { return }
      if language.hasPrefix("zh") { translations.append(text(record)) }
      if language.hasPrefix("en") { originals.append(text(document)) }
    }
    for line in items + records {
      try Array(line.utf8).withUnsafeBufferPointer { bytes in
        let value = try parser.parse(bytes).value
        if let list = value.elements { list.forEach(take) } else { take(value) }
      }
    }
    return (translations, originals, titles)
  }

  /// An index of originals.
  func index(_ originals: [String]) async throws -> String {
    let path = folder.path("originals.bitextindex")
    let records = try folder.write("originals.jsonl", originals.map { $0 + "\n" }.joined())
    _ = try await IndexRun().run(originals: [records], output: path)
    return path
  }
}

struct `Worker stages in a row` {
  private func sortedLines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).sorted()
  }

  /// The units of arrays, one a line.
  private func units(_ arrays: [String]) throws -> [String] {
    let parser = JSONParser()
    return try arrays.flatMap { line in
      try Array(line.utf8).withUnsafeBufferPointer { bytes in
        (try parser.parse(bytes).value.elements ?? []).map { unit in
          var json = JSONWriter()
          json.value(unit)
          return String(decoding: json.bytes, as: UTF8.self)
        }
      }
    }
  }

  @Test(arguments: [1, 3])
  func `give the units of a build`(width: Int) async throws {
    let chain = try WorkerChain()
    let (translations, originals, titles) = try await chain.read()
    let index = try await chain.index(originals)
    let judged = try await chain.run([.judge], translations, "judged", width: width) {
      $0.indexes = [index]
    }
    _ = try AssignRun().run(
      input: chain.folder.path("judged"), output: chain.folder.path("claims"))
    let claims = try chain.folder.text("claims").split(separator: "\n").map(String.init)
    #expect(claims.count == judged.count)
    // What a driver joins: a document, its judgement, its claim.
    let joined = zip(translations, zip(judged, claims)).map { translation, answer in
      "{"
        + [translation, answer.0, answer.1].map { $0.dropFirst().dropLast() }
        .joined(separator: ",") + "}"
    }
    let arrays = try await chain.run([.settle, .align], joined, "units", width: width) {
      $0.indexes = [index]
    }
    let titleUnits = try await chain.run([.align], titles, "titles")
    let built = try await SampleBuild.shared.value
    let expected = try String(
      contentsOfFile: built.folder.path("out/corpus.jsonl"), encoding: .utf8)
    #expect(try units(arrays + titleUnits).sorted() == sortedLines(expected))
  }

  @Test func `give the units of a build where many share an original`() async throws {
    let chain = try WorkerChain()
    let (translations, originals, _) = try await chain.read()
    let index = try await chain.index(originals)
    let arrays = try await chain.run([.pair, .align], translations, "units") {
      $0.indexes = [index]
    }
    var options = CorpusBuild.Options()
    options.allowsMany = true
    options.learns = false
    let built = try await SampleBuild(width: 2, options: options)
    let expected = try String(
      contentsOfFile: built.folder.path("out/corpus.jsonl"), encoding: .utf8)
    #expect(try units(arrays).sorted() == sortedLines(expected).filter { !$0.contains(":title\"") })
  }

  @Test func `teach the lexicon of a second pass`() async throws {
    let chain = try WorkerChain()
    let (translations, originals, _) = try await chain.read()
    let index = try await chain.index(originals)
    let pairs = try await chain.run([.pair], translations, "pairs") { $0.indexes = [index] }
    let lessons = try await chain.run([.lessons], pairs, "lessons")
    #expect(lessons.contains { $0.contains("[[\"") })
    let path = chain.folder.path("learnt.bitextlexicon")
    let report = try await LearnRun().run(input: chain.folder.path("lessons"), output: path)
    #expect(report.read == translations.count)
    let again = chain.folder.path("again.bitextlexicon")
    var wide = LearnRun()
    wide.width = 3
    _ = try await wide.run(input: chain.folder.path("lessons"), output: again)
    #expect(try TestFiles.bytes(path) == TestFiles.bytes(again))
    let union = try LearnRun.union(of: path, before: .shipped)
    #expect(union.count > 0 && union.layers.count == 1 + Lexicon.shipped.layers.count)
  }

  @Test func `teach the same by the sum of their shards' statistics`() async throws {
    let chain = try WorkerChain()
    let (translations, originals, _) = try await chain.read()
    let index = try await chain.index(originals)
    let pairs = try await chain.run([.pair], translations, "pairs") { $0.indexes = [index] }
    let lessons = try await chain.run([.lessons], pairs, "lessons")
    func file(_ name: String, _ lines: [String]) throws -> String {
      try chain.folder.write(name, lines.map { $0 + "\n" }.joined())
    }
    /// Sums files, one behind the other.
    func tally(_ names: [String], _ sum: String) throws -> [UInt8] {
      let all = try chain.folder.write(
        sum + ".in", try names.map { try chain.folder.text($0) }.joined())
      let report = try TallyRun().run(input: all, output: chain.folder.path(sum))
      #expect(report.written > 0)
      return try TestFiles.bytes(chain.folder.path(sum))
    }
    func learnt(_ name: String) async throws -> [UInt8] {
      let path = chain.folder.path(name + ".bitextlexicon")
      _ = try await LearnRun().run(input: chain.folder.path(name), output: path)
      return try TestFiles.bytes(path)
    }
    // Shards hold lessons from all over, with their places among all; one shard has none.
    let shards = try (0..<4).map { shard in
      let lines = lessons.enumerated().filter { shard < 3 && $0.offset * 7 % 3 == shard }
      _ = try file(
        "shard-\(shard)", lines.map { "{\"order\":\(100 + $0.offset)," + $0.element.dropFirst() })
      _ = try tally(["shard-\(shard)"], "statistics-\(shard)")
      return "statistics-\(shard)"
    }
    let sum = try tally(shards, "sum")
    _ = try tally([shards[2], shards[0]], "two")
    _ = try tally([shards[3], shards[1]], "others")
    #expect(try tally(["others", "two"], "tree") == sum)
    #expect(try tally(["sum"], "again") == sum)
    let whole = try await learnt("lessons")
    #expect(try await learnt("sum") == whole)
    #expect(whole.count > 1000)
    // Without the lessons of one shard something else is learnt.
    #expect(try await learnt("two") != whole)
  }

  @Test(arguments: [
    (
      ["{\"order\":1,\"lessons\":[]}", "{\"order\":1,\"lessons\":[]}"],
      "expected an \"order\" over 1"
    ),
    (["{\"order\":1,\"beads\":[]}"], "expected \"words\" in front"),
    (["{\"words\":{\"chinese\":[],\"english\":[]}}", "{\"beads\":[]}"], "expected an \"order\""),
    (
      ["{\"words\":{\"chinese\":[],\"english\":[]}}", "{\"order\":1,\"beads\":[[[0],[]]]}"],
      "expected beads of two sides"
    ),
    (["{\"words\":{\"chinese\":[[\"1\",0,\"x\"]],\"english\":[]}}"], "expected \"chinese\" and"),
    (["[]"], "expected an object"),
  ])
  func `refuse statistics that do not add`(lines: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("in", lines.map { $0 + "\n" }.joined())
    let failure = #expect(throws: WorkflowFailure.self) {
      try TallyRun().run(input: input, output: folder.path("out"))
    }
    #expect(failure?.message.contains(message) == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }
}
