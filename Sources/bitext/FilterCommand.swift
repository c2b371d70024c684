// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextModel
internal import BitextQuality
public import BitextWorkflow

/// `bitext filter`: units to fewer units.
struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Leave units out by score, length, language and likeness; draw samples; split.",
    discussion: """
      Example: bitext filter corpus.tmx --min-score 0.5 --check-language --duplicates near \\
        --split train=0.8,dev=0.1,test=0.1 -o corpus.tsv

      What is left out is counted by reason. A split never divides a document.
      """)

  @Argument(help: "Units: TMX, TSV or JSON lines, or - for standard input.")
  var units: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @OptionGroup(title: "What is left out") var criteria: FilterCriteria

  @Option(help: "Draw so many of the units that stay.")
  var sample: Int?

  @Option(help: "Divide by document: train=0.8,dev=0.1,test=0.1.")
  var split: String?

  @Option(help: "Another seed draws another sample and makes another split.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Write left-out units there, as JSON lines.", valueName: "file"))
  var leftOut: String?

  @Option(help: "The format read: tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @Option(help: "The format written: tmx, tsv or jsonl (default: by name).")
  var format: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    if let split, UnitSplit(split) == nil {
      throw ValidationError("--split needs names and shares that add up to 1, found \(split)")
    }
    if let sample, sample < 0 {
      throw ValidationError("--sample needs a number from 0 on, found \(sample)")
    }
    if talk.json, output == "-" { throw ValidationError("--json needs --output FILE") }
  }

  func run() throws {
    var run = FilterRun(filter: try criteria.filter())
    run.sampleSize = sample
    run.seed = seed
    run.split = split.flatMap { UnitSplit($0, seed: seed) }
    run.inputFormat = inputFormat
    run.outputFormat = format
    run.languages = languages.pair
    run.recordLimit = records.recordLimit
    run.leftOutPath = leftOut
    run.rejectedPath = records.rejected
    let counts = try run.run(inputs: units, output: output)
    if talk.json { try Output.print(counts.json) }
    if !talk.quiet { Console.write(counts.summary) }
    try records.check(rejected: counts.rejected)
  }
}

/// What `bitext filter` leaves out.
struct FilterCriteria: ParsableArguments {
  @Option(help: "The least score, 0 to 1; units without one stay.")
  var minScore: Probability?

  @Option(help: "The least length of the target over the source, in characters.")
  var minRatio: Double?

  @Option(help: "The greatest length of the target over the source, in characters.")
  var maxRatio: Double?

  @Option(help: "The fewest characters on either side.")
  var minCharacters: Int?

  @Option(help: "The most characters on either side.")
  var maxCharacters: Int?

  @Flag(help: "Leave out units a side of which is in another language than they say.")
  var checkLanguage = false

  @Option(help: "The least share of letters in the language's own script, 0 to 1.")
  var minScript: Probability?

  @Option(help: "Leave out what came before: none, exact, normalized or near.")
  var duplicates = DuplicateLevel.none

  @Option(help: "The least similarity of near duplicates, 0 to 1.")
  var similarity = Probability(0.8)

  @Option(
    help: ArgumentHelp(
      "Leave out units with a fault of this severity or a worse one: minor, major, critical.",
      valueName: "severity"))
  var faults: FaultSeverity?

  @Option(
    help: ArgumentHelp(
      "Leave out units in which this rule of check finds a fault; may be repeated.",
      valueName: "rule"))
  var withoutRule: [String] = []

  func validate() throws {
    guard (minRatio ?? 0) <= (maxRatio ?? .infinity), (minRatio ?? 0) >= 0 else {
      throw ValidationError("--min-ratio must not exceed --max-ratio")
    }
  }

  func filter() throws -> UnitFilter {
    var rules: [any UnitRule] = []
    if let minCharacters { rules.append(LengthRule.atLeast(minCharacters)) }
    if let maxCharacters { rules.append(LengthRule.atMost(maxCharacters)) }
    if minRatio != nil || maxRatio != nil {
      rules.append(LengthRatioRule((minRatio ?? 0)...(maxRatio ?? .infinity)))
    }
    if let minScore { rules.append(ScoreRule(minimum: minScore.value)) }
    if let minScript { rules.append(ScriptRule(minimumShare: minScript.value)) }
    if checkLanguage { rules.append(LanguageRule()) }
    if faults != nil || !withoutRule.isEmpty {
      var options = CheckOptions()
      // By severity all rules are asked, otherwise those that are named.
      if faults == nil { options.rules = withoutRule }
      rules.append(
        FaultFilterRule(
          rules: try RuleSet(options), minimumSeverity: faults, ids: Set(withoutRule)))
    }
    return UnitFilter(rules: rules, duplicates: duplicates, similarity: similarity.value)
  }
}

extension DuplicateLevel: ExpressibleByArgument {}
extension FaultSeverity: ExpressibleByArgument {}
