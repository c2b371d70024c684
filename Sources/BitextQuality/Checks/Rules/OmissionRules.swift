// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Source text that the target leaves out.
struct Omission: FaultRule {
  let about = RuleDescription(
    "omission", "Accuracy", "Omission", .major, .low,
    "a stretch of the source that no words of the target account for", "漏译")

  /// What must speak for a stretch, in nats, and how many words it needs.
  static let threshold = 7.2
  static let leastLexical = 6.0
  static let leastWords = 3

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for (part, verdict) in unit.partVerdicts {
      guard case .omitted(let range) = verdict else { continue }
      let text = unit.source.string(range.lowerBound..<min(range.upperBound, range.lowerBound + 60))
      report.add(
        source: range, target: part.target.isEmpty ? nil : part.target,
        "the target seems to lack: \(text)", "译文似乎漏译：\(text)")
    }
  }
}

/// Target text that the source does not have.
struct Addition: FaultRule {
  let about = RuleDescription(
    "addition", "Accuracy", "Addition", .major, .low,
    "a stretch of the target that no words of the source account for", "译文多出原文没有的内容")

  static let threshold = 9.0
  static let leastLexical = 6.0
  static let leastWords = 4

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for (_, verdict) in unit.partVerdicts {
      guard case .added(let range) = verdict else { continue }
      let text = unit.target.string(range.lowerBound..<min(range.upperBound, range.lowerBound + 30))
      report.add(target: range, "the source seems to lack: \(text)", "原文似乎没有：\(text)")
    }
  }
}

/// A target, or a sentence of it, that says something else than the source.
struct Unrelated: FaultRule {
  let about = RuleDescription(
    "unrelated", "Accuracy", "Mistranslation", .critical, .high,
    "a target that has next to nothing in common with its source", "译文与原文不对应")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for (part, verdict) in unit.partVerdicts {
      guard case .unrelated = verdict else { continue }
      report.add(
        source: part.source, target: part.target, "the target says something else than the source",
        "译文与原文不对应")
    }
  }
}

/// What is to be said of a part of a unit.
enum PartVerdict {
  case omitted(Range<Int>)
  case added(Range<Int>)
  case unrelated
}

extension CheckedUnit {
  /// What the lexicon and the lengths say of each part; worked out when a rule first asks.
  var partVerdicts: [(part: UnitPart, verdict: PartVerdict)] {
    if let found = foundVerdicts { return found }
    var found: [(part: UnitPart, verdict: PartVerdict)] = []
    if hasBoth, source.isEnglish, target.isChinese, target.hanCount >= 4 {
      for part in links.parts { found += verdicts(part).map { (part, $0) } }
    }
    foundVerdicts = found
    return found
  }

  private func verdicts(_ part: UnitPart) -> [PartVerdict] {
    let known = evidence(part)
    if part.target.isEmpty { return known.source >= 4 ? [.omitted(part.source)] : [] }
    if part.source.isEmpty { return known.target >= 4 ? [.added(part.target)] : [] }
    // Of many sentences one looks gappy by chance: ln of their number, as Bonferroni would have it.
    let caution = links.parts.count > 1 ? 2.0 : 0
    // Of a target that says something else some words are found by chance: fewer than a third.
    if known.source >= 4, known.target >= 3,
      Double(known.sourceFound) <= 0.32 * Double(known.source),
      Double(known.targetFound) <= 0.40 * Double(known.target)
    {
      return [.unrelated]
    }
    var found: [PartVerdict] = []
    if let gap = GapFinder.omission(self, part),
      gap.words >= (gap.isClause ? 2 : Omission.leastWords),
      gap.total >= Omission.threshold + caution,
      gap.lexical >= (gap.isClause ? 4.5 : Omission.leastLexical)
    {
      found.append(.omitted(gap.range))
    }
    if let gap = GapFinder.addition(self, part), gap.words >= Addition.leastWords,
      gap.total >= Addition.threshold + caution, gap.lexical >= Addition.leastLexical
    {
      found.append(.added(gap.range))
    }
    return found
  }

  /// How many words of a part the lexicon could find on the other side, and how many it does find.
  private func evidence(
    _ part: UnitPart
  ) -> (source: Int, sourceFound: Double, target: Int, targetFound: Double) {
    var counts = (source: 0, sourceFound: 0.0, target: 0, targetFound: 0.0)
    for (index, word) in source.words.enumerated() where part.source.contains(word.start) {
      switch links.sourceCover[index] {
      case .unknown: continue
      case .none: break
      case .weak: counts.sourceFound += 0.5
      case .strong: counts.sourceFound += 1
      }
      counts.source += 1
    }
    for word in links.words where part.target.contains(word.start) && word.cover != .unknown {
      counts.target += 1
      if word.cover == .strong { counts.targetFound += 1 }
    }
    return counts
  }
}
