// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextAlignment
internal import BitextModel

/// The aligner's switches, one for each ingredient of the cost.
struct ModelOptions: ParsableArguments {
  /// How often kinds of beads occur before the text is looked at.
  enum Priors: String, ExpressibleByArgument, CaseIterable { case machine, prose }

  @Option(help: "How often kinds of beads occur: machine (machine translation) or prose.")
  var priors = Priors.machine

  @Flag(inversion: .prefixedNo, help: "Estimate the priors anew from texts of some length.")
  var estimatePriors = LadderAligner.Options().estimatesPriors

  @Option(help: "The weight of the lengths; 0 leaves them out.")
  var lengthWeight = LadderAligner.Options().lengthWeight

  @Option(help: "The weight of words, numbers, names and marks; 0 leaves them out.")
  var tokenWeight = LadderAligner.Options().gainWeight

  @Option(help: "The weight of boundaries, such as ends of quoted speech; 0 leaves them out.")
  var boundaryWeight = LadderAligner.Options().boundaryWeight

  @Option(
    help:
      "What a sentence without partner costs beside its rarity, in nats (default: by the priors)."
  )
  var nullPenalty: Double?

  @Option(help: "The share of chance in a word's likelihood, 0 to 1 (default: by the priors).")
  var background: Probability?

  func validate() throws {
    let weights = [
      ("length", lengthWeight), ("token", tokenWeight), ("boundary", boundaryWeight),
    ]
    for (name, value) in weights where !(0...4).contains(value) {
      throw ValidationError("--\(name)-weight needs a number from 0 to 4, found \(value)")
    }
  }

  /// The options that were meant, for a direction of translation.
  func options(_ languages: LanguagePair) -> LadderAligner.Options {
    var options = priors == .prose ? .prose : LadderAligner.Options()
    if priors == .prose && !languages.source.isChinese {
      options.priors = options.priors.reversed
    }
    options.estimatesPriors = estimatePriors
    options.lengthWeight = lengthWeight
    options.gainWeight = tokenWeight
    options.boundaryWeight = boundaryWeight
    if let background {
      options.background = min(background.value, 0.99)
      options.bareBackground = options.background
    }
    if let nullPenalty {
      options.nullPenalty = nullPenalty
      options.bareNullPenalty = nullPenalty
    }
    return options
  }
}
