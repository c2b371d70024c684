// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes units as JSON lines.
public struct JSONUnitWriter: CorpusWriter, ~Copyable {
  private let output: OutputFile
  private var json = JSONWriter()

  /// Begins a file.
  public init(to output: OutputFile) { self.output = output }

  /// Writes one line.
  public mutating func write(_ unit: TranslationUnit) throws {
    json.removeAll()
    json.unit(unit)
    json.newline()
    try output.write(json.bytes)
  }

  /// Closes the file.
  public consuming func finish() throws { try output.finish() }
}

extension JSONWriter {
  /// Writes a unit as a record of `corpus.jsonl`.
  public mutating func unit(_ unit: TranslationUnit) {
    beginObject()
    member("id", unit.id)
    member("source", unit.source.text)
    member("target", unit.target.text)
    member("source_language", unit.source.language.tag)
    member("target_language", unit.target.language.tag)
    if let bead = unit.bead { member("bead", bead.description) }
    if let score = unit.score {
      key("score")
      number(score, decimals: 4)
    }
    if let pair = unit.pair { member("pair", pair) }
    if let engine = unit.engine { member("engine", engine) }
    if !unit.properties.isEmpty {
      key("properties")
      if Self.fitsObject(unit.properties) {
        properties(unit.properties)
      } else {
        propertyList(unit.properties)
      }
    }
    rareMembers(of: unit)
    members(unit.extra)
    endObject()
  }

  /// Whether an object keeps the order of properties, and all that they say.
  private static func fitsObject(_ properties: [UnitProperty]) -> Bool {
    var seen: [String] = []
    for property in properties {
      guard property.isPlain else { return false }
      if seen.last == property.type { continue }
      if seen.contains(property.type) { return false }
      seen.append(property.type)
    }
    return true
  }

  /// Properties are an object; types that repeat hold an array.
  private mutating func properties(_ properties: [UnitProperty]) {
    beginObject()
    var written: [String] = []
    for property in properties where !written.contains(property.type) {
      written.append(property.type)
      let values = properties.filter { $0.type == property.type }.map(\.value)
      key(property.type)
      if values.count == 1 {
        string(values[0])
      } else {
        beginArray()
        for value in values { string(value) }
        endArray()
      }
    }
    endObject()
  }
}
