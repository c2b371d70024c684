// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
public import BitextQuality

/// How many faults a corpus has.
public struct CheckSummary: Hashable, Sendable {
  /// The faults of one rule.
  public struct RuleCount: Hashable, Sendable {
    /// The rule.
    public var rule: RuleDescription
    /// Its faults.
    public var faults = 0
    /// The units that have at least one.
    public var units = 0
  }

  /// Units checked.
  public internal(set) var units = 0
  /// Words of the sources, as `SourceWords` counts them.
  public var sourceWords: Int { tally.sourceWords }
  /// Faults in all.
  public internal(set) var faults = 0
  /// Units with at least one fault.
  public internal(set) var faultyUnits = 0
  /// The rules that ran, in their order.
  public internal(set) var rules: [RuleCount]
  /// Faults by severity, the least first.
  public internal(set) var severities: [(severity: FaultSeverity, count: Int)]
  /// Records that could not be read.
  public internal(set) var rejected = 0
  /// Weighted faults per 1,000 source words, once all are counted.
  public private(set) var mqm: MQMScore?

  private var places: [String: Int] = [:]
  private var faulty = FaultyUnits()
  private var tally: MQMTally

  init(rules: RuleSet, weights: MQMWeights = MQMWeights()) {
    tally = MQMTally(weights: weights)
    self.rules = rules.descriptions.map { RuleCount(rule: $0) }
    severities = FaultSeverity.allCases.map { ($0, 0) }
    for (place, about) in rules.descriptions.enumerated() { places[about.id] = place }
  }

  mutating func count(_ unit: TranslationUnit) {
    units += 1
    tally.add(unit)
  }

  mutating func count(_ fault: Fault) {
    faults += 1
    tally.add(fault)
    if faulty.isFirst(fault.unit) { faultyUnits += 1 }
    if let place = places[fault.rule] {
      rules[place].faults += 1
      if faulty.isFirst(fault.unit, kind: place) { rules[place].units += 1 }
    }
    for index in severities.indices where severities[index].severity == fault.severity {
      severities[index].count += 1
    }
  }

  /// Weighs what was counted.
  mutating func finish() { mqm = tally.score() }

  /// Whether all counts are the same.
  public static func == (one: CheckSummary, other: CheckSummary) -> Bool { one.json == other.json }
  /// Hashes the counts.
  public func hash(into hasher: inout Hasher) { hasher.combine(json) }

  /// Faults by category, in the order of the rules.
  public var categories: [(category: FaultCategory, count: Int)] {
    var found: [(category: FaultCategory, count: Int)] = []
    for entry in rules where entry.faults > 0 {
      if let index = found.firstIndex(where: { $0.category == entry.rule.category }) {
        found[index].count += entry.faults
      } else {
        found.append((entry.rule.category, entry.faults))
      }
    }
    return found
  }

  /// The counts as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("units", units)
    json.member("source_words", sourceWords)
    json.member("faults", faults)
    json.member("faulty_units", faultyUnits)
    json.key("severities")
    json.beginObject()
    for entry in severities { json.member(entry.severity.rawValue, entry.count) }
    json.endObject()
    json.key("categories")
    json.beginObject()
    for entry in categories { json.member(entry.category.name, entry.count) }
    json.endObject()
    json.key("rules")
    json.beginObject()
    for entry in rules {
      json.key(entry.rule.id)
      json.beginObject()
      json.member("faults", entry.faults)
      json.member("units", entry.units)
      json.member("precision", entry.rule.precision.rawValue)
      json.endObject()
    }
    json.endObject()
    if let mqm {
      json.key("mqm")
      json.mqm(mqm)
    }
    json.member("rejected", rejected)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The counts for people, some lines.
  public var summary: String {
    var text =
      "\(units) units, \(faults) faults in \(faultyUnits) units, \(rejected) records rejected\n"
    for entry in rules where entry.faults > 0 {
      text +=
        "  \(Figures.padded(String(entry.faults), 6)) \(Figures.padded(entry.rule.id, 24)) "
        + "\(entry.rule.category.name), \(entry.rule.severity.rawValue), precision "
        + "\(entry.rule.precision.rawValue)\n"
    }
    for line in mqm?.lines ?? [] { text += line + "\n" }
    return text
  }
}
