// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextLexicon
internal import BitextWorkflow

/// `bitext lexicon stats`.
struct LexiconStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count a lexicon's entries, and the words of a text that it has.",
    discussion: """
      Coverage counts Han words as ICU's dictionary cuts them: those that are entries, those made \
      of entries, the rest; and words as the lexicon cuts them.

      Example: bitext lexicon stats --coverage abstracts.zh --uncovered 50
      """)

  @Argument(help: "Lexicons in front of the shipped one; none: the shipped one alone.")
  var files: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Chinese texts or JSON lines to cover.", valueName: "text"))
  var coverage: [String] = []

  @Option(help: "List so many of the most frequent words that are no entries.")
  var uncovered = 0

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let lexicon = try Lexicon.shipped(behind: files)
    var measured: LexiconCoverage?
    if !coverage.isEmpty {
      var coverage = LexiconCoverage(lexicon)
      try coverage.add(paths: self.coverage)
      measured = coverage
    }
    let statistics = LexiconStatistics(lexicon)
    let missing = measured?.missingWords(limit: uncovered) ?? []
    try Output.print(
      json
        ? statistics.json(coverage: measured?.counts, missing: missing)
        : statistics.lines(coverage: measured?.counts, missing: missing))
  }
}
