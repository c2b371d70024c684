// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
public import BitextQuality

/// The rules of a set, for people or programs.
public enum RuleTable {
  /// A line a rule: id, category, severity, precision and what it finds.
  public static func text(_ rules: RuleSet, json: Bool) -> String {
    rules.descriptions.map { json ? object($0) : line($0) }.joined()
  }

  private static func line(_ rule: RuleDescription) -> String {
    "\(Figures.padded(rule.id, 24)) \(Figures.padded(rule.severity.rawValue, 8)) "
      + "\(Figures.padded(rule.precision.rawValue, 6)) \(Figures.padded(rule.category.name, 44)) "
      + rule.summary.english + "\n"
  }

  private static func object(_ rule: RuleDescription) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("rule", rule.id)
    json.member("category", rule.category.name)
    json.member("severity", rule.severity.rawValue)
    json.member("precision", rule.precision.rawValue)
    json.member("scope", rule.scope.rawValue)
    json.member("summary", rule.summary.english)
    json.member("summary_zh", rule.summary.chinese)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
