// SPDX-License-Identifier: Apache-2.0

/// A source text and its translation, with what is known of both.
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
}

/// One side of a unit.
public struct TranslationUnitVariant: Hashable, Sendable {
  /// The language.
  public var language: Language
  /// The text, without inline codes.
  public var text: String
  /// The inline codes, by offset in the text.
  public var codes: [InlineCode]

  /// Makes a variant.
  public init(language: Language, text: String, codes: [InlineCode] = []) {
    self.language = language
    self.text = text
    self.codes = codes
  }
}

/// A typed note on a unit, TMX's `prop`.
public struct UnitProperty: Hashable, Sendable {
  /// The type, for example `x-bitext-role`.
  public var type: String
  /// The value.
  public var value: String

  /// Makes a property.
  public init(type: String, value: String) {
    self.type = type
    self.value = value
  }
}
