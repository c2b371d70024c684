// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon
internal import BitextModel

/// Learns a lexicon from what the stage `lessons` wrote, or ``TallyRun`` of it, as a build does between its
/// passes.
public struct LearnRun: Sendable {
  /// The lexicon of the first pass, whose headwords are the Chinese words.
  public var lexicon = Lexicon.shipped
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20
  /// How many tasks run at once; 0 is one a core.
  public var width = 0

  /// Makes a run with the defaults.
  public init() {}

  /// Reads lessons, in the order of the translations, or their statistics, and writes a `.bitextlexicon`.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where a line holds neither; `IOFailure`.
  public func run(input: String, output: String) async throws -> WorkerRun.Report {
    var (report, statistics) = try TallyRun.sum(input, lexicon, recordLimit)
    var training = LexiconTraining.Options()
    training.width = width
    let text = statistics.text(maximumTokenCount: training.maximumTokenCount)
    let learnt = await LexiconTraining(options: training, lexicon: lexicon).builder(of: text)
    let sink = try OutputFile(path: output, hashing: true)
    try learnt.write(to: sink)
    report.written = report.read
    report.digest = try sink.finish() ?? ""
    return report
  }

  /// The lexicon of a second pass: what was learnt in front of the one of the first.
  ///
  /// - Parameter path: a file that ``run(input:output:)`` wrote.
  /// - Throws: `LexiconFailure`; `IOFailure`.
  public static func union(of path: String, before lexicon: Lexicon) throws -> Lexicon {
    SelfTraining().union(of: try LexiconLayer.load(path: path), before: lexicon)
  }
}
