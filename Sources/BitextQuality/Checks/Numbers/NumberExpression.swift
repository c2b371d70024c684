// SPDX-License-Identifier: Apache-2.0

/// A number that a text names, with the values that a translation may write for it.
///
/// `70 billion`, `700亿`, `十二`, `1/3`'s 1 and 3, `half`, `March` (3), the 2 of `CO2`.
struct NumberExpression: PlacedWord {
  /// How a number is written, which tells what may be expected of the other side.
  enum Form: UInt8 {
    /// Digits: the other side must name the same value.
    case digits
    /// Words or Chinese numerals of two or more characters, such as `twelve` and 十二.
    case numeral
    /// What may be a number, and serves only to account for the other side's: `first`, 一, the 2 of
    /// `CO2`, a month's name, 半.
    case soft
  }

  /// The first character.
  var start: Int
  /// The place after the last character, scale and sign included.
  var end: Int
  /// The value.
  var value: Double
  /// Other values that the same words may mean; NaN where there is none.
  var second = Double.nan
  var third = Double.nan
  /// How it is written.
  var form: Form
  /// Whether a sign or word of per cent belongs to it.
  var isPercent = false
  /// Whether the characters of the next number follow behind one comma as a group of thousands would.
  var mayJoinNext = false
  /// Whether it is an exponent or an index.
  var isRaised = false
  /// What part of the text it stands in.
  var zone: TextZone

  var range: Range<Int> { start..<end }

  /// Whether two expressions may mean the same.
  func agrees(with other: NumberExpression) -> Bool {
    if Self.same(value, other.value) { return true }
    return has(other.second) || has(other.third) || other.has(second) || other.has(third)
      || has(other.value)
  }

  private func has(_ other: Double) -> Bool {
    Self.same(value, other) || Self.same(second, other) || Self.same(third, other)
  }

  /// Whether two values are the same but for the last bits; false for NaN.
  static func same(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(abs(one), abs(other))
  }
}
