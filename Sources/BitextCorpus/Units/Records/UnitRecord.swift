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
      if isPlain(key) { return }
      let name = String(decoding: key, as: UTF8.self)
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

  /// Whether a key is one of those that nearly all records have, which are read by name.
  private static func isPlain(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    switch key.count {
    case 2: key.equals("id")
    case 4: key.equals("bead") || key.equals("pair")
    case 5: key.equals("score")
    case 6: key.equals("source") || key.equals("target") || key.equals("engine")
    case 15: key.equals("source_language") || key.equals("target_language")
    default: false
    }
  }

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

  /// The type of a property; those that a build writes take no memory of their own.
  private static func propertyType(_ key: UnsafeBufferPointer<UInt8>) -> String {
    if key.equals("x-bitext-source-document") { return "x-bitext-source-document" }
    if key.equals("x-bitext-target-document") { return "x-bitext-target-document" }
    return String(decoding: key, as: UTF8.self)
  }

  private static func properties(_ view: JSONView) -> [UnitProperty] {
    var properties: [UnitProperty] = []
    view.forEachMember { key, value in
      // A build writes two.
      if properties.isEmpty { properties.reserveCapacity(2) }
      let type = propertyType(key)
      if let text = value.string { properties.append(UnitProperty(type: type, value: text)) }
      value.forEachElement { element in
        if let text = element.string { properties.append(UnitProperty(type: type, value: text)) }
      }
    }
    return properties
  }
}
