// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A unit as the rules see it: both sides prepared once.
///
/// The object is used again for the next unit; it belongs to one thread.
final class CheckedUnit {
  /// The text translated from.
  let source: PreparedText
  /// The text translated into.
  let target: PreparedText
  /// What kind of bead the unit was cut from.
  @exclusivity(unchecked) private(set) var bead: BeadKind?

  /// The terms that are known.
  let termbase: Termbase
  @exclusivity(unchecked) var foundTerms: [FoundTerm]?
  @exclusivity(unchecked) var foundVerdicts: [(part: UnitPart, verdict: PartVerdict)]?

  init(termbase: Termbase) {
    self.termbase = termbase
    let types = WordTypes(termbase)
    source = PreparedText(types)
    target = PreparedText(types)
  }

  /// Takes another unit.
  func prepare(_ unit: TranslationUnit) {
    bead = unit.bead
    foundNumbers = nil
    foundNegations = nil
    areMeasured = false
    areLinked = false
    foundTerms = nil
    foundForeign = nil
    foundVerdicts = nil
    if unit.target.language != targetLanguage {
      targetLanguage = unit.target.language
      targetIsTraditional = Self.isTraditional(targetLanguage)
    }
    source.prepare(
      unit.source.text, isChinese: unit.source.language.isChinese,
      isEnglish: unit.source.language.isEnglish)
    target.prepare(
      unit.target.text, isChinese: unit.target.language.isChinese,
      isEnglish: unit.target.language.isEnglish)
  }

  /// Which numbers of one side the other accounts for; worked out when a rule first asks.
  var numberMatch: NumberMatch {
    if let found = foundNumbers { return found }
    let found = hasBoth ? NumberMatch(source, target, parts: links.parts) : NumberMatch()
    foundNumbers = found
    return found
  }
  @exclusivity(unchecked) private var foundNumbers: NumberMatch?

  /// How long the target is to be expected to be; worked out when a rule first asks.
  var lengths: UnitLengths {
    if !areMeasured {
      // The links first: they are asked for while the lengths are being changed.
      _ = links
      foundLengths.measure(self)
      areMeasured = true
    }
    return foundLengths
  }
  @exclusivity(unchecked) private var foundLengths = UnitLengths()
  @exclusivity(unchecked) private var areMeasured = false

  /// Which negations of one side the other accounts for; worked out when a rule first asks.
  var negations: NegationMatch {
    if let found = foundNegations { return found }
    let isFit = hasBoth && source.isEnglish && target.isChinese
    let found = isFit ? NegationMatch(self) : NegationMatch()
    foundNegations = found
    return found
  }
  @exclusivity(unchecked) private var foundNegations: NegationMatch?

  /// The words of the target in Latin letters that the source lacks.
  var foreignWords: [LatinWord] {
    if let found = foundForeign { return found }
    let found = findForeignWords()
    foundForeign = found
    return found
  }
  @exclusivity(unchecked) private var foundForeign: [LatinWord]?

  /// Which words of one side the lexicon finds on the other; worked out when a rule first asks.
  var links: LexicalLinks {
    if !areLinked {
      lexicalLinks.link(source, target)
      areLinked = true
    }
    return lexicalLinks
  }
  private let lexicalLinks = LexicalLinks()
  @exclusivity(unchecked) private var areLinked = false
  /// Whether the target's language tag says traditional characters.
  @exclusivity(unchecked) private(set) var targetIsTraditional = false
  private var targetLanguage = Language.undetermined

  private static func isTraditional(_ language: Language) -> Bool {
    let tag = language.tag.lowercased()
    return tag.contains("hant") || tag.hasSuffix("-tw") || tag.hasSuffix("-hk")
      || tag.hasSuffix("-mo")
  }

  /// Whether both sides hold text.
  var hasBoth: Bool { !source.isBlank && !target.isBlank }
}
