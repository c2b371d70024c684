// SPDX-License-Identifier: Apache-2.0

/// A run of Latin letters and digits with at least one letter; the parts of a compound are words.
struct LatinWord: PlacedWord {
  /// How the letters of a word are written.
  enum Shape: UInt8 {
    /// `word`.
    case lower
    /// `Word`.
    case capitalised
    /// `WORD`.
    case capitals
    /// `WoRd`.
    case mixed
  }

  /// The first character.
  var start: Int
  /// The place after the last character.
  var end: Int
  /// A hash of the word as written.
  var exact: UInt64
  /// A hash of the word in lower case without diacritics; a plural s of capitals is cut off.
  var folded: UInt64
  /// The key of the stem.
  var stem: UInt64
  /// The number of the stem in the ``LinkTable``; −1 for one that it lacks.
  var stemNumber: Int32
  /// The number of the terms that begin with the stem; −1 where there are none.
  var termStart: Int32
  /// Whether it is one of ``FunctionWords``.
  var isFunction: Bool
  /// Whether it is one of ``NumberWords``.
  var isNumber: Bool
  /// What it says of negation.
  var negation: NegationKind
  /// How the letters are written.
  var shape: Shape
  /// Whether digits stand among the letters.
  var hasDigit: Bool
  /// Whether a hyphen ties it to the word before, or behind.
  var joinsBefore = false
  var joinsAfter = false
  /// Whether it stands where a sentence begins.
  var startsSentence: Bool
  /// What part of the text it stands in.
  var zone: TextZone

  var count: Int { end - start }
  var range: Range<Int> { start..<end }

  /// Whether capitals or digits tell that this is a name, an acronym or a symbol, wherever it stands.
  var isNameLike: Bool { shape == .capitals && count > 1 || shape == .mixed || hasDigit }
}
