// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextAlignment
internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextWorkflow

/// `bitext align`: two segmented files to a ladder or units.
struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Align two files, one segment a line.",
    discussion: """
      Example: bitext align abstract.en abstract.zh -o abstract.tmx

      Formats: ladder (hunalign's), vecalign ([0]:[0, 1]:cost), tmx, tsv, jsonl; by the output's \
      name unless --format says, vecalign on standard output.
      """)

  @Argument(help: "The source: one segment a line.")
  var source: String

  @Argument(help: "The target: one segment a line.")
  var target: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "ladder, vecalign, tmx, tsv or jsonl.")
  var format: String?

  @OptionGroup var model: ModelOptions

  @OptionGroup var lexicons: LexiconFileOptions

  @Flag(name: .customLong("no-lexicon"), help: "Use no lexicon, not even the shipped one.")
  var isWithoutLexicon = false

  @OptionGroup var languages: LanguageOptions

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  func run() throws {
    var alignment = AlignmentRun(
      aligner: LadderAligner(
        languages: languages.pair, lexicon: isWithoutLexicon ? nil : try lexicons.union(),
        options: model.options(languages.pair)))
    alignment.format = try resolvedFormat()
    let counts = try alignment.run(source: source, target: target, output: output)
    if !quiet {
      Console.error(
        "bitext: \(counts.sourceSegments) source and \(counts.targetSegments) target segments, "
          + "\(counts.beads) beads, \(counts.nullBeads) without partner")
    }
  }

  private func resolvedFormat() throws -> AlignmentRun.Output {
    let name = format ?? FileSystem.formatExtension(of: output)
    if let ladder = LadderFormat(rawValue: name) { return .ladder(ladder) }
    if format == nil && output == "-" { return .ladder(.vecalign) }
    return .units(try UnitFormat.resolved(path: output, name: format))
  }
}
