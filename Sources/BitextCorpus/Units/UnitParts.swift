// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The parts of a unit that a format may have no place for.
public struct UnitParts: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Inline codes.
  public static let codes = UnitParts(rawValue: 1)
  /// Texts inside codes.
  public static let subflows = UnitParts(rawValue: 2)
  /// Notes on the unit.
  public static let notes = UnitParts(rawValue: 4)
  /// Properties of the unit.
  public static let properties = UnitParts(rawValue: 8)
  /// Who made the unit, when, and with what.
  public static let attributes = UnitParts(rawValue: 16)
  /// Notes, properties and attributes of one side.
  public static let sides = UnitParts(rawValue: 32)
  /// Further languages.
  public static let furtherLanguages = UnitParts(rawValue: 64)
  /// The languages themselves.
  public static let languages = UnitParts(rawValue: 128)
  /// The kind of bead.
  public static let beads = UnitParts(rawValue: 256)
  /// The score.
  public static let scores = UnitParts(rawValue: 512)
  /// The id of the document pair.
  public static let pairs = UnitParts(rawValue: 1024)
  /// The engine.
  public static let engines = UnitParts(rawValue: 2048)
  /// Keys of JSON records that this package does not know.
  public static let unknownKeys = UnitParts(rawValue: 4096)
  /// The id.
  public static let ids = UnitParts(rawValue: 8192)
  /// Line breaks and tabs inside a text.
  public static let lineBreaks = UnitParts(rawValue: 16384)
  /// Notes, properties and encodings of the file as a whole.
  public static let header = UnitParts(rawValue: 32768)

  /// Notes on one side; counted with ``sides`` where they are lost.
  public static let sideNotes = UnitParts(rawValue: 65536)
  /// Languages and encodings of notes and properties, and line breaks and spaces at the end of notes.
  public static let noteDetails = UnitParts(rawValue: 1 << 17)
  /// Names, types and associations of inline codes that are held without them.
  public static let codeDetails = UnitParts(rawValue: 1 << 18)
  /// Units with an empty text.
  public static let emptyTexts = UnitParts(rawValue: 1 << 19)

  /// All parts but the header.
  public static let unit: UnitParts = [
    .codes, .subflows, .notes, .properties, .attributes, .sides, .furtherLanguages, .languages,
    .beads, .scores, .pairs, .engines, .unknownKeys, .ids, .lineBreaks, .noteDetails, .codeDetails,
    .emptyTexts,
  ]

  /// Each part with its name in JSON and what people are told.
  static let named: [(part: UnitParts, name: String, words: String)] = [
    (.codes, "codes", "inline codes"), (.subflows, "subflows", "texts inside codes"),
    (.notes, "notes", "notes"), (.properties, "properties", "properties"),
    (.attributes, "attributes", "units' dates, authors or tools"),
    (.sides, "sides", "notes, properties or attributes of one side"),
    (.furtherLanguages, "further_languages", "texts in further languages"),
    (.languages, "languages", "units' languages"), (.beads, "beads", "beads"),
    (.scores, "scores", "scores"), (.pairs, "pairs", "ids of document pairs"),
    (.engines, "engines", "engines"), (.unknownKeys, "unknown_keys", "unknown keys"),
    (.ids, "ids", "ids"), (.lineBreaks, "line_breaks", "texts' line breaks or tabs"),
    (.noteDetails, "note_details", "languages, encodings or breaks of notes and properties"),
    (.codeDetails, "code_details", "names or types of inline codes"),
    (.emptyTexts, "empty_texts", "units with an empty text"),
    (.header, "header", "notes, properties or encodings of the file"),
  ]
}
