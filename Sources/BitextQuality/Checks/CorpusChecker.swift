// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Judges what one unit alone cannot show: what the whole corpus does is said once.
///
/// Takes the findings of the units in their order. Memory is flat in the number of units: a kind of
/// sighting is decided on the first 200 places where it could stand.
public struct CorpusChecker {
  /// Few, in the order of their first sighting.
  private var kinds: [(key: String, count: SightingCount)] = []
  private var inDocument = TermLedger()
  private var inCorpus = TermLedger()
  private var document: String?
  private let consistency: RuleDescription?
  private let nameConsistency: RuleDescription?
  private let wideConsistency: RuleDescription?

  /// Makes a checker that has seen nothing.
  public init(rules: RuleSet) {
    consistency = rules.descriptions.first { $0.id == InconsistentTerm().about.id }
    nameConsistency = rules.descriptions.first { $0.id == InconsistentName().about.id }
    wideConsistency = rules.descriptions.first { $0.id == InconsistentCorpus().about.id }
  }

  /// Takes the findings of the next unit.
  ///
  /// - Returns: the faults that are settled now: the unit's own, then those of units before.
  public mutating func add(_ findings: UnitFindings) -> [Fault] {
    var faults = findings.faults
    for contrary in findings.ledger.contrary {
      count(contrary.key) { $0.contrary += contrary.count }
    }
    for held in findings.ledger.held {
      count(held.key) { kind in
        kind.seen += 1
        switch kind.verdict {
        case .open: if kind.waiting.count < SightingCount.limit { kind.waiting.append(held.fault) }
        case .single: faults.append(held.fault)
        case .usual: break
        }
      }
    }
    for place in kinds.indices where kinds[place].count.isDue {
      faults += kinds[place].count.decide(isLast: false)
    }
    let ended = take(findings)
    return ended.isEmpty ? faults : ended + faults
  }

  /// Settles what is left.
  ///
  /// - Returns: the faults that waited for the end.
  public mutating func finish() -> [Fault] {
    var held: [Fault] = []
    for place in kinds.indices { held += kinds[place].count.decide(isLast: true) }
    let terms = inDocument.faults(false)
    inDocument = TermLedger()
    return terms + held + inCorpus.faults(true)
  }

  /// Takes the renderings of terms; returns the faults of the document that ended.
  private mutating func take(_ findings: UnitFindings) -> [Fault] {
    var ended: [Fault] = []
    if document == nil || findings.document != document {
      ended = inDocument.faults(false)
      inDocument = TermLedger()
      document = findings.document
    }
    for use in findings.ledger.renderings {
      if use.isName {
        if let rule = nameConsistency {
          inDocument.add(use, as: Self.fault(rule, use, findings.unit))
        }
        continue
      }
      if let rule = consistency {
        inDocument.add(use, as: Self.fault(rule, use, findings.unit))
      }
      if let rule = wideConsistency { inCorpus.add(use, as: Self.fault(rule, use, findings.unit)) }
    }
    return ended
  }

  private static func fault(_ rule: RuleDescription, _ use: TermUse, _ unit: String) -> Fault {
    Fault(
      unit: unit, rule: rule.id, category: rule.category, severity: rule.severity,
      source: use.source, target: use.target, message: FaultMessage(english: "", chinese: ""),
      precision: rule.precision)
  }

  private mutating func count(_ key: String, _ body: (inout SightingCount) -> Void) {
    let known = kinds.firstIndex { $0.key == key }
    if known == nil { kinds.append((key, SightingCount())) }
    body(&kinds[known ?? kinds.count - 1].count)
  }
}

/// How often a way of writing was seen, and whether it is the corpus's own.
private struct SightingCount {
  enum Verdict { case open, single, usual }

  static let limit = 200
  /// From this share on a way of writing is the corpus's own.
  static let usualShare = 0.5

  var seen = 0
  var contrary = 0
  var verdict = Verdict.open
  var waiting: [Fault] = []

  /// Whether enough was seen to decide.
  var isDue: Bool { verdict == .open && seen + contrary >= Self.limit }

  /// Decides where enough was seen; returns the faults that waited for it.
  mutating func decide(isLast: Bool) -> [Fault] {
    guard isDue || verdict == .open && isLast else { return [] }
    let isUsual = seen >= 3 && Double(seen) >= Self.usualShare * Double(seen + contrary)
    verdict = isUsual ? .usual : .single
    defer { waiting = [] }
    guard isUsual, var first = waiting.first else { return waiting }
    first.message.english += "; so in the whole corpus, said once"
    first.message.chinese += "；全库如此，只报一次"
    return [first]
  }
}
