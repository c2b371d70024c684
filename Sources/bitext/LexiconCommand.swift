// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextLexicon
internal import BitextWorkflow

/// `bitext lexicon`: dictionaries and trained tables.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Import, train, look up and measure Chinese-English lexicons.",
    subcommands: [
      LexiconImportCommand.self, LexiconTrainCommand.self, LexiconShowCommand.self,
      LexiconStatsCommand.self, LexiconEvaluateCommand.self,
    ])
}

/// `bitext lexicon import`.
struct LexiconImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a .bitextlexicon of dictionaries and tables.",
    discussion: """
      Reads TSV (headword, tab, rendering; rendering), CC-CEDICT's text format, and tables of \
      Moses and fast_align (two words and a probability).

      Example: bitext lexicon import cedict_ts.u8.gz -o cedict.bitextlexicon
      """)

  @Argument(
    help: "The files to read; of a headword in several the earlier file's renderings come first.")
  var files: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    var job = LexiconImport()
    job.recordLimit = records.recordLimit
    job.rejectedPath = records.rejected
    let report = try job.run(files: files, output: output)
    if talk.json {
      try Output.print(
        "{\"rows\":\(report.rows.rows),\"rejected\":\(report.rows.rejected),"
          + "\"glosses_left_out\":\(report.rows.glossesLeftOut),\"headwords\":\(report.headwords),"
          + "\"renderings\":\(report.renderings),\"links\":\(report.links)}\n")
    }
    if !talk.quiet {
      Console.error(
        "bitext: \(report.rows.rows) rows, \(report.rows.rejected) rejected, "
          + "\(report.rows.glossesLeftOut) glosses left out; \(report.headwords) headwords, "
          + "\(report.renderings) renderings, \(report.links) probabilities")
    }
    try records.check(rejected: report.rows.rejected)
  }
}

/// `bitext lexicon evaluate`.
struct LexiconEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a lexicon by retrieving translations among units.",
    discussion: """
      Draws units and counts how often a sentence's translation scores best among all drawn, by \
      the words alone.

      Example: bitext lexicon evaluate out/corpus.tsv --lexicon own.bitextlexicon
      """)

  @Argument(help: "Units: TMX, TSV or JSON lines.")
  var units: [String]

  @Option(help: "How many units are drawn.")
  var sample = 1000

  @Option(help: "Where the drawing begins.")
  var seed: UInt64 = 1

  @Flag(inversion: .prefixedNo, help: "Link equal Latin words.")
  var copies = true

  @OptionGroup var lexicons: LexiconFileOptions
  @OptionGroup var languages: LanguageOptions

  func run() throws {
    var evaluation = RetrievalEvaluation(try lexicons.union())
    evaluation.sampleCount = sample
    evaluation.seed = seed
    evaluation.linksCopies = copies
    evaluation.languages = languages.pair
    let report = try evaluation.run(units: units)
    func share(_ count: Int) -> Double {
      (Double(count) / Double(max(1, report.queries)) * 10_000).rounded() / 10_000
    }
    try Output.print(
      "{\"queries\":\(report.queries),\"chinese_top1\":\(share(report.chineseFirst)),"
        + "\"english_top1\":\(share(report.englishFirst))}\n")
  }
}
