// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextCorpus
internal import BitextModel
internal import BitextQuality
internal import BitextWorkflow

/// Options of `bitext worker read`.
struct WorkerPageOptions: ParsableArguments {
  @OptionGroup var pages: PageOptions

  @Flag(help: "Leave out keys of a document's record that are not known, as a collection's are.")
  var knownKeysOnly = false

  @Option(
    help: ArgumentHelp(
      "Number each document by XXH64 of its id modulo this, a power of two.", valueName: "n"))
  var shards = 0

  func validate() throws {
    guard shards >= 0, shards & (shards - 1) == 0 else {
      throw ValidationError("--shards needs a power of two, found \(shards)")
    }
  }

  func apply(to options: inout WorkerOptions) throws {
    options.inputForm = pages.inputFormat?.rawValue
    options.container = pages.container?.rawValue
    options.encoding = pages.encoding
    options.dropsExtra = knownKeysOnly
    options.shards = shards
  }
}

/// Options of the stages between documents and units.
struct WorkerPairOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An index of originals, which is mapped; may be repeated; none is an empty one.",
      valueName: "file"))
  var index: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      How many documents of a larger collection hold each key, written by the stage frequencies: the \
      index is a part of it, and weighs as the whole would.
      """, valueName: "file"))
  var frequencies: String?

  @Option(
    help: ArgumentHelp(
      "For the stage frequencies: how many documents the collection has.", valueName: "n"))
  var documents = 0

  @Option(
    help: ArgumentHelp(
      """
      Originals that stand on pages or in several records, as JSON lines {"ordinal","page","same_as"}.
      """, valueName: "file"))
  var places: String?

  @Option(
    help: ArgumentHelp(
      "What a first pass learnt, written by the stage learn; stands before the other lexicons.",
      valueName: "file"))
  var learnt: String?

  @Option(help: "Accept pairs from this probability on, 0 to 1.")
  var minProbability = Probability(WorkerOptions().minimumProbability)

  @Option(help: "Leave out units with a lower score, 0 to 1.")
  var minScore = Probability(WorkerOptions().minimumScore)

  @Flag(help: "Write units as an object, with the pair's record and what a build counts of it.")
  var counts = false

  @Option(
    help: ArgumentHelp(
      "Say on each unit where the input came from, such as license=CC0; may be repeated.",
      valueName: "key=value"))
  var provenance: [ProvenanceNote] = []

  @Option(help: ArgumentHelp("A folder with room for temporary files.", valueName: "folder"))
  var temporary = AssignRun().temporaryFolder

  @OptionGroup var matching: MatchingOptions

  func apply(to options: inout WorkerOptions) {
    options.indexes = index
    options.frequencies = frequencies
    options.places = places
    options.minimumProbability = minProbability.value
    options.minimumScore = minScore.value
    options.counts = counts
    options.provenance = provenance
  }

  func frequencyRun(_ recordLimit: Int) -> FrequenciesRun {
    var run = FrequenciesRun()
    run.documentCount = documents
    run.recordLimit = recordLimit
    return run
  }

  func assignment(_ recordLimit: Int) -> AssignRun {
    var run = AssignRun()
    run.minimumProbability = minProbability.value
    run.allowsMany = matching.allowMany
    run.learns = !matching.onePass
    run.temporaryFolder = temporary
    run.recordLimit = recordLimit
    return run
  }
}

/// Options of `check` and `score-statistics`.
struct WorkerScoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Terms for check; may be repeated.", valueName: "file"))
  var termbase: [String] = []

  @Option(help: "A metric for score-statistics: bleu, chrf or ter; may be repeated.")
  var metric: [ScoreOptions.Metric] = []

  @OptionGroup var bleu: BLEUFlags
  @OptionGroup var chrf: ChrFFlags
  @OptionGroup var ter: TERFlags

  func apply(to options: inout WorkerOptions) {
    options.scoring.metrics = metric.isEmpty ? ScoreOptions.Metric.allCases : metric
    bleu.apply(to: &options.scoring)
    chrf.apply(to: &options.scoring)
    ter.apply(to: &options.scoring)
  }
}
