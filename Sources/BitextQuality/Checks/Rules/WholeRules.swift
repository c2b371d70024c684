// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A source without a target.
struct EmptyTarget: FaultRule {
  let about = RuleDescription(
    "empty", "Accuracy", "Omission", .critical, .high, "nothing stands in the target",
    "译文为空")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.target.isBlank, !unit.source.isBlank, unit.bead?.target != 0 else { return }
    report.add(
      source: 0..<unit.source.count, "the target is empty", "译文为空")
  }
}

/// A target that is the source.
struct SourceCopied: FaultRule {
  let about = RuleDescription(
    "source-copied", "Accuracy", "Untranslated", .major, .high, "the target repeats the source",
    "译文照抄原文")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let (source, target) = (unit.source, unit.target)
    guard unit.hasBoth, source.isEnglish, target.isChinese, target.hanCount == 0 else { return }
    // A name, a formula or a link has no translation.
    let plain = target.words.count { $0.zone == .plain && $0.shape == .lower && $0.count > 2 }
    guard plain >= 3 else { return }
    var known: Set<UInt64> = []
    for word in source.words { known.insert(word.folded) }
    let shared = target.words.count { known.contains($0.folded) }
    guard shared * 10 >= target.words.count * 8 else { return }
    report.add(
      source: 0..<source.count, target: 0..<target.count, "the target repeats the source",
      "译文照抄原文，没有翻译")
  }
}

/// Characters that no text should hold.
struct ControlCharacters: FaultRule {
  let about = RuleDescription(
    "control-character", "Linguistic conventions", "Character encoding", .minor, .high,
    "a control character or an invisible character that stands for nothing",
    "含控制字符或不可见字符")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let kinds = unit.target.kinds
    var index = 0
    while index < kinds.count {
      guard kinds[index] == .control || kinds[index] == .invisible else {
        index += 1
        continue
      }
      let start = index
      while index < kinds.count, kinds[index] == .control || kinds[index] == .invisible {
        index += 1
      }
      let code = String(unit.target.scalars[start], radix: 16, uppercase: true)
      report.add(
        target: start..<index, "U+\(code) has no place in a text", "文本中不应出现 U+\(code)")
    }
  }
}
