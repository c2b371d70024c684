// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextQuality

/// Scores the files of hypotheses against those of references, over several cores.
public struct ScoringRun: Sendable {
  /// What there is to say of a run besides its scores.
  public struct Summary: Hashable, Sendable {
    /// Segments scored.
    public var segments = 0
    /// Records of unit files that could not be used.
    public var rejected = 0
    /// The ids that a file of units lacks.
    public var missing: [MissingUnits] = []
    /// Why a number may mislead.
    public var warnings: [ScoreWarning] = []
  }

  /// What is computed and how it is written.
  public var options: ScoreOptions
  /// What the files hold: `lines`, `tmx`, `tsv` or `jsonl`; by name unless set.
  public var inputFormat: String?
  /// How many blocks are scored at once; 0 is one a core.
  public var width = 0
  /// The cap on one line or unit, in bytes.
  public var recordLimit = LineReader.defaultLimit
  /// Where rejected records and missing ids go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a run.
  public init(_ options: ScoreOptions = ScoreOptions()) { self.options = options }

  /// Scores files.
  ///
  /// Files of lines are read in step. Files of units are joined by id, and their targets compared;
  /// ids that a file lacks are left out everywhere and told in the summary.
  ///
  /// - Parameters:
  ///   - hypotheses: a file a system; none for systems in columns on standard input.
  ///   - references: files; `-` is standard input.
  ///   - output: a file or `-`.
  /// - Returns: what there is to say besides; the scores stand in the output.
  /// - Throws: `ScoreFailure`; ``WorkflowFailure`` with `noInput` or `mismatch`, or with
  ///   `nothingUsable` where a line is longer than the cap; `CorpusFailure`; `IOFailure`.
  /// - Note: The output does not depend on ``width``.
  public func run(
    hypotheses: [String], references: [String], output: String
  ) async throws -> Summary {
    let inputs = try ScoringInputs(
      hypotheses: hypotheses, references: references, format: inputFormat,
      columns: options.referencesPerLine > 1)
    let rejections = try RejectionFile(path: rejectedPath)
    let (sources, join) = try inputs.open(limit: recordLimit, rejections: rejections)
    var run = try ScoreRun(
      options, hypotheses: sources.hypotheses, references: sources.references)
    let sink = try OutputFile(path: output)
    let evaluator = run.evaluator
    var summary = Summary()
    try await OrderedBatches.run(
      width: width > 0 ? width : Cores.count,
      next: {
        let block = try run.nextBlock()
        summary.segments += block?.count ?? 0
        return block
      },
      work: { evaluator.result(of: $0) },
      consume: { result in
        for line in run.absorb(result) { try sink.write(line + "\n") }
      })
    try sink.write(run.report())
    try sink.finish()
    summary.warnings = run.warnings
    summary.missing = join?.missing ?? []
    summary.rejected = rejections.count - summary.missing.reduce(0) { $0 + $1.count }
    _ = try rejections.finish()
    return summary
  }
}
