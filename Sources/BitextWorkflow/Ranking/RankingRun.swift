// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
public import BitextQuality

/// Trains the weights of the ranking aid, and measures what its values go along with.
///
///     var run = RankingRun()
///     run.human = "scores.tsv"
///     run.units = ["out/pairs.jsonl"]
///     let (model, figures) = try run.train()
///
/// Documents are dealt to training and measuring by their names, half and half; the rows of people's
/// scores by their column `split`. Training and measuring never see the same.
public struct RankingRun: Sendable {
  /// A table of units with people's scores.
  public var human: String?
  /// Units to be spoilt; of `pairs.jsonl` each pair is one unit.
  public var units: [String] = []
  /// How many units are drawn of each file; `nil` takes all.
  public var sample: Int?
  /// Another seed makes other faults and draws other units.
  public var seed: UInt64 = 0
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The terms that are known to the rules.
  public var termbase = Termbase.shipped
  /// Whether units of training documents are measured too.
  public var measuresAll = false

  /// Makes a run.
  public init() {}

  /// Trains weights, and measures them on what was kept apart.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable`, or `mismatch` and the line.
  public func train() throws -> (model: RankingModel, figures: RankingFigures) {
    let judged = try human.map { try RankingInputs.judged($0, languages) } ?? []
    let all = try drawn()
    let (own, _) = halves(all)
    let plain = try RankingAid(termbase: termbase)
    let trainer = RankingTrainer(plain.negationParts(of: own))
    let aid = try RankingAid(model: trainer.beginning, termbase: termbase)
    let training = judged.filter(\.isForTraining).map {
      (features: aid.features(of: $0.unit), score: Float($0.score))
    }
    guard !training.isEmpty, own.count > 1 else {
      throw WorkflowFailure(
        .nothingUsable,
        "expected --human with rows for training and --units with two units or more, found "
          + "\(training.count) and \(own.count)")
    }
    var samples: [(features: RankingFeatures, kind: MadeFault?)] = own.map {
      (aid.features(of: $0), nil)
    }
    try forEachMade(own) { kind, _, spoilt in samples.append((aid.features(of: spoilt), kind)) }
    let model = trainer.model(
      judged: training.map { RankingTrainer.Judged($0.features, score: $0.score) },
      samples: weighted(samples)
        + training.map { RankingTrainer.Sample($0.features, isMade: false, weight: 0.3) })
    return (model, try measure(model, judged, all))
  }

  /// Measures weights.
  ///
  /// - Throws: as ``train()`` does.
  public func measure(_ model: RankingModel = .shipped) throws -> RankingFigures {
    let judged = try human.map { try RankingInputs.judged($0, languages) } ?? []
    return try measure(model, judged, try drawn())
  }

  private func drawn() throws -> [TranslationUnit] {
    try RankingInputs.units(units, languages, sample: sample, seed: seed)
  }

  private func measure(
    _ model: RankingModel, _ judged: [RankingInputs.Judged], _ all: [TranslationUnit]
  ) throws -> RankingFigures {
    let aid = try RankingAid(model: model, termbase: termbase)
    var figures = RankingFigures()
    let apart = judged.filter { !$0.isForTraining }
    if !apart.isEmpty {
      let values = apart.map { aid.value(of: $0.unit) }
      figures.human = RankingFigures.Human(
        units: apart.count, pearson: Correlation.pearson(values, apart.map(\.score)),
        spearman: Correlation.spearman(values, apart.map(\.score)))
    }
    let own = measuresAll ? all : halves(all).measuring
    guard own.count > 1 else { return figures }
    let asTheyCame = own.map { aid.value(of: $0) }
    figures.units = own.count
    var values: [MadeFault: [(place: Int, value: Double)]] = [:]
    try forEachMade(own) { kind, place, spoilt in
      values[kind, default: []].append((place, aid.value(of: spoilt)))
    }
    for kind in MadeFault.allCases {
      guard let made = values[kind] else { continue }
      let lower = made.reduce(0.0) {
        let own = asTheyCame[$1.place]
        return $0 + ($1.value < own ? 1 : $1.value == own ? 0.5 : 0)
      }
      figures.made.append(
        RankingFigures.Made(
          kind: kind, made: made.count,
          area: Correlation.area(lower: made.map(\.value), higher: asTheyCame),
          paired: lower / Double(made.count)))
    }
    return figures
  }

  /// The units of documents for training and of those for measuring.
  private func halves(
    _ units: [TranslationUnit]
  ) -> (training: [TranslationUnit], measuring: [TranslationUnit]) {
    var halves: (training: [TranslationUnit], measuring: [TranslationUnit]) = ([], [])
    for unit in units {
      if TextHash.of(MQMTally.document(of: unit).utf8) & 1 == 0 {
        halves.training.append(unit)
      } else {
        halves.measuring.append(unit)
      }
    }
    return halves
  }

  private func forEachMade(
    _ units: [TranslationUnit], _ body: (MadeFault, _ place: Int, TranslationUnit) throws -> Void
  ) throws {
    var maker = FaultMaker(seed: seed, termbase: termbase)
    for kind in MadeFault.allCases {
      for (place, unit) in units.enumerated() {
        let other = units[(place + units.count / 2) % units.count]
        if let spoilt = maker.spoilt(unit, kind, other: other) { try body(kind, place, spoilt) }
      }
    }
  }

  /// All kinds count the same, and all units as they came as much as all kinds.
  private func weighted(
    _ samples: [(features: RankingFeatures, kind: MadeFault?)]
  ) -> [RankingTrainer.Sample] {
    var counts: [MadeFault?: Int] = [:]
    for sample in samples { counts[sample.kind, default: 0] += 1 }
    let kinds = Float(max(1, counts.count - 1))
    return samples.map { sample in
      let share = 1000 / Float(max(1, counts[sample.kind] ?? 1))
      return RankingTrainer.Sample(
        sample.features, isMade: sample.kind != nil,
        weight: sample.kind == nil ? share * kinds : share)
    }
  }
}
