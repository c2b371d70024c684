// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextModel
internal import BitextQuality
internal import BitextWorkflow

/// `bitext worker`: stages of a build as filters of JSON lines, for clusters and pipes.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Run a stage over JSON lines: one line out for each line in.",
    discussion: """
      Example: bitext worker segment < documents.jsonl > segments.jsonl

      Map stages: read, segment, keys, pair, judge, settle, align, lessons, check, score-statistics; \
      several named in a row take one another's lines, as in "settle align". Reduce stages, which answer \
      when all is read: assign, tally, learn, frequencies. A line that cannot be used is answered by \
      {"id","error":{"code","message"}}, and the exit code stays 0. Nothing is taken from the environment.

      On standard error: bitext, progress, in=, out= with tabs between them; at the end bitext, done, in=, \
      out=, sha256= of the output, rejected=. Whoever reads the output waits for this line: without it \
      the output is not whole.
      """)

  @Argument(
    help: ArgumentHelp("The stage, or stages that follow one another.", valueName: "stage"))
  var stages: [StageArgument]

  @Option(help: ArgumentHelp("The lines to read.", valueName: "file"))
  var input = "-"

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "How many tasks run at once; the output is the same.")
  var jobs = WorkerOptions().width

  @Option(help: "Say on standard error how far it has come, after so many lines; 0 does not.")
  var progress = 10_000

  @Option(help: "The cap on one line, in bytes.")
  var recordLimit = WorkerOptions().recordLimit

  @OptionGroup(title: "Reading pages") var pages: WorkerPageOptions
  @OptionGroup(title: "Pairing and alignment") var pairing: WorkerPairOptions
  @OptionGroup(title: "Lexicons") var lexicons: LexiconFileOptions
  @OptionGroup(title: "Direction of translation") var languages: LanguageOptions
  @OptionGroup(title: "Faults") var rules: RuleChoice
  @OptionGroup(title: "Statistics of scores") var scoring: WorkerScoreOptions

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs needs a number over 0, found \(jobs)") }
    guard recordLimit > 0 else {
      throw ValidationError("--record-limit needs a number over 0, found \(recordLimit)")
    }
    guard stages.count == 1 || stages.allSatisfy({ $0.map != nil }) else {
      throw ValidationError(
        "assign, tally, learn and frequencies stand alone: they answer when all lines are read")
    }
    let needsIndex: Set<WorkerStageName> = [.pair, .judge, .settle]
    if pairing.index.isEmpty, stages.contains(where: { $0.map.map(needsIndex.contains) ?? false }) {
      throw ValidationError("pair, judge and settle need --index FILE")
    }
    if [.learn, .frequencies].contains(stages[0]), output == "-" {
      throw ValidationError("learn and frequencies need --output FILE")
    }
    guard stages[0] != .frequencies || pairing.documents > 0 else {
      throw ValidationError("frequencies needs --documents, the size of the collection")
    }
  }

  func run() async throws {
    let report: WorkerRun.Report
    switch stages[0] {
    case .assign: report = try pairing.assignment(recordLimit).run(input: input, output: output)
    case .frequencies:
      report = try pairing.frequencyRun(recordLimit).run(input: input, output: output)
    case .tally:
      var run = TallyRun()
      run.lexicon = try lexicons.union()
      run.recordLimit = recordLimit
      report = try run.run(input: input, output: output)
    case .learn:
      var run = LearnRun()
      run.lexicon = try lexicons.union()
      run.recordLimit = recordLimit
      run.width = jobs
      report = try await run.run(input: input, output: output)
    case .stage:
      let run = try WorkerRun(stages: stages.compactMap(\.map), options: try options())
      var due = progress
      report = try await run.run(input: input, output: output) { report in
        guard progress > 0, report.read >= due else { return }
        due = (report.read / progress + 1) * progress
        Console.error("bitext\tprogress\tin=\(report.read)\tout=\(report.written)")
      }
    }
    Console.error(
      "bitext\tdone\tin=\(report.read)\tout=\(report.written)\tsha256=\(report.digest)"
        + "\trejected=\(report.rejected)")
  }

  private func options() throws -> WorkerOptions {
    var options = WorkerOptions()
    options.languages = languages.pair
    options.lexicon = try lexicons.union()
    if let learnt = pairing.learnt {
      options.lexicon = try LearnRun.union(of: learnt, before: options.lexicon)
    }
    try pages.apply(to: &options)
    pairing.apply(to: &options)
    options.rules = rules.options
    for path in scoring.termbase { try TermbaseFile.add(path, to: &options.termbase) }
    scoring.apply(to: &options)
    options.recordLimit = recordLimit
    options.width = jobs
    return options
  }
}

/// A stage by its name.
enum StageArgument: Equatable, ExpressibleByArgument {
  case stage(WorkerStageName)
  case assign
  case tally
  case learn
  case frequencies

  init?(argument: String) {
    switch argument {
    case "assign": self = .assign
    case "tally": self = .tally
    case "learn": self = .learn
    case "frequencies": self = .frequencies
    default:
      guard let stage = WorkerStageName(rawValue: argument) else { return nil }
      self = .stage(stage)
    }
  }

  static var allValueStrings: [String] {
    WorkerStageName.allCases.map(\.rawValue) + ["assign", "tally", "learn", "frequencies"]
  }

  /// The stage, where it maps lines.
  var map: WorkerStageName? {
    if case .stage(let name) = self { return name }
    return nil
  }
}
