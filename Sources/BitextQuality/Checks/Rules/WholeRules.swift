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
      // 👨‍👩‍👧 is one character by its joiners, where the source has it too.
      if index - start == 1, unit.target.scalars[start] == 0x200D,
        unit.source.scalars.contains(0x200D)
      {
        continue
      }
      let code = String(unit.target.scalars[start], radix: 16, uppercase: true)
      report.add(
        target: start..<index, "U+\(code) has no place in a text", "文本中不应出现 U+\(code)")
    }
  }
}

/// A side of a unit that has no partner.
struct NullBead: FaultRule {
  let about = RuleDescription(
    "null-bead", "Accuracy", "Omission", .major, .medium,
    "the aligner found no translation of a segment", "整句漏译")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard let bead = unit.bead, bead.target == 0, !unit.source.isBlank else { return }
    report.add(source: 0..<unit.source.count, "the segment has no translation", "整句没有译文")
  }
}

/// A segment of the target that has no source.
struct AddedBead: FaultRule {
  let about = RuleDescription(
    "added-bead", "Accuracy", "Addition", .major, .medium,
    "the aligner found no source of a segment", "整句无原文对应")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard !unit.target.isBlank else { return }
    guard unit.bead?.source == 0 || unit.source.isBlank else { return }
    report.add(target: 0..<unit.target.count, "the segment has no source", "整句没有对应的原文")
  }
}

/// A target much too short for its source.
struct TooShort: FaultRule {
  let about = RuleDescription(
    "too-short", "Accuracy", "Omission", .major, .high,
    "the target is much shorter than translations of such a source are", "译文过短")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard let ratio = unit.lengthRatio, ratio < 0.13 else { return }
    report.add(
      source: 0..<unit.source.count, target: 0..<unit.target.count,
      "the target is far shorter than expected", "译文长度远小于预期")
  }
}

/// A target much too long for its source.
struct TooLong: FaultRule {
  let about = RuleDescription(
    "too-long", "Accuracy", "Addition", .major, .high,
    "the target is much longer than translations of such a source are", "译文过长")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard let ratio = unit.lengthRatio, ratio > 0.9, unit.target.hanCount * 2 > unit.target.count
    else { return }
    report.add(
      source: 0..<unit.source.count, target: 0..<unit.target.count,
      "the target is far longer than expected", "译文长度远大于预期")
  }
}

/// A target that ends in the middle of a phrase.
struct Fragment: FaultRule {
  let about = RuleDescription(
    "fragment", "Linguistic conventions", "Grammar", .major, .high,
    "the sentence breaks off behind a word that must be followed by another", "句子不完整")

  /// 与或把被将从由并
  private static let open: Set<UInt32> = [
    0x4E0E, 0x6216, 0x628A, 0x88AB, 0x5C06, 0x4ECE, 0x7531, 0x5E76,
  ]

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard unit.hasBoth, target.isChinese, unit.source.isEnglish else { return }
    for index in target.scalars.indices
    where target.scalars[index] == 0x3002 || index == target.count - 1 {
      let last = target.kinds[index] == .han ? index : index - 1
      guard last >= 1, target.kind(last) == .han, Self.open.contains(target.scalars[last]) else {
        continue
      }
      // The last word must be this character alone: 饱和, 参与, 普及, 方向, 自由, 合并 are whole.
      guard
        let word = unit.links.words.first(where: { $0.start <= last && last < $0.end }),
        word.start == last
      else { continue }
      let start = max(0, last - 3)
      report.add(
        target: start..<last + 1,
        "the sentence breaks off behind \(target.string(last..<last + 1))",
        "句子在“\(target.string(last..<last + 1))”后中断")
    }
  }
}
