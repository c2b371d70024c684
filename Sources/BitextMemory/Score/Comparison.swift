// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// How like two texts are, and why not more: the definition that every search is held to.
///
/// - SeeAlso: Docs/Guides/Memory.md, "The score".
struct Comparison {
  /// Whether text and codes are the same: 100.
  let isExact: Bool
  /// The score without penalties for origin and for several translations, 0...100.
  let score: Int
  let penalties: [TranslationMatch.Penalty]
  /// The target with the query's numbers, where only numbers differ.
  let target: TranslationUnitVariant?

  /// Compares a query with a unit.
  ///
  /// - Parameter base: ⌊100·(M − d)/M⌋ where it is known.
  init(
    _ query: TokenList, _ stored: TokenList, _ unit: TranslationUnit, base: Int?,
    _ penalties: MatchQuery.Penalties, _ tokenizer: inout MemoryTokenizer
  ) {
    let sameText = query.textCount > 0 && TokenList.sameText(query, stored)
    let sameCodes = Self.codes(query) == Self.codes(stored)
    if sameText && sameCodes && Self.isEqual(query, stored) {
      self.init(exact: true, 100, [], nil)
      return
    }
    let base = min(99, base ?? Self.base(query, stored))
    var lost = 0
    var reasons: [TranslationMatch.Penalty] = []
    var target: TranslationUnitVariant?
    if sameText {
      lost = penalties.codes
      reasons = [.codes]
    } else {
      guard let difference = Self.difference(query, stored) else {
        self.init(exact: false, base, [], nil)
        return
      }
      if difference.hasNumbers {
        let targetTokens = tokenizer.tokens(of: unit.target.text)
        guard
          let replaced = NumberReplacement.target(
            unit.target.text, targetTokens, changes: difference.numbers)
        else {
          self.init(exact: false, base, [], nil)
          return
        }
        target = Self.moved(unit.target, replaced)
        lost += penalties.numbers
        reasons.append(.numbers)
      }
      if difference.hasForm {
        lost += penalties.form
        reasons.insert(.form, at: 0)
      }
      if !sameCodes {
        lost += penalties.codes
        reasons.append(.codes)
      }
    }
    let score = max(0, min(99, 100 - lost))
    if score >= base || target != nil {
      self.init(exact: false, max(score, target == nil ? base : score), reasons, target)
    } else {
      self.init(exact: false, base, [], nil)
    }
  }

  private init(
    exact: Bool, _ score: Int, _ penalties: [TranslationMatch.Penalty],
    _ target: TranslationUnitVariant?
  ) {
    isExact = exact
    self.score = score
    self.penalties = penalties
    self.target = target
  }

  /// The score by edit distance, by the plain table.
  static func base(_ left: TokenList, _ right: TokenList) -> Int {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func sequence(_ list: TokenList) -> [Int] {
      (0..<list.count).map { index in
        let bytes = list.bytes(of: index)
        if let known = numbers[bytes] { return known }
        numbers[bytes] = numbers.count
        return numbers.count - 1
      }
    }
    let (a, b) = (sequence(left), sequence(right))
    return FuzzyBounds.score(a.count, b.count, distance: EditDistance.plain(a, b))
  }

  private static func isEqual(_ left: TokenList, _ right: TokenList) -> Bool {
    left.count == right.count
      && (0..<left.count).allSatisfy { left.bytes(of: $0) == right.bytes(of: $0) }
  }

  private static func codes(_ list: TokenList) -> [ArraySlice<UInt8>] {
    guard list.bytes.count > list.textCount else { return [] }
    return (0..<list.count).filter { list.tokens[$0].kind == .code }.map { list.bytes(of: $0) }
  }

  /// What differs between two texts whose words are the same when folded.
  private struct Difference {
    /// Case, width, spacing or punctuation.
    var hasForm = false
    var hasNumbers = false
    /// All numbers, the stored one and the query's.
    var numbers: [NumberReplacement.Change] = []
  }

  /// `nil` where words differ, or where there are none.
  private static func difference(_ query: TokenList, _ stored: TokenList) -> Difference? {
    func words(_ list: TokenList) -> [Int] {
      (0..<list.count).filter { list.tokens[$0].kind == .word || list.tokens[$0].kind == .number }
    }
    func marks(_ list: TokenList) -> [ArraySlice<UInt8>] {
      (0..<list.count).filter { list.tokens[$0].kind == .mark }.map { list.bytes(of: $0) }
    }
    let (a, b) = (words(query), words(stored))
    guard a.count == b.count, !a.isEmpty else { return nil }
    var result = Difference()
    for (i, j) in zip(a, b) {
      let (new, old) = (query.bytes(of: i), stored.bytes(of: j))
      let isNumber = query.tokens[i].kind == .number
      guard isNumber == (stored.tokens[j].kind == .number) else { return nil }
      if new == old {
        if isNumber { result.numbers.append((Array(old), Array(new))) }
        continue
      }
      let isFolded = new.withUnsafeBufferPointer { new in
        old.withUnsafeBufferPointer { TokenFold.folded(new) == TokenFold.folded($0) }
      }
      if isFolded {
        result.hasForm = true
        if isNumber { result.numbers.append((Array(old), Array(old))) }
      } else if isNumber {
        result.hasNumbers = true
        result.numbers.append((Array(old), Array(new)))
      } else {
        return nil
      }
    }
    if marks(query) != marks(stored) || (a != b && query.count == stored.count) {
      result.hasForm = true
    }
    // Nothing but white space between the tokens.
    if !result.hasForm && !result.hasNumbers { result.hasForm = true }
    return result
  }

  /// The target with another text and its codes where they were.
  private static func moved(
    _ target: TranslationUnitVariant, _ replaced: (text: String, shifts: [(offset: Int, by: Int)])
  ) -> TranslationUnitVariant {
    var result = target
    result.text = replaced.text
    for index in result.codes.indices {
      let offset = target.codes[index].offset
      let shift = replaced.shifts.reduce(0) { $1.offset <= offset ? $0 + $1.by : $0 }
      result.codes[index].offset = offset + shift
    }
    return result
  }
}
