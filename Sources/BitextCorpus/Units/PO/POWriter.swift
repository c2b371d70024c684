// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Writes units as a catalogue of gettext's.
///
/// The context of each entry is the unit's id, for a catalogue has each text once in a context. A text that comes again in
/// the same context gets a number there, and the context as it was stands among the comments. What PO has no place
/// for stands in comments for programs: `#. bitext: "type" "value"`.
final class POWriter: UnitFileWriter {
  /// Says that an entry's context was made up.
  static let madeContext = "x-bitext-made-context"

  private let output: OutputFile
  private var bytes: [UInt8] = []
  private var contexts = RepeatedNames()

  init(to output: OutputFile, languages: LanguagePair) throws {
    self.output = output
    bytes += Array("msgid \"\"\nmsgstr ".utf8)
    POText.append(
      """
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: 8bit
      Language: \(languages.target.tag)
      X-Source-Language: \(languages.source.tag)
      X-Generator: bitext \(BitextVersion.current)

      """, to: &bytes)
    bytes.append(10)
    try flush()
  }

  func write(_ unit: TranslationUnit) throws {
    bytes.append(10)
    let own = Self.own(unit.properties)
    for note in unit.notes {
      for line in note.text.split(separator: "\n", omittingEmptySubsequences: false) {
        comment(line.isEmpty ? "#" : "# ", String(line))
      }
    }
    for property in own where property.type == "x-po-extracted" { comment("#. ", property.value) }
    var entries = XLIFFMeta.entries(of: unit).filter { !$0.type.hasPrefix("x-po-") }
    if let state = unit.properties.first(where: { $0.type == "x-xliff-state" }) {
      entries.append((state.type, state.value))
    }
    let given = own.first { $0.type == "x-po-context" }?.value
    var context = given ?? unit.id
    let repetition = contexts.repetition(of: context, and: unit.source.text)
    if let repetition {
      if let given { entries.append(("x-po-context", given)) }
      entries.append((Self.madeContext, context))
      context += "#bitext-\(repetition)"
    }
    if given != nil || repetition != nil { entries.append(("x-bitext-id", unit.id)) }
    for entry in entries {
      bytes += Array("#. bitext: ".utf8)
      POText.appendLine(entry.type, to: &bytes)
      bytes.append(0x20)
      POText.appendLine(entry.value, to: &bytes)
      bytes.append(10)
    }
    for property in own where property.type == "x-po-reference" { comment("#: ", property.value) }
    for property in own where property.type == "x-po-flag" { comment("#, ", property.value) }
    for property in own where property.type == "x-po-previous" { comment("#| ", property.value) }
    texts(of: unit, context: context, own)
    if bytes.count > 1 << 15 { try flush() }
  }

  func finish() throws {
    try flush()
    try output.finish()
  }

  private func flush() throws {
    try output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The properties that PO has a place for.
  private static func own(_ properties: [UnitProperty]) -> [UnitProperty] {
    properties.filter { $0.type.hasPrefix("x-po-") }
  }

  private func comment(_ sign: String, _ text: String) {
    bytes += Array(sign.utf8)
    bytes.appendLine(text)
    bytes.append(10)
  }

  private func texts(of unit: TranslationUnit, context: String, _ own: [UnitProperty]) {
    let prefix = own.contains { $0.type == "x-po-obsolete" } ? "#~ " : ""
    string(prefix, "msgctxt", context)
    string(prefix, "msgid", unit.source.text)
    guard let plural = own.first(where: { $0.type == "x-po-plural" })?.value else {
      return string(prefix, "msgstr", unit.target.text)
    }
    string(prefix, "msgid_plural", plural)
    string(prefix, "msgstr[0]", unit.target.text)
    for property in own where property.type.hasPrefix("x-po-msgstr-") {
      string(prefix, "msgstr[\(property.type.dropFirst(12))]", property.value)
    }
  }

  private func string(_ prefix: String, _ keyword: String, _ text: String) {
    bytes += Array("\(prefix)\(keyword) ".utf8)
    POText.append(text, to: &bytes, linePrefix: prefix)
    bytes.append(10)
  }
}
