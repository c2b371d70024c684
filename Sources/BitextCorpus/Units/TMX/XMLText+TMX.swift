// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The elements of TMX 1.4.
extension XMLText {
  mutating func tmxHeader(_ header: CorpusHeader, sourceLanguage: Language?, version: String) {
    let attributes = header.attributes
    literal("  <header creationtool=\"bitext\"")
    attribute("creationtoolversion", version)
    attribute("segtype", Self.segmentation(attributes.segmentation) ?? "sentence")
    attribute("o-tmf", attributes.originalFormat ?? "bitext")
    attribute("adminlang", header.administrativeLanguage?.tag ?? "en")
    attribute("srclang", sourceLanguage?.tag ?? "*all*")
    attribute("datatype", attributes.dataType ?? "plaintext")
    attribute("o-encoding", ifPresent: attributes.originalEncoding)
    attribute("creationdate", ifPresent: attributes.createdOn?.description)
    attribute("creationid", ifPresent: attributes.createdBy)
    attribute("changedate", ifPresent: attributes.changedOn?.description)
    attribute("changeid", ifPresent: attributes.changedBy)
    guard !header.notes.isEmpty || !header.properties.isEmpty || !header.encodings.isEmpty else {
      return literal("/>\n")
    }
    literal(">\n")
    for note in header.notes { tmxNote(note, indent: "    ") }
    for property in header.properties { tmxProperty(property, indent: "    ") }
    for encoding in header.encodings where !encoding.characters.isEmpty { tmxEncoding(encoding) }
    literal("  </header>\n")
  }

  private mutating func tmxEncoding(_ encoding: CorpusHeader.UserEncoding) {
    literal("    <ude")
    attribute("name", encoding.name)
    attribute("base", ifPresent: encoding.base)
    literal(">\n")
    for character in encoding.characters {
      literal("      <map")
      attribute("unicode", character.unicode)
      attribute("code", ifPresent: character.code)
      attribute("ent", ifPresent: character.entity)
      attribute("subst", ifPresent: character.substitute)
      literal("/>\n")
    }
    literal("    </ude>\n")
  }

  mutating func tmxAttributes(_ attributes: UnitAttributes, isUnit: Bool) {
    guard !attributes.isEmpty else { return }
    attribute("o-encoding", ifPresent: attributes.originalEncoding)
    attribute("datatype", ifPresent: attributes.dataType)
    attribute("usagecount", ifPresent: attributes.usageCount.map { String($0) })
    attribute("lastusagedate", ifPresent: attributes.lastUsedOn?.description)
    attribute("creationtool", ifPresent: attributes.creationTool)
    attribute("creationtoolversion", ifPresent: attributes.creationToolVersion)
    attribute("creationdate", ifPresent: attributes.createdOn?.description)
    attribute("creationid", ifPresent: attributes.createdBy)
    attribute("changedate", ifPresent: attributes.changedOn?.description)
    if isUnit { attribute("segtype", ifPresent: Self.segmentation(attributes.segmentation)) }
    attribute("changeid", ifPresent: attributes.changedBy)
    attribute("o-tmf", ifPresent: attributes.originalFormat)
  }

  /// The kinds of segmentation that the DTD allows.
  private static func segmentation(_ value: String?) -> String? {
    switch value {
    case "block", "paragraph", "sentence", "phrase": value
    default: nil
    }
  }

  mutating func tmxNote(_ note: UnitNote, indent: StaticString) {
    literal(indent)
    literal("<note")
    attribute("o-encoding", ifPresent: note.originalEncoding)
    attribute("xml:lang", ifPresent: note.language?.tag)
    literal(">")
    escaped(note.text)
    literal("</note>\n")
  }

  mutating func tmxProperty(_ property: UnitProperty, indent: StaticString) {
    literal(indent)
    literal("<prop type=\"")
    escaped(property.type, inAttribute: true)
    literal("\"")
    if !property.isPlain {
      attribute("xml:lang", ifPresent: property.language?.tag)
      attribute("o-encoding", ifPresent: property.originalEncoding)
    }
    literal(">")
    escaped(property.value)
    literal("</prop>\n")
  }

  mutating func tmxVariant(_ variant: TranslationUnitVariant) {
    literal("      <tuv xml:lang=\"")
    escaped(variant.language.tag, inAttribute: true)
    literal("\"")
    if variant.isPlain {
      literal("><seg>")
    } else {
      tmxAttributes(variant.attributes, isUnit: false)
      literal(">")
      for note in variant.notes { tmxNote(note, indent: "") }
      for property in variant.properties { tmxProperty(property, indent: "") }
      literal("<seg>")
    }
    if variant.codes.isEmpty {
      escaped(variant.text)
    } else {
      var variant = variant
      variant.repairCodes()
      tmxText(variant.text, variant.codes)
    }
    literal("</seg></tuv>\n")
  }

  /// A text with its codes, which are in order and pair up.
  private mutating func tmxText(_ text: String, _ codes: [InlineCode]) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      for code in codes {
        escaped(UnsafeBufferPointer(rebasing: bytes[done..<code.offset]))
        done = code.offset
        tmxCode(code)
      }
      escaped(UnsafeBufferPointer(rebasing: bytes[done...]))
    }
  }

  private mutating func tmxCode(_ code: InlineCode) {
    if code.kind == .highlightEnd { return literal("</hi>") }
    let name: StaticString =
      switch code.kind {
      case .begin: "bpt"
      case .end: "ept"
      case .isolatedBegin, .isolatedEnd: "it"
      case .placeholder: "ph"
      case .highlightBegin, .highlightEnd: "hi"
      case .unknown: "ut"
      }
    literal("<")
    literal(name)
    switch code.kind {
    case .begin, .end: attribute("i", code.pair ?? "")
    case .isolatedBegin: literal(" pos=\"begin\"")
    case .isolatedEnd: literal(" pos=\"end\"")
    default: break
    }
    // The DTD gives neither to `ept`, and no type to `ut`.
    if code.kind != .end { attribute("x", ifPresent: code.match) }
    if code.kind != .end && code.kind != .unknown { attribute("type", ifPresent: code.type) }
    if code.kind == .placeholder { attribute("assoc", ifPresent: code.association) }
    literal(">")
    guard code.kind != .highlightBegin else { return }
    tmxData(code)
    literal("</")
    literal(name)
    literal(">")
  }

  /// Native data with the texts inside.
  private mutating func tmxData(_ code: InlineCode) {
    var data = code.data
    data.withUTF8 { bytes in
      var done = 0
      for subflow in code.subflows {
        let offset = min(max(subflow.offset, done), bytes.count)
        escaped(UnsafeBufferPointer(rebasing: bytes[done..<offset]))
        done = offset
        literal("<sub")
        attribute("datatype", ifPresent: subflow.dataType)
        attribute("type", ifPresent: subflow.type)
        literal(">")
        var text = TranslationUnitVariant(
          language: .undetermined, text: subflow.text, codes: subflow.codes)
        text.repairCodes()
        tmxText(text.text, text.codes)
        literal("</sub>")
      }
      escaped(UnsafeBufferPointer(rebasing: bytes[done...]))
    }
  }
}
