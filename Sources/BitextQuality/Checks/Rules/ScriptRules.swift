// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// Traditional characters among simplified ones.
struct TraditionalScript: FaultRule {
  let about = RuleDescription(
    "traditional-script", "Linguistic conventions", "Spelling", .minor, .high,
    "a traditional character among simplified ones", "简体文中夹用繁体字")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard target.isChinese, !unit.targetIsTraditional, target.hanCount > 0 else { return }
    var found: [Range<Int>] = []
    var index = 0
    while index < target.count {
      guard isTraditional(target, index) else {
        index += 1
        continue
      }
      let start = index
      while index < target.count, isTraditional(target, index) { index += 1 }
      found.append(start..<index)
    }
    // A text that is traditional throughout is another matter.
    guard !found.isEmpty, found.reduce(0, { $0 + $1.count }) * 5 <= target.hanCount else { return }
    for range in found {
      let text = target.string(range)
      let right = ScriptFolding.simplified(text)
      report.add(target: range, "\(text) is traditional for \(right)", "“\(text)”是“\(right)”的繁体")
    }
  }

  private func isTraditional(_ text: PreparedText, _ index: Int) -> Bool {
    guard text.kinds[index] == .han, let scalar = Unicode.Scalar(text.scalars[index]) else {
      return false
    }
    return ScriptFolding.isTraditional(scalar)
  }
}

/// Full-width letters and digits.
struct FullWidthLatin: FaultRule {
  let about = RuleDescription(
    "full-width-latin", "Linguistic conventions", "Spelling", .minor, .high,
    "letters or digits in full width", "全角字母或数字")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    var index = 0
    while index < target.count {
      guard target.kinds[index] == .wideLatin else {
        index += 1
        continue
      }
      let start = index
      while index < target.count, target.kinds[index] == .wideLatin { index += 1 }
      let found = target.string(start..<index)
      report.add(target: start..<index, "\(found) is in full width", "“\(found)”为全角字符")
    }
  }
}

/// Text that was decoded by the wrong encoding.
struct MojibakeRule: FaultRule {
  let about = RuleDescription(
    "mojibake", "Linguistic conventions", "Character encoding", .critical, .high,
    "text decoded by the wrong encoding", "乱码")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    var first: Int?
    for index in target.scalars.indices {
      switch target.scalars[index] {
      case 0xC2...0xEF, 0xFFFD, 0x951F: first = first ?? index
      default: break
      }
    }
    guard let first else { return checkCommonness(unit, &report) }
    // 锟斤拷 is U+FFFD read as GBK.
    if let place = target.firstPlace(of: [0x951F, 0x65A4, 0x62F7]) {
      report.add(target: place..<place + 3, "锟斤拷 stands for lost text", "“锟斤拷”为乱码")
      return
    }
    var text = target.text
    let finding = text.withUTF8 { Mojibake.inspect($0.span) }
    guard finding != .none, unit.source.firstPlace(of: [target.scalars[first]]) == nil else {
      return
    }
    var end = first + 1
    while end < target.count, target.scalars[end] > 0x7F, target.kinds[end] != .han { end += 1 }
    report.add(target: first..<end, "text decoded by the wrong encoding", "文本解码有误（乱码）")
  }

  private func checkCommonness(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.target.hanCount >= 20, unit.target.isChinese else { return }
    var text = unit.target.text
    if text.withUTF8({ Mojibake.inspect($0.span) }) != .none {
      report.add(target: 0..<unit.target.count, "text decoded by the wrong encoding", "文本解码有误（乱码）")
    }
  }
}
