// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes units as TMX 1.4, valid by its DTD.
///
/// What this package knows of a unit stands in `prop` elements; their types are ``Property``.
/// Characters that XML cannot hold become U+FFFD and are counted in ``replacedCharacters``.
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
  public private(set) var replacedCharacters = 0

  private let output: OutputFile
  private let sourceLanguage: Language
  private var buffer: [UInt8] = []

  /// Begins a file with its header.
  ///
  /// - Parameters:
  ///   - output: where the bytes go.
  ///   - languages: `source` becomes the header's `srclang`.
  ///   - version: what stands as `creationtoolversion`.
  public init(
    to output: OutputFile, languages: LanguagePair = .englishChinese,
    version: String = BitextVersion.current
  ) throws {
    self.output = output
    sourceLanguage = languages.source
    try output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tmx version="1.4">
        <header creationtool="bitext" creationtoolversion="\(version)" segtype="sentence" \
      o-tmf="bitext" adminlang="en" srclang="\(languages.source.tag)" datatype="plaintext"/>
        <body>

      """)
  }

  /// Writes one `tu`, with its own `srclang` where its source is in another language than the header's.
  public mutating func write(_ unit: TranslationUnit) throws {
    buffer.removeAll(keepingCapacity: true)
    literal("    <tu tuid=\"")
    escaped(unit.id, inAttribute: true)
    if unit.source.language != sourceLanguage {
      literal("\" srclang=\"")
      escaped(unit.source.language.tag, inAttribute: true)
    }
    literal("\">\n")
    if let pair = unit.pair { property(Property.pair, pair) }
    if let engine = unit.engine { property(Property.engine, engine) }
    if let bead = unit.bead { property(Property.bead, bead.description) }
    if let score = unit.score { property(Property.score, DecimalText.rounded(score)) }
    for entry in unit.properties { property(entry.type, entry.value) }
    for member in unit.extra {
      var json = JSONWriter()
      json.value(member.value)
      property(Property.extra, member.key + "=" + String(decoding: json.bytes, as: UTF8.self))
    }
    variant(unit.source)
    variant(unit.target)
    literal("    </tu>\n")
    try output.write(buffer)
  }

  /// Closes the file.
  public consuming func finish() throws {
    try output.write("  </body>\n</tmx>\n")
    try output.finish()
  }

  private mutating func property(_ type: String, _ value: String) {
    literal("      <prop type=\"")
    escaped(type, inAttribute: true)
    literal("\">")
    escaped(value, inAttribute: false)
    literal("</prop>\n")
  }

  private mutating func variant(_ variant: TranslationUnitVariant) {
    literal("      <tuv xml:lang=\"")
    escaped(variant.language.tag, inAttribute: true)
    literal("\"><seg>")
    escaped(variant.text, inAttribute: false)
    literal("</seg></tuv>\n")
  }

  private mutating func literal(_ text: StaticString) {
    buffer.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func escaped(_ text: String, inAttribute: Bool) {
    var text = text
    text.withUTF8 { bytes in
      // What needs no escape is copied in runs.
      var clean = 0
      for index in bytes.indices where Self.isSpecial(bytes[index]) {
        // U+FFFE and U+FFFF are no characters of XML; others that begin with EF are.
        let byte = bytes[index]
        if byte == 0xef && !Self.isNoCharacter(bytes, at: index) { continue }
        if !inAttribute && (byte == 0x09 || byte == 0x0a || byte == UInt8(ascii: "\"")) { continue }
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[clean..<index]))
        escape(byte)
        clean = index + (byte == 0xef ? 3 : 1)
      }
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[clean...]))
    }
  }

  /// Bytes that may need an escape: `& < > "`, control characters, the first byte of U+FFFF.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0xef
  }

  private static func isNoCharacter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    // A Swift string is well formed: two bytes follow.
    bytes[index + 1] == 0xbf && bytes[index + 2] >= 0xbe
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): literal("&amp;")
    case UInt8(ascii: "<"): literal("&lt;")
    case UInt8(ascii: ">"): literal("&gt;")
    case UInt8(ascii: "\""): literal("&quot;")
    case 0x0d: literal("&#13;")
    case 0x09: literal("&#9;")
    case 0x0a: literal("&#10;")
    default: replace()
    }
  }

  /// Stands in for a character that XML cannot hold.
  private mutating func replace() {
    literal("\u{fffd}")
    replacedCharacters += 1
  }
}
