// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText
internal import Glibc

/// Finds a phrase in texts.
///
/// Case and width do not count unless the query says so; a run of white space stands for any other.
struct PhraseFinder {
  /// The phrase: folded scalars, a run of white space as one space.
  private let phrase: [UInt32]
  /// The bytes that a match holds as they are, by which texts without one are passed over.
  private let fixed: [UInt8]
  private let wholeWords: Bool
  private let isExact: Bool

  private static let space: UInt32 = 0x20

  init(_ query: ConcordanceQuery) {
    wholeWords = query.wholeWords
    isExact = query.isExact
    var scalars: [UInt32] = []
    for scalar in Normalizer.nfc(query.phrase).unicodeScalars {
      let value = Self.fold(scalar.value, isExact: query.isExact)
      if value == Self.space, scalars.last ?? Self.space == Self.space { continue }
      scalars.append(value)
    }
    while scalars.last == Self.space { scalars.removeLast() }
    phrase = scalars
    // The longest stretch of characters that have no other case or width.
    let runs = scalars.split { !Self.isFixed($0, isExact: query.isExact) }
    let longest = runs.max { $0.count < $1.count } ?? []
    fixed = longest.flatMap { value in
      Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
    }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { phrase.isEmpty }

  /// Where the phrase stands in a text; matches do not overlap.
  func spans(in text: String) -> [TextSpan] {
    var text = text
    return text.withUTF8 { spans(in: $0) }
  }

  /// Where the phrase stands in a text.
  func spans(in text: UnsafeBufferPointer<UInt8>) -> [TextSpan] {
    guard !phrase.isEmpty, let base = text.baseAddress else { return [] }
    guard holdsFixed(base, text.count) else { return [] }
    var spans: [TextSpan] = []
    let first = phrase[0]
    let lower = first < 0x80 ? UInt8(first) : 0
    let upper = lower &- 0x61 < 26 && !isExact ? lower & 0xDF : lower
    var index = 0
    while index < text.count {
      // An ASCII character begins nothing but what it is; full-width ones are looked at.
      let byte = text[index]
      if byte < 0x80, byte != lower, byte != upper {
        index += 1
        continue
      }
      if let end = match(text, from: index) {
        spans.append(TextSpan(start: index, end: end))
        index = end
      } else {
        index += Characters.scalar(text, at: index).length
      }
    }
    return spans
  }

  /// Whether the bytes that every match holds are there.
  private func holdsFixed(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard !fixed.isEmpty else { return true }
    // The last byte of a character tells more than its first.
    let probe = min(2, fixed.count - 1)
    var index = probe
    while index < count, let found = memchr(base + index, Int32(fixed[probe]), count - index) {
      let start = UnsafeRawPointer(base).distance(to: found) - probe
      if start + fixed.count <= count, memcmp(base + start, fixed, fixed.count) == 0 { return true }
      index = start + probe + 1
    }
    return false
  }

  private func match(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    for value in phrase {
      guard index < text.count else { return nil }
      if value == Self.space {
        var length = Characters.spaceLength(text, at: index)
        guard length > 0 else { return nil }
        while length > 0 {
          index += length
          length = index < text.count ? Characters.spaceLength(text, at: index) : 0
        }
      } else {
        let (scalar, length) = Characters.scalar(text, at: index)
        guard scalar == value || Self.fold(scalar, isExact: isExact) == value else { return nil }
        index += length
      }
    }
    guard index <= text.count, !wholeWords || isWhole(text, start, index) else { return nil }
    return index
  }

  /// Whether a stretch begins and ends where words do.
  private func isWhole(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let first = phrase.first, let last = phrase.last else { return true }
    if Self.isWord(first), start > 0 {
      var before = start - 1
      while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
      if Self.isWord(Characters.scalar(text, at: before).value) { return false }
    }
    if Self.isWord(last), end < text.count, Self.isWord(Characters.scalar(text, at: end).value) {
      return false
    }
    return true
  }

  /// Letters and digits that words are made of; ideographs are words of their own.
  private static func isWord(_ value: UInt32) -> Bool {
    if value < 0x80 {
      return Characters.isLetter(UInt8(value)) || Characters.isDigit(UInt8(value))
    }
    if (0x2E80...0x9FFF).contains(value) || value >= 0x20000 { return false }
    guard let properties = Unicode.Scalar(value)?.properties else { return false }
    return properties.isAlphabetic || properties.numericType != nil
  }

  /// Whether a character has no other case, width or kind.
  private static func isFixed(_ value: UInt32, isExact: Bool) -> Bool {
    if value == space { return false }
    return isExact || (0x3041...0x9FFF).contains(value)
  }

  /// A character in half width and lower case.
  @inline(__always)
  private static func fold(_ value: UInt32, isExact: Bool) -> UInt32 {
    if value < 0x80 {
      if value &- 9 < 5 { return space }
      return !isExact && value &- 0x41 < 26 ? value | 0x20 : value
    }
    if (0x3041...0x9FFF).contains(value) { return value }
    return foldOther(value, isExact: isExact)
  }

  @inline(never)
  private static func foldOther(_ value: UInt32, isExact: Bool) -> UInt32 {
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return space
    case _ where isExact: return value
    case 0xFF01...0xFF5E: return fold(value - 0xFEE0, isExact: false)
    case 0x3002: return value
    default:
      guard let lower = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars,
        lower.count == 1, let scalar = lower.first
      else { return value }
      return scalar.value
    }
  }
}
