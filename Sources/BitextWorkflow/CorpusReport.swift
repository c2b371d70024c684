// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// The faults of a build while it is written, and `report.html` at its end.
struct CorpusReport {
  /// Checkers for all tasks.
  let checkers: CheckerPool
  private var builder: ReportBuilder
  private let isWritten: Bool

  init(_ build: CorpusBuild.Options, languages: LanguagePair) throws {
    let rules = try RuleSet()
    var options = ReportOptions()
    options.title = "Corpus report"
    isWritten = build.writesReport
    if !isWritten { options.shownUnits = 0 }
    checkers = CheckerPool(rules: rules, termbase: .shipped)
    builder = ReportBuilder(systems: [ReportSystem(name: "corpus")], rules: rules, options: options)
  }

  /// Takes the next unit, with what was found where something was looked for.
  mutating func add(_ unit: TranslationUnit, _ findings: UnitFindings?) {
    guard isWritten || findings != nil else { return }
    builder.add([ReportCell(unit: unit, findings: findings)])
  }

  /// Counts a bead that became no unit.
  mutating func add(_ kind: BeadKind) { builder.add(bead: kind) }

  /// Weighted faults per 1,000 source words; no unit with findings may come after.
  mutating func score() -> MQMScore {
    builder.finish()
    return builder.score()
  }

  /// Writes the page, unless it was declined.
  ///
  /// - Returns: its place in the manifest.
  consuming func write(to folder: OutputFolder, headline: BuildHeadline) throws -> [ManifestFile] {
    guard isWritten else { return [] }
    builder.systems[0].coverage = ReportCoverage(
      sourceSentences: headline.sourceSentences, coveredSentences: headline.coveredSentences,
      sourceWords: headline.sourceWords, omittedWords: headline.omittedWords)
    let file = try OutputFile(path: folder.path(of: "report.html"), hashing: true)
    try file.write(builder.page())
    return [ManifestFile(path: "report.html", digest: try file.finish() ?? "")]
  }
}
