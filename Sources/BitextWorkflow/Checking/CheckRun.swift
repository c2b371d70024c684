// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel
public import BitextQuality
internal import Synchronization

/// Reads units and names their faults, over all cores, in the order of the units.
///
///     var run = CheckRun(rules: try RuleSet())
///     let summary = try await run.run(inputs: ["out"], output: "faults.jsonl")
public struct CheckRun: Sendable {
  /// What is written.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// A line a fault, for people.
    case text
    /// A JSON object a fault.
    case jsonl
  }

  /// The rules.
  public var rules: RuleSet
  /// The terms that are known.
  public var termbase = Termbase.shipped
  /// Where the ranking aid's values go, as JSON lines `{"unit","score"}`; `nil` gives none.
  public var rankingPath: String?
  /// What faults count in the summary.
  public var weights = MQMWeights()
  /// What is written.
  public var format = Format.text
  /// The language of the messages in text: `en` or `zh`.
  public var messagesInChinese = false
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// How many tasks run at once; 0 is one a core.
  public var width = 0
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  private static let batchSize = 256

  /// Makes a run.
  public init(rules: RuleSet) { self.rules = rules }

  /// Checks files.
  ///
  /// - Parameters:
  ///   - inputs: units as TMX, TSV or JSON lines; files, `-`, or folders that `bitext build` wrote.
  ///   - output: a file or `-`.
  /// - Returns: how many faults there are, by rule, category and severity.
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` where the units are in one language
  ///   only; `CorpusFailure`; `IOFailure`.
  public func run(inputs: [String], output: String) async throws -> CheckSummary {
    let paths = try inputs.map { try CheckedFiles.path(of: $0) }
    let sink = try FaultSink(try OutputFile(path: output), format, messagesInChinese)
    let rejections = try RejectionFile(path: rejectedPath)
    var summary = CheckSummary(rules: rules, weights: weights)
    let ranking = try rankingPath.map { try RankingSink(path: $0) }
    try await forEachUnit(paths, rejections, &summary, ranking: ranking) { fault, unit in
      try sink.write(fault, unit)
    }
    try sink.finish()
    try ranking?.finish()
    summary.finish()
    summary.rejected = rejections.count
    _ = try rejections.finish()
    return summary
  }

  /// Hands out the faults of files in the order of the units.
  func forEachUnit(
    _ paths: [String], _ rejections: RejectionFile, _ summary: inout CheckSummary,
    ranking: RankingSink? = nil, _ body: (Fault, TranslationUnit?) throws -> Void
  ) async throws {
    var stream = try CheckedFiles(
      paths, inputFormat: inputFormat, limit: recordLimit, languages: languages,
      rejections: rejections)
    let pool = CheckerPool(
      rules: rules, termbase: termbase, ranking: ranking == nil ? nil : .shipped)
    var corpus = CorpusChecker(rules: rules)
    try await OrderedBatches.run(
      width: width > 0 ? width : Cores.count,
      next: { try stream.batch(Self.batchSize) },
      work: { units in
        pool.lend { checker in (units: units, findings: checker.findings(in: units)) }
      },
      consume: { batch in
        for index in batch.units.indices {
          summary.count(batch.units[index])
          try ranking?.write(batch.findings[index])
          for fault in corpus.add(batch.findings[index]) {
            summary.count(fault)
            let isOwn = fault.unit == batch.units[index].id
            try body(fault, isOwn ? batch.units[index] : nil)
          }
        }
      })
    for fault in corpus.finish() {
      summary.count(fault)
      try body(fault, nil)
    }
  }
}

/// Checkers with their buffers, each lent to one task at a time.
final class CheckerPool: Sendable {
  private let rules: RuleSet
  private let termbase: Termbase
  private let ranking: RankingModel?
  /// Unchecked, because only the lock's holder sees a checker there.
  private struct Idle: @unchecked Sendable {
    let checker: UnitChecker
  }
  private let idle = Mutex<[Idle]>([])

  init(rules: RuleSet, termbase: Termbase, ranking: RankingModel? = nil) {
    self.rules = rules
    self.ranking = ranking
    self.termbase = termbase
  }

  func lend<Result>(_ body: (UnitChecker) throws -> Result) rethrows -> Result {
    let lent =
      idle.withLock { $0.popLast() }
      ?? Idle(checker: UnitChecker(rules: rules, termbase: termbase, ranking: ranking))
    defer { idle.withLock { $0.append(lent) } }
    return try body(lent.checker)
  }
}
