// SPDX-License-Identifier: Apache-2.0

extension NumberReader {
  /// The digit at a place, of either width, and its bytes.
  @inline(__always)
  static func digit(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (value: UInt8, width: Int)? {
    guard index < text.count else { return nil }
    if text[index] &- 0x30 < 10 { return (text[index] - 0x30, 1) }
    guard text[index] == 0xef, index + 2 < text.count, text[index + 1] == 0xbc,
      text[index + 2] &- 0x90 < 10
    else { return nil }
    return (text[index + 2] - 0x90, 3)
  }

  /// The bytes of a mark at a place, of either width, 0 where another character stands.
  @inline(__always)
  private static func width(
    of mark: UInt8, _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int {
    guard index < text.count else { return 0 }
    if text[index] == mark { return 1 }
    let isWide =
      text[index] == 0xef && index + 2 < text.count && text[index + 1] == 0xbc
      && text[index + 2] == mark + 0x60
    return isWide ? 3 : 0
  }

  /// Reads a number in figures with what multiplies it: `1,250`, `３．５`, `3万`, `1.5 billion`, `21st`.
  ///
  /// Commas separate groups of three digits only. Several points make one number of all its digits,
  /// equal to itself alone: `1.2.3`.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - start: where a digit of either width stands.
  /// - Returns: `nil` where none stands there.
  public static func figures(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> NumberReading? {
    var index = start
    var mantissa: UInt64 = 0
    var (digits, fraction, points) = (0, 0, 0)
    while true {
      if let digit = digit(text, at: index) {
        mantissa = mantissa &* 10 &+ UInt64(digit.value)
        digits += 1
        if points > 0 { fraction += 1 }
        index += digit.width
        continue
      }
      guard digits > 0 else { return nil }
      let point = width(of: UInt8(ascii: "."), text, at: index)
      if point > 0, self.digit(text, at: index + point) != nil {
        points += 1
        index += point
        continue
      }
      let comma = width(of: UInt8(ascii: ","), text, at: index)
      guard comma > 0, points == 0, isGroup(text, at: index + comma) else { break }
      index += comma
    }
    if points > 1 {
      let value = NumberValue(mantissa, timesTenTo: -1000 * points)
      return NumberReading(value: value, end: index, parts: 1)
    }
    let scale = NumberScale.after(text, at: index)
    let value = NumberValue(mantissa, timesTenTo: scale.exponent - fraction)
    let end = scale.exponent > 0 ? scale.end : ordinalEnd(text, at: index)
    return NumberReading(value: value, end: end, parts: 1)
  }

  /// Whether three digits and no fourth stand at a place.
  private static func isGroup(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var index = start
    for _ in 0..<3 {
      guard let digit = digit(text, at: index) else { return false }
      index += digit.width
    }
    return digit(text, at: index) == nil
  }

  /// The place behind `st`, `nd`, `rd`, `th`; the place itself where none of them stands.
  private static func ordinalEnd(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index + 1 < text.count else { return index }
    switch (text[index] | 0x20, text[index + 1] | 0x20) {
    case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "n"), UInt8(ascii: "d")),
      (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "t"), UInt8(ascii: "h")):
      let isWord =
        index + 2 < text.count
        && ((text[index + 2] | 0x20) &- 0x61 < 26 || text[index + 2] &- 0x30 < 10)
      return isWord ? index : index + 2
    default: return index
    }
  }
}
