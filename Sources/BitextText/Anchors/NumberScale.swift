// SPDX-License-Identifier: Apache-2.0

/// The word behind a number that multiplies it.
enum NumberScale {
  /// The power of ten that the word at a place stands for, and the place after it; exponent 0 and
  /// the place itself where no such word stands.
  static func after(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (exponent: Int, end: Int)
  {
    guard index < text.count else { return (0, index) }
    var start = index
    if text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "-") { start += 1 }
    for (word, exponent) in words where matches(text, at: start, word) {
      let end = start + word.utf8CodeUnitCount
      let isLatin = word.utf8Start[0] < 0x80
      if isLatin, start == index { continue }
      if isLatin, end < text.count, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7a {
        guard text[end] == UInt8(ascii: "s") else { continue }
        return (exponent, end + 1)
      }
      return (exponent, end)
    }
    return (0, index)
  }

  /// Longest first where one begins another.
  private static let words: [(StaticString, Int)] = [
    ("万亿", 12), ("千万", 7), ("百万", 6), ("十亿", 9), ("亿", 8), ("億", 8), ("万", 4), ("萬", 4),
    ("千", 3), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12),
  ]

  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= text.count, text[index] | 0x20 == word.utf8Start[0] | 0x20 else {
      return false
    }
    for offset in 0..<count where text[index + offset] != word.utf8Start[offset] { return false }
    return true
  }
}
