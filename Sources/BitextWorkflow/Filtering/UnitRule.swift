// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// One reason to leave a unit out.
///
/// Laws: the answer depends on the unit alone, and is the same each time. Whoever finds faults (missing
/// numbers, untranslated words) conforms to this and hands the rule to ``UnitFilter``.
public protocol UnitRule: Sendable {
  /// What the counts of left-out units call it.
  var reason: String { get }
  /// Whether a unit is left out.
  func rejects(_ unit: TranslationUnit) -> Bool
}

/// Leaves out units with a score below the least one; units without a score stay.
public struct ScoreRule: UnitRule {
  /// `score`.
  public let reason = "score"
  /// The least score, 0...1.
  public var minimum: Double
  /// Makes the rule.
  public init(minimum: Double) { self.minimum = minimum }
  /// Whether the score is too low.
  public func rejects(_ unit: TranslationUnit) -> Bool { unit.score.map { $0 < minimum } ?? false }
}

/// Leaves out units by the length of the target over that of the source, in characters.
public struct LengthRatioRule: UnitRule {
  /// `length-ratio`.
  public let reason = "length-ratio"
  /// The ratios that stay.
  public var range: ClosedRange<Double>
  /// Makes the rule.
  public init(_ range: ClosedRange<Double>) { self.range = range }
  /// Whether the ratio is outside; an empty source has none and is left out.
  public func rejects(_ unit: TranslationUnit) -> Bool {
    let source = unit.source.text.unicodeScalars.count
    guard source > 0 else { return true }
    return !range.contains(Double(unit.target.text.unicodeScalars.count) / Double(source))
  }
}

/// Leaves out units one side of which has too few or too many characters.
public struct LengthRule: UnitRule {
  /// `too-short` or `too-long`.
  public let reason: String
  private let limit: Int
  private let isMaximum: Bool

  /// The rule that wants at least so many characters on either side.
  public static func atLeast(_ count: Int) -> LengthRule {
    LengthRule(reason: "too-short", limit: count, isMaximum: false)
  }

  /// The rule that wants at most so many characters on either side.
  public static func atMost(_ count: Int) -> LengthRule {
    LengthRule(reason: "too-long", limit: count, isMaximum: true)
  }

  /// Whether a side is too short, or too long.
  public func rejects(_ unit: TranslationUnit) -> Bool {
    [unit.source.text, unit.target.text].contains {
      let count = $0.unicodeScalars.count
      return isMaximum ? count > limit : count < limit
    }
  }
}
