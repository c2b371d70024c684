// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A negation of the source that the target does not have.
struct NegationLost: FaultRule {
  let about = RuleDescription(
    "negation-lost", "Accuracy", "Mistranslation", .major, .low,
    "a negation of the source that the target lacks", "否定丢失")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    var last = -1
    for (negation, part) in unit.negations.lost where part.source.lowerBound != last {
      last = part.source.lowerBound
      report.add(
        source: negation.range, target: part.target, "a negation is missing in the target",
        "译文丢失否定")
    }
  }
}

/// A negation of the target that the source does not have.
struct NegationAdded: FaultRule {
  let about = RuleDescription(
    "negation-added", "Accuracy", "Mistranslation", .major, .low,
    "a negation of the target that the source lacks", "译文多出否定")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    var last = -1
    for (negation, part) in unit.negations.added where part.source.lowerBound != last {
      last = part.source.lowerBound
      report.add(
        source: part.source, target: negation.range, "the target negates what the source does not",
        "译文多出否定")
    }
  }
}
