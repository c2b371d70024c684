// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A unit of XLIFF while it is read.
struct XLIFFUnit {
  var id: String?
  var line = 0
  var column = 0
  var source: TranslationUnitVariant?
  var target: TranslationUnitVariant?
  var state: String?
  var segmentID: String?
  /// Notes, with the side that they are on.
  var notes: [(side: String, note: UnitNote)] = []
  /// Metadata by type.
  var meta: [(type: String, value: String)] = []
  /// Native data by id, of XLIFF 2.
  var data: [String: String] = [:]
  var segments:
    [(
      source: TranslationUnitVariant?, target: TranslationUnitVariant?, state: String?, id: String?
    )] = []

  static func side(_ language: String) -> TranslationUnitVariant {
    TranslationUnitVariant(
      language: language.isEmpty ? .undetermined : Language(language), text: "")
  }

  mutating func startSegment(_ id: String?, state: String?) {
    segmentID = id
    self.state = state
  }

  /// The unit, or `nil` where it lacks a side.
  func made(number: Int, segment: String?) -> TranslationUnit? {
    guard let source, let target else { return nil }
    var unit = TranslationUnit(id: id ?? String(number), source: source, target: target)
    if let segment { unit.id += "#\(segment)" }
    for entry in notes {
      switch entry.side {
      case "source": unit.source.notes.append(entry.note)
      case "target": unit.target.notes.append(entry.note)
      default: unit.notes.append(entry.note)
      }
    }
    if let state { unit.properties.append(UnitProperty(type: "x-xliff-state", value: state)) }
    XLIFFMeta.take(meta, into: &unit)
    return unit
  }
}

/// What units hold beyond XLIFF's own elements, as typed texts.
enum XLIFFMeta {
  /// What the types of attributes begin with.
  private static let attribute = "attribute:"

  /// The typed texts of a unit.
  static func entries(of unit: TranslationUnit) -> [(type: String, value: String)] {
    var entries: [(String, String)] = []
    if let pair = unit.pair { entries.append((TMXWriter.Property.pair, pair)) }
    if let engine = unit.engine { entries.append((TMXWriter.Property.engine, engine)) }
    if let bead = unit.bead { entries.append((TMXWriter.Property.bead, bead.description)) }
    if let score = unit.score {
      entries.append((TMXWriter.Property.score, DecimalText.rounded(score)))
    }
    for property in unit.properties where property.type != "x-xliff-state" {
      entries.append((property.type, property.value))
    }
    if !unit.attributes.isEmpty {
      for (name, value) in unit.attributes.named { entries.append((attribute + name, value)) }
    }
    for member in unit.extra {
      var json = JSONWriter()
      json.value(member.value)
      entries.append(
        (
          TMXWriter.Property.extra,
          member.key + "=" + String(decoding: json.bytes, as: UTF8.self)
        ))
    }
    return entries
  }

  static func take(_ entries: [(type: String, value: String)], into unit: inout TranslationUnit) {
    guard !entries.isEmpty else { return }
    var fields = TMXFields()
    var made = TMXUnit()
    var attributes = UnitAttributes()
    for (type, value) in entries {
      if type == "x-bitext-id" {
        unit.id = value
        continue
      }
      if type.hasPrefix(attribute), attributes.set(String(type.dropFirst(attribute.count)), value) {
        continue
      }
      var text = value
      let known = TMXFields.Known(rawValue: type)
      let isTaken = known.map { known in
        text.withUTF8 { fields.take(known, $0, into: &made) }
      }
      if isTaken != true { unit.properties.append(UnitProperty(type: type, value: value)) }
    }
    (unit.pair, unit.engine, unit.bead, unit.score) = (
      made.pair, made.engine, made.bead, made.score
    )
    unit.extra = made.extra
    if !attributes.isEmpty { unit.attributes = attributes }
  }
}
