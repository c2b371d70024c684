// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextCorpus
internal import BitextWorkflow

/// `bitext pair`: documents to pairs.
struct PairCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair",
    abstract: "Find the original of each translation, or say that there is none.",
    discussion: """
      Example: bitext pair documents.jsonl --originals arxiv.jsonl.gz > pairs.jsonl
      """)

  @Argument(
    help: "Documents as JSON lines, or pages: files, folders, patterns, or - for standard input.")
  var documents: [String]

  @Option(
    help: ArgumentHelp(
      "English originals as JSON lines, or an index of them; may be repeated.", valueName: "file"))
  var originals: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: ArgumentHelp("Write what stays unpaired, with reasons.", valueName: "file"))
  var unpaired: String?

  @Option(
    help: ArgumentHelp(
      "Instead of pairs print why the translation with this id has its original, or none.",
      valueName: "id"))
  var explain: String?

  @Option(help: "Accept pairs from this probability on, 0 to 1.")
  var minProbability = Probability(PairingRun().minimumProbability)

  @OptionGroup var matching: MatchingOptions

  @Option(help: "How many tasks run at once; 0 is one a core.")
  var jobs = 0

  @OptionGroup var lexicons: LexiconFileOptions

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var pageOptions: PageOptions
  @OptionGroup var records: RecordOptions

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() async throws {
    let printer = ProgressPrinter(quiet: quiet)
    var pairing = PairingRun()
    pairing.languages = languages.pair
    pairing.minimumProbability = minProbability.value
    pairing.inputForm = pageOptions.inputFormat?.rawValue
    pairing.container = pageOptions.container?.rawValue
    pairing.encoding = pageOptions.encoding
    pairing.recordLimit = records.recordLimit
    pairing.rejectedPath = records.rejected
    pairing.unpairedPath = unpaired
    pairing.width = jobs
    pairing.lexicon = try lexicons.union()
    pairing.allowsMany = matching.allowMany
    pairing.learns = !matching.onePass
    if let explain {
      let text = try await pairing.explanation(
        of: explain, documents: documents, originals: originals, progress: printer.sink)
      printer.finish()
      return try Output.print(text)
    }
    let counts = try await pairing.run(
      documents: documents, originals: originals, output: output, progress: printer.sink)
    printer.finish()
    if !quiet {
      Console.error(
        "bitext: \(counts.paired) paired, \(counts.unpaired) unpaired, among "
          + "\(counts.originals) originals")
    }
    try records.check(rejected: counts.rejected + counts.originalRejected)
  }
}
