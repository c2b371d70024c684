// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Collects the elements of a TMX into units.
struct TMXCollector {
  private(set) var sawRoot = false
  /// The text held for the current unit, in bytes.
  private(set) var byteCount = 0

  private let path: String
  private var sourceLanguage = ""
  private var unit = Unit()
  private var count = 0
  private var buffer: [UInt8] = []
  private var propType = ""
  private var inSegment = false
  private var inProperty = false
  private var inVariant = false
  private var inBody = false
  private var codeDepth = 0
  private var parser = JSONParser()

  private struct Unit {
    var id: String?
    var sourceLanguage: String?
    var properties: [UnitProperty] = []
    var variants: [TranslationUnitVariant] = []
    var line = 0
  }

  init(path: String) { self.path = path }

  /// Inline elements whose content is code, not text.
  private static let codes: Set<String> = ["bpt", "ept", "ph", "it", "ut"]

  mutating func start(_ name: String, _ attributes: [String: String], line: Int) {
    switch name {
    case "tmx": sawRoot = true
    case "body": inBody = true
    case "header": sourceLanguage = attributes["srclang"]?.lowercased() ?? ""
    case "tu":
      unit = Unit(
        id: attributes["tuid"], sourceLanguage: attributes["srclang"]?.lowercased(), line: line)
      byteCount = 0
    case "tuv":
      inVariant = true
      let language = attributes["lang"] ?? ""
      unit.variants.append(TranslationUnitVariant(language: Language(language), text: ""))
    case "seg":
      inSegment = true
      buffer.removeAll(keepingCapacity: true)
    case "prop":
      inProperty = true
      propType = attributes["type"] ?? ""
      buffer.removeAll(keepingCapacity: true)
    default:
      if inSegment && Self.codes.contains(name) { codeDepth += 1 }
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard (inSegment && codeDepth == 0) || inProperty else { return }
    buffer.append(contentsOf: bytes)
    byteCount += bytes.count
  }

  mutating func end(_ name: String) -> Result<TranslationUnit, RejectedRecord>? {
    switch name {
    case "seg":
      inSegment = false
      if !unit.variants.isEmpty {
        unit.variants[unit.variants.count - 1].text = String(decoding: buffer, as: UTF8.self)
      }
    case "prop":
      inProperty = false
      if inBody && !inVariant {
        unit.properties.append(
          UnitProperty(type: propType, value: String(decoding: buffer, as: UTF8.self)))
      }
    case "tuv": inVariant = false
    case "tu":
      defer { count += 1 }
      return finished()
    default:
      if inSegment && Self.codes.contains(name) { codeDepth -= 1 }
    }
    return nil
  }

  private func finished() -> Result<TranslationUnit, RejectedRecord> {
    let wanted = unit.sourceLanguage ?? sourceLanguage
    let first =
      unit.variants.firstIndex { $0.language.tag.lowercased() == wanted }
      ?? unit.variants.firstIndex { $0.language.primary == Language(wanted).primary } ?? 0
    let second = unit.variants.indices.first { $0 != first }
    guard let second else {
      return .failure(
        RejectedRecord(
          Rejection(
            path: path, line: unit.line, item: count, code: .missingSide,
            message: "expected two sides, found \(unit.variants.count)")))
    }
    var made = TranslationUnit(
      id: unit.id ?? String(count), source: unit.variants[first], target: unit.variants[second])
    for property in unit.properties { take(property, into: &made) }
    return .success(made)
  }

  private func take(_ property: UnitProperty, into unit: inout TranslationUnit) {
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
  private func extra(_ text: String) -> JSONMember? {
    let utf8 = Array(text.utf8)
    for equals in utf8.indices where utf8[equals] == UInt8(ascii: "=") {
      let value = utf8[(equals + 1)...].withUnsafeBufferPointer { try? parser.parse($0).value }
      guard let value else { continue }
      return JSONMember(String(decoding: utf8[..<equals], as: UTF8.self), value)
    }
    return nil
  }
}
