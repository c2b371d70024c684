// SPDX-License-Identifier: Apache-2.0

public import BitextModel

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

  /// All parts but the header.
  public static let unit: UnitParts = [
    .codes, .subflows, .notes, .properties, .attributes, .sides, .furtherLanguages, .languages,
    .beads, .scores, .pairs, .engines, .unknownKeys, .ids, .lineBreaks,
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
    (.header, "header", "notes, properties or encodings of the file"),
  ]
}

/// What a format could not hold, counted by part.
public struct UnitLosses: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: UnitParts.named.count)
  private let held: UnitParts
  /// What the types of properties begin with that the format holds although it does not hold others.
  private let heldTypes: [String]
  /// The languages that a format without any is read with.
  private let languages: LanguagePair

  /// Makes an empty count for a format that holds some parts.
  ///
  /// - Parameters:
  ///   - held: what is not lost.
  ///   - types: the beginnings of properties' types that are held although `held` lacks properties.
  ///   - languages: units in these lose nothing where the format names none.
  public init(
    held: UnitParts, types: [String] = [], languages: LanguagePair = .englishChinese
  ) {
    self.held = held
    heldTypes = types
    self.languages = languages
  }

  /// The parts that were lost at all: name in JSON, count, what people are told.
  public var all: [(name: String, count: Int, words: String)] {
    zip(UnitParts.named, counts).filter { $1 > 0 }.map { ($0.name, $1, $0.words) }
  }

  /// How much of one part was lost.
  public subscript(part: UnitParts) -> Int {
    UnitParts.named.firstIndex { $0.part == part }.map { counts[$0] } ?? 0
  }

  /// Counts something that a writer could not hold although its format can.
  public mutating func add(_ count: Int, _ part: UnitParts) {
    if let index = UnitParts.named.firstIndex(where: { $0.part == part }) { counts[index] += count }
  }

  /// Counts what a header holds and the format does not.
  public mutating func add(_ header: CorpusHeader) {
    guard !held.contains(.header) else { return }
    add(header.notes.count + header.properties.count + header.encodings.count, .header)
  }

  /// Counts what a unit holds and the format does not.
  public mutating func add(_ unit: TranslationUnit) {
    if unit.bead != nil { lose(1, .beads) }
    if unit.score != nil { lose(1, .scores) }
    if unit.pair != nil { lose(1, .pairs) }
    if unit.engine != nil { lose(1, .engines) }
    if !held.contains(.properties) {
      let lost = unit.properties.count { property in
        !heldTypes.contains { property.type.hasPrefix($0) }
      }
      lose(lost, .properties)
    }
    lose(unit.extra.count, .unknownKeys)
    lose(1, .ids)
    if unit.source.language != languages.source || unit.target.language != languages.target {
      lose(1, .languages)
    }
    if !unit.isPlain {
      lose(unit.notes.count, .notes)
      if !unit.attributes.isEmpty { lose(1, .attributes) }
      lose(unit.furtherVariants.count, .furtherLanguages)
      if held.contains(.furtherLanguages) { for side in unit.furtherVariants { add(side) } }
    }
    add(unit.source)
    add(unit.target)
  }

  private mutating func add(_ side: TranslationUnitVariant) {
    if !side.codes.isEmpty {
      lose(side.codes.count, .codes)
      lose(side.codes.reduce(0) { $0 + $1.subflows.count }, .subflows)
    }
    if !side.isPlain {
      let properties = side.properties.count { property in
        !heldTypes.contains { property.type.hasPrefix($0) }
      }
      let notes = held.contains(.sideNotes) ? 0 : side.notes.count
      lose(notes + properties + (side.attributes.isEmpty ? 0 : 1), .sides)
    }
    if !held.contains(.lineBreaks), side.text.utf8.contains(where: { (9...13).contains($0) }) {
      lose(1, .lineBreaks)
    }
  }

  private mutating func lose(_ count: Int, _ part: UnitParts) {
    if count > 0 && !held.contains(part) { add(count, part) }
  }
}
