// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads the rare parts of a unit; a key whose value has another shape gives `nil`, and stays an unknown key.
extension JSONView {
  /// How deep codes within subflows within codes may nest.
  private static var depthLimit: Int { 16 }

  func codes(depth: Int = 0) -> [InlineCode]? {
    guard depth < Self.depthLimit else { return nil }
    return list { view in
      guard let kind = view["kind"]?.string.flatMap({ InlineCode.Kind(rawValue: $0) }),
        let offset = view["offset"]?.double, offset >= 0, offset < 1e9
      else { return nil }
      var code = InlineCode(
        kind: kind, offset: Int(offset), pair: view["pair"]?.string, match: view["match"]?.string,
        type: view["type"]?.string, association: view["association"]?.string,
        data: view["data"]?.string ?? "")
      if let subflows = view["subflows"] {
        guard let found = subflows.subflows(depth: depth + 1) else { return nil }
        code.subflows = found
      }
      return code
    }
  }

  private func subflows(depth: Int) -> [InlineCode.Subflow]? {
    list { view in
      guard let offset = view["offset"]?.double, offset >= 0, offset < 1e9,
        let text = view["text"]?.string
      else { return nil }
      var subflow = InlineCode.Subflow(
        offset: Int(offset), text: text, type: view["type"]?.string,
        dataType: view["data_type"]?.string)
      if let codes = view["codes"] {
        guard let found = codes.codes(depth: depth + 1) else { return nil }
        subflow.codes = found
      }
      return subflow
    }
  }

  func notes() -> [UnitNote]? {
    list { view in
      view["text"]?.string.map {
        UnitNote(
          $0, language: view["language"]?.string.map { Language($0) },
          originalEncoding: view["encoding"]?.string)
      }
    }
  }

  func propertyList() -> [UnitProperty]? {
    list { view in
      guard let type = view["type"]?.string, let value = view["value"]?.string else { return nil }
      return UnitProperty(
        type: type, value: value, language: view["language"]?.string.map { Language($0) },
        originalEncoding: view["encoding"]?.string)
    }
  }

  func attributes() -> UnitAttributes? {
    guard isObject else { return nil }
    var attributes = UnitAttributes()
    var isGood = true
    forEachMember { key, value in
      let name = String(decoding: key, as: UTF8.self)
      if !(value.string.map { attributes.set(name, $0) } ?? false) { isGood = false }
    }
    return isGood ? attributes : nil
  }

  /// Puts notes, properties and attributes of one side into it; `false` where the shape is another.
  func details(into variant: inout TranslationUnitVariant) -> Bool {
    guard isObject else { return false }
    if let view = self["notes"] {
      guard let notes = view.notes() else { return false }
      variant.notes = notes
    }
    if let view = self["properties"] {
      guard let properties = view.propertyList() else { return false }
      variant.properties = properties
    }
    if let view = self["attributes"] {
      guard let attributes = view.attributes() else { return false }
      variant.attributes = attributes
    }
    return true
  }

  func furtherVariants() -> [TranslationUnitVariant]? {
    list { view in
      guard let language = view["language"]?.string, let text = view["text"]?.string else {
        return nil
      }
      var variant = TranslationUnitVariant(language: Language(language), text: text)
      if let codes = view["codes"] {
        guard let found = codes.codes() else { return nil }
        variant.codes = found
        variant.repairCodes()
      }
      if let details = view["details"], !details.details(into: &variant) { return nil }
      return variant
    }
  }

  /// The elements of an array, each as a value; `nil` where this is none or one of them has another shape.
  private func list<Value>(_ make: (JSONView) -> Value?) -> [Value]? {
    guard isArray else { return nil }
    var values: [Value] = []
    var isGood = true
    forEachElement { view in
      guard isGood, let value = make(view) else {
        isGood = false
        return
      }
      values.append(value)
    }
    return isGood ? values : nil
  }
}
