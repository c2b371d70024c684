// SPDX-License-Identifier: Apache-2.0

internal import BitextText

/// A number of several Han characters.
struct ChineseNumber {
  /// Its first byte, 百分之 and 第 counted in, and the place behind its last.
  var start: Int
  var end: Int
  /// The key of the number or month; 0 for 百分之 alone.
  var value: UInt64
  var isPercent = false

  /// Reads the number whose numerals begin at a place of a run of Han characters; 第 before it, where
  /// that is no earlier than `first`, belongs to it.
  ///
  /// - Returns: `nil` where there is no number, or one of a single character alone.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, in run: Range<Int>, from first: Int
  ) -> ChineseNumber? {
    if isPercent(text, at: index) { return share(text, at: index, in: run) }
    let (reading, _) = NumberReader.chinese(text, at: index)
    guard let reading, reading.parts > 1, reading.end <= run.upperBound else { return nil }
    var number = ChineseNumber(start: index, end: reading.end, value: reading.value.key)
    if index - 3 >= first && isOrdinal(text, at: index - 3) {
      number.start = index - 3
    } else if let month = MonthKey.key(reading.value, text, unitAt: reading.end) {
      number.value = month
      number.end += 3
    }
    return number
  }

  /// 百分之 and the number behind it, of one character too; 百分之 alone where figures follow.
  private static func share(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, in run: Range<Int>
  ) -> ChineseNumber? {
    let end = index + 9
    guard end < run.upperBound else {
      guard NumberReader.figures(text, at: end) != nil else { return nil }
      return ChineseNumber(start: index, end: end, value: 0, isPercent: true)
    }
    let (reading, _) = NumberReader.chinese(text, at: end)
    guard let reading, reading.end <= run.upperBound else { return nil }
    return ChineseNumber(
      start: index, end: reading.end, value: reading.value.key, isPercent: true)
  }

  /// The key of what a word says that is a number whole, 第 before it or 月 behind it counted in: 三,
  /// 第三, 三月, 二十; 0 for others.
  static func value(ofWord word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let isOrdinal = isOrdinal(word, at: 0)
    let start = isOrdinal ? 3 : 0
    guard NumberReader.isNumeral(word, at: start) else { return 0 }
    let (reading, _) = NumberReader.chinese(word, at: start)
    guard let reading else { return 0 }
    if reading.end == word.count { return reading.value.key }
    guard reading.end + 3 == word.count, !isOrdinal else { return 0 }
    return MonthKey.key(reading.value, word, unitAt: reading.end) ?? 0
  }

  /// Whether 第 stands at a place.
  private static func isOrdinal(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xe7 && text[index + 1] == 0xac
      && text[index + 2] == 0xac
  }

  /// Whether 百分之 stands at a place.
  private static func isPercent(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let bytes: StaticString = "百分之"
    guard index + 9 <= text.count else { return false }
    for place in 0..<9 where text[index + place] != bytes.utf8Start[place] { return false }
    return true
  }
}
