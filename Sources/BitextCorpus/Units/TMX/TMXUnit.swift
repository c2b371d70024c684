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
  var bead: BeadKind?
  var score: Double?
  var pair: String?
  var engine: String?
  var extra: [JSONMember] = []

  init() { variants.reserveCapacity(2) }

  /// Forgets everything but the room for the variants; most of it is not there.
  mutating func reset() {
    if !variants.isEmpty { variants.removeAll(keepingCapacity: true) }
    if id != nil { id = nil }
    if sourceLanguage != nil { sourceLanguage = nil }
    if attributes != nil { attributes = nil }
    if !properties.isEmpty { properties = [] }
    if !notes.isEmpty { notes = [] }
    if !extra.isEmpty { extra = [] }
    if pair != nil { pair = nil }
    if engine != nil { engine = nil }
    (bead, score) = (nil, nil)
  }
}

/// Attributes of TMX as values, and the other way round.
struct TMXFields {
  private let parser = JSONParser()
  /// Types of properties seen before, so that each is made once.
  private var types: [String] = []

  // MARK: Elements

  mutating func read(
    _ attributes: XMLAttributes, into unit: inout TMXUnit, _ repairs: inout UnitRepairs,
    at place: (line: Int, column: Int)
  ) {
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      switch name.key {
      case xmlKey("t", "u", "i", "d"): unit.id = attributes.value(index)
      case xmlKey("s", "r", "c", "l", "a", "n", "g"):
        unit.sourceLanguage = attributes.value(index)
      default:
        var values = unit.attributes ?? UnitAttributes()
        take(name.string, attributes.value(index), &values, &unit.properties, &repairs, at: place)
        unit.attributes = values
      }
    }
  }

  mutating func variant(
    _ attributes: XMLAttributes, _ repairs: inout UnitRepairs,
    at place: (line: Int, column: Int)
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
        take(name.string, attributes.value(index), &known, &properties, &repairs, at: place)
        values = known
      }
    }
    variant.language = Language(language ?? "")
    if let values { variant.attributes = values }
    if !properties.isEmpty { variant.properties = properties }
    return variant
  }

  func header(
    _ attributes: XMLAttributes, _ repairs: inout UnitRepairs,
    at place: (line: Int, column: Int)
  ) -> CorpusHeader {
    var header = CorpusHeader()
    for index in 0..<attributes.count {
      guard let name = attributes.name(index)?.string else { continue }
      let value = attributes.value(index)
      switch name {
      case "srclang":
        header.sourceLanguage = value.lowercased() == "*all*" ? nil : Language(value)
      case "adminlang": header.administrativeLanguage = Language(value)
      default:
        take(name, value, &header.attributes, &header.properties, &repairs, at: place)
      }
    }
    return header
  }

  mutating func property(_ attributes: XMLAttributes) -> UnitProperty {
    var property = UnitProperty(type: "", value: "")
    for index in 0..<attributes.count {
      guard let name = attributes.name(index) else { continue }
      switch name.key {
      case xmlKey("t", "y", "p", "e"):
        let bytes = attributes.bytes(index)
        let isPlain = !bytes.contains(UInt8(ascii: "&"))
        property.type = isPlain ? interned(bytes) : attributes.value(index)
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

  /// A text that comes again and again, such as a property's type; the first few are made once.
  private mutating func interned(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // Short strings need no memory of their own.
    if bytes.count <= 15 { return String(decoding: bytes, as: UTF8.self) }
    for known in types where known.isBytes(bytes) { return known }
    let made = String(decoding: bytes, as: UTF8.self)
    if types.count < 16 { types.append(made) }
    return made
  }

  /// Takes one attribute of `header`, `tu` or `tuv`; what is no date or count becomes a property.
  private func take(
    _ name: String, _ value: String, _ values: inout UnitAttributes,
    _ properties: inout [UnitProperty], _ repairs: inout UnitRepairs,
    at place: (line: Int, column: Int)
  ) {
    if values.set(name, value) { return }
    if UnitAttributes.dated.contains(name) { repairs.add(.badAttributes, at: place) }
    properties.append(UnitProperty(type: "x-attribute-\(name)", value: value))
  }

  // MARK: Units

  /// The unit, or `nil` where it lacks a side.
  func unit(_ unit: inout TMXUnit, number: Int, header: String?) -> TranslationUnit? {
    guard unit.variants.count >= 2 else { return nil }
    let wanted = unit.sourceLanguage.map { $0.lowercased() == "*all*" ? "" : $0 } ?? header
    let first = wanted.map { Self.source($0, of: unit.variants) } ?? 0
    // Moved out, the further ones first: copies would be counted and counted down again.
    let further = unit.variants.count > 2 ? Self.further(&unit.variants, first) : []
    var target = unit.variants.removeLast()
    var source = unit.variants.removeLast()
    if first == 1 { swap(&source, &target) }
    var made = TranslationUnit(
      id: unit.id.take() ?? String(number), source: source, target: target, bead: unit.bead,
      score: unit.score, pair: unit.pair.take(), engine: unit.engine.take(),
      properties: unit.properties, extra: unit.extra)
    if !further.isEmpty { made.furtherVariants = further }
    if !unit.notes.isEmpty { made.notes = unit.notes }
    if let attributes = unit.attributes { made.attributes = attributes }
    return made
  }

  /// Takes the variants out that are neither source nor target. Of the two that stay a source from behind the second place
  /// comes first.
  private static func further(
    _ variants: inout [TranslationUnitVariant], _ first: Int
  ) -> [TranslationUnitVariant] {
    if first > 1 { variants.insert(variants.remove(at: first), at: 0) }
    let rest = Array(variants[2...])
    variants.removeSubrange(2...)
    return rest
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

  /// Properties that become fields of a unit.
  enum Known: String {
    case pair = "x-bitext-pair"
    case engine = "x-bitext-engine"
    case bead = "x-bitext-bead"
    case score = "x-bitext-score"
    case extra = "x-bitext-extra"
  }

  /// The field that a property becomes, by its one attribute.
  static func known(_ attributes: XMLAttributes) -> Known? {
    guard attributes.count == 1, attributes.name(0)?.key == xmlKey("t", "y", "p", "e") else {
      return nil
    }
    let bytes = attributes.bytes(0)
    guard bytes.count > 12, bytes[0] == UInt8(ascii: "x"), bytes[8] == UInt8(ascii: "-") else {
      return nil
    }
    if bytes.equals("x-bitext-pair") { return .pair }
    if bytes.equals("x-bitext-bead") { return .bead }
    if bytes.equals("x-bitext-score") { return .score }
    if bytes.equals("x-bitext-engine") { return .engine }
    return bytes.equals("x-bitext-extra") ? .extra : nil
  }

  /// Sets a field.
  ///
  /// - Returns: `false` where the value is none for it; it then stays a property.
  mutating func take(
    _ known: Known, _ value: UnsafeBufferPointer<UInt8>, into unit: inout TMXUnit
  ) -> Bool {
    switch known {
    case .pair: unit.pair = String(decoding: value, as: UTF8.self)
    case .engine: unit.engine = interned(value)
    case .bead:
      guard let bead = BeadKind(value) else { return false }
      unit.bead = bead
    case .score:
      guard let score = Double(String(decoding: value, as: UTF8.self)) else { return false }
      unit.score = score
    case .extra:
      guard let member = extra(value) else { return false }
      unit.extra.append(member)
    }
    return true
  }

  /// Reads `key=JSON`; the key may hold `=` too, so the first one with JSON behind it counts.
  private func extra(_ text: UnsafeBufferPointer<UInt8>) -> JSONMember? {
    let utf8 = Array(text)
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
