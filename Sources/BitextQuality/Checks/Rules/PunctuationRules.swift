// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Brackets that are opened and not closed, or closed and not opened.
struct Brackets: FaultRule {
  let about = RuleDescription(
    "brackets", "Linguistic conventions", "Punctuation", .minor, .high,
    "a bracket without its partner, where the source's brackets pair up", "括号不成对")

  /// ( [ { 《 【 and so on, each with its closing form in the same class.
  private static func shape(_ value: UInt32) -> (kind: Int, opens: Bool)? {
    switch value {
    case 0x28, 0xFF08: (0, true)
    case 0x29, 0xFF09: (0, false)
    case 0x5B, 0xFF3B, 0x3010: (1, true)
    case 0x5D, 0xFF3D, 0x3011: (1, false)
    case 0x7B, 0xFF5B: (2, true)
    case 0x7D, 0xFF5D: (2, false)
    case 0x300A: (3, true)
    case 0x300B: (3, false)
    case 0x300C, 0x300E: (4, true)
    case 0x300D, 0x300F: (4, false)
    default: nil
    }
  }

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese else { return }
    let found = Self.lone(unit.target)
    guard !found.isEmpty else { return }
    // A sentence cut out of a bracket lacks one on either side; TeX is judged by other rules.
    let before = Self.lone(unit.source)
    for place in found {
      guard let (kind, opens) = Self.shape(unit.target.scalars[place]) else { continue }
      if before.contains(where: { Self.shape(unit.source.scalars[$0])?.kind == kind }) { continue }
      // Braces are TeX's; [0, 1) is an interval.
      if kind == 2 { continue }
      let isInterval = found.contains { Self.shape(unit.target.scalars[$0])?.kind == 1 - kind }
      if kind < 2, isInterval { continue }
      let mark = unit.target.string(place..<place + 1)
      report.add(
        target: opens ? place..<Self.endOfClause(unit.target, place) : place..<place + 1,
        opens ? "\(mark) is never closed" : "\(mark) was never opened",
        opens ? "“\(mark)”没有闭合" : "“\(mark)”没有对应的左括号")
    }
  }

  /// The places of brackets without partners, formulae apart; enumerators such as 1) do not count.
  private static func lone(_ text: PreparedText) -> [Int] {
    var open: [(kind: Int, place: Int)] = []
    var found: [Int] = []
    for index in text.scalars.indices {
      guard text.kinds[index] == .mark || text.kinds[index] == .wideMark,
        let (kind, opens) = shape(text.scalars[index])
      else { continue }
      if text.zones[index] == .math || text.zones[index] == .markup || text.zones[index] == .link {
        continue
      }
      if opens {
        open.append((kind, index))
      } else if let last = open.lastIndex(where: { $0.kind == kind }) {
        open.remove(at: last)
      } else if !isEnumerator(text, index) {
        found.append(index)
      }
    }
    return (found + open.map(\.place)).sorted()
  }

  /// The end of the clause that a bracket was left open in.
  private static func endOfClause(_ text: PreparedText, _ place: Int) -> Int {
    var depth = 0
    for index in min(place + 1, text.count)..<text.count {
      if let (_, opens) = shape(text.scalars[index]) { depth += opens ? 1 : -1 }
      let isEnd = [0x2C, 0xFF0C, 0x3002, 0xFF1B, 0x3B].contains(text.scalars[index])
      if isEnd, depth <= 0 { return index }
    }
    return text.count
  }

  private static func isEnumerator(_ text: PreparedText, _ index: Int) -> Bool {
    var start = index
    while text.kind(start - 1) == .digit || text.kind(start - 1) == .latin { start -= 1 }
    return start < index && index - start <= 3
  }
}

/// Quotation marks without their partners.
struct Quotes: FaultRule {
  let about = RuleDescription(
    "quotes", "Linguistic conventions", "Punctuation", .minor, .high,
    "a quotation mark without its partner, where the source's pair up", "引号不成对")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese else { return }
    let target = Self.places(unit.target)
    let isOdd = !target.straight.count.isMultiple(of: 2)
    guard target.open != target.close || isOdd else { return }
    let source = Self.places(unit.source)
    guard source.open == source.close, source.straight.count.isMultiple(of: 2) else { return }
    // “…" mixes both kinds and still pairs up.
    if (target.open + target.close + target.straight.count).isMultiple(of: 2) { return }
    guard let place = target.straight.last ?? target.last else { return }
    // A quotation of several sentences begins or ends in another unit.
    if place == 0 || place >= unit.target.count - 2 { return }
    report.add(target: place..<place + 1, "a quotation mark lacks its partner", "引号不成对")
  }

  private static func places(
    _ text: PreparedText
  ) -> (open: Int, close: Int, straight: [Int], last: Int?) {
    var open = 0
    var close = 0
    var straight: [Int] = []
    var last: Int?
    for index in text.scalars.indices where text.zones[index] == .plain {
      switch text.scalars[index] {
      case 0x201C: (open, last) = (open + 1, index)
      case 0x201D: (close, last) = (close + 1, index)
      // 5" is five inches.
      case 0x22 where text.kind(index - 1) != .digit || text.isChinese: straight.append(index)
      default: break
      }
    }
    return (open, close, straight, last)
  }
}

/// Straight quotation marks around Chinese.
struct StraightQuotes: FaultRule {
  let about = RuleDescription(
    "straight-quotes", "Linguistic conventions", "Punctuation", .minor, .high, scope: .corpus,
    "straight quotation marks around Chinese", "中文使用直引号")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese else { return }
    var open: Int?
    var curly = 0
    for index in target.scalars.indices {
      if target.scalars[index] == 0x201C { curly += 1 }
      guard target.scalars[index] == 0x22, target.zones[index] == .plain else { continue }
      guard let start = open else {
        open = index
        continue
      }
      open = nil
      guard target.kind(start + 1) == .han || target.kind(index - 1) == .han else { continue }
      report.hold(
        key: "straight-quotes", target: start..<index + 1,
        "straight quotation marks around Chinese", "中文引号应为“”")
    }
    if curly > 0 { report.ledger.contrary.append(("straight-quotes", curly)) }
  }
}

/// Half-width punctuation behind Chinese.
struct HalfWidth: FaultRule {
  let about = RuleDescription(
    "half-width", "Linguistic conventions", "Punctuation", .minor, .high, scope: .corpus,
    "half-width punctuation behind Chinese", "中文使用半角标点")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese, target.hanCount > 1 else { return }
    var wide = SIMD8<Int>()
    let (scalars, kinds, zones) = (target.scalars, target.kinds, target.zones)
    for index in kinds.indices where kinds[index] == .mark || kinds[index] == .wideMark {
      guard zones[index] == .plain else { continue }
      let value = scalars[index]
      if kinds[index] == .wideMark {
        if let place = Self.wide.firstIndex(of: value) { wide[place] += 1 }
        continue
      }
      guard Self.narrow.contains(value), target.kind(index - 1) == .han
      else { continue }
      let next = target.kind(index + 1)
      // 图.3 and 第3节:A are not told apart from formats; a full stop needs an end behind it.
      if value == 0x2E, next != .space, next != .han, index + 1 < target.count { continue }
      if value == 0x2E, target.at(index + 1) == 0x2E { continue }
      let mark = target.string(index..<index + 1)
      report.hold(
        key: Self.key(value), target: index..<index + 1,
        "half-width \(mark) behind Chinese", "中文后应使用全角标点，而非“\(mark)”")
    }
    report.ledger.contrary.reserveCapacity(8)
    for (place, value) in Self.narrow.enumerated() where wide[place] > 0 {
      report.ledger.contrary.append((Self.key(value), wide[place]))
    }
  }

  private static func key(_ value: UInt32) -> String { "half-width \(value)" }

  /// Marks, and the same in full width.
  private static let narrow: [UInt32] = [0x2C, 0x2E, 0x3B, 0x3A, 0x3F, 0x21]
  private static let wide: [UInt32] = [0xFF0C, 0x3002, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01]
}

/// A space between Chinese and Latin letters, or within Chinese, where the corpus has none.
struct HanLatinSpace: FaultRule {
  let about = RuleDescription(
    "han-latin-space", "Linguistic conventions", "Punctuation", .minor, .medium, scope: .corpus,
    "a space between Chinese and Latin letters or digits, or between Chinese characters",
    "中西文之间或汉字之间的空格")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese, target.hanCount > 1, target.count > 2 else { return }
    var tight = 0
    for index in 1..<target.count - 1 {
      let (before, here, behind) = (
        target.kinds[index - 1], target.kinds[index], target.kinds[index + 1]
      )
      if here == .space {
        let isMixed =
          before == .han && (behind == .latin || behind == .digit)
          || behind == .han && (before == .latin || before == .digit)
        if isMixed, target.zones[index - 1] == .plain, target.zones[index + 1] == .plain {
          report.hold(
            key: "han-latin-space", target: index..<index + 1,
            "a space between Chinese and Latin", "中西文之间有空格")
        } else if before == .han, behind == .han {
          report.hold(
            key: "han-han-space", target: index..<index + 1, "a space within Chinese", "汉字之间有空格")
        }
      } else if here == .han, behind == .latin || behind == .digit {
        tight += 1
      }
    }
    if tight > 0 { report.ledger.contrary.append(("han-latin-space", tight)) }
    report.ledger.contrary.append(("han-han-space", 1))
  }
}

/// A hyphen that ties Chinese to nothing: 最大 - 以.
struct DanglingHyphen: FaultRule {
  let about = RuleDescription(
    "dangling-hyphen", "Linguistic conventions", "Punctuation", .minor, .high,
    "a hyphen behind which a word is missing", "连字符后缺词")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for place in Self.places(unit) {
      report.add(target: place, "a hyphen ties to nothing", "连字符后似有缺漏")
    }
  }

  /// The stretch around a hyphen that ties to nothing, in each place.
  static func places(_ unit: CheckedUnit) -> [Range<Int>] {
    let (source, target) = (unit.source, unit.target)
    guard unit.hasBoth, target.isChinese else { return [] }
    var found: [Range<Int>] = []
    for index in target.scalars.indices
    where target.scalars[index] == 0x2D && target.zones[index] == .plain {
      let isSpaced = target.kind(index - 1) == .space && target.kind(index + 1) == .space
      let before = isSpaced ? index - 2 : index - 1
      let behind = isSpaced ? index + 2 : index + 1
      guard target.kind(before) == .han else { continue }
      let isHan = target.kind(behind) == .han
      let ends = [0xFF0C, 0x3002, 0x2C, 0x3B, 0xFF1B].contains(target.at(behind))
      guard isSpaced && isHan || ends else { continue }
      // A dash of the source is rightly a dash here.
      if isSpaced, hasDash(source) { continue }
      found.append(before..<min(behind + 1, target.count))
    }
    return found
  }

  static func hasDash(_ text: PreparedText) -> Bool {
    for index in text.scalars.indices {
      switch text.scalars[index] {
      case 0x2013, 0x2014, 0x2015, 0x2212: return true
      case 0x2D:
        if text.at(index + 1) == 0x2D { return true }
        if text.kind(index - 1) == .space, text.kind(index + 1) == .space { return true }
      default: break
      }
    }
    return false
  }
}

/// The word that was lost behind a hyphen: 最大 - 以 for max-pooling to.
struct HyphenOmission: FaultRule {
  let about = RuleDescription(
    "hyphen-omission", "Accuracy", "Omission", .major, .high,
    "a part of a hyphenated word is missing", "连字符复合词漏译")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.source.words.contains(where: { $0.joinsAfter }) else { return }
    for place in DanglingHyphen.places(unit) {
      report.add(target: place, "a word is missing behind the hyphen", "连字符后漏译")
    }
  }
}

/// A sentence that ends otherwise than the source's.
struct EndMark: FaultRule {
  let about = RuleDescription(
    "end-mark", "Linguistic conventions", "Punctuation", .minor, .high,
    "the sentence ends without a mark, or with another than the source's", "句末标点缺失或不符")

  private enum End { case stop, question, exclamation, pause, none }

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese, unit.source.isEnglish else { return }
    let (was, _) = Self.end(unit.source)
    let (now, place) = Self.end(unit.target)
    switch (was, now) {
    case (.stop, .none):
      // Headings and short items.
      guard unit.source.words.count >= 5 else { return }
      report.add(target: place, "the sentence has no end mark", "句末缺少标点")
    case (.stop, .pause), (.question, .pause):
      report.add(target: place, "the sentence ends in a comma", "句末为逗号")
    case (.stop, .question), (.question, .stop), (.question, .none):
      guard unit.source.words.count >= 3 else { return }
      report.add(target: place, "the sentence ends otherwise than the source's", "句末标点与原文不符")
    default: return
    }
  }

  private static func end(_ text: PreparedText) -> (End, Range<Int>) {
    var index = text.count - 1
    // Closing quotes and brackets, spaces.
    while index > 0,
      text.kinds[index] == .space
        || [0x29, 0xFF09, 0x22, 0x27, 0x201D, 0x2019, 0x7D, 0x5D, 0x300D, 0x24].contains(
          text.scalars[index])
    {
      index -= 1
    }
    let end: End =
      switch text.scalars[index] {
      case 0x2E, 0x3002, 0x2026: .stop
      case 0x3F, 0xFF1F: .question
      case 0x21, 0xFF01: .exclamation
      case 0x2C, 0xFF0C, 0x3001: .pause
      default: .none
      }
    // A formula, a link or brackets at the end hide the mark.
    let isClear = text.zones[index] == .plain && index == text.count - 1
    if case .none = end {
      return (
        isClear && text.kinds[index] == .han || text.kinds[index] == .latin && isClear
          ? .none : .exclamation, index..<index + 1
      )
    }
    return (end, index..<index + 1)
  }
}

/// Marks that stand twice: 。。 or ，。
struct DoubledMark: FaultRule {
  let about = RuleDescription(
    "doubled-mark", "Linguistic conventions", "Punctuation", .minor, .high,
    "two marks where one belongs", "标点重复")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese, target.count > 1 else { return }
    var index = 1
    while index < target.count {
      defer { index += 1 }
      guard target.kinds[index] == .wideMark || target.scalars[index] == 0x2C,
        Self.isMark(target.scalars[index - 1]), Self.isMark(target.scalars[index]),
        target.zones[index] == .plain
      else { continue }
      let pair = index - 1..<index + 1
      report.add(target: pair, "two marks side by side", "标点“\(target.string(pair))”重复")
    }
  }

  private static func isMark(_ value: UInt32) -> Bool {
    [0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0x2C].contains(value)
  }
}
