// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextLexicon
internal import BitextWorkflow

/// Lexicons besides the shipped one, and how they are put together.
struct LexiconFileOptions: ParsableArguments {
  @Option(
    name: .customLong("lexicon"),
    help: ArgumentHelp(
      """
      A lexicon: .bitextlexicon, TSV, CC-CEDICT or a table of words; may be repeated, the first \
      counts most. The shipped one stands behind them, or where "shipped" is named.
      """, valueName: "file"))
  var files: [String] = []

  @Option(
    help:
      "The weight of rendering r before all sum to 1: shifted 1/(r+2), reciprocal 1/(r+1), root 1/sqrt(r+1), uniform."
  )
  var rankWeight = Lexicon.Options().rankWeight

  @Option(help: "What a trained lexicon counts against those behind it, 0 to 1.")
  var trainedShare = Probability(Double(Lexicon.Options().trainedShare))

  /// The union of the files and the shipped lexicon.
  func union() throws -> Lexicon {
    var options = Lexicon.Options()
    options.rankWeight = rankWeight
    options.trainedShare = Float(trainedShare.value)
    return try Lexicon.shipped(behind: files, options: options)
  }
}

extension Lexicon.Options.RankWeight: ExpressibleByArgument {}
