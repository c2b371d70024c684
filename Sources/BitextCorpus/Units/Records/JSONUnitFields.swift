// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The rare parts of a unit in JSON records: codes, notes, attributes, further languages.
extension JSONWriter {
  /// Writes the keys of what a unit has of them.
  mutating func rareMembers(of unit: TranslationUnit) {
    if !unit.source.codes.isEmpty { codes("source_codes", unit.source.codes) }
    if !unit.target.codes.isEmpty { codes("target_codes", unit.target.codes) }
    if !unit.source.isPlain { details("source_details", unit.source) }
    if !unit.target.isPlain { details("target_details", unit.target) }
    guard !unit.isPlain else { return }
    if !unit.notes.isEmpty { notes(unit.notes) }
    if !unit.attributes.isEmpty { attributes(unit.attributes) }
    guard !unit.furtherVariants.isEmpty else { return }
    key("further")
    beginArray()
    for variant in unit.furtherVariants {
      beginObject()
      member("language", variant.language.tag)
      member("text", variant.text)
      if !variant.codes.isEmpty { codes("codes", variant.codes) }
      if !variant.isPlain { details("details", variant) }
      endObject()
    }
    endArray()
  }

  private mutating func details(_ name: String, _ variant: TranslationUnitVariant) {
    key(name)
    beginObject()
    if !variant.notes.isEmpty { notes(variant.notes) }
    if !variant.properties.isEmpty {
      key("properties")
      propertyList(variant.properties)
    }
    if !variant.attributes.isEmpty { attributes(variant.attributes) }
    endObject()
  }

  private mutating func notes(_ notes: [UnitNote]) {
    key("notes")
    beginArray()
    for note in notes {
      beginObject()
      member("text", note.text)
      optional("language", note.language?.tag)
      optional("encoding", note.originalEncoding)
      endObject()
    }
    endArray()
  }

  /// Properties one by one, for those that an object cannot hold in their order.
  mutating func propertyList(_ properties: [UnitProperty]) {
    beginArray()
    for property in properties {
      beginObject()
      member("type", property.type)
      member("value", property.value)
      optional("language", property.language?.tag)
      optional("encoding", property.originalEncoding)
      endObject()
    }
    endArray()
  }

  private mutating func attributes(_ attributes: UnitAttributes) {
    key("attributes")
    beginObject()
    for (name, value) in attributes.named { member(name, value) }
    endObject()
  }

  private mutating func codes(_ name: String, _ codes: [InlineCode]) {
    key(name)
    beginArray()
    for code in codes {
      beginObject()
      member("kind", code.kind.rawValue)
      member("offset", code.offset)
      optional("pair", code.pair)
      optional("match", code.match)
      optional("type", code.type)
      optional("association", code.association)
      if !code.data.isEmpty { member("data", code.data) }
      if !code.subflows.isEmpty {
        key("subflows")
        beginArray()
        for subflow in code.subflows { self.subflow(subflow) }
        endArray()
      }
      endObject()
    }
    endArray()
  }

  private mutating func subflow(_ subflow: InlineCode.Subflow) {
    beginObject()
    member("offset", subflow.offset)
    member("text", subflow.text)
    optional("type", subflow.type)
    optional("data_type", subflow.dataType)
    if !subflow.codes.isEmpty { codes("codes", subflow.codes) }
    endObject()
  }

  private mutating func optional(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }
}

extension UnitAttributes {
  /// The attributes that are set, by TMX's names, in a fixed order.
  var named: [(name: String, value: String)] {
    var found: [(String, String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { found.append((name, value)) }
    }
    add("creationdate", createdOn?.description)
    add("creationid", createdBy)
    add("changedate", changedOn?.description)
    add("changeid", changedBy)
    add("lastusagedate", lastUsedOn?.description)
    add("usagecount", usageCount.map { String($0) })
    add("creationtool", creationTool)
    add("creationtoolversion", creationToolVersion)
    add("datatype", dataType)
    add("segtype", segmentation)
    add("o-tmf", originalFormat)
    add("o-encoding", originalEncoding)
    return found
  }

  /// The attributes whose value is a date or a count.
  static let dated = ["creationdate", "changedate", "lastusagedate", "usagecount"]

  /// Sets an attribute by TMX's name.
  ///
  /// - Returns: `false` where there is no such attribute, or the value is no date or count.
  mutating func set(_ name: String, _ value: String) -> Bool {
    switch name {
    case "creationdate":
      createdOn = UnitDate(value)
      return createdOn != nil
    case "changedate":
      changedOn = UnitDate(value)
      return changedOn != nil
    case "lastusagedate":
      lastUsedOn = UnitDate(value)
      return lastUsedOn != nil
    case "usagecount":
      usageCount = Int(value).flatMap { $0 >= 0 ? $0 : nil }
      return usageCount != nil
    case "creationid": createdBy = value
    case "changeid": changedBy = value
    case "creationtool": creationTool = value
    case "creationtoolversion": creationToolVersion = value
    case "datatype": dataType = value
    case "segtype": segmentation = value
    case "o-tmf": originalFormat = value
    case "o-encoding": originalEncoding = value
    default: return false
    }
    return true
  }
}
