// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The parts of a unit that most lack, as JSON with short keys: inline codes, properties, notes, attributes, further
/// languages, unknown keys.
enum UnitRest {
  /// The bytes; `nil` where there is nothing to keep.
  static func encode(_ unit: TranslationUnit) -> [UInt8]? {
    var members: [JSONMember] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONMember(key, value)) }
    }
    add("s", side(unit.source))
    add("t", side(unit.target))
    add("p", properties(unit.properties))
    add("n", notes(unit.notes))
    add("a", attributes(unit.attributes))
    let further = unit.furtherVariants
    if !further.isEmpty {
      add(
        "v",
        .array(
          further.map { variant in
            .array([
              .string(variant.language.tag), .string(variant.text), side(variant) ?? .null,
            ])
          }))
    }
    if !unit.extra.isEmpty { add("x", .object(unit.extra)) }
    guard !members.isEmpty else { return nil }
    var json = JSONWriter()
    json.value(.object(members))
    return json.bytes
  }

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into unit: inout TranslationUnit) {
    // A view is valid as long as its parser.
    let parser = JSONParser()
    let parsed = withExtendedLifetime(parser) { try? parser.parse(bytes).value }
    guard let root = parsed else { return }
    setSide(root["s"], of: &unit.source)
    setSide(root["t"], of: &unit.target)
    unit.properties = properties(root["p"])
    if let value = root["n"] { unit.notes = notes(value) }
    if let value = root["a"] { unit.attributes = attributes(value) }
    if let variants = root["v"]?.elements {
      unit.furtherVariants = variants.compactMap { value in
        guard let parts = value.elements, parts.count == 3 else { return nil }
        var variant = TranslationUnitVariant(
          language: Language(parts[0].string ?? ""), text: parts[1].string ?? "")
        setSide(parts[2], of: &variant)
        return variant
      }
    }
    if case .object(let members) = root["x"] { unit.extra = members }
  }

  /// What a side has beside its text.
  private static func side(_ variant: TranslationUnitVariant) -> JSONValue? {
    var members: [JSONMember] = []
    if !variant.codes.isEmpty { members.append(JSONMember("c", codes(variant.codes))) }
    if let value = properties(variant.properties) { members.append(JSONMember("p", value)) }
    if let value = notes(variant.notes) { members.append(JSONMember("n", value)) }
    if let value = attributes(variant.attributes) { members.append(JSONMember("a", value)) }
    return members.isEmpty ? nil : .object(members)
  }

  private static func setSide(_ value: JSONValue?, of variant: inout TranslationUnitVariant) {
    guard let value else { return }
    if let found = value["c"] { variant.codes = codes(found) }
    if let found = value["p"] { variant.properties = properties(found) }
    if let found = value["n"] { variant.notes = notes(found) }
    if let found = value["a"] { variant.attributes = attributes(found) }
  }
}
