// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A negation of the source that the target does not have.
struct NegationLost: FaultRule {
  let about = RuleDescription(
    "negation-lost", "Accuracy", "Mistranslation", .major, .low,
    "a negation of the source that the target lacks", "否定丢失")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.source.isEnglish, unit.target.isChinese else { return }
    for part in unit.links.parts where !part.target.isEmpty && !part.source.isEmpty {
      let source = Negations.english(unit.source, part.source)
      guard let place = source.sure.first ?? source.reliable.first else { continue }
      let target = Negations.chinese(unit, part.target)
      if source.sure.isEmpty {
        guard target.sure.isEmpty, target.other.isEmpty, target.wide.isEmpty else { continue }
        report.add(
          source: place, target: part.target, "a negation is missing in the target", "译文丢失否定")
        continue
      }
      // 独立 and the like are what independent and the like were rendered by.
      var maybe = source.maybe.map { Negations.place($0.lowerBound, part.source) }
      let wide = target.wide.count {
        !Negations.take(Negations.place($0.lowerBound, part.target), from: &maybe)
      }
      guard target.sure.count + target.other.count + wide < source.sure.count else { continue }
      report.add(
        source: place, target: part.target, "a negation is missing in the target", "译文丢失否定")
    }
  }
}

/// A negation of the target that the source does not have.
struct NegationAdded: FaultRule {
  let about = RuleDescription(
    "negation-added", "Accuracy", "Mistranslation", .major, .low,
    "a negation of the target that the source lacks", "译文多出否定")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.source.isEnglish, unit.target.isChinese else { return }
    for part in unit.links.parts where !part.target.isEmpty && !part.source.isEmpty {
      let target = Negations.chinese(unit, part.target)
      guard !target.sure.isEmpty else { continue }
      let source = Negations.english(unit.source, part.source)
      // Negations of the source account for as many of the target, wherever they stand; words that may
      // be rendered by one only for what stands about where they do, 无 and 非 in front of 不 and 没有.
      guard target.sure.count > source.sure.count else { continue }
      var maybe = source.maybe.map { Negations.place($0.lowerBound, part.source) }
      for place in target.other {
        Negations.take(Negations.place(place.lowerBound, part.target), from: &maybe)
      }
      var sure = source.sure.map { Negations.place($0.lowerBound, part.source) }
      for place in target.sure {
        let at = Negations.place(place.lowerBound, part.target)
        if Negations.take(at, from: &sure, within: 1) { continue }
        if Negations.take(at, from: &maybe) { continue }
        report.add(
          source: part.source, target: place, "the target negates what the source does not",
          "译文多出否定")
        break
      }
    }
  }
}

/// The negations of a text.
enum Negations {
  /// What a text of English negates.
  struct English {
    /// Words that a translation renders by a negation: not, without, lack.
    var sure: [Range<Int>] = []
    /// Words that Chinese renders by 不, 无 or 非 nearly always: irreversible, infeasible, nonlinear.
    var reliable: [Range<Int>] = []
    /// Words that may be rendered by a negation, these among them.
    var maybe: [Range<Int>] = []
  }

  /// Where in a part a character stands, 0...1.
  static func place(_ index: Int, _ part: Range<Int>) -> Double {
    Double(index - part.lowerBound) / Double(max(1, part.count))
  }

  static func english(_ text: PreparedText, _ range: Range<Int>) -> English {
    var found = English()
    let words = text.words
    for (index, word) in words.enumerated()
    where range.contains(word.start) && (word.zone == .plain || word.zone == .math) {
      if Self.sure.contains(word.folded), word.zone == .plain,
        word.shape == .lower || word.shape == .capitalised,
        text.at(word.end) != 0x2E || word.count > 2
      {
        let next = index + 1 < text.words.count ? text.words[index + 1].folded : 0
        // not only, no matter, not necessarily: rendered otherwise.
        if Self.softening.contains(next) {
          found.maybe.append(word.range)
        } else {
          found.sure.append(word.range)
        }
      } else if word.folded == Self.tail,
        text.at(word.start - 1) == 0x27
          || text.at(word.start - 1) == 0x2019
      {
        found.sure.append(word.start - 2..<word.end)
      } else if Self.possible.contains(word.folded) || hasNegativeForm(text, word) {
        found.maybe.append(word.range)
        if Self.isReliable(text, word) { found.reliable.append(word.range) }
      }
    }
    return found
  }

  /// What a text of Chinese negates.
  struct Chinese {
    /// Words that negate a verb: 不, 没有, 无法.
    var sure: [Range<Int>] = []
    /// Other words with 不, 无, 非 and so on.
    var other: [Range<Int>] = []
    /// Words without these characters that may render a negation.
    var wide: [Range<Int>] = []
  }

  static func chinese(_ unit: CheckedUnit, _ range: Range<Int>) -> Chinese {
    let text = unit.target
    var found = Chinese()
    for word in unit.links.words where range.contains(word.start) {
      let place = word.start..<word.end
      if place.contains(where: { characters.contains(text.scalars[$0]) }) {
        // 湮没, 淹没, 埋没, 沉没.
        if text.scalars[word.start] == 0x6CA1,
          [0x6E6E, 0x6DF9, 0x57CB, 0x6C89, 0x8986].contains(text.at(word.start - 1))
        {
          continue
        }
        if isSure(unit, word) { found.sure.append(place) } else { found.other.append(place) }
      } else if wide.contains(where: { text.stands($0, at: word.start) }) {
        found.wide.append(place)
      }
    }
    return found
  }

  /// Takes the nearest of some places away; false where none is near.
  @discardableResult
  static func take(_ place: Double, from places: inout [Double], within: Double = 0.45) -> Bool {
    guard
      let nearest = places.indices.min(by: { abs(places[$0] - place) < abs(places[$1] - place) }),
      abs(places[nearest] - place) <= within
    else { return false }
    places.remove(at: nearest)
    return true
  }

  /// Whether a word is a bare negation: 不, 没有, 无法, 并非, 不能; not 不同, 非常, 无线.
  private static func isSure(_ unit: CheckedUnit, _ word: LexicalLinks.HanWord) -> Bool {
    let text = unit.target
    guard word.end - word.start <= 3 else { return false }
    let found = text.string(word.start..<word.end)
    if found.unicodeScalars.count == 1 {
      // 不 alone; 无 and 非 before a noun are prefixes.
      guard found == "不" || found == "没" || found == "未" || found == "别" else { return false }
      // 不…而…, 而不是: part of a contrast.
      return true
    }
    if bare.contains(found) { return true }
    // 不信任 where nothing in the source stands for it.
    let first = text.scalars[word.start]
    return (first == 0x4E0D || first == 0x6CA1 || first == 0x672A) && word.cover == .none
  }

  private static let bare: Set<String> = [
    "不是", "不能", "不会", "不可以", "没有", "无法", "并非", "并不", "未能", "不可", "不再", "不应", "不需要",
    "不需", "不要", "不必", "不用", "绝不", "从不", "从未", "尚未", "不得", "不存在", "不具", "不具备", "不能够",
    "不可能", "不使用", "不包括", "不依赖", "不允许", "不支持", "不影响", "不改变",
  ]

  /// Whether a word has a prefix or an ending of negation.
  private static func hasNegativeForm(_ text: PreparedText, _ word: LatinWord) -> Bool {
    guard word.count >= 5 else { return false }
    let scalars = text.scalars
    @inline(__always) func letter(_ offset: Int) -> UInt32 { scalars[word.start + offset] | 0x20 }
    func begins(_ prefix: [UInt32]) -> Bool {
      guard prefix.count <= word.count else { return false }
      for offset in prefix.indices where letter(offset) != prefix[offset] { return false }
      return true
    }
    func ends(_ suffix: [UInt32]) -> Bool {
      guard suffix.count <= word.count else { return false }
      let first = word.count - suffix.count
      for offset in suffix.indices where letter(first + offset) != suffix[offset] { return false }
      return true
    }
    if endings.contains(where: { ends($0) }) { return true }
    switch letter(0) {
    case 0x75 where letter(1) == 0x6E:  // un
      if begins(under) { return word.count >= 9 && !notUnder.contains { begins($0) } }
      return !notUn.contains { begins($0) }
    case 0x6E: return begins(non)
    case 0x61, 0x64, 0x69, 0x6D: return prefixes.contains { begins($0) }
    default: return false
    }
  }

  private static func isReliable(_ text: PreparedText, _ word: LatinWord) -> Bool {
    let letters = text.scalars[word.range].map { $0 | 0x20 }
    return reliable.contains { letters.starts(with: $0) }
  }

  private static let reliable = scalars([
    "infea", "irrev", "irred", "indist", "inacc", "incompat", "incompr", "unavoid", "uncert",
    "unstab",
    "unknown", "inequal", "insuff", "nonlin", "nonequ", "nonint", "nontriv", "instab",
  ])

  private static func scalars(_ words: [String]) -> [[UInt32]] {
    words.map { $0.unicodeScalars.map(\.value) }
  }

  private static let endings = scalars(["less", "free"])
  private static let under = scalars(["under"])[0]
  private static let non = scalars(["non"])[0]
  private static let notUnder = scalars([
    "understand", "understood", "underl", "undergo", "underta", "underwat", "underwr", "underpin",
  ])
  private static let notUn = scalars(["unit", "unif", "univ", "unio", "uniq", "unti", "unan"])
  private static let prefixes = scalars([
    "disab", "disag", "disal", "disap", "discon", "disobe", "disord", "dispen", "disprov", "disreg",
    "dissim", "disfav", "dislik", "inacc", "inade", "inadm", "inapp", "incap", "incoh", "incom",
    "incon",
    "incor", "indef", "indep", "indirect", "indis", "ineff", "inelas", "ineq", "inexa", "inexp",
    "infea",
    "infid", "infin", "inflex", "infreq", "inhomo", "insens", "insep", "insig", "instab", "insuf",
    "intol",
    "intract", "inval", "invar", "invis", "invul", "imbal", "immat", "immut", "imper", "imposs",
    "impra",
    "impre", "improp", "irr", "illeg", "illic", "misal", "mism", "misl", "asym", "aperi", "atyp",
    "asyn",
    "anharm", "decoh",
  ])

  /// The t of don't.
  private static let tail = LatinWord.foldedHash("t")

  private static let sure = hashes([
    "not", "cannot", "never", "neither", "without", "none", "nor", "unable", "impossible", "no",
    "nothing", "absence", "lack", "lacks", "lacking", "lacked", "fail", "fails", "failed",
    "failing",
  ])

  private static let possible = hashes([
    "hardly", "rarely", "seldom", "barely", "scarcely", "few", "little", "failure", "failures",
    "absent",
    "avoid", "avoids", "avoided", "avoiding", "prevent", "prevents", "preventing", "prevented",
    "prohibit", "prohibits", "forbid", "forbids", "forbidden", "unless", "except", "beyond",
    "instead",
    "rather", "free", "non", "negligible", "ignore", "ignored", "ignoring", "ignores", "neglect",
    "neglected", "neglecting", "exclude", "excluded", "excludes", "excluding", "deny", "denies",
    "reject", "rejects", "violate", "violates", "violated", "violating", "violation", "violations",
    "vanish", "vanishes", "vanishing", "regardless", "irrespective", "false", "wrong", "null",
    "poor",
    "poorly", "scarce", "missing", "bypass", "bypassing", "bypasses", "obviate", "obviates",
    "obviating", "eliminate", "eliminates", "eliminating", "eliminated", "deficit", "deficient",
    "shortage", "insufficient", "fewer", "less", "agnostic", "oblivious", "contrary", "intractable",
    "prohibitive", "prohibitively", "elusive", "elude", "eludes", "odds", "discord", "pessimistic",
    "inferior", "cease",
    "ceases", "undesired", "preclude", "precludes", "precluding",
    "hinder", "refute", "disprove", "escape", "escapes", "forego", "forgo", "nontrivial",
    "yet",
    "nevertheless", "nonetheless", "independent", "independently",
    "contradict", "contradicts",
    "contradiction", "unlike", "ambiguous", "ambiguity",

  ])

  private static let softening = hashes([
    "only", "just", "merely", "necessarily", "least", "matter",
  ])

  private static func hashes(_ words: [String]) -> Set<UInt64> {
    Set(words.map { LatinWord.foldedHash($0) })
  }

  /// 不没无未非否别勿莫毋
  private static let characters: Set<UInt32> = [
    0x4E0D, 0x6CA1, 0x65E0, 0x672A, 0x975E, 0x5426, 0x522B, 0x52FF, 0x83AB, 0x6BCB, 0x7121,
  ]

  /// What may render a negation without one of these characters.
  private static let wide: [[UInt32]] = [
    "难", "缺", "避免", "免", "拒", "禁", "忽", "失败", "失", "异", "反", "除", "少", "零", "仅", "只", "绝",
    "独立", "摆脱", "排除", "防止", "阻", "脱离", "消除", "错", "误", "空", "才", "以外", "之外", "逆",
  ].map { $0.unicodeScalars.map(\.value) }
}
