// SPDX-License-Identifier: Apache-2.0

/// Classes of the boundaries between the segments of one side: whether a boundary lies inside quoted
/// speech, whether speech ends before it or begins behind it, and what mark stands before it.
struct BoundaryScanner {
  /// How many classes there are.
  static let classCount = 15

  /// One class a rung; the first and last rung are no boundaries and count as class 0.
  private(set) var classes: [UInt8] = [0]
  private var isInside = false
  /// What the segment before tells: inside a quotation, closed by a quotation mark, its last mark.
  private var before: (isInside: Bool, isClosed: Bool, mark: UInt8) = (false, false, 0)

  private enum Quote { case none, opening, closing }

  /// Reads the next segment.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var beginsOpen = false
    var isClosed = false
    var isFirst = true
    var mark: UInt8 = 0
    while index < text.count {
      let byte = text[index]
      if byte <= 0x20 {
        index += 1
        continue
      }
      let (quote, width) = Self.quote(text, at: index)
      switch quote {
      case .opening:
        isInside = true
        beginsOpen = beginsOpen || isFirst
        isClosed = false
      case .closing:
        isInside = false
        isClosed = true
      case .none:
        isClosed = false
        mark = Self.mark(text, at: index, width)
      }
      isFirst = false
      index += width
    }
    if classes.count > 1 || hasSegment { finish(beginsOpen: beginsOpen) }
    hasSegment = true
    before = (isInside, isClosed, mark)
  }

  private var hasSegment = false

  /// The class of the boundary before the segment just read.
  private mutating func finish(beginsOpen: Bool) {
    let quotation: UInt8 =
      switch (before.isClosed, beginsOpen) {
      case (true, true): 4
      case (true, false): 2
      case (false, true): 3
      case (false, false): before.isInside ? 1 : 0
      }
    classes.append(quotation * 3 + before.mark)
  }

  /// Ends the side.
  mutating func end() { if hasSegment { classes.append(0) } }

  /// 1 for a question or exclamation mark, 2 for a colon, of either width, else 0.
  private static func mark(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ width: Int) -> UInt8
  {
    let byte = text[index]
    if width == 1 {
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") { return 1 }
      return byte == UInt8(ascii: ":") ? 2 : 0
    }
    guard width == 3, byte == 0xef, text[index + 1] == 0xbc else { return 0 }
    switch text[index + 2] {
    case 0x9f, 0x81: return 1
    case 0x9a: return 2
    default: return 0
    }
  }

  /// The quotation mark at a place and the width of the character there.
  private static func quote(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Quote, width: Int) {
    let byte = text[index]
    if byte < 0x80 {
      guard byte == 0x22 || byte == 0x27 else { return (.none, 1) }
      return (direction(text, at: index, width: 1), 1)
    }
    let width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    guard index + width <= text.count else { return (.none, text.count - index) }
    guard width == 3 else { return (.none, width) }
    switch (byte, text[index + 1], text[index + 2]) {
    case (0xe2, 0x80, 0x9c), (0xe2, 0x80, 0x98), (0xe3, 0x80, 0x8c), (0xe3, 0x80, 0x8e):
      return (.opening, 3)
    case (0xe2, 0x80, 0x9d), (0xe3, 0x80, 0x8d), (0xe3, 0x80, 0x8f): return (.closing, 3)
    case (0xe2, 0x80, 0x99):
      let isApostrophe = direction(text, at: index, width: 3) == .none
      return (isApostrophe ? .none : .closing, 3)
    default: return (.none, 3)
    }
  }

  /// Of a mark that may open, close or be an apostrophe, which: it opens behind a space, closes before
  /// one, and is an apostrophe between letters.
  private static func direction(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, width: Int
  ) -> Quote {
    let before = index > 0 ? text[index - 1] : 0x20
    let after = index + width < text.count ? text[index + width] : 0x20
    if before <= 0x20 || before == UInt8(ascii: "(") || before == UInt8(ascii: "-") {
      return after <= 0x20 ? .none : .opening
    }
    return isLetter(before) && isLetter(after) ? .none : .closing
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }
}
