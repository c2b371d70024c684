// SPDX-License-Identifier: Apache-2.0

/// A word of the target that negates, or may render a negation.
struct TargetNegation {
  /// How much a word says.
  enum Kind {
    /// It negates a verb: 不, 没有, 无法.
    case bare
    /// Another word with 不, 无, 非 and so on: 非线性, 无序.
    case other
    /// A word without these characters that may render a negation: 避免, 缺乏.
    case wide
  }

  /// The number of the word.
  var word: Int
  /// Its characters.
  var range: Range<Int>
  /// How much it says.
  var kind: Kind
}

extension CheckedUnit {
  /// The negations of the target, in their order.
  func findTargetNegations() -> [TargetNegation] {
    var found: [TargetNegation] = []
    let scalars = target.scalars
    for (index, word) in links.words.enumerated() {
      let range = word.start..<word.end
      if range.contains(where: { ChineseNegations.isNegating(scalars[$0]) }) {
        guard let kind = ChineseNegations.kind(of: word, in: target) else { continue }
        found.append(TargetNegation(word: index, range: range, kind: kind))
      } else if ChineseNegations.isWide(word, in: target) {
        found.append(TargetNegation(word: index, range: range, kind: .wide))
      }
    }
    return found
  }
}

/// Words and characters that negate in Chinese.
enum ChineseNegations {
  /// 不没无未非否别勿莫毋無
  @inline(__always)
  static func isNegating(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E0D, 0x6CA1, 0x65E0, 0x672A, 0x975E, 0x5426, 0x522B, 0x52FF, 0x83AB, 0x6BCB, 0x7121:
      true
    default: false
    }
  }

  /// What a word with such a character says; `nil` where it does not negate: 非常, 区别, 淹没.
  static func kind(of word: LexicalLinks.HanWord, in text: PreparedText) -> TargetNegation.Kind? {
    let first = text.scalars[word.start]
    let length = word.end - word.start
    if length == 1 {
      switch first {
      case 0x4E0D, 0x672A:
        // 忽略不计, 遥不可及, 远未, 未决, 不匹配, 不纯.
        let (before, next) = (text.at(word.start - 1), text.at(word.end))
        if next == 0x8BA1 || next == 0x51B3 || before == 0x9065 || before == 0x8FDC {
          return .other
        }
        if first == 0x4E0D, next == 0x5339 || next == 0x7EAF { return .other }
        // 不得不: must.
        if text.at(word.start - 1) == 0x5F97, text.at(word.start - 2) == 0x4E0D { return nil }
        return .bare
      case 0x6CA1:
        // 湮没, 淹没, 埋没, 沉没, 覆没.
        return [0x6E6E, 0x6DF9, 0x57CB, 0x6C89, 0x8986].contains(text.at(word.start - 1))
          ? nil : .bare
      case 0x522B: return nil
      default: return .other
      }
    }
    let key = key(text, word.start..<word.end)
    if plain.contains(key) { return nil }
    // 从不同.
    if first == 0x4ECE, text.at(word.end) == 0x540C { return nil }
    if bare.contains(key) { return text.at(word.start - 1) == 0x9065 ? .other : .bare }
    if still.contains(key) { return .other }
    // Only 别 in it: 类别, 识别.
    if !(word.start..<word.end).contains(where: {
      text.scalars[$0] != 0x522B && isNegating(text.scalars[$0])
    }) {
      return nil
    }
    // 不信任, where nothing in the source stands for it.
    if length <= 3, first == 0x4E0D || first == 0x6CA1 || first == 0x672A, word.cover == .none {
      return .bare
    }
    return .other
  }

  /// Whether a word may render a negation without one of these characters.
  static func isWide(_ word: LexicalLinks.HanWord, in text: PreparedText) -> Bool {
    let first = text.scalars[word.start]
    guard first >= 0x4E00, first < 0xA000 else { return false }
    let group = Int(wideStarts[Int(first - 0x4E00)])
    return group >= 0 && wide[group].contains { text.stands($0, at: word.start) }
  }

  private static func key(_ text: PreparedText, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in range { hash = (hash ^ UInt64(text.scalars[index])) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(
      words.split { $0 == " " || $0.isNewline }.map { word in
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for scalar in word.unicodeScalars {
          hash = (hash ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01b3
        }
        return hash
      })
  }

  /// Words that do not negate.
  private static let plain = keys(
    """
    非常 无线 无线电 未来 不断 无论 不论 不管 是否 否则 不过 非洲 不久 不妨 不止 不少
    不禁 不得不 无不 莫非 无疑 毫无疑问 不知不觉 莫尔 不丹 不料 不愧 不时 南无
    从不同 能否 与否 可否
    """)

  private static let bare = keys(
    """
    不是 不能 不会 不可以 没有 无法 并非 并不 未能 不可 不再 不应 不需要 不需 不要 不必 不用 绝不 从不 从未 尚未 不得
    不存在 不具 不具备 不能够 不可能 不使用 不包括 不依赖 不允许 不支持 不影响 不改变 不太 不必要 并未 还未 并没有 不应该
    """)

  /// Words that describe, and negate no verb.
  private static let still = keys(
    """
    不同 不同于 不同点 不变 不动 不均 不稳 不等 不仅 不仅仅 不但 不利 不良 不足 不乏 不知 不当 不相 不适 不外 不亚于 不如 不一 不等于 不定 不计 未决
    不平
    """)

  /// Those that begin with one character together.
  private static let wide: [[[UInt32]]] = Dictionary(
    grouping: wideWords.map { $0.unicodeScalars.map(\.value) }, by: { $0[0] }
  ).values.map { $0 }

  private static let wideWords = [
    "难", "缺", "避免", "免", "拒", "禁", "忽", "失败", "失", "异", "反", "除", "少", "零", "仅", "只", "绝",
    "独立", "摆脱", "排除", "防止", "阻", "脱离", "消除", "错", "误", "空", "才", "以外", "之外", "逆", "代替",
    "取代", "待", "有待", "尚待", "悬", "省", "远", "唯", "有限", "开放",
  ]

  /// The group of those that begin with a character, U+4E00…U+9FFF; −1 where there are none.
  private static let wideStarts: [Int8] = {
    var starts = [Int8](repeating: -1, count: 0xA000 - 0x4E00)
    for (number, group) in wide.enumerated() { starts[Int(group[0][0] - 0x4E00)] = Int8(number) }
    return starts
  }()
}
