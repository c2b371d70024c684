// SPDX-License-Identifier: Apache-2.0

/// What the bytes of a text mean to the anchor scanner.
enum AnchorBytes {
  /// A letter or digit: its folded form, its width in bytes.
  struct Letter {
    var folded: UInt8
    var width: Int
    var isDigit: Bool
    var isCapital: Bool
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The width of the character that a byte begins.
  static func width(_ byte: UInt8) -> Int {
    if byte < 0x80 { return 1 }
    if byte < 0xe0 { return byte < 0xc0 ? 1 : 2 }
    return byte < 0xf0 ? 3 : 4
  }

  /// The letter or digit at a place: ASCII, full width, or Latin with diacritics.
  @inline(__always)
  static func letter(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Letter? {
    let byte = text[index]
    if byte < 0x80 {
      if byte &- 0x61 < 26 {
        return Letter(folded: byte, width: 1, isDigit: false, isCapital: false)
      }
      if byte &- 0x41 < 26 {
        return Letter(folded: byte | 0x20, width: 1, isDigit: false, isCapital: true)
      }
      if byte &- 0x30 < 10 {
        return Letter(folded: byte, width: 1, isDigit: true, isCapital: false)
      }
      return nil
    }
    if byte == 0xef { return wide(text, at: index) }
    if byte >= 0xc3 && byte <= 0xc5 { return accented(text, at: index) }
    return nil
  }

  /// U+FF10…FF19, U+FF21…FF3A, U+FF41…FF5A.
  private static func wide(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Letter? {
    guard index + 2 < text.count else { return nil }
    let low = text[index + 2]
    if text[index + 1] == 0xbc {
      if low &- 0x90 < 10 {
        return Letter(folded: low - 0x60, width: 3, isDigit: true, isCapital: false)
      }
      if low &- 0xa1 < 26 {
        return Letter(folded: low - 0x40, width: 3, isDigit: false, isCapital: true)
      }
    } else if text[index + 1] == 0xbd, low &- 0x81 < 26 {
      return Letter(folded: low - 0x20, width: 3, isDigit: false, isCapital: false)
    }
    return nil
  }

  /// U+00C0…U+017F without × and ÷, folded to the base letter.
  private static func accented(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Letter? {
    guard index + 1 < text.count, text[index + 1] & 0xc0 == 0x80 else { return nil }
    let scalar = Int(text[index] & 0x1f) << 6 | Int(text[index + 1] & 0x3f)
    guard scalar >= 0xc0, scalar < 0x180, scalar != 0xd7, scalar != 0xf7 else { return nil }
    let base = latin.utf8Start[scalar - 0xc0]
    let capital = scalar < 0xdf || (scalar >= 0x100 && scalar % 2 == 0)
    return Letter(folded: base, width: 2, isDigit: false, isCapital: capital)
  }

  /// The base letters of U+00C0…U+017F.
  private static let latin: StaticString =
    """
    aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """

  /// How many digits follow.
  static func digits(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var end = index
    while end < text.count, isDigit(text[end]) { end += 1 }
    return max(0, end - index)
  }

  /// Whether a hyphen at a place ties two parts of a word.
  static func joins(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    text[index] == UInt8(ascii: "-") && letter(text, at: index + 1) != nil
  }

  /// Skips a backslash and, where it is a formatting command, the command's name.
  static func afterCommand(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var start = index + 1
    while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
    var end = start
    while end < text.count, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7a { end += 1 }
    guard end > start, end - start <= 14 else { return max(index + 1, start) }
    var name = 0 as UInt64
    for index in start..<end { name = name &* 31 &+ UInt64(text[index] | 0x20) }
    return commands.contains(name) ? end : start
  }

  /// LaTeX commands whose names are no words of the text.
  private static let commands: Set<UInt64> = Set(
    """
    em emph textit textbf texttt textsc textrm textsf textsl text it bf sc rm tt sf url href cite \
    citep citet ref label footnote underline mathbb mathcal mathbf mathrm mathit mathsf mathfrak \
    mathscr boldsymbol bm operatorname frac dfrac tfrac sqrt left right big bigg quad qquad hspace \
    vspace noindent par item begin end newline par xspace ensuremath mbox hbox overline hat tilde \
    bar vec dot ldots cdots dots sum prod int lim log exp min max sup inf sim approx leq geq le ge \
    neq times cdot pm infty in to rightarrow leftarrow mapsto subset cup cap
    """.split(whereSeparator: \.isWhitespace).map { word in
      word.utf8.reduce(0 as UInt64) { $0 &* 31 &+ UInt64($1) }
    })
}
