// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Testing

@testable import BitextQuality

struct `A checker over a corpus` {
  private func unit(_ id: String, _ source: String, _ target: String, pair: String)
    -> TranslationUnit
  {
    TranslationUnit(
      id: id, source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target), pair: pair)
  }

  private func faults(_ units: [TranslationUnit], _ rules: [String]) throws -> [Fault] {
    var options = CheckOptions()
    options.rules = rules
    var checker = Checker(rules: try RuleSet(options))
    return units.flatMap { checker.faults(in: $0) } + checker.finish()
  }

  @Test func `says once what the whole corpus does`() throws {
    let units = (0..<300).map {
      unit("\($0)", "The ferry leaves, and we wait.", "渡轮离开,我们等待。", pair: "\($0)")
    }
    #expect(try faults(units, ["half-width"]).map(\.unit) == ["0"])
  }

  @Test func `says each time what is rare`() throws {
    let units = (0..<300).map { number in
      unit(
        "\(number)", "The ferry leaves, and we wait.",
        number % 100 == 7 ? "渡轮离开,我们等待。" : "渡轮离开，我们等待。",
        pair: "\(number)")
    }
    #expect(Set(try faults(units, ["half-width"]).map(\.unit)) == ["7", "107", "207"])
  }

  @Test func `finds two renderings of a term in one document, and not in two`() throws {
    let one = "The robustness of the hull matters."
    let other = "We measure robustness at sea."
    let same = [
      unit("a:0", one, "船体的鲁棒性很重要。", pair: "a"), unit("a:1", other, "我们在海上测量稳健性。", pair: "a"),
    ]
    let found = try faults(same, ["inconsistent-term"])
    #expect(found.count == 1)
    #expect(found.first?.message.english.contains("robustness") == true)
    let apart = [
      unit("a:0", one, "船体的鲁棒性很重要。", pair: "a"), unit("b:0", other, "我们在海上测量稳健性。", pair: "b"),
    ]
    #expect(try faults(apart, ["inconsistent-term"]).isEmpty)
    #expect(try faults(apart, ["inconsistent-corpus"]).count == 1)
  }

  @Test func `gives null beads as omissions and additions`() throws {
    var left = unit("1", "The ferry leaves at dawn.", "", pair: "a")
    left.bead = BeadKind(1, 0)
    #expect(try faults([left], ["null-bead", "empty"]).map(\.rule) == ["null-bead"])
    var added = unit("2", "", "渡轮在黎明出发。", pair: "a")
    added.bead = BeadKind(0, 1)
    #expect(try faults([added], ["added-bead"]).map(\.rule) == ["added-bead"])
  }
}

struct `A termbase` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `that ships can be read`() {
    #expect(Termbase.shipped.count > 80)
  }

  @Test(arguments: [
    ("ferry\n", "found 1"), ("ferry\t渡轮\t摆渡\t多余\n", "found 4"), ("\t渡轮\n", "English term"),
    ("ferry\t\n", "accepted renderings"), ("ferry\t渡轮\t渡轮\n", "found both"),
  ])
  func `with a broken row names the line`(row: String, words: String) throws {
    let path = try folder.write("terms.tsv", "# field: ships\nhull\t船体\n" + row)
    var terms = Termbase()
    let failure = #expect(throws: CheckFailure.self) { try terms.add(path: path) }
    #expect(failure?.message.hasPrefix("\(path):3: ") == true)
    #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
  }

  @Test func `of the caller finds wrong renderings, the longest term first`() throws {
    let path = try folder.write(
      "terms.tsv", "bow\t船首\t弓\nbow thruster\t船首推进器; 首推\t弓推进器\n")
    var terms = Termbase()
    try terms.add(path: path)
    var options = CheckOptions()
    options.rules = ["wrong-term"]
    let checker = UnitChecker(rules: try RuleSet(options), termbase: terms)
    let unit = TranslationUnit(
      id: "1",
      source: TranslationUnitVariant(language: .english, text: "Both bow thrusters failed."),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: "两个弓推进器都失灵了。"))
    let found = checker.findings(in: unit).faults
    #expect(found.map(\.target) == [CharacterSpan(start: 2, end: 6)])
    #expect(found.map(\.source) == [CharacterSpan(start: 5, end: 18)])
  }
}
