// SPDX-License-Identifier: Apache-2.0

/// All rules, in the order in which they are asked and documented.
enum RuleRegistry {
  static let all: [any FaultRule] = [
    // Accuracy: the whole unit.
    EmptyTarget(), NullBead(), AddedBead(), SourceCopied(), TooShort(), TooLong(),
    Unrelated(), Omission(), Addition(), NegationLost(), NegationAdded(),
    // Accuracy: numbers, names, words.
    NumberChanged(), NumberMissing(), NumberAdded(), NameCase(), NameLowercased(), NameMissing(),
    NameTranslated(),
    LatinMisspelt(), LatinAdded(), Untranslated(), CitationChanged(), DoubledClause(),
    RepeatedEnumerator(),
    // Terminology.
    WrongTerm(), InconsistentTerm(), InconsistentName(), InconsistentCorpus(),
    // Linguistic conventions.
    DoubledWord(), SourceDoubledWord(), ClassifierClash(), Fragment(), ConfusableForm(),
    TraditionalScript(), FullWidthLatin(), MojibakeRule(), ControlCharacters(), Brackets(),
    Quotes(),
    StraightQuotes(), HalfWidth(), HanLatinSpace(), DanglingHyphen(), HyphenOmission(),
    DoubledMark(), EndMark(),
    // Design and markup.
    TeXResidue(), EmptyMacro(), FormulaDamaged(), EntityResidue(), PlaceholderChanged(),
    LinkChanged(),
  ]
}
