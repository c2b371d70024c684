// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel
public import BitextQuality

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
  /// A table of what a reader said of faults in the units as they came; `nil` counts none.
  public var verdicts: String?

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
    let verdicts = try verdicts.map { try FaultVerdicts(path: $0) }
    let asTheyCame = units.map { checker.findings(in: $0).faults }
    var maker = FaultMaker(seed: seed, termbase: termbase)
    var result = MadeFaultEvaluation()
    result.units = units.count
    result.hasVerdicts = verdicts != nil
    for kind in kinds {
      var row = MadeFaultEvaluation.Row(kind: kind)
      let sink = try outputPrefix.map {
        try UnitSink("\($0).\(kind.rawValue).jsonl", .jsonl, languages)
      }
      for (number, unit) in units.enumerated() {
        let before = asTheyCame[number].filter { kind.rules.contains($0.rule) }
        if !before.isEmpty { row.onUnchanged += 1 }
        if before.contains(where: { verdicts?.isRight($0) != true }) { row.unfounded += 1 }
        let other = units[(number + units.count / 2) % units.count]
        guard let spoilt = maker.spoilt(unit, kind, other: other) else { continue }
        try sink?.write(spoilt)
        row.made += 1
        let place = Self.changed(unit.target.text, spoilt.target.text)
        if before.contains(where: { Self.marks($0, place) }) { row.atPlace += 1 }
        let found = checker.findings(in: spoilt).faults
        if found.contains(where: { kind.rules.contains($0.rule) }) { row.found += 1 }
      }
      try sink?.finish()
      result.rows.append(row)
    }
    return result
  }

  /// The characters of a text that another does not begin or end with.
  private static func changed(_ text: String, _ other: String) -> Range<Int> {
    let (one, two) = (Array(text.unicodeScalars), Array(other.unicodeScalars))
    var start = 0
    while start < min(one.count, two.count), one[start] == two[start] { start += 1 }
    var (end, otherEnd) = (one.count, two.count)
    while end > start, otherEnd > start, one[end - 1] == two[otherEnd - 1] {
      end -= 1
      otherEnd -= 1
    }
    return start..<end
  }

  /// Whether a fault's span in the target meets a place; where nothing was taken away, whether it holds it.
  private static func marks(_ fault: Fault, _ place: Range<Int>) -> Bool {
    guard let span = fault.target else { return false }
    if place.isEmpty { return span.start <= place.lowerBound && place.lowerBound <= span.end }
    return span.start < place.upperBound && place.lowerBound < span.end
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
