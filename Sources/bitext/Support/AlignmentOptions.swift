// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextAlignment
internal import BitextModel
internal import BitextWorkflow

/// How `bitext align` goes about its texts, the model apart.
struct AlignmentOptions: ParsableArguments {
  @Flag(help: "Align twice: the second time with what the sure beads of the first taught besides.")
  var realign = false

  @Option(
    help: ArgumentHelp(
      "A line that both sides must pass at once, such as a chapter's mark.", valueName: "line"))
  var delimiter: String?

  @Option(
    help: ArgumentHelp(
      "Take bead priors, length ratio and variance from a saved profile.", valueName: "file"))
  var profile: String?

  @Option(
    help: ArgumentHelp("Save the profile of the texts that were aligned.", valueName: "file"))
  var saveProfile: String?

  @Flag(help: "Replace the folder of ladders where it exists.")
  var force = false

  func applyProfile(to options: inout LadderAligner.Options, _ languages: LanguagePair) throws {
    guard let profile else { return }
    options.apply(try AlignmentProfile(path: profile, for: languages))
  }

  func apply(to run: inout AlignmentRun) {
    run.realigns = realign
    run.delimiter = delimiter
    run.profilePath = saveProfile
    run.replacesFolder = force
  }
}
