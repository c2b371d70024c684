// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import BitextCorpus
internal import BitextIO
public import BitextWorkflow
internal import Glibc

/// `bitext build`: the main job.
struct BuildCommand: AsyncParsableCommand, ConfigurableCommand {
  static let positional = "pages"
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a corpus from pages: read, pair, segment, align, write.",
    discussion: """
      Example: bitext build pages --originals arxiv.jsonl.gz -o out

      Writes corpus.tmx, corpus.tsv, corpus.jsonl, pairs.jsonl, unpaired.jsonl, titles.jsonl, \
      rejected.jsonl, report.html and manifest.json. Two runs over the same input write the same bytes.

      A long build that may be killed: bitext build pages --originals arxiv.bitextindex --resume out, and after \
      a kill the same again, or only bitext build --resume out.
      """)

  @Argument(help: "Pages: files, folders, patterns, or - for standard input.")
  var pages: [String] = []

  @Option(
    help: ArgumentHelp(
      "English originals as JSON lines, such as arXiv's metadata snapshot, or an index of them; may be repeated.",
      valueName: "file"))
  var originals: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Make this folder, and keep finished work beside it in FOLDER.partial: after a kill the same command goes on from there.",
      valueName: "folder"))
  var resume: String?

  @Flag(help: "Replace the output folder where it exists.")
  var force = false

  @Option(help: "Accept pairs from this probability on, 0 to 1.")
  var minProbability = Probability(CorpusBuild.Options().minimumProbability)

  @Option(help: "Write units from this score on, 0 to 1.")
  var minScore = Probability(CorpusBuild.Options().minimumScore)

  @OptionGroup var matching: MatchingOptions

  @Option(help: "Name the faults of about so many documents, for the headline; 0 checks none.")
  var checkDocuments = CorpusBuild.Options().checkedDocuments

  @Flag(help: "Write no report.html.")
  var noReport = false

  @Option(help: "How many tasks run at once; 0 is one a core.")
  var jobs = 0

  @Option(
    help: ArgumentHelp(
      "Where the pages came from, such as license=CC-BY-4.0; may be repeated.",
      valueName: "key=value"))
  var provenance: [ProvenanceNote] = []

  @Option(
    help: ArgumentHelp(
      "Options as YAML or JSON, by their long names; pages too. The command line wins.",
      valueName: "file"))
  var config: String?

  @OptionGroup var lexicons: LexiconFileOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var pageOptions: PageOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard let folder = output ?? resume else {
      throw ValidationError("expected -o FOLDER or --resume FOLDER")
    }
    if let resume, Self.trimmed(resume) != Self.trimmed(folder) {
      throw ValidationError("-o and --resume name the same folder, found \(folder) and \(resume)")
    }
    guard resume == nil || !pages.contains("-"), resume == nil || !originals.contains("-") else {
      throw ValidationError("--resume reads its input again after a kill: expected files, found -")
    }
    guard !pages.isEmpty || resume != nil else {
      throw ValidationError("expected pages, found none")
    }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  func run() async throws {
    if pages.isEmpty, let resume {
      if let other = Self.unfit(CommandLine.arguments.dropFirst(2)) {
        throw ValidationError(
          "--resume without pages goes on with the options of the run that it continues, found \(other)"
        )
      }
      let arguments = CorpusBuild.arguments(toResume: resume)
      if arguments == nil, FileSystem.kind(of: resume + "/manifest.json") == .file {
        if !talk.quiet { Console.error("bitext: \(resume): complete already, nothing to do") }
        return
      }
      guard let arguments,
        let command = try BitextCommand.parseAsRoot(try ConfigFile.expanded(arguments))
          as? BuildCommand, !command.pages.isEmpty
      else {
        throw ValidationError("expected pages: there is no run to continue in \(resume).partial")
      }
      return try await command.build(arguments)
    }
    try await build(Array(CommandLine.arguments.dropFirst()))
  }

  /// The first option that does not go with --resume alone.
  private static func unfit(_ arguments: ArraySlice<String>) -> String? {
    var takesValue = false
    return arguments.first { argument in
      if takesValue {
        takesValue = false
        return false
      }
      takesValue = ["--resume", "-o", "--output"].contains(argument)
      let name = argument.prefix { $0 != "=" }
      return !takesValue && !["--resume", "-o", "--output", "-q", "--quiet"].contains(String(name))
    }
  }

  private func build(_ arguments: [String]) async throws {
    let printer = ProgressPrinter(quiet: talk.quiet)
    var options = options
    options.arguments = arguments
    let build = CorpusBuild(
      languages: languages.pair, lexicon: try lexicons.union(), options: options)
    let report = try await build.run(
      pages: pages, originals: originals, into: output ?? resume ?? "", progress: printer.sink)
    printer.finish()
    if talk.json { try Output.print(report.json) }
    if !talk.quiet {
      if let resumption = report.resumption { Console.error("bitext: \(resumption)") }
      if !report.wasComplete { Console.write(report.summary) }
    }
    try records.check(rejected: report.counts.rejected + report.counts.originalRejected)
  }

  private var options: CorpusBuild.Options {
    var options = CorpusBuild.Options()
    options.minimumProbability = minProbability.value
    options.minimumScore = minScore.value
    options.allowsMany = matching.allowMany
    options.learns = !matching.onePass
    options.inputForm = pageOptions.inputFormat?.rawValue
    options.container = pageOptions.container?.rawValue
    options.encoding = pageOptions.encoding
    options.recordLimit = records.recordLimit
    options.replacesOutput = force
    options.resumes = resume != nil
    options.width = jobs
    options.writesReport = !noReport
    options.checkedDocuments = max(0, checkDocuments)
    options.provenance = provenance
    options.date = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
    return options
  }
}

extension ProvenanceNote: ExpressibleByArgument {
  /// Reads `KEY=VALUE`.
  public init?(argument: String) { self.init(argument) }
}
