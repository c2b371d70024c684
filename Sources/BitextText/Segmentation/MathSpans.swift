// SPDX-License-Identifier: Apache-2.0

internal import CICUShim

/// The formulae between dollars of one text, found by pandoc's rule.
///
/// The opening dollar has no space to its right, the closing one none to its left and no digit after
/// it, so that prices are not taken for formulae. A pair with spaces on both inner sides, as machine
/// translation leaves them, counts when what stands between looks like TeX.
struct MathSpans {
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var cursor = 0

  /// The longest formula, in bytes; a dollar without a partner so does no harm.
  private static let longest = 600

  init(_ text: ByteText) {
    var open = Self.dollar(in: text, from: 0)
    while open >= 0 {
      let inner = open + (text[open + 1] == 0x24 ? 2 : 1)
      guard let close = Self.partner(in: text, from: inner) else {
        open = Self.dollar(in: text, from: inner)
        continue
      }
      let end = close + (text[close + 1] == 0x24 && inner - open == 2 ? 2 : 1)
      starts.append(open)
      ends.append(end)
      open = Self.dollar(in: text, from: end)
    }
  }

  /// The end of the formula that holds the byte at an offset; offsets asked for must not decrease.
  mutating func end(around offset: Int) -> Int? {
    while cursor < ends.count, ends[cursor] <= offset { cursor += 1 }
    return cursor < ends.count && starts[cursor] < offset ? ends[cursor] : nil
  }

  /// The first dollar of a text, or -1.
  static func firstDollar(in text: ByteText) -> Int { dollar(in: text, from: 0) }

  /// The next dollar that no backslash precedes, or -1.
  private static func dollar(in text: ByteText, from start: Int) -> Int {
    var offset = start
    while offset < text.count {
      let found = cicu_find_byte(text.base + offset, Int64(text.count - offset), 0x24)
      if found < 0 { return -1 }
      offset += Int(found)
      if text[offset - 1] != 0x5C { return offset }
      offset += 1
    }
    return -1
  }

  private static func partner(in text: ByteText, from inner: Int) -> Int? {
    let spaced = text[inner] == 0x20
    var close = inner
    for _ in 0..<2 {
      close = dollar(in: text, from: close)
      guard close > inner, close - inner <= longest else { return nil }
      if holdsFullStop(text, inner..<close) { return nil }
      let tight = text[close - 1] != 0x20
      let isPrice = (0x30...0x39).contains(text[close + 1])
      if tight, !spaced, !isPrice || looksLikeTeX(text, inner..<close) { return close }
      if !tight, spaced, looksLikeTeX(text, inner..<close) { return close }
      if text[close + 1] == 0x24 { return nil }
      if spaced == tight, looksLikeTeX(text, inner..<close) { return close }
      close += 1
    }
    return nil
  }

  /// Whether 。 stands in a range: no formula then, but two dollars of different ones.
  private static func holdsFullStop(_ text: ByteText, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] == 0xE3 && text[$0 + 1] == 0x80 && text[$0 + 2] == 0x82 }
  }

  private static func looksLikeTeX(_ text: ByteText, _ range: Range<Int>) -> Bool {
    if range.count > 200 { return false }
    let isPrice = CharacterClass.isDigit(UInt32(text[range.lowerBound]))
    if !isPrice, !range.contains(where: { text[$0] == 0x20 }) { return true }
    return range.contains { [0x5C, 0x5E, 0x5F, 0x3D, 0x7B].contains(text[$0]) }
      || range.count <= 6 && range.contains { CharacterClass.isLower(UInt32(text[$0])) }
  }
}
