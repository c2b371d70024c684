// SPDX-License-Identifier: Apache-2.0

/// The surroundings of a run of terminators: where it starts, what closes it, what follows.
struct BreakSite {
  /// What a run of terminators is made of.
  struct Kinds: OptionSet {
    let rawValue: UInt8
    /// 。！？ and other terminators that need no space.
    static let full = Kinds(rawValue: 1)
    /// Half-width ? and !.
    static let mark = Kinds(rawValue: 2)
    /// … and ⋯.
    static let ellipsis = Kinds(rawValue: 4)
    /// Half-width and full-width `.`.
    static let stop = Kinds(rawValue: 8)
  }

  let text: ByteText
  let segmentStart: Int
  private(set) var runStart: Int
  let runEnd: Int
  private(set) var kinds: Kinds = []
  /// How many terminators the run has.
  private(set) var runLength = 0
  /// After closing quotes, brackets and note marks.
  private(set) var end: Int
  /// After the white space behind ``end``.
  private(set) var next: Int
  private(set) var lineBreaks = 0
  private(set) var closesBracket = false
  private(set) var closesQuote = false

  /// Whether white space follows.
  var hasGap: Bool { next > end }
  /// Whether a quote, a bracket or a note stands between the run and what follows.
  var hasCloser: Bool { closesBracket || closesQuote }
  /// The first character of what follows.
  var nextScalar: UInt32 { text.scalar(at: next).value }
  /// The last character before the run.
  var previousScalar: UInt32 { text.scalar(before: runStart).value }

  init(text: ByteText, runEnd: Int, segmentStart: Int) {
    self.text = text
    self.segmentStart = segmentStart
    self.runEnd = runEnd
    runStart = runEnd
    end = runEnd
    next = runEnd
    while runStart > segmentStart {
      let (value, length) = text.scalar(before: runStart)
      guard CharacterClass.isTerminator(value) else { break }
      switch value {
      case 0x2E, 0xFF0E: kinds.insert(.stop)
      case 0x21, 0x3F: kinds.insert(.mark)
      case 0x2026, 0x22EF: kinds.insert(.ellipsis)
      default: kinds.insert(.full)
      }
      runLength += 1
      runStart -= length
    }
    readTail(from: runEnd)
  }

  func judgement(_ rule: BreakRule) -> Judgement { Judgement(rule: rule, end: end, next: next) }

  /// Reads closing marks, notes and white space from an offset on.
  mutating func readTail(from start: Int) {
    end = start
    readClosers()
    readNotes()
    readSpace()
    while hasGap, lineBreaks == 0 {
      // `。 ”` and `. )`: machine translation sets a space before the closing mark.
      let value = nextScalar
      let isClosing =
        CharacterClass.isCloser(value) && value != 0x2019 && value != 0x7D
        || (value == 0x22 || value == 0x27) && closesStraightQuote(at: next)
      guard isClosing, value != 0x201D || closesCurlyQuote(at: next) else { break }
      end = next
      readClosers()
      readSpace()
      if end == next && !hasGap { break }
    }
  }

  private mutating func readClosers() {
    while end < text.count {
      let (value, length) = text.scalar(at: end)
      if CharacterClass.isCloser(value) {
        if CharacterClass.isClosingBracket(value) || value == 0x300B || value == 0x3009 {
          closesBracket = true
        } else if value != 0x7D {
          closesQuote = true
        }
      } else if value == 0x22 || value == 0x27 {
        guard closesStraightQuote(at: end) else { return }
        closesQuote = true
      } else {
        return
      }
      end += length
    }
  }

  /// Whether `"` or `'` at an offset closes: by what follows, else by their number in the segment.
  private func closesStraightQuote(at offset: Int) -> Bool {
    let quote = text[offset]
    let after = text.scalar(at: offset + 1).value
    if offset == end, !CharacterClass.isWordStart(after), !CharacterClass.isOpener(after) {
      return true
    }
    if quote == 0x27, offset == end, after < 0x80 { return after == 0x27 }
    var count = 0
    var index = max(segmentStart, offset - 1000)
    while index < offset {
      if text.base[index] == quote { count += 1 }
      index += 1
    }
    return count & 1 == 1
  }

  /// Whether ” after a space closes: there is a “ in the segment that no ” has closed.
  private func closesCurlyQuote(at offset: Int) -> Bool {
    var depth = 0
    var index = max(segmentStart, offset - 1000)
    while index < offset - 2 {
      if text.base[index] == 0xE2, text.base[index + 1] == 0x80 {
        if text.base[index + 2] == 0x9C { depth += 1 }
        if text.base[index + 2] == 0x9D { depth -= 1 }
      }
      index += 1
    }
    return depth > 0
  }

  /// Footnote marks right after the stop: `[12]`, `[1, 3-5]`, `¹²`, `^{12}`, `$^{12}$`.
  private mutating func readNotes() {
    while end < text.count {
      let (value, length) = text.scalar(at: end)
      switch value {
      case 0xB9, 0xB2, 0xB3, 0x2070...0x2079: end += length
      case 0x5B, 0x5E:
        guard let after = noteEnd(from: end + 1) else { return }
        end = after
      case 0x24:
        guard text[end + 1] == 0x5E, let after = noteEnd(from: end + 2), text[after] == 0x24
        else { return }
        end = after + 1
      default: return
      }
    }
  }

  private func noteEnd(from start: Int) -> Int? {
    var index = start
    var digits = 0
    while index < min(text.count, start + 24) {
      switch text[index] {
      case 0x30...0x39: digits += 1
      case 0x5D, 0x7D:
        if digits == 0 { return nil }
        let isDouble = text[index] == 0x5D && text[index + 1] == 0x7D
        return index + (isDouble ? 2 : 1)
      case 0x2C, 0x20, 0x2D, 0x7B, 0x5B: break
      default:
        // An en dash between numbers.
        guard text.has("–", at: index) else { return nil }
        index += 2
      }
      index += 1
    }
    return nil
  }

  private mutating func readSpace() {
    let space = Self.space(in: text, from: end)
    next = space.next
    lineBreaks = space.lineBreaks
  }

  /// The end of white space from an offset on, and how many line breaks it holds.
  static func space(in text: ByteText, from start: Int) -> (next: Int, lineBreaks: Int) {
    var next = start
    var lineBreaks = 0
    while true {
      let length = CharacterClass.spaceLength(text, at: next)
      if length == 0 { return (next, lineBreaks) }
      let byte = text[next]
      if byte == 0x0A {
        lineBreaks += 1
      } else if byte == 0x0D {
        lineBreaks += text[next + 1] == 0x0A ? 0 : 1
      } else if length > 1 {
        switch text.scalar(at: next).value {
        case 0x85, 0x2028: lineBreaks += 1
        case 0x2029: lineBreaks += 2
        default: break
        }
      }
      next += length
    }
  }
}

extension CharacterClass {
  /// A letter, digit or ideograph: what stands to the right of an opening quote.
  static func isWordStart(_ value: UInt32) -> Bool {
    isUpper(value) || isLower(value) || isDigit(value) || isEastAsian(value)
  }
}
