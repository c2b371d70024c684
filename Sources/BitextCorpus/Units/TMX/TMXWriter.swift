// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes units as TMX 1.4, levels 1 and 2, valid by its DTD.
///
/// What this package knows of a unit stands in `prop` elements; their types are ``Property``.
/// Characters that XML cannot hold become U+FFFD and are counted in ``replacedCharacters``. Codes without a
/// partner are written as isolated ones.
public struct TMXWriter: CorpusWriter, ~Copyable {
  /// Types of the `prop` elements that are written and read back.
  public enum Property {
    /// The id of the document pair.
    public static let pair = "x-bitext-pair"
    /// The engine that translated.
    public static let engine = "x-bitext-engine"
    /// The kind of the bead: `1-2`.
    public static let bead = "x-bitext-bead"
    /// The aligner's score, 0...1.
    public static let score = "x-bitext-score"
    /// `title` for a unit made of two titles.
    public static let role = "x-bitext-role"
    /// The id of the source document.
    public static let sourceDocument = "x-bitext-source-document"
    /// The id of the target document.
    public static let targetDocument = "x-bitext-target-document"
    /// A key of a JSON record that TMX has no place for; the key, `=` and the JSON value.
    public static let extra = "x-bitext-extra"
  }

  /// How many characters could not be written.
  public var replacedCharacters: Int { xml.replacedCharacters }

  private let output: OutputFile
  /// The header's `srclang`; `nil` for `*all*`.
  private let sourceLanguage: Language?
  private var xml = XMLText()

  /// Begins a file with its header.
  ///
  /// - Parameters:
  ///   - output: where the bytes go.
  ///   - languages: `source` becomes the header's `srclang`, where `header` does not tell.
  ///   - header: what another file said of itself; the tool becomes this one.
  ///   - version: what stands as `creationtoolversion`.
  public init(
    to output: OutputFile, languages: LanguagePair = .englishChinese, header: CorpusHeader? = nil,
    version: String = BitextVersion.current
  ) throws {
    self.output = output
    sourceLanguage = header == nil ? languages.source : header?.sourceLanguage
    xml.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n")
    xml.tmxHeader(header ?? CorpusHeader(), sourceLanguage: sourceLanguage, version: version)
    xml.literal("  <body>\n")
    try flush()
  }

  /// Writes one `tu`, with its own `srclang` where its source is in another language than the header's.
  public mutating func write(_ unit: TranslationUnit) throws {
    xml.literal("    <tu tuid=\"")
    xml.escaped(unit.id, inAttribute: true)
    xml.literal("\"")
    if !unit.isPlain { xml.tmxAttributes(unit.attributes, isUnit: true) }
    if let sourceLanguage, unit.source.language != sourceLanguage {
      xml.attribute("srclang", unit.source.language.tag)
    }
    xml.literal(">\n")
    if !unit.isPlain { for note in unit.notes { xml.tmxNote(note, indent: "      ") } }
    if let pair = unit.pair { property(Property.pair, pair) }
    if let engine = unit.engine { property(Property.engine, engine) }
    if let bead = unit.bead { property(Property.bead, bead.description) }
    if let score = unit.score { property(Property.score, DecimalText.rounded(score)) }
    for entry in unit.properties { xml.tmxProperty(entry, indent: "      ") }
    for member in unit.extra {
      var json = JSONWriter()
      json.value(member.value)
      property(Property.extra, member.key + "=" + String(decoding: json.bytes, as: UTF8.self))
    }
    xml.tmxVariant(unit.source)
    xml.tmxVariant(unit.target)
    if !unit.isPlain { for variant in unit.furtherVariants { xml.tmxVariant(variant) } }
    xml.literal("    </tu>\n")
    if xml.bytes.count > 1 << 15 { try flush() }
  }

  /// Closes the file.
  public consuming func finish() throws {
    xml.literal("  </body>\n</tmx>\n")
    try flush()
    try output.finish()
  }

  private mutating func flush() throws {
    try output.write(xml.bytes)
    xml.bytes.removeAll(keepingCapacity: true)
  }

  private mutating func property(_ type: String, _ value: String) {
    xml.literal("      <prop type=\"")
    xml.escaped(type, inAttribute: true)
    xml.literal("\">")
    xml.escaped(value)
    xml.literal("</prop>\n")
  }
}
