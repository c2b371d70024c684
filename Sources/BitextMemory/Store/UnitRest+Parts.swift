// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The parts of a unit's rest: arrays whose places have a fixed meaning, `null` where there is nothing.
extension UnitRest {
  private static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  private static func place(_ values: [JSONValue], _ index: Int) -> JSONValue {
    index < values.count ? values[index] : .null
  }

  private static func integer(_ value: JSONValue) -> Int? {
    if case .integer(let number) = value { return Int(number) }
    return nil
  }

  // Properties: type, value, language, encoding.

  static func properties(_ properties: [UnitProperty]) -> JSONValue? {
    guard !properties.isEmpty else { return nil }
    return .array(
      properties.map {
        short([
          .string($0.type), .string($0.value), text($0.language?.tag), text($0.originalEncoding),
        ])
      })
  }

  static func properties(_ value: JSONValue?) -> [UnitProperty] {
    (value?.elements ?? []).map { value in
      let parts = value.elements ?? []
      return UnitProperty(
        type: place(parts, 0).string ?? "", value: place(parts, 1).string ?? "",
        language: place(parts, 2).string.map { Language($0) },
        originalEncoding: place(parts, 3).string)
    }
  }

  // Notes: text, language, encoding.

  static func notes(_ notes: [UnitNote]) -> JSONValue? {
    guard !notes.isEmpty else { return nil }
    return .array(
      notes.map { short([.string($0.text), text($0.language?.tag), text($0.originalEncoding)]) })
  }

  static func notes(_ value: JSONValue) -> [UnitNote] {
    (value.elements ?? []).map { value in
      let parts = value.elements ?? []
      return UnitNote(
        place(parts, 0).string ?? "", language: place(parts, 1).string.map { Language($0) },
        originalEncoding: place(parts, 2).string)
    }
  }

  // Attributes, in the order of their declaration.

  static func attributes(_ attributes: UnitAttributes) -> JSONValue? {
    guard !attributes.isEmpty else { return nil }
    func date(_ date: UnitDate?) -> JSONValue { date.map { .integer($0.seconds) } ?? .null }
    return short([
      date(attributes.createdOn), text(attributes.createdBy), date(attributes.changedOn),
      text(attributes.changedBy), date(attributes.lastUsedOn),
      attributes.usageCount.map { .integer(Int64($0)) } ?? .null, text(attributes.creationTool),
      text(attributes.creationToolVersion), text(attributes.dataType),
      text(attributes.segmentation), text(attributes.originalFormat),
      text(attributes.originalEncoding),
    ])
  }

  static func attributes(_ value: JSONValue) -> UnitAttributes {
    let parts = value.elements ?? []
    func date(_ index: Int) -> UnitDate? {
      integer(place(parts, index)).map { UnitDate(seconds: Int64($0)) }
    }
    var attributes = UnitAttributes()
    attributes.createdOn = date(0)
    attributes.createdBy = place(parts, 1).string
    attributes.changedOn = date(2)
    attributes.changedBy = place(parts, 3).string
    attributes.lastUsedOn = date(4)
    attributes.usageCount = integer(place(parts, 5))
    attributes.creationTool = place(parts, 6).string
    attributes.creationToolVersion = place(parts, 7).string
    attributes.dataType = place(parts, 8).string
    attributes.segmentation = place(parts, 9).string
    attributes.originalFormat = place(parts, 10).string
    attributes.originalEncoding = place(parts, 11).string
    return attributes
  }

  // Codes: kind, offset, data, pair, match, type, association, subflows.

  static func codes(_ codes: [InlineCode]) -> JSONValue {
    .array(
      codes.map { code in
        short([
          .string(code.kind.rawValue), .integer(Int64(code.offset)), .string(code.data),
          text(code.pair), text(code.match), text(code.type), text(code.association),
          code.subflows.isEmpty ? .null : .array(code.subflows.map(subflow)),
        ])
      })
  }

  static func codes(_ value: JSONValue) -> [InlineCode] {
    (value.elements ?? []).compactMap { value in
      let parts = value.elements ?? []
      guard let kind = place(parts, 0).string.flatMap({ InlineCode.Kind(rawValue: $0) }) else {
        return nil
      }
      return InlineCode(
        kind: kind, offset: integer(place(parts, 1)) ?? 0, pair: place(parts, 3).string,
        match: place(parts, 4).string, type: place(parts, 5).string,
        association: place(parts, 6).string, data: place(parts, 2).string ?? "",
        subflows: (place(parts, 7).elements ?? []).map(subflow))
    }
  }

  private static func subflow(_ subflow: InlineCode.Subflow) -> JSONValue {
    short([
      .integer(Int64(subflow.offset)), .string(subflow.text), text(subflow.type),
      text(subflow.dataType), subflow.codes.isEmpty ? .null : codes(subflow.codes),
    ])
  }

  private static func subflow(_ value: JSONValue) -> InlineCode.Subflow {
    let parts = value.elements ?? []
    return InlineCode.Subflow(
      offset: integer(place(parts, 0)) ?? 0, text: place(parts, 1).string ?? "",
      codes: codes(place(parts, 4)), type: place(parts, 2).string,
      dataType: place(parts, 3).string)
  }

  /// An array without what is missing at its end.
  private static func short(_ values: [JSONValue]) -> JSONValue {
    var values = values
    while values.last == .null { values.removeLast() }
    return .array(values)
  }
}
