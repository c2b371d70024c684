// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextLexicon
internal import BitextWorkflow

/// `bitext lexicon train`.
struct LexiconTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a .bitextlexicon on units, by IBM Model 1 in both directions.",
    discussion: """
      Example: bitext lexicon train out/corpus.tmx -o own.bitextlexicon
               bitext build pages --originals arxiv.jsonl.gz --lexicon own.bitextlexicon -o again
      """)

  @Argument(help: "Units: TMX, TSV or JSON lines.")
  var units: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(help: "Rounds of expectation and maximisation.")
  var iterations = LexiconTraining.Options().iterations

  @Option(help: "Leave out words that occur more seldom.")
  var minCount = LexiconTraining.Options().minimumCount

  @Option(help: "The least probability of a link that is kept, 0 to 1.")
  var minProbability = Probability(
    Double(LexiconTraining.Options().pruning.minimumProbability))

  @Option(help: "The most links of a word.")
  var links = LexiconTraining.Options().pruning.linksPerWord

  @Option(help: "Leave out units with a lower score, 0 to 1.")
  var minScore = Probability(LexiconTraining.Options().minimumScore)

  @Option(
    help:
      "Han characters that no headword covers: icu (joined where ICU sees a word) or characters.")
  var unknown = LexiconTraining.Options().fallback

  @Option(help: "How many tasks run at once; 0 is one a core. The result is the same.")
  var jobs = 0

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard iterations > 0 else {
      throw ValidationError("--iterations needs a number over 0, found \(iterations)")
    }
    guard links > 0 else { throw ValidationError("--links needs a number over 0, found \(links)") }
  }

  func run() async throws {
    let printer = ProgressPrinter(quiet: talk.quiet)
    let report = try await LexiconTraining(options: options).run(
      units: units, output: output, progress: printer.sink)
    printer.finish()
    if talk.json {
      try Output.print(
        "{\"units\":\(report.units),\"units_left_out\":\(report.unitsLeftOut),"
          + "\"rejected\":\(report.rejected),\"tokens\":\(report.tokens),"
          + "\"headwords\":\(report.headwords),\"links\":\(report.links)}\n")
    }
    if !talk.quiet {
      Console.error(
        "bitext: \(report.units) units, \(report.unitsLeftOut) left out, \(report.rejected) rejected; "
          + "\(report.tokens) tokens; \(report.headwords) headwords, \(report.links) links")
    }
    try records.check(rejected: report.rejected)
  }

  private var options: LexiconTraining.Options {
    var options = LexiconTraining.Options()
    options.iterations = iterations
    options.minimumCount = minCount
    options.pruning.minimumProbability = Float(minProbability.value)
    options.pruning.linksPerWord = links
    options.minimumScore = minScore.value
    options.fallback = unknown
    options.languages = languages.pair
    options.recordLimit = records.recordLimit
    options.width = jobs
    return options
  }
}

extension LexiconTokenizer.Fallback: ExpressibleByArgument {}
