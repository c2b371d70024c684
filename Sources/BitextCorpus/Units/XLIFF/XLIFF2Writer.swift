// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Writes units as XLIFF 2.1, one segment a unit, with the metadata module for what the core has no place for.
final class XLIFF2Writer: UnitFileWriter {
  var replacedCharacters: Int { xml.replacedCharacters }
  private let output: OutputFile
  private var xml = XMLText()
  private var count = 0

  init(to output: OutputFile, languages: LanguagePair) throws {
    self.output = output
    xml.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"2.1\"")
    xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0")
    xml.attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0")
    xml.attribute("srcLang", XLIFFCodes.tag(languages.source))
    xml.attribute("trgLang", XLIFFCodes.tag(languages.target))
    xml.literal(" xml:space=\"preserve\">\n  <file id=\"f1\" original=\"bitext\">\n")
  }

  /// The states of XLIFF 2.
  private static let states: Set<String> = ["initial", "translated", "reviewed", "final"]

  func write(_ unit: TranslationUnit) throws {
    count += 1
    var source = unit.source
    var target = unit.target
    source.repairCodes()
    target.repairCodes()
    xml.literal("    <unit")
    xml.attribute("id", "u\(count)")
    xml.literal(">\n")
    metadata(of: unit)
    notes(of: unit)
    let data = originalData([source, target])
    let state = unit.properties.first { $0.type == "x-xliff-state" }?.value
    xml.literal("      <segment")
    xml.attribute("state", ifPresent: state.flatMap { Self.states.contains($0) ? $0 : nil })
    xml.literal(">\n        <source xml:space=\"preserve\">")
    text(source, data)
    xml.literal("</source>\n        <target xml:space=\"preserve\">")
    text(target, data)
    xml.literal("</target>\n      </segment>\n    </unit>\n")
    if xml.bytes.count > 1 << 15 { try flush() }
  }

  func finish() throws {
    // A file needs a unit or a group.
    if count == 0 { xml.literal("    <group id=\"g1\"/>\n") }
    xml.literal("  </file>\n</xliff>\n")
    try flush()
    try output.finish()
  }

  private func flush() throws {
    try output.write(xml.bytes)
    xml.bytes.removeAll(keepingCapacity: true)
  }

  private func metadata(of unit: TranslationUnit) {
    var entries = [("x-bitext-id", unit.id)] + XLIFFMeta.entries(of: unit)
    if let state = unit.properties.first(where: { $0.type == "x-xliff-state" })?.value,
      !Self.states.contains(state)
    {
      entries.append(("x-xliff-state", state))
    }
    xml.literal("      <mda:metadata>\n        <mda:metaGroup category=\"bitext\">\n")
    for (type, value) in entries {
      xml.literal("          <mda:meta")
      xml.attribute("type", type)
      xml.literal(">")
      xml.escaped(value)
      xml.literal("</mda:meta>\n")
    }
    xml.literal("        </mda:metaGroup>\n      </mda:metadata>\n")
  }

  private func notes(of unit: TranslationUnit) {
    let all =
      unit.notes.map { ($0, nil) } + unit.source.notes.map { ($0, "source") }
      + unit.target.notes.map { ($0, "target") as (UnitNote, String?) }
    guard !all.isEmpty else { return }
    xml.literal("      <notes>\n")
    for (note, side) in all {
      xml.literal("        <note")
      xml.attribute("appliesTo", ifPresent: side)
      xml.attribute("xml:lang", ifPresent: note.language?.tag)
      xml.literal(">")
      xml.escaped(note.text)
      xml.literal("</note>\n")
    }
    xml.literal("      </notes>\n")
  }

  /// Writes the native data of all codes, each once.
  ///
  /// - Returns: the ids of the data.
  private func originalData(_ sides: [TranslationUnitVariant]) -> [String: String] {
    var ids: [String: String] = [:]
    for code in sides.flatMap(\.codes) {
      let data = Self.data(of: code)
      guard !data.isEmpty, ids[data] == nil else { continue }
      if ids.isEmpty { xml.literal("      <originalData>\n") }
      ids[data] = "d\(ids.count + 1)"
      xml.literal("        <data")
      xml.attribute("id", "d\(ids.count)")
      xml.literal(">")
      xml.escaped(data)
      xml.literal("</data>\n")
    }
    if !ids.isEmpty { xml.literal("      </originalData>\n") }
    return ids
  }

  /// Native data with the texts inside, which have no place of their own.
  private static func data(of code: InlineCode) -> String {
    guard !code.subflows.isEmpty else { return code.data }
    let utf8 = Array(code.data.utf8)
    var bytes: [UInt8] = []
    var done = 0
    for subflow in code.subflows {
      let offset = min(max(subflow.offset, done), utf8.count)
      bytes += utf8[done..<offset]
      bytes += Array(subflow.text.utf8)
      done = offset
    }
    return String(decoding: bytes + utf8[done...], as: UTF8.self)
  }

  // MARK: Codes

  private func text(_ variant: TranslationUnitVariant, _ data: [String: String]) {
    let nesting = CodeNesting(variant.codes)
    var ids = CodeIDs()
    var open: [String: String] = [:]
    var text = variant.text
    text.withUTF8 { bytes in
      var done = 0
      for (index, code) in variant.codes.enumerated() {
        xml.escaped(UnsafeBufferPointer(rebasing: bytes[done..<code.offset]))
        done = code.offset
        let reference = data[Self.data(of: code)]
        if let partner = nesting.partner[index] {
          whole(code, reference, end: data[Self.data(of: variant.codes[partner])], &ids)
        } else {
          single(code, reference, &ids, &open)
        }
      }
      xml.escaped(UnsafeBufferPointer(rebasing: bytes[done...]))
    }
  }

  private func whole(
    _ code: InlineCode, _ reference: String?, end: String?, _ ids: inout CodeIDs
  ) {
    guard code.kind == .begin else { return xml.literal("</pc>") }
    xml.literal("<pc")
    xml.attribute("id", ids.id(code.match))
    xml.attribute("dataRefStart", ifPresent: reference)
    xml.attribute("dataRefEnd", ifPresent: end)
    type(of: code)
    xml.literal(">")
  }

  private func type(of code: InlineCode) {
    let value = code.kind == .unknown ? "ut" : code.type.map { XLIFFCodes.escaped($0) }
    guard let value, !value.isEmpty else { return }
    xml.literal(" type=\"other\"")
    xml.attribute("subType", "bitext:" + value)
  }

  private func single(
    _ code: InlineCode, _ reference: String?, _ ids: inout CodeIDs, _ open: inout [String: String]
  ) {
    switch code.kind {
    case .highlightEnd: return xml.literal("</mrk>")
    case .highlightBegin:
      xml.literal("<mrk")
      xml.attribute("id", ids.id(code.match))
      xml.attribute("type", "bitext:hi-" + XLIFFCodes.escaped(code.type ?? ""))
      return xml.literal(">")
    case .begin, .isolatedBegin:
      let id = ids.id(code.match)
      xml.literal("<sc")
      xml.attribute("id", id)
      if code.kind == .begin {
        open[code.pair ?? ""] = id
      } else {
        xml.literal(" isolated=\"yes\"")
      }
    case .end:
      xml.literal("<ec")
      xml.attribute("startRef", open[code.pair ?? ""] ?? "")
    case .isolatedEnd:
      xml.literal("<ec")
      xml.attribute("id", ids.id(code.match))
      xml.literal(" isolated=\"yes\"")
    case .placeholder, .unknown:
      xml.literal("<ph")
      xml.attribute("id", ids.id(code.match))
    }
    xml.attribute("dataRef", ifPresent: reference)
    if code.kind != .end { type(of: code) }
    xml.literal("/>")
  }
}
