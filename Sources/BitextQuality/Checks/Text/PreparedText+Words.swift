// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

extension PreparedText {
  /// Finds the runs of Latin letters and digits that hold a letter.
  func findWords() {
    words.removeAll(keepingCapacity: true)
    let (kinds, scalars) = (self.kinds, self.scalars)
    var index = 0
    var startsSentence = true
    while index < count {
      switch kinds[index] {
      case .latin, .digit:
        let start = index
        // The 0 of \approx0.5 is no part of the command.
        let isCommand = start > 0 && scalars[start - 1] == 0x5C && kinds[start] == .latin
        while index < count, kinds[index] == .latin || kinds[index] == .digit && !isCommand {
          index += 1
        }
        add(start..<index, startsSentence)
        startsSentence = false
      case .mark:
        let value = scalars[index]
        if value == 0x2E || value == 0x3F || value == 0x21 || value == 0x3A {
          startsSentence = kind(index + 1) == .space || value == 0x3A
        }
        index += 1
      case .wideMark:
        let value = scalars[index]
        if value == 0x3002 || value == 0xFF01 || value == 0xFF1F { startsSentence = true }
        index += 1
      case .han, .letter, .kana:
        startsSentence = false
        index += 1
      default: index += 1
      }
    }
  }

  private func add(_ range: Range<Int>, _ startsSentence: Bool) {
    var exact: UInt64 = 0xcbf2_9ce4_8422_2325
    let scalars = self.scalars
    for index in range { exact = (exact ^ UInt64(scalars[index])) &* 0x0000_0100_0000_01b3 }
    let type =
      types.lately(exact | 1)
      ?? scalars.withUnsafeBufferPointer {
        types.entry(exact | 1, UnsafeBufferPointer(rebasing: $0[range]))
      }
    guard type.flags.contains(.hasLetter) else { return }
    var word = LatinWord(
      start: range.lowerBound, end: range.upperBound, exact: exact, folded: type.folded,
      stem: type.stem, stemNumber: type.stemNumber, termStart: type.termStart,
      isFunction: type.flags.contains(.isFunction), isNumber: type.flags.contains(.isNumber),
      negation: type.negation,
      shape: type.shape, hasDigit: type.flags.contains(.hasDigit),
      startsSentence: startsSentence, zone: zones[range.lowerBound])
    let isTied = at(range.lowerBound - 1) == 0x2D || at(range.lowerBound - 1) == 0x2010
    if isTied, let last = words.last, last.end == range.lowerBound - 1 {
      word.joinsBefore = true
      words[words.count - 1].joinsAfter = true
    }
    words.append(word)
  }
}

/// Latin letters without their diacritics.
enum LatinFolding {
  /// The ASCII letter, in lower case, that a letter beyond ASCII is a form of; `?` where there is none.
  static func plain(_ value: UInt32) -> (letter: UInt8, isCapital: Bool) {
    guard value >= 0xC0, value < 0x180 else { return (0x3F, false) }
    let letter = table[Int(value - 0xC0)]
    return (letter | 0x20, letter & 0x20 == 0)
  }

  /// U+00C0…U+017F.
  private static let table: [UInt8] = Array(
    ("AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
      + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOo"
      + "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs").utf8)
}
