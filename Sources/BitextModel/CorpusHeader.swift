// SPDX-License-Identifier: Apache-2.0

/// What a file of units says of itself as a whole: TMX's `header`, XLIFF's `file`, PO's first entry.
public struct CorpusHeader: Hashable, Sendable {
  /// The language translated from; `nil` where any may be (TMX's `*all*`) or none is told.
  public var sourceLanguage: Language?
  /// The language translated into, where the format tells it.
  public var targetLanguage: Language?
  /// The language of notes and properties, where it is told.
  public var administrativeLanguage: Language?
  /// Who made the file, when, and with what; defaults of its units.
  public var attributes = UnitAttributes()
  /// Notes for people, in their order.
  public var notes: [UnitNote] = []
  /// Properties, in their order; types may repeat.
  public var properties: [UnitProperty] = []
  /// Characters that the file's maker had codes of its own for.
  public var encodings: [UserEncoding] = []

  /// Makes a header that says nothing.
  public init() {}

  /// Characters with codes of a maker's own, TMX's `ude`.
  public struct UserEncoding: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The encoding that it extends.
    public var base: String?
    /// The characters.
    public var characters: [Character]

    /// Makes an encoding.
    public init(name: String, base: String? = nil, characters: [Character] = []) {
      self.name = name
      self.base = base
      self.characters = characters
    }

    /// One character, TMX's `map`, each value as it is written there.
    public struct Character: Hashable, Sendable {
      /// The code point, `#xF8FF`.
      public var unicode: String
      /// The code in the maker's encoding, `#xF0`.
      public var code: String?
      /// The name of an entity.
      public var entity: String?
      /// What may be shown instead.
      public var substitute: String?

      /// Makes a character.
      public init(
        unicode: String, code: String? = nil, entity: String? = nil, substitute: String? = nil
      ) {
        self.unicode = unicode
        self.code = code
        self.entity = entity
        self.substitute = substitute
      }
    }
  }
}
