// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A number that became another.
struct NumberChanged: FaultRule {
  let about = RuleDescription(
    "number-changed", "Accuracy", "Mistranslation", .major, .high,
    "a number of the source stands in the target with another value", "数字与原文不符")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let (source, target) = (unit.source, unit.target)
    for (s, t) in unit.numberMatch.changed {
      let (from, to) = (source.numbers[s].range, target.numbers[t].range)
      let (was, now) = (source.string(from), target.string(to))
      report.add(source: from, target: to, "\(was) became \(now)", "原文“\(was)”译成“\(now)”")
    }
  }
}

/// A number that the target lacks.
struct NumberMissing: FaultRule {
  let about = RuleDescription(
    "number-missing", "Accuracy", "Omission", .major, .medium,
    "a number of the source does not stand in the target", "漏译数字")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for s in unit.numberMatch.missing {
      let range = unit.source.numbers[s].range
      let number = unit.source.string(range)
      report.add(source: range, "\(number) is missing in the target", "译文缺少数字“\(number)”")
    }
  }
}

/// A number that the source lacks.
struct NumberAdded: FaultRule {
  let about = RuleDescription(
    "number-added", "Accuracy", "Addition", .major, .medium,
    "a number of the target does not stand in the source", "译文多出数字")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for t in unit.numberMatch.added {
      let range = unit.target.numbers[t].range
      let number = unit.target.string(range)
      report.add(target: range, "\(number) does not stand in the source", "原文没有数字“\(number)”")
    }
  }
}
