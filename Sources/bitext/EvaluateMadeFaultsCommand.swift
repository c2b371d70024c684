// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import BitextQuality
public import BitextWorkflow

/// `bitext evaluate made-faults`: whether the rules fire on what was spoilt on purpose.
struct EvaluateMadeFaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "made-faults",
    abstract: "Spoil translations on purpose, and count where the rules meant for it fire.",
    discussion: """
      Each unit is spoilt in one way: a digit of a number becomes another, a clause of eight Han \
      characters or more is left out, a negation is taken away or put in, a sentence becomes one of \
      another unit, a term's rendering becomes a wrong one. The rules meant for it are counted on the \
      spoilt units and on the units as they came.

      Example: bitext evaluate made-faults out --sample 3000
      """)

  @Argument(help: "Units: TMX, TSV or JSON lines, or a folder that build wrote.")
  var units: [String]

  @Option(
    name: .customLong("made"),
    help: "What is made: number, clause, negation, sentence, term; may be repeated (default: all).")
  var kinds: [MadeFault] = []

  @Option(help: "Draw so many units.")
  var sample: Int?

  @Option(help: "Another seed makes other faults and draws other units.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Write the spoilt units to PREFIX.number.jsonl and so on.", valueName: "prefix"))
  var write: String?

  @Option(
    help: ArgumentHelp(
      """
      Count the units as they came with a fault that this table of a reader's verdicts does not call \
      right; columns unit, rule, source, target, verdict.
      """,
      valueName: "file"))
  var verdicts: String?

  @OptionGroup var languages: LanguageOptions

  @Flag(help: "Print the figures as JSON.") var json = false

  func validate() throws {
    if let sample, sample < 2 {
      throw ValidationError("--sample needs a number from 2 on, found \(sample)")
    }
  }

  func run() throws {
    var run = MadeFaultRun(rules: try RuleSet())
    if !kinds.isEmpty { run.kinds = kinds }
    run.sample = sample
    run.seed = seed
    run.languages = languages.pair
    run.outputPrefix = write
    run.verdicts = verdicts
    let result = try run.run(inputs: units)
    try Output.print(json ? result.json : result.summary)
  }
}

extension MadeFault: ExpressibleByArgument {}
