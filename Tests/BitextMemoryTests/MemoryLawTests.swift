// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextMemory

struct `The laws of a memory` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func unit(
    _ id: String, _ source: String, _ target: String, pair: String? = "d",
    languages: LanguagePair = .englishChinese
  ) -> TranslationUnit {
    TranslationUnit(
      id: id, source: TranslationUnitVariant(language: languages.source, text: source),
      target: TranslationUnitVariant(language: languages.target, text: target), pair: pair)
  }

  /// Texts that are operators, quotes, wild cards, escapes or control characters elsewhere.
  private static let signs = [
    "\"", "'", "''", "\"\"", "%", "%%", "_", "*", "a*", "?", "[a]", "\\", "\\\\", "\0", "a\0b", ";",
    "--",
    "AND", "OR", "NOT", "NEAR/3", "NOT a AND b", "a OR", "-a", "+a", "^a", "a:b", "{a b}", "(", ")",
    "()",
    "' OR 1=1 --", "x'; DROP TABLE unit; --", "\u{1b}[2J", "\u{202e}", "\u{feff}", "\u{fffd}", "😀",
    "100%",
  ]

  @Test func `hold where texts are signs`() async throws {
    let memory = try MemoryStore(path: folder.path("signs.db"))
    let units = Self.signs.enumerated().map { number, sign in
      unit("d:\(number)", "The sign \(sign) means \(number) there", "符号\(sign)在此")
    }
    try await checkMemory(
      memory, units, queries: Self.signs + units.map(\.source.text),
      phrases: Self.signs.filter { $0.contains { !$0.isWhitespace } } + ["符", "符号", ""])
  }

  @Test(arguments: [false, true])
  func `hold for sentences that are alike`(isChinese: Bool) async throws {
    let memory = try MemoryStore(path: folder.path("alike.db"))
    var random = TestRandom(seed: isChinese ? 2 : 1)
    let words =
      isChinese
      ? Array("我们提出一种新的方法并在数据上评估它。，12").map(String.init)
      : [
        "the", "a", "new", "method", "of", "data", "we", "show", "12", "7", ",", "(", ")", "The",
        "WE",
      ]
    func sentence() -> String {
      (0..<Int.random(in: 3...18, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
      .joined(separator: isChinese ? "" : " ")
    }
    let languages =
      isChinese ? LanguagePair(source: .simplifiedChinese, target: .english) : .englishChinese
    var seen: Set<String> = []
    let units = (0..<700).compactMap { number -> TranslationUnit? in
      let text = sentence()
      guard seen.insert(text).inserted else { return nil }
      return unit("d:\(number)", text, "target \(number)", languages: languages)
    }
    try await checkMemory(
      memory, units, queries: (0..<40).map { _ in sentence() },
      phrases: ["数", "数据", "data", "new m"])
  }

  @Test func `hold of codes, notes and dates`() async throws {
    let memory = try MemoryStore(path: folder.path("rich.db"))
    let units = (0..<30).map { number in
      var unit = unit("d:\(number)", "Press key \(number) now", "按\(number)键")
      unit.source.codes = [
        InlineCode(kind: .begin, offset: 6, pair: "1", data: "<b>"),
        InlineCode(kind: .end, offset: 9, pair: "1", data: "</b>"),
      ]
      unit.notes = [UnitNote("note \(number)", language: "en")]
      unit.attributes.changedOn = UnitDate("20260131T120000Z")
      return unit
    }
    try await checkMemory(memory, units, queries: ["Press key 31 now", "Press"], phrases: ["键"])
    var query = MatchQuery("Press key 31 now")
    query.codes = units[0].source.codes
    let best = try #require(try await memory.matches(for: query).first)
    // Codes are tokens: the same ones, another number.
    #expect(best.score == 99 && best.penalties == [.numbers])
    #expect(best.proposal.text == "按31键")
    query.codes = []
    #expect(try await memory.matches(for: query).first?.penalties == [.numbers, .codes])
  }

  @Test func `hold when a task is cancelled in the midst of an insertion`() async throws {
    let memory = try MemoryStore(path: folder.path("cancel.db"))
    _ = try await memory.insert([unit("d:0", "One.", "一。")])
    let before = try await memory.statistics()
    let task = Task {
      var index = 0
      return try await memory.insert(options: InsertionOptions()) {
        index += 1
        if index == 3000 { withUnsafeCurrentTask { $0?.cancel() } }
        return index < 1_000_000
          ? .success(
            TranslationUnit(
              id: "x:\(index)",
              source: TranslationUnitVariant(language: .english, text: "w\(index)"),
              target: TranslationUnitVariant(language: .simplifiedChinese, text: "x"))) : nil
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await memory.statistics() == before)
    #expect(try await memory.matches(for: "One.").first?.score == 100)
  }
}

struct `Upkeep of a memory` {
  private let folder: TemporaryFolder
  private let memory: MemoryStore

  init() throws {
    folder = try TemporaryFolder()
    memory = try MemoryStore(path: folder.path("m.db"))
  }

  private func unit(_ number: Int, _ source: String, _ target: String) -> TranslationUnit {
    TranslationUnit(
      id: "d:\(number)", source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target), pair: "d")
  }

  @Test func `leaves one of units that say the same`() async throws {
    _ = try await memory.insert([
      unit(0, "One.", "一。"), unit(1, "Two.", "二。"), unit(2, "One.", "壹。"), unit(3, "Three.", "一。"),
    ])
    // An insertion would have seen it.
    _ = try await memory.update(4) { $0.source.text = "One. " }
    #expect(try await memory.removeDuplicates() == 1)
    #expect(try await memory.statistics().units == 3)
    #expect(try await memory.removeDuplicates() == 0)
    #expect(try await memory.removeDuplicates(bySource: true) == 1)
    #expect(try await memory.concordance("One").map(\.unit.unit.target.text) == ["壹。"])
  }

  @Test(arguments: [
    "number", "from", "to", "origin", "review", "engine", "pair", "phrase", "score", "user",
    "before",
    "since",
  ])
  func `deletes by each condition what meets it, and nothing else`(condition: String) async throws {
    var wanted = unit(0, "Wanted text.", "要的。")
    wanted.source.language = "de"
    wanted.target.language = "zh-Hant"
    wanted.origin = .human
    wanted.review = .rejected
    wanted.engine = "e"
    wanted.pair = "p"
    wanted.score = 0.1
    wanted.attributes.changedBy = "ann"
    wanted.attributes.changedOn = UnitDate("20250101T000000Z")
    var other = unit(1, "Other.", "别的。")
    other.origin = .engine
    other.engine = "f"
    other.score = 0.9
    other.attributes.changedBy = "bob"
    other.attributes.changedOn = UnitDate("20240101T000000Z")
    _ = try await memory.insert([wanted, other])
    var selection = UnitSelection()
    switch condition {
    case "number": selection.numbers = [1]
    case "from": selection.sourceLanguage = "de"
    case "to": selection.targetLanguage = "zh-Hant"
    case "origin": selection.origin = .human
    case "review": selection.review = .rejected
    case "engine": selection.engine = "e"
    case "pair": selection.pair = "p"
    case "phrase": selection.phrase = "WANTED"
    case "score": selection.maximumScore = 0.5
    case "user": selection.user = "ann"
    case "before":
      selection.before = UnitDate("20240601T000000Z")
    default: selection.since = UnitDate("20240601T000000Z")
    }
    #expect(try await memory.delete(selection) == 1)
    let left = try await memory.concordance(condition == "before" ? "Wanted" : "Other")
    #expect(left.count == 1)
    #expect(try await memory.statistics().units == 1)
  }

  @Test func `takes the points off that a query says`() async throws {
    var machine = unit(0, "It works well here.", "在此效果好。")
    machine.engine = "google"
    _ = try await memory.insert([
      machine, unit(1, "Table 3 has rows", "表3有行"), unit(2, "Twice.", "两次。"),
      unit(3, "Twice.", "二次。"),
    ])
    func best(_ text: String, _ change: (inout MatchQuery.Penalties) -> Void) async throws
      -> TranslationMatch?
    {
      var query = MatchQuery(text)
      query.threshold = 50
      change(&query.penalties)
      return try await memory.matches(for: query).first
    }
    #expect(try await best("It works well here.") { _ in }?.score == 100)
    let off = try await best("It works well here.") { $0.machineTranslation = 40 }
    #expect(off?.score == 60 && off?.penalties == [.machineTranslation])
    #expect(try await best("it works well here.") { $0.form = 3 }?.score == 97)
    #expect(try await best("Table 4 has rows") { $0.numbers = 5 }?.score == 95)
    #expect(try await best("Twice.") { $0.severalTranslations = 2 }?.score == 98)
    #expect(try await best("Twice.") { $0.severalTranslations = 0 }?.score == 100)
  }

  @Test func `chooses which translation stays where an insertion brings another`() async throws {
    for (conflict, expected) in [
      (InsertionOptions.Conflict.keep, ["一。", "壹。"]), (.replace, ["壹。"]), (.skip, ["一。"]),
    ] {
      let memory = try MemoryStore(path: folder.path("\(conflict.rawValue).db"))
      _ = try await memory.insert([unit(0, "One.", "一。")])
      var options = InsertionOptions()
      options.conflict = conflict
      var rest = [unit(7, "One.", "壹。")][...]
      let report = try await memory.insert(options: options) {
        rest.popFirst().map { .success($0) }
      }
      #expect(report.conflicts == 1)
      #expect(
        try await memory.matches(for: "One.").map(\.proposal.text).sorted() == expected.sorted())
    }
  }
}
