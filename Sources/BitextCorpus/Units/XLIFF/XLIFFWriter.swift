// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Writes units as XLIFF 1.2, valid by its transitional and strict schemas (the strict one needs that of the
/// namespace of this package, `Docs/Formats/bitext-unit-1.xsd`).
///
/// A file has each id of a unit once: one that came before gets a number, and stands among the properties as it was.
final class XLIFFWriter: UnitFileWriter {
  /// The namespace of what units hold beyond XLIFF's own elements.
  static let namespace = "urn:bitext:unit:1"

  var replacedCharacters: Int { xml.replacedCharacters }
  private let output: OutputFile
  private let languages: LanguagePair
  private var xml = XMLText()
  private var ids = RepeatedNames()

  init(to output: OutputFile, languages: LanguagePair) throws {
    self.output = output
    self.languages = languages
    xml.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\"")
    xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2")
    xml.attribute("xmlns:bitext", Self.namespace)
    xml.literal(">\n  <file original=\"bitext\"")
    xml.attribute("source-language", XLIFFCodes.tag(languages.source))
    xml.attribute("target-language", XLIFFCodes.tag(languages.target))
    xml.literal(" datatype=\"plaintext\">\n    <body>\n")
  }

  /// The states of XLIFF 1.2.
  private static let states: Set<String> = [
    "final", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n",
    "needs-review-translation", "needs-translation", "new", "signed-off", "translated",
  ]

  func write(_ unit: TranslationUnit) throws {
    xml.literal("      <trans-unit")
    let repetition = ids.repetition(of: unit.id)
    xml.attribute("id", repetition.map { "\(unit.id)#bitext-\($0)" } ?? unit.id)
    xml.literal(" xml:space=\"preserve\">\n")
    side("source", unit.source, state: nil)
    let state = unit.properties.first { $0.type == "x-xliff-state" }?.value
    side("target", unit.target, state: state.flatMap { Self.states.contains($0) ? $0 : nil })
    for entry in unit.notes { note(entry, annotates: nil) }
    for entry in unit.source.notes { note(entry, annotates: "source") }
    for entry in unit.target.notes { note(entry, annotates: "target") }
    var entries = XLIFFMeta.entries(of: unit)
    if let state, !Self.states.contains(state) { entries.append(("x-xliff-state", state)) }
    if repetition != nil { entries.append(("x-bitext-id", unit.id)) }
    if !entries.isEmpty {
      xml.literal("        <bitext:properties>\n")
      for entry in entries {
        xml.literal("          <bitext:prop")
        xml.attribute("type", entry.type)
        xml.literal(">")
        xml.escaped(entry.value)
        xml.literal("</bitext:prop>\n")
      }
      xml.literal("        </bitext:properties>\n")
    }
    xml.literal("      </trans-unit>\n")
    if xml.bytes.count > 1 << 15 { try flush() }
  }

  func finish() throws {
    xml.literal("    </body>\n  </file>\n</xliff>\n")
    try flush()
    try output.finish()
  }

  private func flush() throws {
    try output.write(xml.bytes)
    xml.bytes.removeAll(keepingCapacity: true)
  }

  private func note(_ note: UnitNote, annotates: String?) {
    xml.literal("        <note")
    xml.attribute("annotates", ifPresent: annotates)
    xml.attribute("xml:lang", ifPresent: note.language.map { XLIFFCodes.tag($0) })
    xml.literal(">")
    xml.escaped(note.text)
    xml.literal("</note>\n")
  }

  private func side(_ name: StaticString, _ variant: TranslationUnitVariant, state: String?) {
    xml.literal("        <")
    xml.literal(name)
    xml.attribute("xml:lang", XLIFFCodes.tag(variant.language))
    xml.attribute("state", ifPresent: state)
    xml.literal(">")
    if variant.codes.isEmpty {
      xml.escaped(variant.text)
    } else {
      var variant = variant
      variant.repairCodes()
      var ids = CodeIDs()
      text(variant.text, variant.codes, &ids)
    }
    xml.literal("</")
    xml.literal(name)
    xml.literal(">\n")
  }

  // MARK: Codes

  private func text(_ text: String, _ codes: [InlineCode], _ ids: inout CodeIDs) {
    let nesting = CodeNesting(codes) {
      $0.data.isEmpty && $1.data.isEmpty && $0.subflows.isEmpty && $1.subflows.isEmpty
    }
    var open: [String: String] = [:]
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      for (index, code) in codes.enumerated() {
        xml.escaped(UnsafeBufferPointer(rebasing: bytes[done..<code.offset]))
        done = code.offset
        if nesting.partner[index] != nil {
          whole(code, &ids)
        } else {
          single(code, &ids, &open)
        }
      }
      xml.escaped(UnsafeBufferPointer(rebasing: bytes[done...]))
    }
  }

  /// A begin or end that encloses cleanly and has no native data.
  private func whole(_ code: InlineCode, _ ids: inout CodeIDs) {
    guard code.kind == .begin else { return xml.literal("</g>") }
    let id = ids.id(code.match)
    xml.literal("<g")
    xml.attribute("id", id)
    // `g` has no rid: where the pair is named otherwise, the name is made anew on reading.
    xml.attribute(
      "ctype", ifPresent: code.type.map { XLIFFCodes.ctype($0, isPoint: false) })
    xml.literal(">")
  }

  private func single(
    _ code: InlineCode, _ ids: inout CodeIDs, _ open: inout [String: String]
  ) {
    switch code.kind {
    case .highlightEnd: xml.literal("</mrk>")
    case .highlightBegin:
      xml.literal("<mrk")
      xml.attribute("mtype", XLIFFCodes.mtype(code.type))
      // `mid` is for segments: it needs one of the same name in `seg-source`.
      xml.attribute("bitext:match", ifPresent: code.match)
      xml.literal(">")
    case .begin:
      let id = ids.id(code.match)
      open[code.pair ?? ""] = id
      element("bpt", code, id: id, rid: code.pair, isPoint: false, &ids)
    case .end:
      element(
        "ept", code, id: open[code.pair ?? ""] ?? ids.id(nil), rid: code.pair, isPoint: false, &ids)
    case .isolatedBegin:
      element("it", code, id: ids.id(code.match), pos: "open", isPoint: false, &ids)
    case .isolatedEnd:
      element("it", code, id: ids.id(code.match), pos: "close", isPoint: false, &ids)
    case .placeholder, .unknown:
      if code.data.isEmpty && code.kind == .placeholder && code.association == nil
        && code.subflows.isEmpty
      {
        xml.literal("<x")
        xml.attribute("id", ids.id(code.match))
        xml.attribute("ctype", ifPresent: code.type.map { XLIFFCodes.ctype($0, isPoint: true) })
        xml.literal("/>")
      } else {
        element("ph", code, id: ids.id(code.match), isPoint: true, &ids)
      }
    }
  }

  private func element(
    _ name: StaticString, _ code: InlineCode, id: String, rid: String? = nil, pos: String? = nil,
    isPoint: Bool, _ ids: inout CodeIDs
  ) {
    xml.literal("<")
    xml.literal(name)
    xml.attribute("id", id)
    if let rid { xml.attribute("rid", XLIFFCodes.escaped(rid)) }
    xml.attribute("pos", ifPresent: pos)
    if code.kind == .unknown {
      xml.attribute("ctype", XLIFFCodes.unknown)
    } else if code.kind != .end {
      xml.attribute("ctype", ifPresent: code.type.map { XLIFFCodes.ctype($0, isPoint: isPoint) })
    }
    switch code.association {
    case "p" where code.kind == .placeholder: xml.attribute("assoc", "preceding")
    case "f" where code.kind == .placeholder: xml.attribute("assoc", "following")
    case "b" where code.kind == .placeholder: xml.attribute("assoc", "both")
    default: break
    }
    xml.literal(">")
    data(code, &ids)
    xml.literal("</")
    xml.literal(name)
    xml.literal(">")
  }

  private func data(_ code: InlineCode, _ ids: inout CodeIDs) {
    var native = code.data
    native.withUTF8 { bytes in
      var done = 0
      for subflow in code.subflows {
        let offset = min(max(subflow.offset, done), bytes.count)
        xml.escaped(UnsafeBufferPointer(rebasing: bytes[done..<offset]))
        done = offset
        xml.literal("<sub")
        xml.attribute("datatype", ifPresent: subflow.dataType)
        xml.attribute(
          "ctype", ifPresent: subflow.type.map { XLIFFCodes.ctype($0, isPoint: false) })
        xml.literal(">")
        var variant = TranslationUnitVariant(
          language: .undetermined, text: subflow.text, codes: subflow.codes)
        variant.repairCodes()
        text(variant.text, variant.codes, &ids)
        xml.literal("</sub>")
      }
      xml.escaped(UnsafeBufferPointer(rebasing: bytes[done...]))
    }
  }
}
