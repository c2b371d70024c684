// SPDX-License-Identifier: Apache-2.0

/// The questions about context that several rules ask.
extension BreakJudge {
  /// Whether the word at an offset often starts an English sentence, or the text there a Chinese one.
  func startsSentence(at offset: Int) -> Bool {
    var hash = WordHash()
    var end = offset
    while end < text.count, end - offset < 24 {
      let byte = text.base[end]
      guard byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A else { break }
      hash.add(byte)
      end += 1
    }
    guard end > offset else { return begins(lists.chineseStarters, at: offset) }
    guard CharacterClass.isUpper(UInt32(text[offset])), text[end] != 0x2E else { return false }
    return lists.starters[hash.value] == true
  }

  /// Whether one of these words stands at an offset.
  func begins(_ words: [[UInt8]], at offset: Int) -> Bool {
    let first = text[offset]
    guard first >= 0xE0 else { return false }
    for word in words where word[0] == first && offset + word.count <= text.count {
      var index = 1
      while index < word.count, text.base[offset + index] == word[index] { index += 1 }
      if index == word.count { return true }
    }
    return false
  }

  /// Whether the segment opens with a bracket or title mark, so that a closing one ends it.
  func startsWithOpener(_ site: BreakSite) -> Bool {
    let first = text.scalar(at: site.segmentStart).value
    return first == 0x28 || first == 0x5B || first == 0xFF08 || first == 0xFF3B || first == 0x3010
  }

  /// Whether a round or square bracket that opened at most 240 bytes before is still open.
  func isInsideBracket(_ site: BreakSite) -> Bool {
    var depth = 0
    var index = site.runStart - 1
    let floor = max(site.segmentStart, site.runStart - 240)
    while index >= floor {
      switch text.base[index] {
      case 0x28, 0x5B: if depth == 0 { return true } else { depth -= 1 }
      case 0x29, 0x5D: depth += 1
      default: break
      }
      index -= 1
    }
    return false
  }

  /// Whether what ends here is Chinese or Japanese text or its closing punctuation.
  func isEastAsianEnd(_ value: UInt32) -> Bool {
    CharacterClass.isEastAsian(value)
      || value >= 0x3000 && CharacterClass.isCloser(value)
      || value == 0xFF05
  }

  /// Opening quotes and brackets of East Asian text.
  func isEastAsianOpener(_ value: UInt32) -> Bool {
    value >= 0x3000 && CharacterClass.isOpener(value)
  }

  /// `3`, `(3)`, `IV`, `S1`, `A`, `$x$`, `\ref`: what a reference abbreviation is followed by.
  func startsReference(at offset: Int, _ next: UInt32) -> Bool {
    if CharacterClass.isDigit(next) { return true }
    switch next {
    case 0x28, 0x5B, 0x24, 0x5C, 0x7E, 0x23: return true
    default: break
    }
    guard CharacterClass.isUpper(next) else { return false }
    var end = offset
    while "IVXLC".utf8.contains(text[end]), end < offset + 6 { end += 1 }
    if end == offset { end += 1 }
    let after = text.scalar(at: end).value
    return !CharacterClass.isLower(after) && !CharacterClass.isUpper(after)
      && !(after == 0x20 && startsSentence(at: offset))
  }

  func isRoman(_ word: BreakWord) -> Bool {
    guard word.letters == word.byteCount, word.letters > 0 else { return false }
    for index in word.start..<word.end where !"ivxIVX".utf8.contains(text.base[index]) {
      return false
    }
    return true
  }

  /// `一.引言`: a single Han numeral at the start of a segment.
  func isHanListNumber(_ site: BreakSite) -> Bool {
    guard site.runStart - site.segmentStart == 3 else { return false }
    switch text.scalar(at: site.segmentStart).value {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: return true
    default: return false
    }
  }

  /// `图1`, `表 2`: a number after the name of a figure, table or section.
  func followsLabel(_ word: BreakWord) -> Bool {
    var end = word.start
    if text[end - 1] == 0x20 { end -= 1 }
    return lists.chineseLabels.contains { label in
      guard end >= label.count else { return false }
      return label.indices.allSatisfy { text.base[end - label.count + $0] == label[$0] }
    }
  }
}
