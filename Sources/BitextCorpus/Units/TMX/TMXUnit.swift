// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A `tu` while it is read.
struct TMXUnit {
  var id: String?
  var sourceLanguage: String?
  var attributes: UnitAttributes?
  var properties: [UnitProperty] = []
  var notes: [UnitNote] = []
  var variants: [TranslationUnitVariant] = []
  var position = (line: 0, column: 0)
}

/// Attributes of TMX as values, and the other way round.
struct TMXFields {
  private var parser = JSONParser()
  /// Types of properties seen before, so that each is made once.
  private var types: [String] = []

  // MARK: Elements

  mutating func read(
    _ attributes: XMLAttributes, into unit: inout TMXUnit, _ repairs: inout UnitRepairs
  ) {
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      switch name.key {
      case xmlKey("t", "u", "i", "d"): unit.id = attributes.value(index)
      case xmlKey("s", "r", "c", "l", "a", "n", "g"):
        unit.sourceLanguage = attributes.value(index)
      default:
        var values = unit.attributes ?? UnitAttributes()
        take(name.string, attributes.value(index), &values, &unit.properties, &repairs)
        unit.attributes = values
      }
    }
  }

  mutating func variant(
    _ attributes: XMLAttributes, _ repairs: inout UnitRepairs
  ) -> TranslationUnitVariant {
    var variant = TranslationUnitVariant(language: Language(""), text: "")
    var language: String?
    var values: UnitAttributes?
    var properties: [UnitProperty] = []
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      if name.key == xmlKey("l", "a", "n", "g") {
        // xml:lang stands over the older lang.
        if language == nil || attributes.hasPrefix(index) { language = attributes.value(index) }
      } else {
        var known = values ?? UnitAttributes()
        take(name.string, attributes.value(index), &known, &properties, &repairs)
        values = known
      }
    }
    variant.language = Language(language ?? "")
    if let values { variant.attributes = values }
    if !properties.isEmpty { variant.properties = properties }
    return variant
  }

  func header(_ attributes: XMLAttributes) -> CorpusHeader {
    var header = CorpusHeader()
    var repairs = UnitRepairs()
    for index in 0..<attributes.count {
      guard let name = attributes.name(index)?.string else { continue }
      let value = attributes.value(index)
      switch name {
      case "srclang":
        header.sourceLanguage = value.lowercased() == "*all*" ? nil : Language(value)
      case "adminlang": header.administrativeLanguage = Language(value)
      default: take(name, value, &header.attributes, &header.properties, &repairs)
      }
    }
    return header
  }

  mutating func property(_ attributes: XMLAttributes) -> UnitProperty {
    var property = UnitProperty(type: "", value: "")
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      switch name.key {
      case xmlKey("t", "y", "p", "e"): property.type = type(attributes, index)
      case xmlKey("l", "a", "n", "g"): property.language = Language(attributes.language ?? "")
      default:
        if name.string == "o-encoding" { property.originalEncoding = attributes.value(index) }
      }
    }
    return property
  }

  static func note(_ attributes: XMLAttributes) -> UnitNote {
    UnitNote(
      "", language: attributes.language.map { Language($0) },
      originalEncoding: attributes["o-encoding"])
  }

  static func code(_ element: TMXElement, _ attributes: XMLAttributes) -> InlineCode {
    let kind: InlineCode.Kind =
      switch element {
      case .bpt: .begin
      case .ept: .end
      case .it: attributes["pos"] == "end" ? .isolatedEnd : .isolatedBegin
      case .hi: .highlightBegin
      case .ut: .unknown
      default: .placeholder
      }
    var code = InlineCode(kind: kind, offset: 0)
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      switch name.key {
      case xmlKey("i") where element == .bpt || element == .ept: code.pair = attributes.value(index)
      case xmlKey("x") where element != .ept: code.match = attributes.value(index)
      case xmlKey("t", "y", "p", "e") where element != .ept && element != .ut:
        code.type = attributes.value(index)
      case xmlKey("a", "s", "s", "o", "c") where element == .ph:
        code.association = attributes.value(index)
      default: break
      }
    }
    return code
  }

  static func encoding(_ attributes: XMLAttributes) -> CorpusHeader.UserEncoding {
    CorpusHeader.UserEncoding(name: attributes["name"] ?? "", base: attributes["base"])
  }

  static func character(_ attributes: XMLAttributes) -> CorpusHeader.UserEncoding.Character {
    CorpusHeader.UserEncoding.Character(
      unicode: attributes["unicode"] ?? "", code: attributes["code"], entity: attributes["ent"],
      substitute: attributes["subst"])
  }

  // MARK: Values

  /// A property's type; the few that a file has are made once.
  private mutating func type(_ attributes: XMLAttributes, _ index: Int) -> String {
    let bytes = attributes.bytes(index)
    for known in types {
      if known.utf8.count == bytes.count, known.utf8.elementsEqual(bytes) { return known }
    }
    let made = attributes.value(index)
    if types.count < 16 && made.utf8.count == bytes.count { types.append(made) }
    return made
  }

  /// Takes one attribute of `header`, `tu` or `tuv`; what is no date or count becomes a property.
  private func take(
    _ name: String, _ value: String, _ values: inout UnitAttributes,
    _ properties: inout [UnitProperty], _ repairs: inout UnitRepairs
  ) {
    switch name {
    case "creationdate": values.createdOn = UnitDate(value)
    case "changedate": values.changedOn = UnitDate(value)
    case "lastusagedate": values.lastUsedOn = UnitDate(value)
    case "usagecount": values.usageCount = Int(value).flatMap { $0 >= 0 ? $0 : nil }
    case "creationid": return values.createdBy = value
    case "changeid": return values.changedBy = value
    case "creationtool": return values.creationTool = value
    case "creationtoolversion": return values.creationToolVersion = value
    case "datatype": return values.dataType = value
    case "segtype": return values.segmentation = value
    case "o-tmf": return values.originalFormat = value
    case "o-encoding": return values.originalEncoding = value
    default: return properties.append(UnitProperty(type: "x-attribute-\(name)", value: value))
    }
    let isGood =
      switch name {
      case "creationdate": values.createdOn != nil
      case "changedate": values.changedOn != nil
      case "lastusagedate": values.lastUsedOn != nil
      default: values.usageCount != nil
      }
    if !isGood {
      repairs[.badAttributes] += 1
      properties.append(UnitProperty(type: "x-attribute-\(name)", value: value))
    }
  }

  // MARK: Units

  /// The unit, or `nil` where it lacks a side.
  mutating func unit(_ unit: inout TMXUnit, number: Int, header: Language?) -> TranslationUnit? {
    guard unit.variants.count >= 2 else { return nil }
    let wanted = unit.sourceLanguage.map { $0.lowercased() == "*all*" ? "" : $0 } ?? header?.tag
    let first = wanted.map { Self.source($0, of: unit.variants) } ?? 0
    let second = first == 0 ? 1 : 0
    var made = TranslationUnit(
      id: unit.id ?? String(number), source: unit.variants[first], target: unit.variants[second])
    if unit.variants.count > 2 {
      made.furtherVariants = unit.variants.indices.filter { $0 != first && $0 != second }
        .map { unit.variants[$0] }
    }
    for property in unit.properties { take(property, into: &made) }
    if !unit.notes.isEmpty { made.notes = unit.notes }
    if let attributes = unit.attributes { made.attributes = attributes }
    return made
  }

  /// The variant in the language that is translated from: the same tag, or else the same primary language,
  /// or else the first.
  private static func source(_ tag: String, of variants: [TranslationUnitVariant]) -> Int {
    for index in variants.indices where Self.isSame(variants[index].language.tag, tag) {
      return index
    }
    let primary = Language(tag).primary
    return variants.firstIndex { $0.language.primary == primary } ?? 0
  }

  /// Whether two tags are the same but for case and `_` for `-`.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right
      || left.utf8.count == right.utf8.count
        && zip(left.utf8, right.utf8).allSatisfy { folded($0) == folded($1) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  private mutating func take(_ property: UnitProperty, into unit: inout TranslationUnit) {
    guard property.type.hasPrefix("x-bitext-") else { return unit.properties.append(property) }
    switch property.type {
    case TMXWriter.Property.pair: unit.pair = property.value
    case TMXWriter.Property.engine: unit.engine = property.value
    case TMXWriter.Property.bead where BeadKind(property.value) != nil:
      unit.bead = BeadKind(property.value)
    case TMXWriter.Property.score where Double(property.value) != nil:
      unit.score = Double(property.value)
    case TMXWriter.Property.extra:
      guard let member = extra(property.value) else { fallthrough }
      unit.extra.append(member)
    default: unit.properties.append(property)
    }
  }

  /// Reads `key=JSON`; the key may hold `=` too, so the first one with JSON behind it counts.
  private mutating func extra(_ text: String) -> JSONMember? {
    let utf8 = Array(text.utf8)
    var tries = 0
    for equals in utf8.indices where utf8[equals] == UInt8(ascii: "=") {
      // A key with many signs would be parsed once for each of them.
      tries += 1
      guard tries <= 16 else { return nil }
      let value = utf8[(equals + 1)...].withUnsafeBufferPointer { try? parser.parse($0).value }
      guard let value else { continue }
      return JSONMember(String(decoding: utf8[..<equals], as: UTF8.self), value)
    }
    return nil
  }
}
