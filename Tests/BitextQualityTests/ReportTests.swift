// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextQuality

/// A report and the data that stands in it.
private struct MadeReport {
  let page: String
  let data: [String: Any]

  init(_ builder: consuming ReportBuilder) throws {
    let bytes = builder.page()
    page = String(decoding: bytes, as: UTF8.self)
    let opening = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
    let closing = try #require(
      page.range(of: "</script>", range: opening.upperBound..<page.endIndex))
    let json = page[opening.upperBound..<closing.lowerBound]
    data = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  var systems: [[String: Any]] { data["systems"] as? [[String: Any]] ?? [] }
  var rows: [[Any]] { (data["units"] as? [String: Any])?["rows"] as? [[Any]] ?? [] }
  func part(_ row: Int, _ system: Int = 0) -> [Any] { rows[row][5 + system] as? [Any] ?? [] }
  func faults(_ row: Int, _ system: Int = 0) -> [[Any]] {
    part(row, system)[5] as? [[Any]] ?? []
  }
}

private func unit(
  _ id: String, _ source: String, _ target: String, document: String? = nil, bead: BeadKind? = nil,
  score: Double? = nil
) -> TranslationUnit {
  TranslationUnit(
    id: id, source: TranslationUnitVariant(language: .english, text: source),
    target: TranslationUnitVariant(language: .simplifiedChinese, text: target), bead: bead,
    score: score, pair: document)
}

/// Units of some documents; every third has a number changed.
private func made(_ count: Int, wrong: (Int) -> Bool = { $0 % 3 == 0 }) -> [TranslationUnit] {
  (0..<count).map { number in
    unit(
      "d\(number / 4):\(number % 4)", "We tested \(number + 20) models.",
      "我们测试了 \(number + (wrong(number) ? 21 : 20)) 个模型。", document: "d\(number / 4)",
      bead: BeadKind(1, number % 5 == 0 ? 2 : 1), score: Double(number % 10) / 10)
  }
}

private func builder(
  _ systems: [[TranslationUnit]], options: ReportOptions = ReportOptions()
) throws -> ReportBuilder {
  let rules = try RuleSet()
  var builder = ReportBuilder(
    systems: systems.indices.map { ReportSystem(name: "engine-\($0)") }, rules: rules,
    options: options)
  let checker = UnitChecker(rules: rules)
  for row in 0..<(systems.map(\.count).max() ?? 0) {
    builder.add(
      systems.map { units in
        guard row < units.count else { return nil }
        return ReportCell(unit: units[row], findings: checker.findings(in: units[row]))
      })
  }
  return builder
}

struct `A report` {
  @Test func `holds no text that could end its script`() throws {
    let nasty = "a </script><!-- <script> & \" ' \u{2028}\u{2029}\u{0}\u{7} 𝔘\u{202E}b"
    var options = ReportOptions()
    options.title = "<b>&\"title\"</b>"
    let report = try MadeReport(
      try builder([[unit("x<y", nasty, "译文 </SCRIPT >" + nasty)]], options: options))
    #expect(report.rows[0][3] as? String == nasty)
    #expect(report.part(0)[0] as? String == "译文 </SCRIPT >" + nasty)
    #expect(report.rows[0][1] as? String == "x<y")
    #expect(report.page.contains("<title>&lt;b&gt;&amp;&quot;title&quot;&lt;/b&gt;</title>"))
    let scalars = report.page.unicodeScalars
    #expect(!scalars.contains("\u{2028}") && !scalars.contains("\u{2029}"))
    // One element of data and one script; comments would change how both end.
    #expect(report.page.components(separatedBy: "</script").count == 3)
    #expect(!report.page.contains("{{"))
  }

  @Test func `names nothing outside itself`() throws {
    let report = try MadeReport(try builder([made(4)]))
    for word in ["http://", "https://", "src=", "@import", "url(", "<link rel=\"stylesheet\""] {
      let places = report.page.components(separatedBy: word).count - 1
      // The name of SVG's elements is an address that nobody fetches.
      #expect(places == (word == "http://" ? 1 : 0), "\(word) stands \(places) times")
    }
  }

  @Test func `is the same in every run`() throws {
    #expect(try builder([made(60)]).page() == builder([made(60)]).page())
  }

  @Test func `has counts that add up`() throws {
    let report = try MadeReport(try builder([made(90)]))
    let system = report.systems[0]
    let faults = try #require(system["faults"] as? Int)
    #expect(faults >= 30)
    let byRule = try #require(system["rules"] as? [[Double]])
    #expect(byRule.reduce(0) { $0 + $1[0] } == Double(faults))
    #expect((system["severities"] as? [Int])?.reduce(0, +) == faults)
    #expect(report.rows.indices.reduce(0) { $0 + report.faults($1).count } == faults)
    let faulty = report.rows.indices.count { !report.faults($0).isEmpty }
    #expect(system["faulty"] as? Int == faulty)
    let documents = try #require((report.data["documents"] as? [String: Any])?["rows"] as? [[Any]])
    #expect(documents.reduce(0) { $0 + ($1[3] as? Int ?? 0) } == faults)
    #expect(documents.reduce(0) { $0 + ($1[1] as? Int ?? 0) } == 90)
    #expect((system["beads"] as? [[Any]])?.reduce(0) { $0 + ($1[1] as? Int ?? 0) } == 90)
    for name in ["ratio", "score"] {
      let histogram = try #require(system[name] as? [String: Any])
      let counts = try #require(histogram["counts"] as? [Int])
      #expect(counts.reduce(0, +) + (histogram["beyond"] as? Int ?? 0) == 90)
    }
    let weights = report.rows.indices.reduce(0.0) { $0 + (report.part($1)[4] as? Double ?? 0) }
    let all = try #require((system["mqm"] as? [String: Any])?["all"] as? [String: Any])
    #expect(abs(weights - (all["weight"] as? Double ?? -1)) < 1e-6)
  }

  @Test func `says how many units it shows of how many there are`() throws {
    var options = ReportOptions()
    options.shownUnits = 10
    options.shownDocuments = 3
    let report = try MadeReport(try builder([made(300)], options: options))
    let units = try #require(report.data["units"] as? [String: Any])
    #expect(units["total"] as? Int == 300 && report.rows.count == 10)
    let documents = try #require(report.data["documents"] as? [String: Any])
    #expect(documents["total"] as? Int == 75 && (documents["rows"] as? [Any])?.count == 3)
    #expect(report.systems[0]["units"] as? Int == 300)
    // The worst first, and none that is left out is worse.
    let weights = report.rows.indices.map { report.part($0)[4] as? Double ?? 0 }
    #expect(weights == weights.sorted(by: >) && weights[9] > 0)
  }

  @Test func `cuts a long text and says so`() throws {
    var options = ReportOptions()
    options.shownCharacters = 12
    let report = try MadeReport(
      try builder([[unit("a", "𝔘" + String(repeating: "word ", count: 9), "短文")]], options: options)
    )
    let source = try #require(report.rows[0][3] as? [Any])
    #expect((source[0] as? String)?.unicodeScalars.count == 12 && source[1] as? Int == 46)
    #expect(report.part(0)[0] as? String == "短文")
  }

  @Test func `of an empty corpus has figures of nothing`() throws {
    let report = try MadeReport(try builder([[]]))
    #expect(report.systems[0]["units"] as? Int == 0 && report.rows.isEmpty)
    let ratio = try #require(report.systems[0]["ratio"] as? [String: Any])
    #expect((ratio["counts"] as? [Int])?.isEmpty == true && ratio["total"] as? Int == 0)
    #expect(report.data["comparison"] is NSNull)
  }

  @Test func `keeps units that were not looked at out of the list, not out of the pictures`() throws
  {
    let units = made(8)
    let rules = try RuleSet()
    var builder = ReportBuilder(systems: [ReportSystem(name: "a")], rules: rules)
    let checker = UnitChecker(rules: rules)
    for (place, unit) in units.enumerated() {
      builder.add([
        ReportCell(unit: unit, findings: place < 3 ? checker.findings(in: unit) : nil)
      ])
    }
    builder.add(bead: BeadKind(1, 0))
    let report = try MadeReport(builder)
    #expect(report.rows.count == 3)
    let counts = try #require(report.data["units"] as? [String: Any])
    #expect(counts["total"] as? Int == 8 && counts["checked"] as? Int == 3)
    #expect(report.systems[0]["checked"] as? Int == 3)
    #expect((report.systems[0]["ratio"] as? [String: Any])?["total"] as? Int == 8)
    let beads = try #require(report.systems[0]["beads"] as? [[Any]])
    #expect(beads.contains { $0[0] as? String == "1-0" && $0[1] as? Int == 1 })
  }

  @Test func `lists a term with several renderings, the usual one first`() throws {
    let targets = ["联邦学习保护隐私。", "我们用联邦学习。", "联合学习很慢。"]
    let sources = [
      "Federated learning protects privacy.", "We use federated learning.",
      "Federated learning is slow.",
    ]
    let units = zip(sources, targets).enumerated().map {
      unit("d:\($0)", $1.0, $1.1, document: "d")
    }
    let report = try MadeReport(try builder([units]))
    let terms = try #require(report.systems[0]["terms"] as? [String: Any])
    let rows = try #require(terms["rows"] as? [[Any]])
    let row = try #require(rows.first { ($0[0] as? String) == "federated learning" })
    let renderings = try #require(row[1] as? [[Any]])
    #expect(renderings.map { $0[0] as? String } == ["联邦学习", "联合学习"])
    #expect(renderings.map { $0[1] as? Int } == [2, 1])
    // The fault that waited for the end of the document stands with its unit.
    let third = try #require(report.rows.firstIndex { $0[1] as? String == "d:2" })
    let rules = try #require(report.data["rules"] as? [[String]])
    let found = report.faults(third).compactMap { $0[1] as? Int }.map { rules[$0][0] }
    #expect(found.contains("inconsistent-term") && found.contains("wrong-term"))
  }
}

struct `A report of several engines` {
  @Test func `finds the better engine, and says how sure that is`() throws {
    let report = try MadeReport(
      try builder([made(400, wrong: { $0 % 2 == 0 }), made(400, wrong: { $0 % 16 == 0 })]))
    let comparison = try #require(report.data["comparison"] as? [String: Any])
    #expect(comparison["units"] as? Int == 400 && comparison["incomplete"] as? Int == 0)
    let result = try #require((comparison["systems"] as? [[String: Any]])?.first)
    let all = try #require(result["all"] as? [Any])
    let (low, high) = try (#require(all[6] as? Double), #require(all[7] as? Double))
    #expect(low < high && high < 0)
    #expect(try #require(all[8] as? Double) < 0.01)
    let lengths = try #require(result["lengths"] as? [[Any]])
    #expect(lengths.reduce(0) { $0 + ($1[1] as? Int ?? 0) } == all[1] as? Int)
    #expect(lengths.reduce(0) { $0 + ($1[2] as? Int ?? 0) } == all[2] as? Int)
    let categories = try #require(result["categories"] as? [[Any]])
    #expect(categories.reduce(0) { $0 + ($1[3] as? Int ?? 0) } == all[3] as? Int)
    #expect(report.systems[1]["faults"] as? Int == all[3] as? Int)
  }

  @Test func `finds no difference between the same translations`() throws {
    let report = try MadeReport(try builder([made(80), made(80)]))
    let comparison = try #require(report.data["comparison"] as? [String: Any])
    let result = try #require((comparison["systems"] as? [[String: Any]])?.first)
    let all = try #require(result["all"] as? [Any])
    #expect(all[8] as? Double == 1 && all[6] as? Double == 0 && all[7] as? Double == 0)
  }

  @Test func `counts units that one lacks, and leaves them out of the comparison`() throws {
    let report = try MadeReport(try builder([made(20), made(12)]))
    let comparison = try #require(report.data["comparison"] as? [String: Any])
    #expect(comparison["units"] as? Int == 12 && comparison["incomplete"] as? Int == 8)
    #expect(report.systems[0]["units"] as? Int == 20 && report.systems[1]["units"] as? Int == 12)
    #expect(report.rows.count == 20)
    let last = try #require(report.rows.first { $0[1] as? String == "d4:3" })
    #expect(last[6] is NSNull)
  }
}

struct `Block sums` {
  @Test func `keep their total when neighbours are joined`() {
    var sums = BlockSums(width: 2)
    for document in 0..<10_000 {
      sums.add(1, document: document, column: 0)
      sums.add(Double(document), document: document, column: 1)
    }
    #expect(sums.total == [10_000, 49_995_000])
    #expect(sums.count <= BlockSums.limit && sums.count > BlockSums.limit / 2)
    for sample in sums.samples(20, seed: 1) { #expect(abs(sample[0] - 10_000) < 500) }
  }
}

struct `A histogram of a report` {
  @Test func `counts every value once, whatever the width`() {
    var histogram = ReportHistogram()
    for value in stride(from: 0, to: 90_000, by: 37) { histogram.add(value) }
    let shown = histogram.display()
    #expect(shown.counts.reduce(0, +) + shown.beyond == histogram.total)
    let narrow = histogram.bins(width: 5, count: 20)
    #expect(narrow.counts.reduce(0, +) + narrow.beyond == histogram.total)
  }

  @Test func `has quantiles in order`() throws {
    var histogram = ReportHistogram()
    for value in 0..<1000 { histogram.add(value * 10) }
    let quantiles = try [0.05, 0.5, 0.95].map { try #require(histogram.quantile($0)) }
    #expect(abs(quantiles[0] - 0.05) < 0.02 && abs(quantiles[1] - 0.5) < 0.02)
    #expect(abs(quantiles[2] - 0.95) < 0.02)
  }
}
