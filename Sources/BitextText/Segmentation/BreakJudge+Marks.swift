// SPDX-License-Identifier: Apache-2.0

/// The rules for full-width stops, question and exclamation marks, and ellipses.
extension BreakJudge {
  /// 。！？: they end a sentence unless a bracket or quotation goes on.
  func judgeFull(_ site: BreakSite, _ next: UInt32) -> BreakRule {
    if site.closesBracket, !startsWithOpener(site) {
      return CharacterClass.isOpener(next) || site.closesQuote ? .fullStop : .bracketContinues
    }
    if isDecimal(site) { return .insideToken }
    if !site.hasCloser, next == 0x7684 || followsOthers(site) && !CharacterClass.isHan(next) {
      // `等人。的`, `等人。[3]`: a translated `et al.`; 的 starts no sentence.
      return .continues
    }
    if site.hasCloser, begins(lists.chineseContinuations, at: site.next) { return .quoteContinues }
    if site.closesQuote, CharacterClass.isLower(next) { return .quoteContinues }
    return .fullStop
  }

  /// Half-width ? and !.
  func judgeMark(_ site: BreakSite, _ next: UInt32) -> BreakRule {
    let previous = site.previousScalar
    let word = BreakWord(before: site.runStart, in: site)
    if CharacterClass.isEastAsian(next) {
      if site.closesBracket, !startsWithOpener(site) { return .bracketContinues }
      if site.closesQuote, begins(lists.chineseContinuations, at: site.next) {
        return .quoteContinues
      }
      return lists.namesWithMark[word.hash] == true ? .nameWithMark : .mark
    }
    if !site.hasGap {
      if CharacterClass.isEastAsian(previous) { return site.hasCloser ? .quoteContinues : .mark }
      if CharacterClass.isOpener(next), next >= 0x80 { return .mark }
      return judgeMissingSpace(site, word, next)
    }
    if CharacterClass.isLower(next) {
      if site.hasCloser { return .quoteContinues }
      if !text.has("?", at: site.runEnd - 1) { return .lowerCase }
      return isInsideBracket(site) ? .bracketContinues : .mark
    }
    let isName = lists.namesWithMark[word.hash] == true
    let isFactorial =
      text.has("!", at: site.runStart) && site.runLength == 1 && !site.hasCloser
      && (word.isSingleLetter || word.isNumber || previous == 0x29)
    if isName || isFactorial { return startsSentence(at: site.next) ? .mark : .nameWithMark }
    return .mark
  }

  /// … ⋯ and two or more full stops.
  ///
  /// English: ends before a capitalised word of two letters or more, unless a list goes on. Chinese:
  /// ends before a word that often starts a sentence, because 「……」 mostly stands for a pause.
  func judgeEllipsis(_ site: BreakSite, _ next: UInt32) -> BreakRule {
    if site.runStart <= site.segmentStart { return .ellipsis }
    if CharacterClass.isEastAsian(next) {
      return begins(lists.chineseStarters, at: site.next) ? .ellipsisEnds : .ellipsis
    }
    var before = site.runStart
    if text[before - 1] == 0x20 { before -= 1 }
    let previous = text.scalar(before: before).value
    let isList = CharacterClass.isContinuing(previous) || CharacterClass.isOpener(previous)
    guard site.hasGap, !isList, CharacterClass.isUpper(next) else {
      return CharacterClass.isEastAsian(previous) && CharacterClass.isUpper(next) && site.hasGap
        ? .ellipsisEnds : .ellipsis
    }
    let second = text.scalar(at: site.next + 1).value
    return CharacterClass.isLower(second) || startsSentence(at: site.next)
      ? .ellipsisEnds : .ellipsis
  }

  /// Whether 等人 stands before the run and a reference behind it.
  private func followsOthers(_ site: BreakSite) -> Bool {
    guard text.has("等人", at: site.runStart - 6) else { return false }
    let (value, length) = text.scalar(at: site.next)
    return CharacterClass.isOpener(value)
      && CharacterClass.isDigit(text.scalar(at: site.next + length).value)
  }

  /// Whether digits stand on both sides of a full-width stop.
  private func isDecimal(_ site: BreakSite) -> Bool {
    CharacterClass.isDigit(site.previousScalar) && !site.hasGap && site.runLength == 1
      && text.scalar(at: site.runStart).value == 0xFF0E
      && CharacterClass.isDigit(text.scalar(at: site.runEnd).value)
  }
}
