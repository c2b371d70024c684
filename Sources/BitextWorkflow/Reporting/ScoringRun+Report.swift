// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextQuality

extension ScoringRun {
  /// BLEU and chrF of files of units against one of references, each compared with the first.
  static func metrics(
    of hypotheses: [String], against reference: String, languages: LanguagePair, width: Int,
    limit: Int
  ) async throws -> [ReportMetric] {
    var options = ScoreOptions()
    options.metrics = [.bleu, .chrf]
    options.languagePair = "\(languages.source.primary)-\(languages.target.primary)"
    let method = PairedMethod.bootstrap()
    if hypotheses.count > 1 { options.paired = method } else { options.confidence = true }
    let inputs = try ScoringInputs(
      hypotheses: hypotheses, references: [reference], format: nil, columns: false)
    let rejections = try RejectionFile(path: nil)
    let (sources, _) = try inputs.open(limit: limit, rejections: rejections)
    var run = try ScoreRun(options, hypotheses: sources.hypotheses, references: sources.references)
    let evaluator = run.evaluator
    try await OrderedBatches.run(
      width: width > 0 ? width : Cores.count, next: { try run.nextBlock() },
      work: { evaluator.result(of: $0) }, consume: { _ = run.absorb($0) })
    return run.comparisons(by: method).compactMap { column in
      guard let score = column.first?.score else { return nil }
      return ReportMetric(
        name: score.name, signature: score.signature.description, isHigherBetter: true,
        results: column.map(\.result))
    }
  }
}
