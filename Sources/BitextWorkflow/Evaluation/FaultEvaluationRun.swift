// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Compares faults with those that people marked.
///
///     let result = try FaultEvaluationRun().run(faults: "faults.jsonl", gold: "judged.tsv")
///     print(result.all.f1(.category))
///
/// Either file is JSON lines as `bitext check --format jsonl` writes them, or the ten columns of Google's
/// MQM viewer. Of gold in ten columns only the judged units count, those without faults too. Gold as
/// JSON lines says nothing of units without faults: unless ``judged`` names the units that people looked
/// at, every fault in question counts.
public struct FaultEvaluationRun: Sendable {
  /// A file with the ids of the judged units, one a line; `nil` goes by gold.
  public var judged: String?
  /// How rows of ten columns are read.
  public var reading = MQMImport()

  /// Makes a run.
  public init() {}

  /// Compares two files.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line that cannot be used.
  public func run(faults: String, gold: String) throws -> FaultEvaluation {
    let answers = try read(faults)
    let wanted = try read(gold)
    let units = try judged.map { try ids($0) } ?? wanted.units
    if let units, let stray = wanted.faults.first(where: { !units.contains($0.unit) }) {
      throw WorkflowFailure(
        .mismatch,
        "\(gold): expected units of \(judged ?? gold), found \"\(stray.unit)\", which it lacks")
    }
    var byUnit: [String: (answers: [Fault], gold: [Fault])] = [:]
    var order: [String] = []
    func place(_ unit: String) {
      if byUnit.updateValue(byUnit[unit] ?? ([], []), forKey: unit) == nil { order.append(unit) }
    }
    for unit in (units ?? []).sorted() { place(unit) }
    for fault in wanted.faults {
      place(fault.unit)
      byUnit[fault.unit]?.gold.append(fault)
    }
    for fault in answers.faults where units?.contains(fault.unit) ?? true {
      place(fault.unit)
      byUnit[fault.unit]?.answers.append(fault)
    }
    var evaluation = FaultEvaluation()
    for unit in order {
      if let faults = byUnit[unit] { evaluation.add(answers: faults.answers, gold: faults.gold) }
    }
    return evaluation
  }

  /// Whether a file is read as ten columns, by its name; else it is JSON lines.
  public static func hasColumns(_ path: String) -> Bool {
    !["jsonl", "json", "ndjson"].contains(FileSystem.formatExtension(of: path))
  }

  /// The faults of a file, and the units that it says were judged.
  private func read(_ path: String) throws -> (faults: [Fault], units: Set<String>?) {
    if !Self.hasColumns(path) {
      return (try FaultFile(path: path).entries.map(\.fault), nil)
    }
    let found = try reading.annotations(path)
    return (found.faults, Set(found.units))
  }

  private func ids(_ path: String) throws -> Set<String> {
    var ids: Set<String> = []
    try NumberedLines(path: path).forEach { _, line in ids.insert(line) }
    return ids
  }
}
