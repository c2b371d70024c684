// SPDX-License-Identifier: Apache-2.0

/// What TMX 1.4 says of an element: where it stands, its attributes, whether it holds text.
struct TMXRule {
  var parents: Set<String>
  var required: Set<String>
  var optional: Set<String>
  var holdsText = false

  private static let inline: Set<String> = ["bpt", "ept", "it", "ph", "hi", "ut"]
  private static let codes: Set<String> = ["bpt", "ept", "it", "ph", "ut"]
  private static let texts: Set<String> = ["seg", "sub", "hi"]
  private static let stamps: Set<String> = [
    "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool",
    "creationtoolversion", "creationdate", "creationid", "changedate", "changeid", "o-tmf",
  ]
  private static let notes: Set<String> = ["o-encoding", "xml:lang", "lang"]

  /// The rules by element.
  static let all: [String: TMXRule] = [
    "tmx": TMXRule(parents: [""], required: ["version"], optional: []),
    "header": TMXRule(
      parents: ["tmx"],
      required: [
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
      ],
      optional: ["o-encoding", "creationdate", "creationid", "changedate", "changeid"]),
    "body": TMXRule(parents: ["tmx"], required: [], optional: []),
    "note": TMXRule(
      parents: ["header", "tu", "tuv"], required: [], optional: notes, holdsText: true),
    "prop": TMXRule(
      parents: ["header", "tu", "tuv"], required: ["type"], optional: notes, holdsText: true),
    "ude": TMXRule(parents: ["header"], required: ["name"], optional: ["base"]),
    "map": TMXRule(parents: ["ude"], required: ["unicode"], optional: ["code", "ent", "subst"]),
    "tu": TMXRule(
      parents: ["body"], required: [], optional: stamps.union(["tuid", "segtype", "srclang"])),
    "tuv": TMXRule(parents: ["tu"], required: ["xml:lang"], optional: stamps.union(["lang"])),
    "seg": TMXRule(parents: ["tuv"], required: [], optional: [], holdsText: true),
    "bpt": TMXRule(parents: texts, required: ["i"], optional: ["x", "type"], holdsText: true),
    "ept": TMXRule(parents: texts, required: ["i"], optional: [], holdsText: true),
    "it": TMXRule(parents: texts, required: ["pos"], optional: ["x", "type"], holdsText: true),
    "ph": TMXRule(
      parents: texts, required: [], optional: ["x", "assoc", "type"], holdsText: true),
    "hi": TMXRule(parents: texts, required: [], optional: ["x", "type"], holdsText: true),
    "ut": TMXRule(parents: texts, required: [], optional: ["x"], holdsText: true),
    "sub": TMXRule(parents: codes, required: [], optional: ["datatype", "type"], holdsText: true),
  ]

  /// What is wrong with the value of an attribute: a message, and whether the DTD forbids it.
  static func problem(
    _ element: String, _ name: String, _ value: String
  ) -> (message: String, isError: Bool)? {
    switch name {
    case "creationdate", "changedate", "lastusagedate":
      if UnitDateCheck.isDate(value) { return nil }
      return (
        "expected a date such as 20020523T091200Z as \(name), found \"\(value.prefix(40))\"", false
      )
    case "usagecount":
      if let count = Int(value), count >= 0 { return nil }
      return ("expected a number as usagecount, found \"\(value.prefix(40))\"", false)
    case "segtype":
      if ["block", "paragraph", "sentence", "phrase"].contains(value) { return nil }
      return (
        "expected block, paragraph, sentence or phrase as segtype, found \"\(value.prefix(40))\"",
        true
      )
    case "pos" where element == "it":
      if ["begin", "end"].contains(value) { return nil }
      return ("expected begin or end as pos, found \"\(value.prefix(40))\"", true)
    case "assoc":
      if ["p", "f", "b"].contains(value) { return nil }
      return ("expected p, f or b as assoc, found \"\(value.prefix(40))\"", false)
    case "xml:lang", "lang", "srclang", "adminlang":
      if isLanguage(value) || (name == "srclang" && value.lowercased() == "*all*") { return nil }
      return ("expected the tag of a language as \(name), found \"\(value.prefix(40))\"", false)
    case "version":
      if ["1.4", "1.1", "1.2", "1.3"].contains(value) { return nil }
      return ("expected 1.1 to 1.4 as version, found \"\(value.prefix(40))\"", false)
    default: return nil
    }
  }

  /// Whether a text has the shape of a language's tag: letters, then parts of up to eight letters and digits.
  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (1...8).contains(first.utf8.count),
      first.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    }
  }
}
