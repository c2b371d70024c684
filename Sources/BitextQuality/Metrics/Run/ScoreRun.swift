// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// `bitext score`: reads hypotheses and references, and writes what sacreBLEU writes.
///
///     var run = try ScoreRun(options, hypotheses: .files([machine]), references: [human])
///     try run.run { print($0) }
///
/// Who has several cores reads blocks with ``nextBlock(segments:)``, has ``evaluator`` score them
/// in any thread, hands the results to ``absorb(_:)`` in the order of the blocks, and ends with
/// ``report()``.
///
/// - Note: Memory does not grow with the number of segments, tests by resampling apart: they keep
///   2 bytes for each count of a segment: 20 for BLEU, 36 for chrF, 16 for TER.
public struct ScoreRun {
  private let options: ScoreOptions
  private var reader: ScoreReader
  private var tallies: [ScoreTally]
  private var script = ScriptCount()
  /// Scores blocks; the same for all threads.
  public let evaluator: ScoreEvaluator

  /// Checks the options and opens the run.
  ///
  /// - Throws: ``ScoreFailure``, and what a source throws.
  public init(
    _ options: ScoreOptions, hypotheses: HypothesisSource, references: [LineSource]
  ) throws {
    try options.check()
    self.options = options
    evaluator = try ScoreEvaluator(options)
    reader = try ScoreReader(hypotheses, references, options)
    let systems = reader.names.count
    if options.sentenceLevel, systems > 1 {
      throw ScoreFailure(.usage, "sentence level takes one system, found \(systems)")
    }
    if options.paired != nil, systems == 1 {
      throw ScoreFailure(.usage, "a paired test needs two systems, found 1")
    }
    if options.confidence, systems > 1 {
      throw ScoreFailure(
        .usage, "confidence takes one system, found \(systems): use a paired test")
    }
    let keepsRows = evaluator.keepsRows
    tallies = evaluator.metrics.map { ScoreTally($0, systems: systems, keepsRows: keepsRows) }
  }

  /// Reads the next segments.
  ///
  /// - Returns: `nil` at the end.
  /// - Throws: ``ScoreFailure`` for lines that cannot be scored, and what a source throws.
  public mutating func nextBlock(segments: Int = 256) throws -> ScoreBlock? {
    try reader.nextBlock(segments: segments)
  }

  /// Adds a block's result; blocks come in the order in which they were read.
  ///
  /// - Returns: The lines of its segments, at sentence level.
  public mutating func absorb(_ result: ScoreBlockResult) -> [String] {
    script = script + result.script
    for index in tallies.indices { tallies[index].add(result.parts[index]) }
    return options.sentenceLevel ? result.parts[0][0].sentences : []
  }

  /// What there is to be said of the numbers, once all blocks are in.
  public var warnings: [ScoreWarning] { evaluator.warnings(script) }

  /// The scores of each system by each metric, in the order of the metrics asked for.
  public func scores() -> [[Score]] {
    tallies.map { $0.scores(references: reader.referenceCount) }
  }

  /// The output for the whole corpus; empty at sentence level.
  ///
  /// - Returns: Lines with their ends.
  public func report() -> String {
    if options.sentenceLevel { return "" }
    let report = ScoreReport(options: options, names: reader.names)
    if reader.names.count == 1 {
      return report.single(tallies.map { single($0) })
    }
    guard let method = options.paired else {
      return report.table(scores().map { $0.map { ($0, PairedResult(score: $0.value)) } })
    }
    return report.table(comparisons(by: method))
  }

  /// The scores of each metric, a system a place, each compared with the first system's.
  public func comparisons(
    by method: PairedMethod
  ) -> [[(score: Score, result: PairedResult)]] {
    tallies.map { tally in
      let scores = tally.scores(references: reader.referenceCount)
      let systems = zip(scores, tally.stores).map { (score: $0.value, rows: $1) }
      let results = tally.metric.compare(systems, by: method, seed: options.seed)
      return zip(scores.map { paired($0, method) }, results).map { ($0, $1) }
    }
  }

  /// The score of a single system, with its interval if one was asked for.
  private func single(_ tally: ScoreTally) -> Score {
    var score = tally.scores(references: reader.referenceCount)[0]
    guard options.confidence, options.confidenceSamples > 1 else { return score }
    let scores = tally.metric.resampledScores(
      tally.stores[0], samples: options.confidenceSamples, seed: options.seed)
    score.confidence = scores.exactConfidence
    score.signature = score.signature.inserting([
      Signature.Field("bs", "bs", String(options.confidenceSamples)),
      Signature.Field("seed", "rs", String(options.seed)),
    ])
    return score
  }

  private func paired(_ score: Score, _ method: PairedMethod) -> Score {
    var score = score
    var fields: [Signature.Field] = []
    switch method {
    case .bootstrap(let samples):
      fields.append(Signature.Field("bs", "bs", String(samples)))
    case .approximateRandomisation(let trials, let samples):
      if samples > 0 { fields.append(Signature.Field("bs", "bs", String(samples))) }
      fields.append(Signature.Field("ar", "ar", String(trials)))
    }
    fields.append(Signature.Field("seed", "rs", String(options.seed)))
    score.signature = score.signature.inserting(fields)
    return score
  }

  /// Reads, scores and writes all in one thread.
  ///
  /// - Parameter output: Takes text with the ends of its lines.
  public mutating func run(_ output: (String) throws -> Void) throws {
    while let block = try nextBlock() {
      let lines = absorb(evaluator.result(of: block))
      if !lines.isEmpty { try output(lines.joined(separator: "\n") + "\n") }
    }
    let report = report()
    if !report.isEmpty { try output(report) }
  }
}

extension Signature {
  /// This signature with fields after its first, the number of references.
  func inserting(_ new: [Field]) -> Signature {
    Signature(Array(fields.prefix(1)) + new + fields.dropFirst())
  }
}

/// The sums of one metric over all blocks, a system each.
struct ScoreTally {
  let metric: AnyMetric
  private(set) var stores: [RowStore]
  private var sums: [[Double]]
  private let keepsRows: Bool

  init(_ metric: AnyMetric, systems: Int, keepsRows: Bool) {
    self.metric = metric
    self.keepsRows = keepsRows
    stores = (0..<systems).map { _ in metric.makeStore() }
    sums = stores.map { Array(repeating: 0, count: $0.width) }
  }

  mutating func add(_ parts: [ScorePart]) {
    for (system, part) in parts.enumerated() {
      for index in part.sum.indices { sums[system][index] += part.sum[index] }
      if keepsRows { stores[system].append(rows: part.rows) }
    }
  }

  func scores(references: Int) -> [Score] {
    sums.map { metric.score(sum: $0, references: references) }
  }
}
