// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextAlignment
internal import BitextLexicon
internal import BitextModel
internal import BitextWorkflow

/// `bitext evaluate`: against gold.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compare segments, pairs, ladders or faults with gold.",
    discussion: "Example: bitext evaluate pairing gold/pairs.tsv out/pairs.jsonl",
    subcommands: [
      Segmentation.self, Pairing.self, Alignment.self, Check.self, EvaluateMadeFaultsCommand.self,
      Ranking.self,
    ])

  private static func run(_ languages: LanguagePair) -> EvaluationRun {
    EvaluationRun(aligner: LadderAligner(languages: languages, lexicon: .shipped))
  }

  /// `bitext evaluate segmentation`.
  struct Segmentation: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Precision, recall and F1 of the boundaries between sentences.",
      discussion: """
        Both files are JSON lines with id, language and segments; white space does not count.

        Example: bitext evaluate segmentation Corpora/gold/segments.jsonl
        """)

    @Argument(help: "The gold.") var gold: String
    @Argument(help: "The segments in question (default: the gold's texts are segmented).")
    var answers: String?
    @Flag(help: "Print the figures as JSON.") var json = false

    func run() throws {
      let result = try EvaluateCommand.run(.englishChinese)
        .segmentation(gold: gold, answers: answers)
      try Output.print(json ? result.json : result.summary)
    }
  }

  /// `bitext evaluate pairing`.
  struct Pairing: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Precision, recall and F1 of pairs, and how far probabilities hold.",
      discussion: """
        The gold has a line a document: its id, a tab, its original's id (several joined by |) or NONE.

        Example: bitext evaluate pairing Corpora/gold/pairs.tsv out/pairs.jsonl
        """)

    @Argument(help: "The gold.") var gold: String
    @Argument(help: "The pairs in question: pairs.jsonl.") var answers: String
    @Flag(help: "Print the figures as JSON.") var json = false

    func run() throws {
      let result = try EvaluateCommand.run(.englishChinese).pairing(gold: gold, answers: answers)
      try Output.print(json ? result.json : result.summary)
    }
  }

  /// `bitext evaluate alignment`.
  struct Alignment: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Strict and lax precision, recall and F1 of beads, by kind.",
      discussion: """
        Files hold one bead a line, [0]:[0, 1], or JSON lines with id and beads. A single file of JSON \
        lines with source_segments and target_segments is aligned here.

        Example: bitext evaluate alignment text.gold text.ladder
        """)

    @Argument(help: "Gold and answers by turns, or a gold with segments.") var files: [String]
    @OptionGroup var languages: LanguageOptions
    @Flag(help: "Print the figures as JSON.") var json = false

    func validate() throws {
      guard files.count == 1 || files.count.isMultiple(of: 2) else {
        throw ValidationError("expected gold and answers by turns, found \(files.count) files")
      }
    }

    func run() throws {
      let result = try EvaluateCommand.run(languages.pair).alignment(files)
      try Output.print(json ? result.json : result.summary)
    }
  }
}
