// SPDX-License-Identifier: Apache-2.0

/// A concept of a termbase, with its terms in one language or several.
public struct TermEntry: Hashable, Sendable {
  /// The identifier, unique in its termbase; may be empty.
  public var id: String
  /// The field that the concept belongs to, for example `statistics`.
  public var subject: String?
  /// What the concept is.
  public var definition: String?
  /// The terms, in their order; a language may have several.
  public var terms: [Term]
  /// Notes for people, in their order.
  public var notes: [UnitNote]

  /// Makes an entry.
  public init(
    id: String, terms: [Term], subject: String? = nil, definition: String? = nil,
    notes: [UnitNote] = []
  ) {
    self.id = id
    self.terms = terms
    self.subject = subject
    self.definition = definition
    self.notes = notes
  }

  /// The terms in a language: those with the same tag, or else with the same primary language.
  public func terms(in language: Language) -> [Term] {
    let same = terms.filter { $0.language == language }
    return same.isEmpty ? terms.filter { $0.language.primary == language.primary } : same
  }

  /// One term of a concept.
  public struct Term: Hashable, Sendable {
    /// The language.
    public var language: Language
    /// The term.
    public var text: String
    /// Whether it should be used; `nil` where nothing is said.
    public var status: Status?
    /// The part of speech, for example `noun`.
    public var partOfSpeech: String?
    /// A sentence that shows its use.
    public var context: String?
    /// Notes for people, in their order.
    public var notes: [UnitNote]

    /// Makes a term.
    public init(
      language: Language, text: String, status: Status? = nil, partOfSpeech: String? = nil,
      context: String? = nil, notes: [UnitNote] = []
    ) {
      self.language = language
      self.text = text
      self.status = status
      self.partOfSpeech = partOfSpeech
      self.context = context
      self.notes = notes
    }
  }

  /// Whether a term should be used.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// The term to use.
    case preferred
    /// May be used.
    case admitted
    /// Should not be used.
    case deprecated
    /// No longer in use.
    case superseded
  }
}
