// SPDX-License-Identifier: Apache-2.0

/// The rules for a single half-width stop.
extension BreakJudge {
  func judgeStop(_ site: BreakSite, _ next: UInt32) -> BreakRule {
    let previous = site.previousScalar
    if text.has(". .", at: site.runStart - 2) { return judgeEllipsis(site, next) }
    if text.has(".NET", at: site.runStart) { return .insideToken }
    if isEastAsianEnd(previous) { return judgeAfterHan(site, previous, next) }
    let word = BreakWord(before: site.runStart, in: site)
    if site.closesBracket { return judgeClosedBracket(site, word, next) }
    if CharacterClass.isEastAsian(next) || isEastAsianOpener(next) {
      return judgeBeforeHan(site, word)
    }
    guard site.hasGap else { return judgeMissingSpace(site, word, next) }
    if let rule = judgeListNumber(site, word) { return rule }
    if let rule = judgeAbbreviation(site, word, next) { return rule }
    if CharacterClass.isLower(next) { return judgeLowerCase(site, word) }
    if CharacterClass.isDigit(next), isSpacedDecimal(site, word) { return .insideToken }
    return .stop
  }

  /// `很好.我们`: after Han the half-width stop is a Chinese full stop.
  private func judgeAfterHan(
    _ site: BreakSite, _ previous: UInt32, _ next: UInt32
  ) -> BreakRule {
    if isHanListNumber(site) { return .listNumber }
    if site.closesBracket, !startsWithOpener(site) { return .bracketContinues }
    if site.closesQuote, begins(lists.chineseContinuations, at: site.next) {
      return .quoteContinues
    }
    if site.hasGap || CharacterClass.isEastAsian(next) || CharacterClass.isUpper(next)
      || CharacterClass.isOpener(next)
    {
      return .stopHan
    }
    return .insideToken
  }

  /// `BERT.我们` but `et al.的`, `图1.模型`, `Dr.王`.
  private func judgeBeforeHan(_ site: BreakSite, _ word: BreakWord) -> BreakRule {
    let starts = begins(lists.chineseStarters, at: site.next)
    if let kind = lists.abbreviation(word), kind != .number {
      return kind == .capital && starts ? .abbreviationEnds : .abbreviation
    }
    if word.start == site.segmentStart, word.isNumber || word.isSingleLetter { return .listNumber }
    if word.isNumber {
      if followsLabel(word) { return .label }
      return starts || site.hasGap ? .stopHan : .insideToken
    }
    if word.isSingleLetter || word.isDotted { return starts ? .stopHan : .initial }
    if !starts, begins(lists.chineseContinuations, at: site.next) { return .continues }
    return .stopHan
  }

  /// `(… BERT.) We`: a bracket closes after the stop.
  private func judgeClosedBracket(
    _ site: BreakSite, _ word: BreakWord, _ next: UInt32
  ) -> BreakRule {
    if startsWithOpener(site) { return site.hasGap || next >= 0x80 ? .stop : .bracketContinues }
    if CharacterClass.isEastAsian(next) || !site.hasGap || CharacterClass.isLower(next) {
      return .bracketContinues
    }
    let kind = lists.abbreviation(word)
    if kind == .capital, startsSentence(at: site.next) { return .abbreviationEnds }
    let isShort = kind != nil || word.isDotted || word.isSingleLetter
    return isShort ? .bracketContinues : .stop
  }

  /// `here.This`, but not `Node.js`, `U.S.A`, `e.g.GPT`, `torch.Tensor(`.
  func judgeMissingSpace(_ site: BreakSite, _ word: BreakWord, _ next: UInt32) -> BreakRule {
    guard CharacterClass.isUpper(next), word.dots == 0, word.symbols == 0 else {
      return .insideToken
    }
    if let kind = lists.abbreviation(word), kind != .capital, kind != .number {
      return .insideToken
    }
    if word.isSingleLetter { return .insideToken }
    if word.isNumber, word.start == site.segmentStart { return .listNumber }
    var end = site.next + 1
    while end < site.next + 24, CharacterClass.isLower(UInt32(text[end])) { end += 1 }
    let after = text[end]
    let isWhole =
      end >= text.count || after == 0x20 || after == 0x2C || after == 0x2D || after == 0x0A
      || after == 0x27
    guard isWhole else { return .insideToken }
    if startsSentence(at: site.next) { return .missingSpace }
    let isClear = word.isPlain && word.capitals == 0 && word.letters > 2 && end - site.next > 2
    return isClear ? .missingSpace : .insideToken
  }

  /// `1. Foo`, `a. Foo`, `as follows: 1. Foo`.
  private func judgeListNumber(_ site: BreakSite, _ word: BreakWord) -> BreakRule? {
    let isShort = word.isNumber ? word.byteCount <= (word.dots > 0 ? 6 : 3) : word.byteCount <= 4
    guard isShort, word.isNumber || word.isSingleLetter || isRoman(word) else { return nil }
    var start = word.start
    if start > site.segmentStart, text[start - 1] == 0x28 { start -= 1 }
    if start == site.segmentStart { return .listNumber }
    guard text[start - 1] == 0x20, word.dots == 0, word.byteCount <= 2, word.isNumber else {
      return nil
    }
    let sign = text[start - 2]
    return sign == 0x3A || sign == 0x3B ? .listNumber : nil
  }

  private func judgeAbbreviation(
    _ site: BreakSite, _ word: BreakWord, _ next: UInt32
  ) -> BreakRule? {
    if let kind = lists.abbreviation(word) {
      switch kind {
      case .never: return .abbreviation
      case .number:
        return CharacterClass.isDigit(next) || next == 0x7E ? .abbreviation : nil
      case .reference:
        if startsReference(at: site.next, next) { return .abbreviation }
        return startsSentence(at: site.next) ? .abbreviationEnds : .abbreviation
      case .starter:
        return startsSentence(at: site.next) && !isInsideBracket(site)
          ? .abbreviationEnds : .abbreviation
      case .capital:
        let mayStart = isChinese ? startsSentence(at: site.next) : CharacterClass.isUpper(next)
        return mayStart && !isInsideBracket(site) ? .abbreviationEnds : .abbreviation
      }
    }
    if word.isDotted || word.endsInDottedLetter {
      return startsSentence(at: site.next) ? .abbreviationEnds : .initial
    }
    if word.startsWithCapital, word.isPlain, word.letters <= 7, isInsideBracket(site) {
      // Journals in a reference: `[Commun. Math. Phys. 379]`.
      return text.scalar(at: site.segmentStart).value == 0x28 ? nil : .abbreviation
    }
    guard word.isSingleLetter, word.capitals == 1 else { return nil }
    return judgeInitial(site, word, next)
  }

  /// `A. Smith` and `by J. Smith`, but `vitamin D. Results`.
  private func judgeInitial(
    _ site: BreakSite, _ word: BreakWord, _ next: UInt32
  ) -> BreakRule? {
    if CharacterClass.isUpper(next), text[site.next + 1] == 0x2E { return .initial }
    if startsSentence(at: site.next) { return nil }
    guard CharacterClass.isUpper(next) else { return nil }
    guard text[word.start - 1] == 0x20 else { return .initial }
    let isAfterStop = text[word.start - 2] == 0x2E
    let before = BreakWord(before: word.start - (isAfterStop ? 2 : 1), in: site)
    if lists.abbreviation(before) == .reference { return nil }
    if lists.wordsBeforeLabel[before.hash] == true { return nil }
    let isName =
      before.isEmpty || isAfterStop || before.capitals > 0 || before.dots > 0
      || lists.wordsBeforeInitial[before.hash] == true
    return isName ? .initial : nil
  }

  /// `. iPhone`, `. p-values`: a clear stop before a lower-case name.
  ///
  /// Not clear: short words, dotted words, addresses cut by a space, and a number in brackets.
  private func judgeLowerCase(_ site: BreakSite, _ word: BreakWord) -> BreakRule {
    if site.closesQuote { return .quoteContinues }
    if isChinese { return .lowerCase }
    if word.isEmpty { return followsListMark(site) ? .listNumber : .stopLowerCase }
    if word.isNumber { return word.byteCount == 1 ? .listNumber : .stopLowerCase }
    if word.symbols > 0 || word.dots > 0 && text[word.end - 2] == 0x2E { return .lowerCase }
    return word.letters + word.digits > 2 || word.isAcronym ? .stopLowerCase : .lowerCase
  }

  /// `0. 35`, `36. 5%`: machine translation sets a space into a decimal.
  private func isSpacedDecimal(_ site: BreakSite, _ word: BreakWord) -> Bool {
    guard word.digits > 0, word.letters == 0, word.dots == 0 else { return false }
    let before = UInt32(text[word.end - 2])
    if text[word.end - 1] == 0x30, !CharacterClass.isDigit(before) { return true }
    let sign = text[site.next + 1] == 0x5C ? text[site.next + 2] : text[site.next + 1]
    if word.byteCount < 3, sign == 0x25 { return true }
    return isChinese && word.byteCount < 3
  }

  /// `(1). first, (2). second`
  private func followsListMark(_ site: BreakSite) -> Bool {
    var index = site.runStart - 1
    guard text[index] == 0x29 else { return false }
    repeat { index -= 1 } while CharacterClass.isDigit(UInt32(text[index]))
    return text[index] == 0x28 && site.runStart - index <= 4 && index < site.runStart - 2
  }
}
