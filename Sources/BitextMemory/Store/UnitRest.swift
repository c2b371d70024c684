// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The parts of a unit that most lack, as JSON: inline codes, properties, unknown keys.
enum UnitRest {
  /// The bytes; `nil` where there is nothing to keep.
  static func encode(_ unit: TranslationUnit) -> [UInt8]? {
    guard
      !unit.source.codes.isEmpty || !unit.target.codes.isEmpty || !unit.properties.isEmpty
        || !unit.extra.isEmpty
    else { return nil }
    var json = JSONWriter()
    json.beginObject()
    codes("s", unit.source.codes, &json)
    codes("t", unit.target.codes, &json)
    if !unit.properties.isEmpty {
      json.key("p")
      json.beginArray()
      for property in unit.properties {
        json.string(property.type)
        json.string(property.value)
      }
      json.endArray()
    }
    if !unit.extra.isEmpty {
      json.key("x")
      json.value(.object(unit.extra))
    }
    json.endObject()
    return json.bytes
  }

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into unit: inout TranslationUnit) {
    // A view is valid as long as its parser.
    let parser = JSONParser()
    let parsed = withExtendedLifetime(parser) { try? parser.parse(bytes).value }
    guard let root = parsed else { return }
    unit.source.codes = codes(root["s"])
    unit.target.codes = codes(root["t"])
    let texts = root["p"]?.elements ?? []
    for index in stride(from: 0, to: texts.count - 1, by: 2) {
      unit.properties.append(
        UnitProperty(type: texts[index].string ?? "", value: texts[index + 1].string ?? ""))
    }
    if case .object(let members) = root["x"] { unit.extra = members }
  }

  private static func codes(_ key: String, _ codes: [InlineCode], _ json: inout JSONWriter) {
    guard !codes.isEmpty else { return }
    json.key(key)
    json.beginArray()
    for code in codes {
      json.beginObject()
      json.member("k", code.kind.rawValue)
      json.member("o", code.offset)
      if let pair = code.pair { json.member("i", pair) }
      if let match = code.match { json.member("x", match) }
      if let type = code.type { json.member("t", type) }
      if let association = code.association { json.member("a", association) }
      if !code.data.isEmpty { json.member("d", code.data) }
      if !code.subflows.isEmpty { subflows(code.subflows, &json) }
      json.endObject()
    }
    json.endArray()
  }

  private static func codes(_ value: JSONValue?) -> [InlineCode] {
    (value?.elements ?? []).compactMap { value in
      guard let kind = value["k"]?.string.flatMap({ InlineCode.Kind(rawValue: $0) }) else {
        return nil
      }
      return InlineCode(
        kind: kind, offset: integer(value["o"]) ?? 0, pair: value["i"]?.string,
        match: value["x"]?.string, type: value["t"]?.string, association: value["a"]?.string,
        data: value["d"]?.string ?? "", subflows: subflows(value["s"]))
    }
  }

  private static func subflows(_ subflows: [InlineCode.Subflow], _ json: inout JSONWriter) {
    json.key("s")
    json.beginArray()
    for subflow in subflows {
      json.beginObject()
      json.member("o", subflow.offset)
      json.member("v", subflow.text)
      if let type = subflow.type { json.member("t", type) }
      if let type = subflow.dataType { json.member("dt", type) }
      codes("c", subflow.codes, &json)
      json.endObject()
    }
    json.endArray()
  }

  private static func subflows(_ value: JSONValue?) -> [InlineCode.Subflow] {
    (value?.elements ?? []).map { value in
      InlineCode.Subflow(
        offset: integer(value["o"]) ?? 0, text: value["v"]?.string ?? "", codes: codes(value["c"]),
        type: value["t"]?.string, dataType: value["dt"]?.string)
    }
  }

  private static func integer(_ value: JSONValue?) -> Int? {
    if case .integer(let number) = value { return Int(number) }
    return nil
  }
}
