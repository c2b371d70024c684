// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextQuality

/// A way of spoiling a translation on purpose, to measure whether the rule that is meant for it fires.
public enum MadeFault: String, Hashable, Sendable, CaseIterable {
  /// One digit of one number of the target becomes another.
  case number
  /// One clause of at least eight Han characters is left out.
  case clause
  /// A negation is taken away, or one is put in where there is none.
  case negation
  /// A sentence of the target becomes one of another unit.
  case sentence
  /// An accepted rendering of a term becomes a wrong one of the termbase.
  case term

  /// The rules that are meant for it.
  public var rules: Set<String> {
    switch self {
    case .number: ["number-changed", "number-missing", "number-added"]
    case .clause: ["omission", "unrelated", "too-short"]
    case .negation: ["negation-lost", "negation-added"]
    case .sentence: ["unrelated", "omission", "addition"]
    case .term: ["wrong-term"]
    }
  }
}

/// Spoils translations; the same seed makes the same faults.
struct FaultMaker {
  private var state: UInt64
  private let termbase: Termbase

  init(seed: UInt64, termbase: Termbase) {
    state = TextHash.mixed(seed)
    self.termbase = termbase
  }

  private mutating func next(below bound: Int) -> Int {
    state &+= 1
    return Int(TextHash.mixed(state).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The unit with a fault; `nil` where it has nothing that could be spoilt so.
  ///
  /// - Parameter other: a unit of another document, for ``MadeFault/sentence``.
  mutating func spoilt(
    _ unit: TranslationUnit, _ kind: MadeFault, other: TranslationUnit
  ) -> TranslationUnit? {
    let text = Array(unit.target.text.unicodeScalars)
    let spoilt: [Unicode.Scalar]? =
      switch kind {
      case .number: withOtherNumber(text)
      case .clause: withoutClause(text)
      case .negation: withOtherNegation(text)
      case .sentence: withForeignSentence(text, Array(other.target.text.unicodeScalars))
      case .term: withWrongTerm(unit)
      }
    guard let spoilt, spoilt != text else { return nil }
    var copy = unit
    copy.target.text = String(String.UnicodeScalarView(spoilt))
    return copy
  }

  // MARK: Numbers

  private mutating func withOtherNumber(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    var numbers: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard Self.isDigit(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, Self.isDigit(text[index]) || text[index] == "." { index += 1 }
      if text[index - 1] == "." { index -= 1 }
      let isPart =
        start > 0
        && (Self.isLatin(text[start - 1]) || text[start - 1] == "," || text[start - 1] == "#")
        || index < text.count && Self.isLatin(text[index])
      if !isPart { numbers.append(start..<index) }
    }
    guard !numbers.isEmpty else { return nil }
    let chosen = numbers[next(below: numbers.count)]
    let digits = chosen.filter { Self.isDigit(text[$0]) }
    let place = digits[next(below: digits.count)]
    var result = text
    let old = Int(text[place].value - 48)
    let new = (old + 1 + next(below: 9)) % 10
    // A number does not begin with 0.
    let digit = new == 0 && place == chosen.lowerBound ? (old == 9 ? 8 : 9) : new
    result[place] = Unicode.Scalar(UInt8(48 + digit))
    return result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar >= "a" && scalar <= "z" || scalar >= "A" && scalar <= "Z"
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x4E00 && scalar.value <= 0x9FFF
  }

  // MARK: Clauses and sentences

  private mutating func withoutClause(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    let clauses = Self.cut(text, at: "，；。：！？,;")
    let long = clauses.indices.filter { text[clauses[$0]].count(where: Self.isHan) >= 8 }
    guard clauses.count > 1, !long.isEmpty else { return nil }
    let chosen = clauses[long[next(below: long.count)]]
    return Array(text[..<chosen.lowerBound] + text[chosen.upperBound...])
  }

  private mutating func withForeignSentence(
    _ text: [Unicode.Scalar], _ other: [Unicode.Scalar]
  ) -> [Unicode.Scalar]? {
    let (own, foreign) = (Self.cut(text, at: "。"), Self.cut(other, at: "。"))
    guard !own.isEmpty, !foreign.isEmpty else { return nil }
    let chosen = own[next(below: own.count)]
    let sentence = other[foreign[next(below: foreign.count)]]
    return Array(text[..<chosen.lowerBound] + sentence + text[chosen.upperBound...])
  }

  private static func cut(_ text: [Unicode.Scalar], at marks: String) -> [Range<Int>] {
    let marks = Set(marks.unicodeScalars)
    var ranges: [Range<Int>] = []
    var start = 0
    for index in text.indices where marks.contains(text[index]) {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    if start < text.count { ranges.append(start..<text.count) }
    return ranges
  }

  // MARK: Negations

  private static let removals: [(String, String)] = [
    ("不能", "能"), ("没有", "有"), ("无法", "可以"), ("不是", "是"), ("不会", "会"), ("并非", "是"),
    ("不需要", "需要"), ("不可", "可"), ("并不", ""),
  ]
  private static let insertions: [(String, String)] = [
    ("可以", "不可以"), ("能够", "不能够"), ("可能", "不可能"), ("这是", "这不是"), ("表明", "不表明"),
    ("允许", "不允许"), ("需要", "不需要"), ("使用", "不使用"), ("具有", "没有"), ("提高", "没有提高"),
    ("是", "不是"),
  ]

  private mutating func withOtherNegation(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    replacing(Self.removals, in: text) ?? replacing(Self.insertions, in: text)
  }

  private mutating func replacing(
    _ pairs: [(String, String)], in text: [Unicode.Scalar]
  ) -> [Unicode.Scalar]? {
    var found: [(place: Int, old: Int, new: String)] = []
    for (old, new) in pairs {
      let wanted = Array(old.unicodeScalars)
      for place in Self.places(of: wanted, in: text) {
        // 是 of 但是, 不是, 还是 is no verb.
        let before: Unicode.Scalar = place > 0 ? text[place - 1] : " "
        if wanted.count == 1, "不也但还于就只而或总都正若凡像便".unicodeScalars.contains(before) {
          continue
        }
        if before == "不" { continue }
        found.append((place, wanted.count, new))
      }
    }
    guard !found.isEmpty else { return nil }
    let chosen = found[next(below: found.count)]
    return Array(
      text[..<chosen.place] + Array(chosen.new.unicodeScalars)
        + text[(chosen.place + chosen.old)...])
  }

  private static func places(of wanted: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
    guard let first = wanted.first, text.count >= wanted.count else { return [] }
    return (0...(text.count - wanted.count)).filter { place in
      text[place] == first && text[place..<place + wanted.count].elementsEqual(wanted)
    }
  }

  // MARK: Terms

  private mutating func withWrongTerm(_ unit: TranslationUnit) -> [Unicode.Scalar]? {
    let choices = termbase.replacements(in: unit)
    guard !choices.isEmpty else { return nil }
    let chosen = choices[next(below: choices.count)]
    let text = Array(unit.target.text.unicodeScalars)
    let wrong = chosen.wrong[next(below: chosen.wrong.count)]
    return Array(text[..<chosen.place.lowerBound] + wrong + text[chosen.place.upperBound...])
  }
}
