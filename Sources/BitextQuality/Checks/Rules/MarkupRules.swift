// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// TeX commands that stand in the target as text, often broken: `\ emph {…}`.
struct TeXResidue: FaultRule {
  let about = RuleDescription(
    "latex-residue", "Design and markup", "Markup tag", .minor, .high,
    "a TeX command outside a formula, not as the source has it", "残留的 LaTeX 命令")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.hasBackslash else { return }
    var index = 0
    while index < target.count {
      guard target.zones[index] == .command, target.scalars[index] == 0x5C else {
        index += 1
        continue
      }
      var end = index + 1
      while end < target.count, target.zones[end] == .command, target.scalars[end] != 0x5C {
        end += 1
      }
      defer { index = end }
      // Two letters and more: \% and \& are ordinary characters.
      guard target.kind(end - 1) == .latin, end - index >= 3 else { continue }
      let start = target.at(index - 1) == 0x7B ? index - 1 : index
      let stop = Self.endOfArgument(target, from: end)
      if isKept(target, index..<end, unit.source) { continue }
      let found = target.string(start..<min(stop, start + 40))
      report.add(
        target: start..<stop, "the TeX command \(found) was left in the text",
        "正文残留 LaTeX 命令“\(found)”")
    }
  }

  /// Whether the source has the same command, written alike, with a brace or none behind it alike.
  private func isKept(_ target: PreparedText, _ range: Range<Int>, _ source: PreparedText) -> Bool {
    guard target.at(range.lowerBound + 1) != 0x20, source.hasBackslash else { return false }
    let behind = target.at(range.upperBound)
    let isSpaced = behind == 0x20 && target.at(range.upperBound + 1) == 0x7B
    guard !isSpaced, target.kind(range.upperBound) != .han else { return false }
    let wanted = Array(target.scalars[range])
    return source.firstPlace(of: wanted) != nil
  }

  /// The end of `{…}` behind a command, a space between allowed; the command's end where none stands.
  static func endOfArgument(_ text: PreparedText, from end: Int) -> Int {
    var index = end
    if text.at(index) == 0x20 { index += 1 }
    guard text.at(index) == 0x7B else { return end }
    var depth = 0
    while index < text.count, index - end < 300 {
      if text.scalars[index] == 0x7B { depth += 1 }
      if text.scalars[index] == 0x7D {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return end
  }
}

/// A TeX command without an argument that stands for a name: `\\newalgorithm {}`.
struct EmptyMacro: FaultRule {
  let about = RuleDescription(
    "empty-macro", "Accuracy", "Omission", .major, .high,
    "a TeX command stands where a name should", "以 LaTeX 命令代替的名称缺失")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.hasBackslash else { return }
    for range in target.runs(of: .command) where target.kind(range.upperBound - 1) == .latin {
      let stop = TeXResidue.endOfArgument(target, from: range.upperBound)
      guard stop > range.upperBound, range.count >= 4,
        (range.upperBound..<stop).allSatisfy({ [0x7B, 0x7D, 0x20].contains(target.scalars[$0]) })
      else { continue }
      let found = target.string(range)
      report.add(
        target: range.lowerBound..<stop, "\(found) stands for a name that the text lacks",
        "“\(found)”所代表的名称缺失")
    }
  }
}

/// A formula whose TeX was changed: `\fRAC`, `\文本{…}`, a dollar too many.
struct FormulaDamaged: FaultRule {
  let about = RuleDescription(
    "formula-damaged", "Design and markup", "Markup tag", .major, .high,
    "a command of a formula is not one that the source has, or a dollar was lost", "公式代码受损")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let (source, target) = (unit.source, unit.target)
    guard unit.hasBoth, source.hasDollar else { return }
    var index = 0
    while index < target.count {
      guard target.scalars[index] == 0x5C, target.zones[index] == .math else {
        index += 1
        continue
      }
      var end = index + 1
      while target.kind(end) == .latin || target.kind(end) == .han { end += 1 }
      if end - index >= 3 || target.kind(index + 1) == .han {
        let wanted = Array(target.scalars[index..<end])
        if source.firstPlace(of: wanted) == nil {
          let found = target.string(index..<end)
          report.add(
            target: index..<end, "\(found) is no command of the source's formulae",
            "公式命令“\(found)”与原文不符")
        }
      }
      index = max(end, index + 1)
    }
    checkDollars(source, target, &report)
    checkCurrency(source, target, &report)
  }

  /// A formula's dollar sign read as money: 28美元扩展到153美元.
  private func checkCurrency(
    _ source: PreparedText, _ target: PreparedText, _ report: inout FaultCollector
  ) {
    guard let first = target.firstPlace(of: Self.dollars),
      !source.words.contains(where: { Self.money.contains($0.folded) }),
      source.firstPlace(of: [0x5C, 0x24]) == nil, source.zones.contains(.math)
    else { return }
    var next: Int? = first
    while let place = next {
      report.add(
        target: place..<place + 2, "the dollar sign of a formula became money", "公式的美元符号被译成“美元”")
      next = target.firstPlace(of: Self.dollars, from: place + 2)
    }
  }

  private static let dollars: [UInt32] = [0x7F8E, 0x5143]
  private static let money = Set(
    ["dollar", "dollars", "usd", "cost", "costs", "price", "prices"].map {
      LatinWord.foldedHash($0)
    })

  private func checkDollars(
    _ source: PreparedText, _ target: PreparedText, _ report: inout FaultCollector
  ) {
    guard target.hasDollar else { return }
    func count(_ text: PreparedText) -> (count: Int, last: Int) {
      var count = 0
      var last = 0
      for index in text.scalars.indices
      where text.scalars[index] == 0x24 && text.at(index - 1) != 0x5C {
        count += 1
        if text.zones[index] != .math { last = index }
      }
      return (count, last)
    }
    let (was, now) = (count(source), count(target))
    guard was.count.isMultiple(of: 2), !now.count.isMultiple(of: 2) else { return }
    report.add(
      target: now.last..<now.last + 1, "a dollar sign of a formula was lost or added",
      "公式的美元符号不成对")
  }
}

/// Entities of HTML that were not decoded: `&#39;`, `#39;`.
struct EntityResidue: FaultRule {
  let about = RuleDescription(
    "entity-residue", "Design and markup", "Markup tag", .minor, .high,
    "an entity of HTML that stands as text", "残留的 HTML 实体")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.hasBracket else { return }
    for range in target.runs(of: .markup)
    where target.scalars[range.lowerBound] == 0x26 || target.scalars[range.lowerBound] == 0x23 {
      if unit.source.firstPlace(of: Array(target.scalars[range])) != nil { continue }
      let found = target.string(range)
      report.add(target: range, "the entity \(found) was left in the text", "残留 HTML 实体“\(found)”")
    }
  }
}

/// Tags and placeholders that the target lost or changed.
struct PlaceholderChanged: FaultRule {
  let about = RuleDescription(
    "placeholder-changed", "Design and markup", "Markup tag", .major, .high,
    "a tag or placeholder of the source does not stand in the target", "标签或占位符缺失或被改动")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let (source, target) = (unit.source, unit.target)
    guard unit.hasBoth, source.hasBracket || target.hasBracket else { return }
    var there = target.runs(of: .markup).map { Array(target.scalars[$0]) }
    for range in source.runs(of: .markup) {
      let wanted = Array(source.scalars[range])
      // An entity may rightly be decoded.
      if wanted[0] == 0x26 || wanted[0] == 0x23 { continue }
      if let found = there.firstIndex(of: wanted) {
        there.remove(at: found)
        continue
      }
      let text = source.string(range)
      report.add(source: range, "\(text) is missing in the target", "译文缺少“\(text)”")
    }
  }
}

/// Links and addresses that the target lost or changed.
struct LinkChanged: FaultRule {
  let about = RuleDescription(
    "link-changed", "Design and markup", "Link or cross-reference", .major, .high,
    "a link of the source does not stand in the target as it was", "链接缺失或被改动")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let (source, target) = (unit.source, unit.target)
    guard unit.hasBoth, source.hasSlash else { return }
    let there = target.runs(of: .link)
    for range in source.runs(of: .link) {
      let wanted = Self.trimmed(source, range)
      if target.firstPlace(of: wanted) != nil { continue }
      let text = source.string(range)
      let near = there.first { Self.share(target.scalars[$0], wanted) }
      report.add(
        source: range, target: near,
        near == nil ? "the link \(text) is missing" : "the link \(text) was changed",
        near == nil ? "译文缺少链接“\(text)”" : "链接“\(text)”被改动")
    }
  }

  private static func trimmed(_ text: PreparedText, _ range: Range<Int>) -> [UInt32] {
    var wanted = Array(text.scalars[range])
    while let last = wanted.last, last == 0x2F || last == 0x2E { wanted.removeLast() }
    return wanted
  }

  /// Whether two links begin alike.
  private static func share(_ one: ArraySlice<UInt32>, _ other: [UInt32]) -> Bool {
    zip(one, other).prefix { $0 == $1 }.count >= min(10, other.count / 2)
  }
}

/// Citations in square brackets that the target lost or changed.
struct CitationChanged: FaultRule {
  let about = RuleDescription(
    "citation-changed", "Accuracy", "Omission", .minor, .high,
    "a citation in square brackets does not stand in the target", "引文标号缺失或被改动")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth else { return }
    let there = Self.citations(unit.target)
    for range in Self.citations(unit.source) {
      let wanted = Self.digits(unit.source, range)
      if there.contains(where: { Self.digits(unit.target, $0) == wanted }) { continue }
      let text = unit.source.string(range)
      report.add(source: range, "the citation \(text) is missing", "译文缺少引文标号“\(text)”")
    }
  }

  private static func citations(_ text: PreparedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let scalars = text.scalars
    for start in scalars.indices
    where scalars[start] == 0x5B || scalars[start] == 0x3010 || scalars[start] == 0xFF3B {
      guard text.zones[start] == .plain else { continue }
      var end = start + 1
      var digits = 0
      while end < text.count {
        if text.kinds[end] == .digit {
          digits += 1
        } else if ![0x20, 0x2C, 0x2D, 0x3B, 0x2013, 0xFF0C, 0x3001].contains(text.scalars[end]) {
          break
        }
        end += 1
      }
      guard digits > 0, digits <= 12, [0x5D, 0x3011, 0xFF3D].contains(text.at(end)),
        text.kind(start + 1) == .digit
      else { continue }
      // [0, 1] and [0.5] are intervals.
      if text.at(start + 1) == 0x30 { continue }
      found.append(start..<end + 1)
    }
    return found
  }

  private static func digits(_ text: PreparedText, _ range: Range<Int>) -> [UInt32] {
    text.scalars[range].filter { $0 >= 0x30 && $0 <= 0x39 }
  }
}
