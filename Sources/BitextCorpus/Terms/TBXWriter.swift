// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes a termbase as TBX-Basic of edition 2 (`martif`), which most tools read.
public struct TBXWriter: ~Copyable {
  /// How many characters XML could not hold; each became U+FFFD.
  public var replacedCharacters: Int { xml.replacedCharacters }
  private let output: OutputFile
  private var xml = XMLText()

  /// Begins a file with its header.
  ///
  /// - Parameters:
  ///   - output: where the bytes go.
  ///   - language: the language of notes and definitions.
  public init(to output: OutputFile, language: Language = .english) throws {
    self.output = output
    xml.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<martif type=\"TBX-Basic\"")
    xml.attribute("xml:lang", language.tag)
    xml.literal(
      """
      >
        <martifHeader>
          <fileDesc><sourceDesc><p>bitext</p></sourceDesc></fileDesc>
          <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
        </martifHeader>
        <text><body>

      """)
  }

  /// Writes one entry; terms of one language stand together, in the order of the first of each.
  public mutating func write(_ entry: TermEntry) throws {
    xml.literal("    <termEntry")
    xml.attribute("id", entry.id)
    xml.literal(">\n")
    if let subject = entry.subject { text("descrip", "subjectField", subject, indent: "      ") }
    if let definition = entry.definition {
      text("descrip", "definition", definition, indent: "      ")
    }
    for note in entry.notes { text("note", nil, note.text, indent: "      ") }
    var languages: [Language] = []
    for term in entry.terms where !languages.contains(term.language) {
      languages.append(term.language)
    }
    for language in languages {
      xml.literal("      <langSet")
      xml.attribute("xml:lang", language.tag)
      xml.literal(">\n")
      for term in entry.terms where term.language == language { write(term) }
      xml.literal("      </langSet>\n")
    }
    xml.literal("    </termEntry>\n")
    if xml.bytes.count > 1 << 15 { try flush() }
  }

  /// Closes the file.
  public consuming func finish() throws {
    xml.literal("  </body></text>\n</martif>\n")
    try flush()
    try output.finish()
  }

  private mutating func flush() throws {
    try output.write(xml.bytes)
    xml.bytes.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ term: TermEntry.Term) {
    xml.literal("        <tig>\n")
    text("term", nil, term.text, indent: "          ")
    if let status = term.status {
      text(
        "termNote", "administrativeStatus", "\(status.rawValue)Term-admn-sts", indent: "          ")
    }
    if let part = term.partOfSpeech {
      text("termNote", "partOfSpeech", part, indent: "          ")
    }
    if let context = term.context { text("descrip", "context", context, indent: "          ") }
    for note in term.notes { text("note", nil, note.text, indent: "          ") }
    xml.literal("        </tig>\n")
  }

  private mutating func text(
    _ name: StaticString, _ type: String?, _ value: String, indent: StaticString
  ) {
    xml.literal(indent)
    xml.literal("<")
    xml.literal(name)
    xml.attribute("type", ifPresent: type)
    xml.literal(">")
    xml.escaped(value)
    xml.literal("</")
    xml.literal(name)
    xml.literal(">\n")
  }
}

/// Writes units as entries of a termbase.
final class TBXUnitWriter: UnitFileWriter {
  private var writer: TBXWriter?
  private var replaced = 0

  init(to output: OutputFile, languages: LanguagePair) throws {
    writer = try TBXWriter(to: output, language: languages.source)
  }

  var replacedCharacters: Int { replaced }

  /// A unit as an entry, its terms in the order in which they are written.
  static func entry(of unit: TranslationUnit) -> TermEntry {
    func value(_ type: String, _ properties: [UnitProperty]) -> String? {
      properties.first { $0.type == type }?.value
    }
    let terms = unit.variants.map { side in
      TermEntry.Term(
        language: side.language, text: side.text,
        status: value("x-tbx-status", side.properties).flatMap { TermEntry.Status(rawValue: $0) },
        partOfSpeech: value("x-tbx-part-of-speech", side.properties),
        context: value("x-tbx-context", side.properties), notes: side.notes)
    }
    var order: [Language] = []
    for term in terms where !order.contains(term.language) { order.append(term.language) }
    return TermEntry(
      id: unit.id, terms: order.flatMap { language in terms.filter { $0.language == language } },
      subject: value("x-tbx-subject", unit.properties),
      definition: value("x-tbx-definition", unit.properties), notes: unit.notes)
  }

  func write(_ unit: TranslationUnit) throws {
    try writer?.write(Self.entry(of: unit))
    replaced = writer?.replacedCharacters ?? 0
  }

  func finish() throws { try writer.take()?.finish() }
}
