// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What the page readers ask about bytes.
enum PageBytes {
  /// The bytes without white space (U+3000, U+00A0 and a BOM included) at either end.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end {
      let width = leadingSpace(bytes, at: start)
      if width == 0 { break }
      start += width
    }
    while end > start {
      let width = trailingSpace(bytes, before: end)
      if width == 0 { break }
      end -= width
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func leadingSpace(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    if bytes[index] <= 0x20 { return 1 }
    guard index + 1 < bytes.count else { return 0 }
    if bytes[index] == 0xc2 && bytes[index + 1] == 0xa0 { return 2 }
    guard index + 2 < bytes.count else { return 0 }
    return isWideSpace(bytes[index], bytes[index + 1], bytes[index + 2]) ? 3 : 0
  }

  private static func trailingSpace(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
    if bytes[end - 1] <= 0x20 { return 1 }
    if end >= 2 && bytes[end - 2] == 0xc2 && bytes[end - 1] == 0xa0 { return 2 }
    guard end >= 3 else { return 0 }
    return isWideSpace(bytes[end - 3], bytes[end - 2], bytes[end - 1]) ? 3 : 0
  }

  /// U+3000, U+200B, U+FEFF.
  private static func isWideSpace(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    (a == 0xe3 && b == 0x80 && c == 0x80) || (a == 0xe2 && b == 0x80 && c == 0x8b)
      || (a == 0xef && b == 0xbb && c == 0xbf)
  }

  /// Whether a text begins with a literal.
  static func hasPrefix(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    for index in 0..<count where bytes[index] != prefix.utf8Start[index] { return false }
    return true
  }

  /// Whether a byte begins or continues a character of the CJK blocks (U+2E80…U+9FFF, U+F900…, wide
  /// forms), judged by its lead byte.
  static func isWideLead(_ byte: UInt8) -> Bool { byte >= 0xe3 && byte <= 0xef && byte != 0xea }

  /// How many Han characters (U+3400…U+9FFF) a text holds, counted by lead bytes.
  static func hanCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte >= 0xe4 && byte <= 0xe9 { count += 1 }
    return count
  }

  /// The number of characters (Unicode scalars).
  static func characterCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes { count &+= byte & 0xc0 != 0x80 ? 1 : 0 }
    return count
  }

  /// Whether a text has fewer characters (Unicode scalars) than a limit.
  ///
  /// - Complexity: O(limit).
  static func isShorter(_ bytes: UnsafeBufferPointer<UInt8>, than limit: Int) -> Bool {
    if bytes.count < limit { return true }
    if bytes.count >= 4 * limit { return false }
    return characterCount(bytes) < limit
  }

  /// Whether the last character ends a sentence.
  static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = bytes.last else { return false }
    if last < 0x80 {
      switch last {
      case 0x2e, 0x21, 0x3f, 0x3a, 0x29, 0x22, 0x27: return true
      default: return false
      }
    }
    guard bytes.count >= 3 else { return false }
    let tail =
      UInt32(bytes[bytes.count - 3]) << 16 | UInt32(bytes[bytes.count - 2]) << 8 | UInt32(last)
    switch tail {
    // 。 ！ ？ … ” ） 」 ；
    case 0xe38082, 0xefbc81, 0xefbc9f, 0xe280a6, 0xe2809d, 0xefbc89, 0xe3808d, 0xefbc9b: return true
    default: return false
    }
  }

  /// Whether the last character ends a statement: a stop, with closing quotes or brackets behind it.
  static func endsStatement(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = bytes.count
    while end > 0 {
      let byte = bytes[end - 1]
      if byte < 0x80 {
        if ".!?".utf8.contains(byte) { return true }
        guard "\")]}'".utf8.contains(byte) else { return false }
        end -= 1
        continue
      }
      guard end >= 3 else { return false }
      let tail = UnsafeBufferPointer(rebasing: bytes[end - 3..<end])
      if stops.contains(where: { hasPrefix(tail, $0) }) { return true }
      guard closers.contains(where: { hasPrefix(tail, $0) }) else { return false }
      end -= 3
    }
    return false
  }

  private static let stops: [StaticString] = ["。", "！", "？", "…", "．", "｡"]
  private static let closers: [StaticString] = ["”", "’", "）", "」", "』", "】", "》"]

  /// Whether a text has more Han than one character in six bytes: its lines are Chinese then.
  static func isHan(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    hanCount(bytes) * 6 > bytes.count
  }

  /// Whether a text holds a word.
  static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
    guard let base = bytes.baseAddress, let first = word.first else { return word.isEmpty }
    var from = 0
    while from + word.count <= bytes.count,
      let found = memchr(base + from, Int32(first), bytes.count - word.count + 1 - from)
    {
      let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(found, word, word.count) == 0 { return true }
      from = index + 1
    }
    return false
  }

  /// Where the first line of a text ends: at its line feed, or with the text.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base, 10, bytes.count) else {
      return bytes.count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a text holds a NUL: it is no text then.
  static func hasNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return memchr(base, 0, bytes.count) != nil
  }
}
