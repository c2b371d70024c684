// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Faults compared with those that people marked.
///
/// Two faults of one unit **overlap** where their spans share a character on the target's side, or on the
/// source's; an empty span counts as the characters on either side of it, a fault without any span as the
/// whole unit. An answer is right, and a fault of gold found, at three levels: some fault of the other
/// side overlaps it; one with the same main category; one with the same category and subcategory. One
/// fault may answer several. Precision is right answers over answers, recall found faults over gold's.
///
/// - Complexity: O(faults · faults) a unit.
public struct FaultEvaluation: Hashable, Sendable {
  /// How far an answer must agree with gold.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// The spans overlap.
    case span
    /// And the main category is the same.
    case category
    /// And the subcategory.
    case subcategory
  }

  /// Faults of one kind, compared.
  public struct Tally: Hashable, Sendable {
    /// Faults in question.
    public var answered = 0
    /// Of these, right, by level.
    public var right = [0, 0, 0]
    /// Faults of gold.
    public var wanted = 0
    /// Of these, found, by level.
    public var found = [0, 0, 0]

    /// The share of answers that are right, 0...1; 0 where there are none.
    public func precision(_ level: Level) -> Double { Self.share(right[level.place], answered) }
    /// The share of gold's faults that are found, 0...1; 0 where there are none.
    public func recall(_ level: Level) -> Double { Self.share(found[level.place], wanted) }
    /// The harmonic mean of both.
    public func f1(_ level: Level) -> Double {
      let (precision, recall) = (precision(level), recall(level))
      return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    private static func share(_ part: Int, _ whole: Int) -> Double {
      Double(part) / Double(max(whole, 1))
    }
  }

  /// All faults.
  public private(set) var all = Tally()
  /// By category with subcategory, in the order of their names: answers by their own, gold's by theirs.
  public var categories: [(name: String, tally: Tally)] {
    byCategory.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
  /// By the rule of the answer, in the order of their names; ``Tally/found`` is what the rule found of all
  /// gold, ``Tally/wanted`` all of gold.
  public var rules: [(name: String, tally: Tally)] {
    byRule.sorted { $0.key < $1.key }.map { rule in
      var tally = rule.value
      tally.wanted = all.wanted
      return (rule.key, tally)
    }
  }
  /// Units compared.
  public private(set) var units = 0

  private var byCategory: [String: Tally] = [:]
  private var byRule: [String: Tally] = [:]

  /// Makes an empty evaluation.
  public init() {}

  /// Adds a unit.
  ///
  /// - Parameters:
  ///   - answers: the faults in question.
  ///   - gold: what people marked.
  public mutating func add(answers: [Fault], gold: [Fault]) {
    units += 1
    for answer in answers {
      let level = gold.map { Self.agreement(answer, $0) }.max() ?? 0
      all.add(answerAt: level)
      byCategory[answer.category.name, default: Tally()].add(answerAt: level)
      byRule[answer.rule, default: Tally()].add(answerAt: level)
    }
    for fault in gold {
      let level = answers.map { Self.agreement($0, fault) }.max() ?? 0
      all.add(goldAt: level)
      byCategory[fault.category.name, default: Tally()].add(goldAt: level)
      var byOwnRule: [String: Int] = [:]
      for answer in answers {
        byOwnRule[answer.rule] = max(
          byOwnRule[answer.rule] ?? 0, Self.agreement(answer, fault))
      }
      for (rule, level) in byOwnRule { byRule[rule, default: Tally()].add(goldAt: level) }
    }
  }

  /// 0 where nothing overlaps, else how many levels hold.
  private static func agreement(_ one: Fault, _ other: Fault) -> Int {
    guard overlap(one, other) else { return 0 }
    let (a, b) = (one.category, other.category)
    guard a.category.lowercased() == b.category.lowercased() else { return 1 }
    return a.subcategory.lowercased() == b.subcategory.lowercased() ? 3 : 2
  }

  private static func overlap(_ one: Fault, _ other: Fault) -> Bool {
    if one.source == nil && one.target == nil || other.source == nil && other.target == nil {
      return true
    }
    return overlap(one.target, other.target) || overlap(one.source, other.source)
  }

  private static func overlap(_ one: CharacterSpan?, _ other: CharacterSpan?) -> Bool {
    guard let one = one.map(widened), let other = other.map(widened) else { return false }
    return one.lowerBound < other.upperBound && other.lowerBound < one.upperBound
  }

  private static func widened(_ span: CharacterSpan) -> Range<Int> {
    span.start < span.end ? span.start..<span.end : span.start - 1..<span.end + 1
  }

  /// Whether all counts are the same.
  public static func == (one: Self, other: Self) -> Bool {
    one.units == other.units && one.all == other.all && one.byCategory == other.byCategory
      && one.byRule == other.byRule
  }
}

extension FaultEvaluation.Level {
  var place: Int {
    switch self {
    case .span: 0
    case .category: 1
    case .subcategory: 2
    }
  }
}

extension FaultEvaluation.Tally {
  fileprivate mutating func add(answerAt level: Int) {
    answered += 1
    for place in 0..<level { right[place] += 1 }
  }

  fileprivate mutating func add(goldAt level: Int) {
    wanted += 1
    for place in 0..<level { found[place] += 1 }
  }
}
