// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel
public import BitextQuality

/// How often the rules that are meant for a made fault fire on it, and on the units as they came.
public struct MadeFaultEvaluation: Hashable, Sendable {
  /// The figures of one kind of fault.
  public struct Row: Hashable, Sendable {
    /// The kind.
    public var kind: MadeFault
    /// The units that could be spoilt so.
    public var made = 0
    /// Those of them on which a rule that is meant for it fires.
    public var found = 0
    /// The units, as they came, on which one of these rules fires.
    public var onUnchanged = 0

    /// The share found, 0...1.
    public var recall: Double { made == 0 ? 0 : Double(found) / Double(made) }
  }

  /// The units as they came.
  public internal(set) var units = 0
  /// A row a kind.
  public internal(set) var rows: [Row] = []

  /// The share of unchanged units on which a row's rules fire, 0...1.
  public func unchangedShare(_ row: Row) -> Double {
    units == 0 ? 0 : Double(row.onUnchanged) / Double(units)
  }

  /// The figures for people.
  public var summary: String {
    var text = "\(units) units\nmade       units  found   on unchanged\n"
    for row in rows {
      text +=
        "\(Figures.padded(row.kind.rawValue, 10)) \(Figures.padded(String(row.made), 6)) "
        + "\(Figures.fixed(row.recall))  \(Figures.fixed(unchangedShare(row)))\n"
    }
    return text
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("units", units)
    json.key("made")
    json.beginObject()
    for row in rows {
      json.key(row.kind.rawValue)
      json.beginObject()
      json.member("made", row.made)
      json.member("found", row.found)
      json.key("recall")
      json.number(row.recall, decimals: 4)
      json.key("on_unchanged")
      json.number(unchangedShare(row), decimals: 4)
      json.endObject()
    }
    json.endObject()
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// Makes faults in units and checks them.
public struct MadeFaultRun: Sendable {
  /// The kinds of faults.
  public var kinds = MadeFault.allCases
  /// Another seed makes other faults, and draws other units.
  public var seed: UInt64 = 0
  /// How many units are drawn; `nil` takes all.
  public var sample: Int?
  /// The rules that are asked.
  public var rules: RuleSet
  /// The terms that are known.
  public var termbase = Termbase.shipped
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// Where the spoilt units go, as JSON lines, `PREFIX.number.jsonl` and so on; `nil` keeps none.
  public var outputPrefix: String?

  /// Makes a run.
  public init(rules: RuleSet) { self.rules = rules }

  /// Measures.
  ///
  /// - Parameter inputs: units, or folders that `bitext build` wrote; of `pairs.jsonl` each pair is one
  ///   unit.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `CorpusFailure`; `IOFailure`.
  public func run(inputs: [String]) throws -> MadeFaultEvaluation {
    let units = try drawn(try inputs.map { try CheckedFiles.path(of: $0) })
    guard units.count > 1 else {
      throw WorkflowFailure(
        .nothingUsable, "\(inputs[0]): expected two units or more, found \(units.count)")
    }
    let checker = UnitChecker(rules: rules, termbase: termbase)
    let asTheyCame = units.map { unit in Set(checker.findings(in: unit).faults.map(\.rule)) }
    var maker = FaultMaker(seed: seed, termbase: termbase)
    var result = MadeFaultEvaluation()
    result.units = units.count
    for kind in kinds {
      var row = MadeFaultEvaluation.Row(kind: kind)
      let sink = try outputPrefix.map {
        try UnitSink("\($0).\(kind.rawValue).jsonl", .jsonl, languages)
      }
      for (number, unit) in units.enumerated() {
        if !asTheyCame[number].isDisjoint(with: kind.rules) { row.onUnchanged += 1 }
        let other = units[(number + units.count / 2) % units.count]
        guard let spoilt = maker.spoilt(unit, kind, other: other) else { continue }
        try sink?.write(spoilt)
        row.made += 1
        let found = checker.findings(in: spoilt).faults
        if found.contains(where: { kind.rules.contains($0.rule) }) { row.found += 1 }
      }
      try sink?.finish()
      result.rows.append(row)
    }
    return result
  }

  private func drawn(_ paths: [String]) throws -> [TranslationUnit] {
    if inputFormat == nil, try paths.allSatisfy({ try RankingInputs.isPairs($0) }) {
      return try RankingInputs.units(paths, languages, sample: sample, seed: seed)
    }
    let rejections = try RejectionFile(path: nil)
    var files = try CheckedFiles(
      paths, inputFormat: inputFormat, limit: 16 << 20, languages: languages,
      rejections: rejections)
    var units: [TranslationUnit] = []
    var reservoir = sample.map { Reservoir(size: $0, seed: seed) }
    while let batch = try files.batch(256) {
      guard reservoir != nil else {
        units += batch
        continue
      }
      for unit in batch { _ = reservoir?.add(unit) }
    }
    return reservoir?.units ?? units
  }
}
