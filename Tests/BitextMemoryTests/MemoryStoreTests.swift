// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Foundation
import GRDB
import Testing

@testable import BitextMemory

struct `A memory` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path("memory.db") }

  private func unit(
    _ number: Int, _ source: String, _ target: String, pair: String? = "d",
    languages: LanguagePair = .englishChinese
  ) -> TranslationUnit {
    TranslationUnit(
      id: pair.map { "\($0):\(number)" } ?? String(number),
      source: TranslationUnitVariant(language: languages.source, text: source),
      target: TranslationUnitVariant(language: languages.target, text: target), pair: pair)
  }

  /// Sentences out of few words, so that many are alike; every seventh in Chinese characters.
  private func units(_ count: Int, seed: UInt64) -> [TranslationUnit] {
    var random = TestRandom(seed: seed)
    let words = (0..<60).map { "w\($0)" } + ["the", "the", "of", ",", "12", "7", "The", "(", ")"]
    let characters = Array("我们提出一种新的方法并在数据上评估它的效果，。")
    return (0..<count).map { number in
      let length = Int.random(in: 1...30, using: &random)
      let text =
        number % 7 == 0
        ? (0..<length).map { _ in String(characters.randomElement(using: &random) ?? "我") }.joined()
        : (0..<length).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      return unit(number, text, "目标\(number)")
    }
  }

  private func edited(_ text: String, _ random: inout TestRandom) -> String {
    var words =
      text.contains(" ") ? text.split(separator: " ").map(String.init) : text.map(String.init)
    let joiner = text.contains(" ") ? " " : ""
    for _ in 0..<Int.random(in: 0...4, using: &random) where !words.isEmpty {
      let place = Int.random(in: 0..<words.count, using: &random)
      if Bool.random(using: &random) { words[place] = "w3" } else { words.remove(at: place) }
    }
    return words.joined(separator: joiner)
  }

  @Test(arguments: [30, 50, 70, 85, 100])
  func `finds without loss what a comparison with every unit finds`(threshold: Int) async throws {
    let memory = try MemoryStore(path: path)
    let all = units(3000, seed: 5)
    _ = try await memory.insert(Array(all[..<2500]))
    // The rest stays behind the last segment.
    _ = try await memory.insert(Array(all[2500...]))
    #expect(try await memory.statistics().segments == 1)
    #expect(try await memory.statistics().tail == 500)
    var random = TestRandom(seed: 9)
    var hits = 0
    for _ in 0..<120 {
      let text = all[Int.random(in: 0..<all.count, using: &random)].source.text
      var query = MatchQuery(edited(text, &random))
      query.threshold = threshold
      query.limit = 40
      let lossless = try await memory.matches(for: query)
      query.search = .exhaustive
      let expected = try await memory.matches(for: query)
      #expect(lossless == expected)
      hits += expected.count
    }
    #expect(hits > 10)
  }

  @Test func `gives its units back as they were`() async throws {
    var full = unit(0, "a <b> c", "甲")
    full.source.codes = [InlineCode(kind: .placeholder, offset: 2, type: "image", data: "<img/>")]
    full.properties = [
      UnitProperty(type: "x-a", value: "1"), UnitProperty(type: "x-a", value: "2"),
    ]
    full.extra = [JSONMember("k", .array([.integer(1), .string("\0\"")]))]
    full.notes = [UnitNote("a note", language: "en")]
    full.attributes.createdOn = UnitDate("20200131T120000Z")
    full.attributes.changedBy = "ann"
    full.attributes.usageCount = 3
    full.target.attributes.creationTool = "t"
    full.target.properties = [UnitProperty(type: "y", value: "", language: "fr")]
    full.furtherVariants = [TranslationUnitVariant(language: "de", text: "a b c")]
    full.source.codes[0].subflows = [
      InlineCode.Subflow(offset: 2, text: "title", codes: [InlineCode(kind: .unknown, offset: 1)])
    ]
    full.score = 0.1234
    full.bead = BeadKind(1, 2)
    full.engine = "google"
    var odd = unit(7, "NUL \0 'quote' \" AND NOT % * _", "x", pair: nil)
    odd.score = 1.0 / 3
    odd.id = "007"
    let given = [full, odd]
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert(given)
    let found = Collected()
    try await MemoryStore(path: path, options: .readOnly).forEachUnit {
      found.units.append($0.unit)
    }
    #expect(found.units == given)
    var selection = UnitSelection()
    selection.user = "ann"
    selection.before = UnitDate("20200131T120001Z")
    #expect(try await memory.delete(selection) == 1)
    #expect(try await memory.matches(for: odd.source.text).first?.score == 100)
  }

  @Test func `is not changed by the same units again`() async throws {
    let memory = try MemoryStore(path: path)
    let given = units(1500, seed: 3)
    let first = try await memory.insert(given)
    #expect(first.read == 1500 && first.rejected == 0)
    let before = try await memory.statistics()
    let again = try await memory.insert(given)
    #expect(again.new == 0 && again.updated == 0 && again.duplicates == 1500)
    #expect(try await memory.statistics() == before)
  }

  @Test func `counts what is new, changed, another translation, or empty`() async throws {
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert([unit(0, "One.", "一。"), unit(1, "Two.", "二。")])
    let report = try await memory.insert([
      unit(0, "One.", "壹。"), unit(5, "Two.", "两。"), unit(6, "Three.", "三。"), unit(7, " ", "空"),
      unit(1, "Two.", "二。"),
    ])
    #expect(report.updated == 1 && report.conflicts == 1 && report.new == 1)
    #expect(report.rejected == 1 && report.duplicates == 1)
    #expect(report.rejections.map(\.code) == [.emptyText])
    let two = try await memory.matches(for: "Two.")
    #expect(two.map(\.score) == [99, 99])
    #expect(two.allSatisfy { $0.penalties == [.severalTranslations] })
  }

  @Test func `gives 101 between the same neighbours`() async throws {
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert([
      unit(0, "First.", "一"), unit(1, "Same.", "甲"), unit(2, "Last.", "二"), unit(3, "Same.", "甲"),
    ])
    var query = MatchQuery("Same.")
    query.previous = "First."
    query.next = "Last."
    #expect(try await memory.matches(for: query).first?.score == 101)
    // The second place of the same unit is remembered too.
    query.previous = "Last."
    query.next = nil
    #expect(try await memory.matches(for: query).first?.score == 101)
    query.next = "First."
    #expect(try await memory.matches(for: query).first?.score == 100)
  }

  @Test func `keeps scripts apart unless asked`() async throws {
    let memory = try MemoryStore(path: path)
    let traditional = LanguagePair(source: .english, target: .traditionalChinese)
    _ = try await memory.insert([
      unit(0, "Data.", "数据。"), unit(1, "Data.", "資料。", languages: traditional),
    ])
    #expect(try await memory.matches(for: "Data.").map(\.proposal.text) == ["数据。"])
    var query = MatchQuery("Data.")
    query.languages = traditional
    #expect(try await memory.matches(for: query).map(\.proposal.text) == ["資料。"])
    query.anyVariety = true
    #expect(try await memory.matches(for: query).count == 2)
  }

  @Test func `is left as it was by an insertion that fails`() async throws {
    struct Stop: Error {}
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert(units(1200, seed: 1))
    let before = try await memory.statistics()
    let more = units(4000, seed: 2)
    var index = 0
    await #expect(throws: Stop.self) {
      _ = try await memory.insert(options: InsertionOptions()) {
        guard index < more.count else { throw Stop() }
        defer { index += 1 }
        return .success(more[index])
      }
    }
    #expect(try await memory.statistics() == before)
    let files = try FileManager.default.contentsOfDirectory(atPath: path + "-index")
    #expect(files.count == 1)
  }

  @Test(arguments: ["removed", "cut", "garbled"])
  func `makes an index anew that is`(damage: String) async throws {
    let given = units(2000, seed: 8)
    _ = try await MemoryStore(path: path).insert(given)
    let file = path + "-index/1.segment"
    var bytes = try Data(contentsOf: URL(filePath: file))
    switch damage {
    case "removed": try FileManager.default.removeItem(atPath: file)
    case "cut": try bytes.prefix(bytes.count / 2).write(to: URL(filePath: file))
    default:
      for place in stride(from: 400, to: bytes.count, by: 97) { bytes[place] ^= 0x5A }
      try bytes.write(to: URL(filePath: file))
    }
    let memory = try MemoryStore(path: path, options: .readOnly)
    for unit in given.prefix(50) {
      let best = try await memory.matches(for: unit.source.text).first
      #expect((best?.score ?? 0) >= 99)
    }
    #expect(try await memory.statistics().segments == 1)
  }

  @Test func `finds phrases of one character and more, on both sides, whatever the case`()
    async throws
  {
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert([
      unit(0, "The BERT model is used.", "使用了ＢＥＲＴ模型。"), unit(1, "A modeller.", "方法和 100%。"),
    ])
    #expect(try await memory.concordance("型").map(\.unit.number) == [1])
    #expect(try await memory.concordance("bert").first?.target == [TextSpan(start: 9, end: 21)])
    #expect(try await memory.concordance("model").count == 2)
    var words = ConcordanceQuery("model")
    words.wholeWords = true
    #expect(try await memory.concordance(words).map(\.unit.number) == [1])
    #expect(try await memory.concordance("%").count == 1)
    #expect(try await memory.concordance("方法").first?.target == [TextSpan(start: 0, end: 6)])
    #expect(try await memory.concordance("").isEmpty)
  }

  @Test func `edits, deletes and merges`() async throws {
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert([unit(0, "One.", "一。"), unit(1, "Two.", "二。")])
    let edited = try await memory.update(1) { $0.source.text = "One and a half." }
    #expect(edited.number == 3)
    #expect(try await memory.matches(for: "One.").isEmpty)
    #expect(try await memory.matches(for: "One and a half.").first?.score == 100)
    await #expect(throws: MemoryFailure.self) { _ = try await memory.update(99) { $0.id = "" } }
    let other = try MemoryStore(path: folder.path("other.db"))
    _ = try await other.insert([unit(1, "Two.", "二。"), unit(4, "Four.", "四。")])
    let report = try await memory.insert(options: InsertionOptions(), from: [other])
    #expect(report.new == 1 && report.duplicates == 1)
    var selection = UnitSelection()
    selection.phrase = "four"
    #expect(try await memory.delete(selection) == 1)
    #expect(try await memory.matches(for: "Four.").isEmpty)
    try await memory.vacuum()
    #expect(try await memory.statistics().units == 2)
    #expect(try await memory.matches(for: "Two.").first?.score == 100)
  }

  @Test func `of another kind, or newer, or missing is refused`() async throws {
    func code(_ path: String, _ options: MemoryStore.Options = .readOnly) -> MemoryFailure.Code? {
      do {
        _ = try MemoryStore(path: path, options: options)
        return nil
      } catch { return (error as? MemoryFailure)?.code }
    }
    #expect(code(path) == .notFound)
    try folder.write("text.db", String(repeating: "no database at all\n", count: 100))
    #expect(code(folder.path("text.db")) == .notAMemory)
    #expect(code(folder.path("text.db"), MemoryStore.Options()) == .notAMemory)
    #expect(code(folder.path("")) == .notAMemory)
    let memory = try MemoryStore(path: path)
    try await memory.changeForTest("INSERT INTO grdb_migrations VALUES ('99')")
    #expect(code(path) == .newerVersion)
    #expect(code(path, MemoryStore.Options()) == .newerVersion)
    let other = try MemoryStore(path: folder.path("other.db"))
    try await other.changeForTest("PRAGMA application_id = 7")
    #expect(code(folder.path("other.db")) == .notAMemory)
  }
}

/// Units that a closure collects; read when it is done.
private final class Collected: @unchecked Sendable {
  var units: [TranslationUnit] = []
}

extension MemoryStore {
  fileprivate func changeForTest(_ sql: String) throws {
    try queue.write { try $0.execute(sql: sql) }
  }
}
