// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextQuality

/// The rows of `Tests/Fixtures/quality/faults.tsv`: a rule and an excerpt of what it must mark, or `-`
/// where nothing is wrong.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let rule: String
  let excerpt: String
  let source: String
  let target: String

  var testDescription: String { "\(rule): \(target)" }

  static let all: [FaultCase] = {
    let path = TestFiles.package.appending(path: "Tests/Fixtures/quality/faults.tsv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return FaultCase(rule: cells[0], excerpt: cells[1], source: cells[2], target: cells[3])
    }
  }()

  func faults() throws -> [Fault] {
    var checker = Checker(rules: try RuleSet())
    let unit = TranslationUnit(
      id: "1", source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target))
    return checker.faults(in: unit) + checker.finish()
  }
}

struct `A rule` {
  @Test func `has cases`() {
    #expect(FaultCase.all.count > 50)
  }

  @Test(arguments: FaultCase.all.filter { $0.rule != "-" })
  func `marks what it is meant for`(example: FaultCase) throws {
    let found = try example.faults().filter { $0.rule == example.rule }
    let marked = found.contains { fault in
      [(fault.source, example.source), (fault.target, example.target)].contains { span, text in
        guard let span else { return false }
        let scalars = Array(text.unicodeScalars)[span.start..<span.end]
        let marked = String(String.UnicodeScalarView(scalars))
        return marked.contains(example.excerpt) || example.excerpt.contains(marked)
      }
    }
    #expect(marked, "\(found.map(\.message.english))")
  }

  @Test(arguments: FaultCase.all.filter { $0.rule == "-" })
  func `stays silent where nothing is wrong`(example: FaultCase) throws {
    let found = try example.faults()
    #expect(found.isEmpty, "\(found.map { "\($0.rule): \($0.message.english)" })")
  }

  @Test(arguments: RuleSet.known)
  func `is described whole`(about: RuleDescription) {
    #expect(!about.summary.english.isEmpty && !about.summary.chinese.isEmpty)
    #expect(
      ["Accuracy", "Terminology", "Linguistic conventions", "Design and markup"]
        .contains(about.category.category))
    #expect(RuleSet.known.count { $0.id == about.id } == 1)
  }

  @Test(arguments: [
    "", "。", "$", "\\", "a", "（", "\u{0}", "{", "<", "#", "1,", "%", "🙂", "不", "\\(",
  ])
  func `takes any text`(text: String) throws {
    let letters = ["", "We see 1.", text, text + text]
    for other in letters {
      _ = try FaultCase(rule: "", excerpt: "", source: other, target: text).faults()
      _ = try FaultCase(rule: "", excerpt: "", source: text, target: other).faults()
    }
  }
}

struct `A set of rules` {
  @Test func `refuses a rule that does not exist and names a near one`() throws {
    var options = CheckOptions()
    options.skipped = ["number-chnged"]
    let failure = #expect(throws: CheckFailure.self) { try RuleSet(options) }
    #expect(failure?.code == .unknownRule)
    #expect(failure?.message.contains("number-changed") == true)
  }

  @Test func `runs what is asked for with the severity that is set`() throws {
    var options = CheckOptions()
    options.rules = ["number-changed", "empty"]
    options.severities = [.init(rule: "number-changed", severity: .critical)]
    let rules = try RuleSet(options)
    #expect(rules.descriptions.map(\.id) == ["empty", "number-changed"])
    #expect(rules.descriptions[1].severity == .critical)
  }
}

struct `Numbers of a text` {
  private func values(_ text: String, isChinese: Bool) -> [Double] {
    let prepared = PreparedText(WordTypes(nil))
    prepared.prepare(text, isChinese: isChinese, isEnglish: !isChinese)
    return prepared.numbers.map(\.value)
  }

  @Test(arguments: [
    ("12", [12]), ("1,234.5", [1234.5]), ("70 billion", [7e10]), ("2.5-million", [2.5e6]),
    ("5%", [5]), ("two hundred and five", [205]), ("twenty-one", [21]), ("three million", [3e6]),
    ("1998 and 1999", [1998, 1999]), ("first", [1]), ("10{,}000", [10000]),
  ])
  func `are read in English`(text: String, expected: [Double]) {
    #expect(values(text, isChinese: false) == expected)
  }

  @Test(arguments: [
    ("十二", [12]), ("二十一", [21]), ("700亿", [7e10]), ("1.2万亿", [1.2e12]), ("百万", [1e6]),
    ("三百零五", [305]), ("两千", [2000]), ("一百二十", [120]), ("5千克", [5000]), ("三点五", [3.5]),
    ("半", [0.5]), ("1，000", [1, 0]),
  ])
  func `are read in Chinese`(text: String, expected: [Double]) {
    #expect(values(text, isChinese: true) == expected)
  }
}
