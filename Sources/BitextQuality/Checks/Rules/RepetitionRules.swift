// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A word that stands twice side by side: 通过通过.
struct DoubledWord: FaultRule {
  let about = RuleDescription(
    "doubled-word", "Linguistic conventions", "Grammar", .minor, .high,
    "a word twice side by side, or two function words that clash", "词语重复或虚词冲突")

  /// Function words that never double: 的了和与在是被把将从以及并而或对向由
  private static let single: Set<UInt32> = [
    0x7684, 0x4E86, 0x548C, 0x4E0E, 0x5728, 0x662F, 0x88AB, 0x628A, 0x5C06, 0x4ECE, 0x4EE5, 0x53CA,
    0x800C, 0x6216, 0x5BF9, 0x5411, 0x7531,
  ]

  private static let sum = LatinWord.foldedHash("sum")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese, target.hanCount > 3 else { return }
    let words = unit.links.words
    for index in words.indices.dropFirst() {
      let (one, two) = (words[index - 1], words[index])
      guard one.end == two.start else { continue }
      let length = one.end - one.start
      let range = one.start..<two.end
      if length == two.end - two.start, isSame(target, one.start, two.start, length) {
        // 看看, 人人 and 一一 are words; 研究研究 is none in writing of this kind.
        if length == 1, !Self.single.contains(target.scalars[one.start]) { continue }
        if length == 1, touchesWord(target, words, index) { continue }
        // 和形式和和形式: one 和 is a sum.
        if length == 1, target.scalars[one.start] == 0x548C,
          unit.source.words.contains(where: {
            $0.folded == Self.sum
          })
        {
          continue
        }
        if length >= 2, isRepeatedInSource(unit, target.string(one.start..<one.end)) { continue }
        let found = target.string(range)
        report.add(target: range, "the word stands twice: \(found)", "“\(found)”重复")
      } else if length == 1, two.end - two.start == 1, clashes(target, one.start, words, index) {
        let found = target.string(range)
        report.add(target: range, "\(found): two conjunctions side by side", "“\(found)”连词重叠")
      }
    }
  }

  private func isSame(_ text: PreparedText, _ one: Int, _ two: Int, _ length: Int) -> Bool {
    for offset in 0..<length where text.scalars[one + offset] != text.scalars[two + offset] {
      return false
    }
    return true
  }

  /// 目的的 may be cut 目 的 的: the character before belongs to the first of both.
  private func touchesWord(
    _ text: PreparedText, _ words: [LexicalLinks.HanWord], _ index: Int
  ) -> Bool {
    let before = text.at(words[index - 1].start - 1)
    let behind = text.at(words[index].end)
    // 目的的, 有的的, 为了了; 对对方, 对对称, 和和平, 以以太, 在在线, 将将来, 从从属.
    return [0x76EE, 0x6709, 0x4E3A, 0x7B26, 0x6807, 0x786E].contains(before)
      || [0x65B9, 0x79F0, 0x5E73, 0x592A, 0x7EBF, 0x6765, 0x5C5E, 0x8C61, 0x6BD4, 0x5E94, 0x6297]
        .contains(behind)
  }

  /// 和与 and 与和, unless 与 belongs to what follows: 和与之相关的.
  private func clashes(
    _ text: PreparedText, _ place: Int, _ words: [LexicalLinks.HanWord], _ index: Int
  ) -> Bool {
    let (one, two) = (text.scalars[place], text.scalars[place + 1])
    guard
      one == 0x548C && two == 0x4E0E || one == 0x4E0E && two == 0x548C
        || one == 0x548C && two == 0x53CA || one == 0x4EE5 && two == 0x548C
    else { return false }
    var next = place + 2
    while next < text.count, next - place < 24,
      text.kinds[next] == .han || text.kinds[next] == .latin
        || text.kinds[next] == .digit || text.scalars[next] == 0x2D
    {
      // …相关的, …有关的, …类似的, …不同的: 与 opens an attribute.
      if text.scalars[next] == 0x7684 { return false }
      next += 1
    }
    return true
  }

  /// Whether the source says the word twice too, as in "layer by layer".
  private func isRepeatedInSource(_ unit: CheckedUnit, _ word: String) -> Bool {
    let words = unit.source.words
    for index in words.indices.dropFirst()
    where words[index].folded == words[index - 1].folded
      || index >= 2 && words[index].folded == words[index - 2].folded
    {
      return true
    }
    return false
  }
}

/// A function word that stands twice in the source: to a a single.
struct SourceDoubledWord: FaultRule {
  let about = RuleDescription(
    "source-doubled-word", "Linguistic conventions", "Grammar", .minor, .high,
    "a word twice side by side in the source", "原文词语重复")

  private static let words = Set(
    [
      "a", "an", "the", "of", "to", "in", "on", "for", "with", "and", "or", "is", "are", "was",
      "by",
      "we", "from", "as", "at", "be", "this", "which", "its", "our", "their", "can", "has", "have",
      "these", "it", "not", "also", "while", "between", "into",
    ].map { LatinWord.foldedHash($0) })

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let source = unit.source
    guard source.isEnglish else { return }
    for index in source.words.indices.dropFirst() {
      let (one, two) = (source.words[index - 1], source.words[index])
      guard one.folded == two.folded, two.start - one.end == 1, source.kind(one.end) == .space,
        one.shape == two.shape || index == 1, one.zone == .plain, two.shape == .lower,
        Self.words.contains(one.folded)
      else { continue }
      let found = source.string(one.start..<two.end)
      report.add(
        source: one.start..<two.end, "the source says it twice: \(found)", "原文“\(found)”重复")
    }
  }
}

/// A stretch of the target that comes twice, where the source says it once.
struct DoubledClause: FaultRule {
  let about = RuleDescription(
    "doubled-clause", "Accuracy", "Addition", .major, .high,
    "a stretch of the target twice within a sentence, once in the source", "句中内容重复")

  private static let least = 6
  /// How far behind its beginning a stretch may come again.
  private static let reach = 30

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard unit.hasBoth, target.isChinese, target.hanCount >= 2 * Self.least else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CharacterWindow.size) {
      check(unit, CharacterWindow(target.scalars, counts: $0), &report)
    }
  }

  private func check(
    _ unit: CheckedUnit, _ window: consuming CharacterWindow, _ report: inout FaultCollector
  ) {
    let target = unit.target
    let (scalars, kinds) = (target.scalars, target.kinds)
    var index = 0
    while index + Self.least <= scalars.count {
      guard kinds[index] == .han,
        window.mayHold(scalars[index], index + Self.least...index + Self.reach)
      else {
        index += 1
        continue
      }
      var found = 0
      let limit = min(index + Self.reach, scalars.count - Self.least)
      var other = index + Self.least
      while other <= limit {
        if scalars[other] == scalars[index], scalars[other + 1] == scalars[index + 1] {
          let length = sameLength(scalars, kinds, index, other)
          if length >= Self.least, isTight(target, index + length..<other) {
            found = length
            break
          }
        }
        other += 1
      }
      if found > 0, !isSaidTwice(unit, index..<index + found) {
        let text = target.string(index..<index + found)
        report.add(
          target: index..<other + found, "the stretch \(text) comes twice", "“\(text)”重复出现")
        index = other + found
      } else {
        index += max(1, found)
      }
    }
  }

  /// Whether what stands between is short and joins nothing: …与…, and a new clause, may well repeat.
  private func isTight(_ text: PreparedText, _ gap: Range<Int>) -> Bool {
    guard gap.count <= 6 else { return false }
    // 与和跟及或比即到至向
    let joints: Set<UInt32> = [
      0x4E0E, 0x548C, 0x8DDF, 0x53CA, 0x6216, 0x6BD4, 0x5373, 0x5230, 0x81F3, 0x5411,
    ]
    for index in gap where text.kinds[index] != .han || joints.contains(text.scalars[index]) {
      return false
    }
    return true
  }

  private func sameLength(
    _ scalars: [UInt32], _ kinds: [CharacterKind], _ one: Int, _ two: Int
  ) -> Int {
    var length = 0
    while two + length < scalars.count, one + length < two, kinds[one + length] == .han,
      scalars[one + length] == scalars[two + length]
    {
      length += 1
    }
    return length
  }

  /// Whether the words of a stretch stand for words that the source has twice.
  private func isSaidTwice(_ unit: CheckedUnit, _ range: Range<Int>) -> Bool {
    var content = 0
    var twice = 0
    for word in unit.links.words
    where word.start >= range.lowerBound && word.end <= range.upperBound && word.cover != .unknown {
      content += 1
      if unit.links.sourceCount(of: word) >= 2 || word.cover == .none { twice += 1 }
    }
    return content == 0 || twice * 2 >= content
  }
}

/// Which characters a stretch of a text may hold, while it moves on: told apart by eight bits.
private struct CharacterWindow: ~Copyable {
  static let size = 256

  private let scalars: [UInt32]
  private let counts: UnsafeMutableBufferPointer<UInt8>
  /// What is counted.
  private var range = 0..<0

  /// - Parameter counts: 256 bytes of memory, good for as long as the window is used.
  init(_ scalars: [UInt32], counts: UnsafeMutableBufferPointer<UInt8>) {
    self.scalars = scalars
    self.counts = counts
    counts.initialize(repeating: 0)
  }

  /// Whether a stretch may hold a character; it begins and ends no earlier than the one before it, and is
  /// shorter than 256 characters.
  mutating func mayHold(_ value: UInt32, _ stretch: ClosedRange<Int>) -> Bool {
    let end = min(stretch.upperBound + 1, scalars.count)
    var start = range.lowerBound
    if stretch.lowerBound >= range.upperBound {
      for place in range { counts[Int(scalars[place] & 0xFF)] -= 1 }
      (start, range) = (stretch.lowerBound, stretch.lowerBound..<stretch.lowerBound)
    }
    while start < stretch.lowerBound {
      counts[Int(scalars[start] & 0xFF)] -= 1
      start += 1
    }
    for place in range.upperBound..<max(range.upperBound, end) {
      counts[Int(scalars[place] & 0xFF)] += 1
    }
    range = start..<max(range.upperBound, end)
    return counts[Int(value & 0xFF)] > 0
  }
}

/// An enumerator such as (1) that the target has twice and the source once.
struct RepeatedEnumerator: FaultRule {
  let about = RuleDescription(
    "repeated-enumerator", "Accuracy", "Addition", .major, .high,
    "an enumerator such as (1) twice, where the source has it once", "序号重复")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth else { return }
    let target = Self.places(unit.target)
    guard target.count >= 2 else { return }
    let source = Self.places(unit.source)
    var seen: [UInt32: Int] = [:]
    for entry in target {
      if let first = seen[entry.name], source.count(where: { $0.name == entry.name }) == 1 {
        let found = unit.target.string(entry.place..<entry.place + 3)
        report.add(
          target: first..<entry.place + 3, "\(found) comes twice", "序号“\(found)”重复")
      }
      seen[entry.name] = entry.place
    }
  }

  private static func places(_ text: PreparedText) -> [(name: UInt32, place: Int)] {
    var found: [(name: UInt32, place: Int)] = []
    guard text.count >= 3 else { return found }
    for index in 0..<text.count - 2
    where (text.scalars[index] == 0x28 || text.scalars[index] == 0xFF08)
      && (text.scalars[index + 2] == 0x29 || text.scalars[index + 2] == 0xFF09)
      && text.zones[index] == .plain
    {
      let name = text.scalars[index + 1]
      if text.kinds[index + 1] == .digit { found.append((name, index)) }
    }
    return found
  }
}

/// 一种…之一: one of a kind, and one of several.
struct ClassifierClash: FaultRule {
  let about = RuleDescription(
    "classifier-clash", "Linguistic conventions", "Grammar", .minor, .high,
    "一种 or 一个 with 之一 in one phrase", "“一种/一个”与“之一”语义重复")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese else { return }
    for index in target.scalars.indices
    where target.scalars[index] == 0x4E4B && target.at(index + 1) == 0x4E00 {
      // 之一 of 三分之一 is a fraction, 之一般 another word.
      if target.at(index - 1) == 0x5206 || target.at(index + 2) == 0x822C { continue }
      var start = index - 1
      while start > 0, index - start <= 25, target.kinds[start] != .wideMark,
        target.kinds[start] != .mark || target.scalars[start] == 0x2D
      {
        // 种个项类
        if target.scalars[start] == 0x4E00,
          [0x79CD, 0x4E2A, 0x9879, 0x7C7B].contains(target.at(start + 1)),
          ![0x6BCF, 0x53E6, 0x4EFB, 0x540C, 0x4E0A, 0x4E0B, 0x7B2C].contains(target.at(start - 1)),
          isClosing(target, index + 2)
        {
          report.add(target: start..<index + 2, "一种 and 之一 in one phrase", "“一种”与“之一”重复")
          break
        }
        start -= 1
      }
    }
  }

  /// Whether the phrase ends behind 之一.
  private func isClosing(_ text: PreparedText, _ index: Int) -> Bool { index <= text.count }
}
