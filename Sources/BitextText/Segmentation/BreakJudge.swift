// SPDX-License-Identifier: Apache-2.0

/// What a candidate came to.
struct Judgement {
  /// The rule that decided.
  var rule: BreakRule
  /// The end of the segment if the candidate breaks: after stops, closing quotes, brackets and notes.
  var end: Int
  /// The first byte after the white space that follows.
  var next: Int
}

/// Decides which candidates end a segment, by the bytes around each.
///
/// Work per candidate is bounded by a constant, white space and runs of stops and closing marks
/// apart, which are read once: the whole is linear in the text.
struct BreakJudge {
  let text: ByteText
  let lists: WordLists
  let isChinese: Bool
  let breaksAtLineBreaks: Bool
  private var math: MathSpans?

  init(text: ByteText, isChinese: Bool, breaksAtLineBreaks: Bool) {
    self.text = text
    self.isChinese = isChinese
    self.breaksAtLineBreaks = breaksAtLineBreaks
    lists = WordLists.shared
    math = MathSpans.hasDollar(text) ? MathSpans(text) : nil
  }

  /// Decides about a run of terminators that ends at an offset, in a segment that began at another.
  mutating func judge(runEnd: Int, segmentStart: Int) -> Judgement {
    if text.base[runEnd - 1] == 0x2E, runEnd + 1 < text.count,
      let quick = quickJudgement(runEnd: runEnd, segmentStart: segmentStart)
    {
      return quick
    }
    var site = BreakSite(text: text, runEnd: runEnd, segmentStart: segmentStart)
    if let end = math?.end(around: site.runStart) {
      if site.runEnd + 2 < end || text[site.runEnd] != 0x24 {
        return Judgement(rule: .insideMath, end: runEnd, next: runEnd)
      }
      site.readTail(from: end)
      let next = site.nextScalar
      let breaks =
        site.next >= text.count
        || site.hasGap && (CharacterClass.isUpper(next) || CharacterClass.isHan(next))
      return site.judgement(breaks ? .mathStop : .insideMath)
    }
    return site.judgement(rule(at: site))
  }

  /// The two commonest cases: `3.5` and `word. Next` with a long word or none of the lists.
  @inline(__always)
  private func quickJudgement(runEnd: Int, segmentStart: Int) -> Judgement? {
    let next = text.base[runEnd]
    let isInside = next >= 0x61 && next <= 0x7A || next >= 0x30 && next <= 0x39
    var start = runEnd - 1
    if isInside {
      let before = text[runEnd - 2]
      return before != 0x2E && before < 0x80
        ? Judgement(rule: .insideToken, end: runEnd, next: runEnd) : nil
    }
    let following = text.base[runEnd + 1]
    guard next == 0x20, following >= 0x41, following <= 0x5A, math == nil else { return nil }
    while start > segmentStart, text.base[start - 1] >= 0x61, text.base[start - 1] <= 0x7A {
      start -= 1
    }
    let length = runEnd - 1 - start
    guard length > 2, start > segmentStart, text.base[start - 1] == 0x20 else { return nil }
    if length <= WordLists.longestAbbreviation {
      var hash = WordHash()
      for index in start..<runEnd - 1 { hash.add(text.base[index]) }
      if lists.isAbbreviation(hash.value) { return nil }
    }
    return Judgement(rule: .stop, end: runEnd, next: runEnd + 1)
  }

  /// Decides about a run of line breaks.
  func judgeLineBreak(runEnd: Int) -> Judgement {
    var start = runEnd
    while true {
      let length = CharacterClass.spaceLength(text, before: start)
      if length == 0 { break }
      start -= length
    }
    let space = BreakSite.space(in: text, from: start)
    let rule: BreakRule =
      space.next >= text.count
      ? .textEnd
      : space.lineBreaks > 1
        ? .blankLine : breaksAtLineBreaks && space.lineBreaks > 0 ? .lineBreak : .singleLineBreak
    return Judgement(rule: rule, end: start, next: space.next)
  }

  private func rule(at site: BreakSite) -> BreakRule {
    if site.next >= text.count { return .textEnd }
    if site.lineBreaks > 1 { return .blankLine }
    if breaksAtLineBreaks, site.lineBreaks > 0 { return .lineBreak }
    let next = site.nextScalar
    // TeX's thin space `\!`, which machine translation turns into `\！`.
    if text[site.runStart - 1] == 0x5C, site.runStart > site.segmentStart { return .insideToken }
    if CharacterClass.isTerminator(next), !startsToken(site, next) { return .terminatorFollows }
    if CharacterClass.isContinuing(next) { return .continues }
    if CharacterClass.isOperator(next), !site.kinds.contains(.full), !startsOperand(site) {
      return .continues
    }
    if site.kinds.contains(.full) { return judgeFull(site, next) }
    if site.kinds.contains(.mark) { return judgeMark(site, next) }
    if site.kinds.contains(.ellipsis) || site.runLength > 1 { return judgeEllipsis(site, next) }
    return judgeStop(site, next)
  }

  /// Whether a sign after white space stands right before a word: `. +5`, `. |x|`, `. ~10`.
  private func startsOperand(_ site: BreakSite) -> Bool {
    site.hasGap && CharacterClass.spaceLength(text, at: site.next + 1) == 0
  }

  /// Whether a terminator after white space begins a token, as in `. .NET` and `. .5`.
  private func startsToken(_ site: BreakSite, _ next: UInt32) -> Bool {
    guard next == 0x2E, site.hasGap else { return false }
    let after = text.scalar(at: site.next + 1).value
    return CharacterClass.isDigit(after) || CharacterClass.isUpper(after)
      || CharacterClass.isLower(after)
  }
}

extension MathSpans {
  /// Whether a text holds a dollar at all; most do not.
  static func hasDollar(_ text: ByteText) -> Bool { firstDollar(in: text) >= 0 }
}
