// SPDX-License-Identifier: Apache-2.0

/// Who made and changed a unit or one of its sides, when, and with what: TMX's attributes of `tu` and `tuv`.
public struct UnitAttributes: Hashable, Sendable {
  /// When it was made.
  public var createdOn: UnitDate?
  /// Who made it.
  public var createdBy: String?
  /// When it was changed last.
  public var changedOn: UnitDate?
  /// Who changed it last.
  public var changedBy: String?
  /// When it was used last.
  public var lastUsedOn: UnitDate?
  /// How often it was used.
  public var usageCount: Int?
  /// The tool that made it.
  public var creationTool: String?
  /// The version of that tool.
  public var creationToolVersion: String?
  /// The kind of data that the text came from, for example `html`.
  public var dataType: String?
  /// What a unit is: `block`, `paragraph`, `sentence` or `phrase`.
  public var segmentation: String?
  /// The format of the memory that it came from, TMX's `o-tmf`.
  public var originalFormat: String?
  /// The encoding that it came from, TMX's `o-encoding`.
  public var originalEncoding: String?

  /// Makes attributes that say nothing.
  public init() {}

  /// Whether nothing is said.
  public var isEmpty: Bool { self == UnitAttributes() }
}

/// A note for people, TMX's `note`.
public struct UnitNote: Hashable, Sendable {
  /// The text.
  public var text: String
  /// The language of the note, where it is told.
  public var language: Language?
  /// The encoding that it came from, TMX's `o-encoding`.
  public var originalEncoding: String?

  /// Makes a note.
  public init(_ text: String, language: Language? = nil, originalEncoding: String? = nil) {
    self.text = text
    self.language = language
    self.originalEncoding = originalEncoding
  }
}

/// A typed note on a unit, TMX's `prop`.
public struct UnitProperty: Hashable, Sendable {
  /// The type, for example `x-bitext-role`.
  public var type: String
  /// The value.
  public var value: String

  private struct Rare: RareValue {
    var language: Language?
    var originalEncoding: String?
  }
  private var rare = RareStorage<Rare>()

  /// Makes a property.
  public init(
    type: String, value: String, language: Language? = nil, originalEncoding: String? = nil
  ) {
    self.type = type
    self.value = value
    if language != nil { self.language = language }
    if originalEncoding != nil { self.originalEncoding = originalEncoding }
  }

  /// Whether neither language nor encoding is told.
  public var isPlain: Bool { rare.isEmpty }

  /// The language of the value, where it is told.
  public var language: Language? {
    get { rare.value.language }
    set { rare.value.language = newValue }
  }

  /// The encoding that it came from, TMX's `o-encoding`.
  public var originalEncoding: String? {
    get { rare.value.originalEncoding }
    set { rare.value.originalEncoding = newValue }
  }
}
