// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Makes units of JSON objects; unknown keys are kept.
public enum UnitRecord {
  /// The unit of an object.
  ///
  /// - Parameters:
  ///   - root: the object.
  ///   - languages: the languages of a unit that does not name them.
  ///   - row: the id of a unit that has none.
  ///   - line: where it stands, for ``UnitRepairs``.
  ///   - repairs: what was mended is added to it.
  /// - Throws: ``RecordProblem`` where the object is no unit.
  public static func unit(
    _ root: JSONView, languages: LanguagePair, row: Int, line: Int = 1, repairs: inout UnitRepairs
  ) throws(RecordProblem) -> TranslationUnit {
    if let translation = root["translation"], root["source"] == nil {
      return try unit(from: translation, in: root, row: row)
    }
    guard let source = root["source"], let target = root["target"] else {
      throw RecordProblem(.missingField, "expected the keys \"source\" and \"target\"")
    }
    guard let sourceText = source.string, let targetText = target.string else {
      throw RecordProblem(
        .wrongType, "expected strings under \"source\" and \"target\"",
        key: source.string == nil ? "source" : "target")
    }
    var unit = TranslationUnit(
      id: root["id"]?.string ?? String(row),
      source: TranslationUnitVariant(
        language: root["source_language"]?.string.map { Language($0) } ?? languages.source,
        text: sourceText),
      target: TranslationUnitVariant(
        language: root["target_language"]?.string.map { Language($0) } ?? languages.target,
        text: targetText))
    if let bead = root["bead"]?.string {
      guard let kind = BeadKind(bead) else {
        throw RecordProblem(
          .wrongType, "expected a bead such as 1-2, found \"\(bead.prefix(20))\"", key: "bead")
      }
      unit.bead = kind
    }
    unit.score = root["score"]?.double
    unit.pair = root["pair"]?.string
    unit.engine = root["engine"]?.string
    root.forEachMember { key, value in
      let name = String(decoding: key, as: UTF8.self)
      if plain.contains(name) { return }
      if !take(name, value, into: &unit) {
        unit.extra.append(JSONMember(name, value.value))
      }
    }
    let mended = unit.source.repairCodes() + unit.target.repairCodes()
    repairs.add(.unpairedCodes, mended, at: (line, 1))
    return unit
  }

  /// Reads a record of Hugging Face's.
  private static func unit(
    from translation: JSONView, in root: JSONView, row: Int
  ) throws(RecordProblem) -> TranslationUnit {
    guard let variants = translation.translation else {
      throw RecordProblem(
        .wrongType, "expected two texts or more under \"translation\"", key: "translation")
    }
    var unit = TranslationUnit(
      id: root["id"]?.string ?? String(row), source: variants[0], target: variants[1])
    if variants.count > 2 { unit.furtherVariants = Array(variants[2...]) }
    root.forEachMember { key, value in
      let name = String(decoding: key, as: UTF8.self)
      if name != "translation" && !(name == "id" && value.string != nil) {
        unit.extra.append(JSONMember(name, value.value))
      }
    }
    return unit
  }

  private static let plain: Set<String> = [
    "id", "source", "target", "source_language", "target_language", "bead", "score", "pair",
    "engine",
  ]

  /// Takes one of the keys that few records have; `false` where it is unknown or has another shape.
  private static func take(
    _ name: String, _ value: JSONView, into unit: inout TranslationUnit
  ) -> Bool {
    switch name {
    case "properties":
      if let list = value.propertyList() {
        unit.properties = list
      } else {
        guard value.isObject else { return false }
        unit.properties = properties(value)
      }
    case "source_codes":
      guard let codes = value.codes() else { return false }
      unit.source.codes = codes
    case "target_codes":
      guard let codes = value.codes() else { return false }
      unit.target.codes = codes
    case "source_details": return value.details(into: &unit.source)
    case "target_details": return value.details(into: &unit.target)
    case "notes":
      guard let notes = value.notes() else { return false }
      unit.notes = notes
    case "attributes":
      guard let attributes = value.attributes() else { return false }
      unit.attributes = attributes
    case "further":
      guard let variants = value.furtherVariants() else { return false }
      unit.furtherVariants = variants
    default: return false
    }
    return true
  }

  private static func properties(_ view: JSONView) -> [UnitProperty] {
    var properties: [UnitProperty] = []
    view.forEachMember { key, value in
      let type = String(decoding: key, as: UTF8.self)
      if let text = value.string { properties.append(UnitProperty(type: type, value: text)) }
      value.forEachElement { element in
        if let text = element.string { properties.append(UnitProperty(type: type, value: text)) }
      }
    }
    return properties
  }
}
