// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextAlignment
internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextWorkflow

/// `bitext align`: segmented texts to ladders or units.
struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Align two files, one segment a line; two folders of them; or pairs.",
    discussion: """
      Example: bitext align abstract.en abstract.zh -o abstract.tmx

      Files of two folders go together by their names without extensions. One file alone holds pairs \
      as JSON lines, as bitext pair writes them, which are cut into sentences here.

      Formats: ladder (hunalign's), vecalign ([0]:[0, 1]:cost), tmx, tsv, jsonl; by the output's \
      name unless --format says, vecalign otherwise. Ladders of several texts go into a folder.
      """)

  @Argument(help: "The source: one segment a line, or a folder; or pairs alone.")
  var source: String

  @Argument(help: "The target: one segment a line, or a folder.")
  var target: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "ladder, vecalign, tmx, tsv or jsonl.")
  var format: String?

  @OptionGroup var alignment: AlignmentOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicons: LexiconFileOptions

  @Flag(name: .customLong("no-lexicon"), help: "Use no lexicon, not even the shipped one.")
  var isWithoutLexicon = false

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var records: RecordOptions

  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors and warnings.")
  var quiet = false

  func run() throws {
    var options = model.options(languages.pair)
    try alignment.applyProfile(to: &options, languages.pair)
    var run = AlignmentRun(
      aligner: LadderAligner(
        languages: languages.pair, lexicon: isWithoutLexicon ? nil : try lexicons.union(),
        options: options))
    run.format = try resolvedFormat()
    alignment.apply(to: &run)
    run.recordLimit = records.recordLimit
    run.rejectedPath = records.rejected
    let input = target.map { AlignmentInput.lines(source: source, target: $0) } ?? .pairs(source)
    let counts = try run.run(input, output: output)
    for warning in counts.warnings { Console.error("bitext: \(warning)") }
    if !quiet { Console.error("bitext: \(summary(of: counts))") }
    try records.check(rejected: counts.rejected)
  }

  private func summary(of counts: AlignmentRun.Counts) -> String {
    (counts.texts == 1 ? "" : "\(counts.texts) texts, ")
      + "\(counts.sourceSegments) source and \(counts.targetSegments) target segments, "
      + "\(counts.beads) beads, \(counts.nullBeads) without partner"
  }

  private func resolvedFormat() throws -> AlignmentRun.Output {
    let name = format ?? FileSystem.formatExtension(of: output)
    if let ladder = LadderFormat(rawValue: name) { return .ladder(ladder) }
    if format == nil && (output == "-" || name.isEmpty) { return .ladder(.vecalign) }
    return .units(try UnitFormat.resolved(path: output, name: format))
  }
}
