// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextQuality
internal import Glibc

extension ScoreOptions.Metric: ExpressibleByArgument {}
extension ScoreOptions.Format: ExpressibleByArgument {}

/// sacreBLEU's flags for BLEU.
struct BLEUFlags: ParsableArguments {
  @Option(
    name: [.customLong("tok", withSingleDash: true), .customLong("tokenize")],
    help: "none, 13a, intl, char or zh (default: zh for Chinese, 13a otherwise).")
  var tokenizer: String?

  @Option(
    name: [.customShort("l"), .customLong("language-pair")],
    help: ArgumentHelp("Source and target language; chooses the tokenizer.", valueName: "en-zh"))
  var languagePair: String?

  @Option(
    name: [.customShort("s"), .customLong("smooth-method")],
    help: ArgumentHelp("none, floor, add-k or exp.", valueName: "method"))
  var smoothMethod = ScoreOptions().smoothMethod

  @Option(
    name: [.customLong("sv", withSingleDash: true), .customLong("smooth-value")],
    help: ArgumentHelp("The value for floor and add-k (default: 0.1 and 1).", valueName: "value"))
  var smoothValue: Double?

  @Flag(
    name: [.customLong("lc", withSingleDash: true), .customLong("lowercase")],
    help: "Without regard to case.")
  var lowercase = false

  @Flag(help: .hidden)
  var force = false

  func apply(to options: inout ScoreOptions) {
    options.tokenizer = tokenizer
    options.languagePair = languagePair
    options.smoothMethod = smoothMethod
    options.smoothValue = smoothValue
    options.lowercase = lowercase
  }
}

/// sacreBLEU's flags for chrF.
struct ChrFFlags: ParsableArguments {
  @Option(
    name: [.customLong("cc", withSingleDash: true), .customLong("chrf-char-order")],
    help: ArgumentHelp("The longest n-grams of characters.", valueName: "n"))
  var characterOrder = ScoreOptions().chrF.characterOrder

  @Option(
    name: [.customLong("cw", withSingleDash: true), .customLong("chrf-word-order")],
    help: ArgumentHelp("The longest n-grams of words; 2 is chrF++.", valueName: "n"))
  var wordOrder = ScoreOptions().chrF.wordOrder

  @Option(
    name: .customLong("chrf-beta"),
    help: ArgumentHelp("How much more recall weighs than precision.", valueName: "beta"))
  var beta = ScoreOptions().chrF.beta

  @Flag(name: .customLong("chrf-whitespace"), help: "White space is part of the n-grams.")
  var whitespace = false

  @Flag(name: .customLong("chrf-lowercase"), help: "Without regard to case.")
  var lowercase = false

  @Flag(name: .customLong("chrf-eps-smoothing"), help: "Smooth as chrF++.py, NLTK and Moses do.")
  var epsilonSmoothing = false

  func apply(to options: inout ScoreOptions) {
    options.chrF.characterOrder = characterOrder
    options.chrF.wordOrder = wordOrder
    options.chrF.beta = beta
    options.chrF.whitespace = whitespace
    options.chrF.lowercase = lowercase
    options.chrF.epsilonSmoothing = epsilonSmoothing
  }
}

/// sacreBLEU's flags for TER.
struct TERFlags: ParsableArguments {
  @Flag(name: .customLong("ter-normalized"), help: "Separate punctuation.")
  var normalized = false

  @Flag(
    name: .customLong("ter-asian-support"),
    help: "Chinese and Japanese characters are words; with --ter-normalized.")
  var asianSupport = false

  @Flag(name: .customLong("ter-no-punct"), help: "Drop punctuation.")
  var noPunctuation = false

  @Flag(name: .customLong("ter-case-sensitive"), help: "With regard to case.")
  var caseSensitive = false

  func apply(to options: inout ScoreOptions) {
    options.ter.normalized = normalized
    options.ter.asianSupport = asianSupport
    options.ter.noPunctuation = noPunctuation
    options.ter.caseSensitive = caseSensitive
  }
}

/// sacreBLEU's flags for intervals and comparisons.
struct SignificanceFlags: ParsableArguments {
  @Flag(
    name: [.customLong("ci", withSingleDash: true), .customLong("confidence")],
    help: "The interval of one system, by bootstrap.")
  var confidence = false

  @Option(
    name: [.customLong("cin", withSingleDash: true), .customLong("confidence-n")],
    help: ArgumentHelp("Its samples.", valueName: "n"))
  var confidenceSamples = ScoreOptions().confidenceSamples

  @Flag(
    name: [.customLong("pbs", withSingleDash: true), .customLong("paired-bs")],
    help: "Compare systems with the first, by paired bootstrap.")
  var bootstrap = false

  @Option(
    name: [.customLong("pbsn", withSingleDash: true), .customLong("paired-bs-n")],
    help: ArgumentHelp("Its samples.", valueName: "n"))
  var bootstrapSamples = PairedMethod.bootstrap().repetitions

  @Flag(
    name: [.customLong("par", withSingleDash: true), .customLong("paired-ar")],
    help: "Compare systems with the first, by approximate randomisation.")
  var randomisation = false

  @Option(
    name: [.customLong("parn", withSingleDash: true), .customLong("paired-ar-n")],
    help: ArgumentHelp("Its trials.", valueName: "n"))
  var randomisationTrials = PairedMethod.approximateRandomisation().repetitions

  func validate() throws {
    if bootstrap && randomisation {
      throw ValidationError("--paired-bs and --paired-ar cannot go together")
    }
    if let seedText, UInt64(seedText) == nil {
      throw ValidationError("SACREBLEU_SEED needs a whole number, found \(seedText)")
    }
  }

  private var seedText: String? { getenv("SACREBLEU_SEED").map { String(cString: $0) } }

  func apply(to options: inout ScoreOptions) {
    options.confidence = confidence
    options.confidenceSamples = confidenceSamples
    if bootstrap { options.paired = .bootstrap(samples: bootstrapSamples) }
    if randomisation { options.paired = .approximateRandomisation(trials: randomisationTrials) }
    if let seed = seedText.flatMap({ UInt64($0) }) { options.seed = seed }
  }
}

extension PairedMethod {
  fileprivate var repetitions: Int {
    switch self {
    case .bootstrap(let samples): samples
    case .approximateRandomisation(let trials, _): trials
    }
  }
}

/// sacreBLEU's flags for what is written.
struct ScoreShapeFlags: ParsableArguments {
  @Option(name: .shortAndLong, help: "json or text (default: SACREBLEU_FORMAT, or json).")
  var format: ScoreOptions.Format?

  @Option(
    name: [.customShort("w", allowingJoined: true), .customLong("width")],
    help: ArgumentHelp("Decimals.", valueName: "n"))
  var width = ScoreOptions().width

  @Flag(name: [.customShort("b"), .customLong("score-only")], help: "The number alone.")
  var scoreOnly = false

  @Flag(
    name: [.customLong("sh", withSingleDash: true), .long], help: "Signatures with short names.")
  var short = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(name: .shortAndLong, help: .hidden)
  var encoding = "utf-8"

  @Flag(name: [.customLong("nc", withSingleDash: true), .long], help: .hidden)
  var noColor = false

  func validate() throws {
    guard ["utf-8", "utf8"].contains(encoding.lowercased()) else {
      throw ValidationError("--encoding needs utf-8, found \(encoding): convert the files first")
    }
  }

  func apply(to options: inout ScoreOptions) {
    // As in sacreBLEU the environment goes before the flag.
    let named = getenv("SACREBLEU_FORMAT").map { String(cString: $0).lowercased() }
    options.format =
      named.flatMap { ScoreOptions.Format(rawValue: $0) } ?? format ?? options.format
    options.width = width
    options.scoreOnly = scoreOnly
    options.short = short
  }
}
