// SPDX-License-Identifier: Apache-2.0

/// A source text and its translation, with what is known of both.
///
/// What most units lack (notes, further languages, attributes) takes one word of memory and nothing
/// more until it is set.
public struct TranslationUnit: Hashable, Sendable {
  /// The identifier, unique in its corpus: the pair's id, `:` and the 0-based unit.
  public var id: String
  /// The text translated from.
  public var source: TranslationUnitVariant
  /// The text translated into.
  public var target: TranslationUnitVariant
  /// The kind of the bead that the unit was cut from; `nil` for units that were not aligned here.
  public var bead: BeadKind?
  /// The similarity of both sides by the aligner, 0...1; `nil` where nothing measured it.
  public var score: Double?
  /// The id of the document pair.
  public var pair: String?
  /// The engine that translated, for example `google`.
  public var engine: String?
  /// Further properties, in their order; types may repeat.
  public var properties: [UnitProperty]
  /// Keys of a JSON record that this package does not know, kept in their order.
  public var extra: [JSONMember]

  private struct Rare: RareValue {
    var notes: [UnitNote] = []
    var furtherVariants: [TranslationUnitVariant] = []
    var attributes = UnitAttributes()
  }
  private var rare = RareStorage<Rare>()

  /// Makes a unit.
  public init(
    id: String, source: TranslationUnitVariant, target: TranslationUnitVariant,
    bead: BeadKind? = nil, score: Double? = nil, pair: String? = nil, engine: String? = nil,
    properties: [UnitProperty] = [], extra: [JSONMember] = []
  ) {
    self.id = id
    self.source = source
    self.target = target
    self.bead = bead
    self.score = score
    self.pair = pair
    self.engine = engine
    self.properties = properties
    self.extra = extra
  }

  /// Notes for people, in their order.
  public var notes: [UnitNote] {
    get { rare.value.notes }
    set { rare.value.notes = newValue }
  }

  /// The text in further languages, or other translations into the same one.
  public var furtherVariants: [TranslationUnitVariant] {
    get { rare.value.furtherVariants }
    set { rare.value.furtherVariants = newValue }
  }

  /// Who made the unit, when, and with what.
  public var attributes: UnitAttributes {
    get { rare.value.attributes }
    set { rare.value.attributes = newValue }
  }

  /// Whether there are no notes, further variants or attributes: true of most units, and told at once.
  public var isPlain: Bool { rare.isEmpty }

  /// Source, target and further variants, in this order.
  public var variants: [TranslationUnitVariant] { [source, target] + furtherVariants }
}

/// One side of a unit.
public struct TranslationUnitVariant: Hashable, Sendable {
  /// The language.
  public var language: Language
  /// The text, without inline codes.
  public var text: String
  /// The inline codes, by offset in the text.
  public var codes: [InlineCode]

  private struct Rare: RareValue {
    var notes: [UnitNote] = []
    var properties: [UnitProperty] = []
    var attributes = UnitAttributes()
  }
  private var rare = RareStorage<Rare>()

  /// Makes a variant.
  public init(language: Language, text: String, codes: [InlineCode] = []) {
    self.language = language
    self.text = text
    self.codes = codes
  }

  /// Whether there are no notes, properties or attributes: true of most sides, and told at once.
  public var isPlain: Bool { rare.isEmpty }

  /// Notes for people on this side alone, in their order.
  public var notes: [UnitNote] {
    get { rare.value.notes }
    set { rare.value.notes = newValue }
  }

  /// Properties of this side alone, in their order.
  public var properties: [UnitProperty] {
    get { rare.value.properties }
    set { rare.value.properties = newValue }
  }

  /// Who made this side, when, and with what.
  public var attributes: UnitAttributes {
    get { rare.value.attributes }
    set { rare.value.attributes = newValue }
  }
}
