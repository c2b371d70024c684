// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

extension PreparedText {
  /// Finds the runs of Latin letters and digits that hold a letter.
  func findWords() {
    words.removeAll(keepingCapacity: true)
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
    var capitals = 0
    var smalls = 0
    var digits = 0
    folded.removeAll(keepingCapacity: true)
    for index in range {
      let value = scalars[index]
      exact = (exact ^ UInt64(value)) &* 0x0000_0100_0000_01b3
      if value < 0x80 {
        if value <= 0x39 {
          digits += 1
          folded.append(UInt8(value))
        } else if value < 0x61 {
          capitals += 1
          folded.append(UInt8(value | 0x20))
        } else {
          smalls += 1
          folded.append(UInt8(value))
        }
      } else {
        let plain = LatinFolding.plain(value)
        if plain.isCapital { capitals += 1 } else { smalls += 1 }
        folded.append(plain.letter)
      }
    }
    guard capitals + smalls > 0 else { return }
    let first = scalars[range.lowerBound]
    let startsLarge = first &- 0x41 < 26 || first >= 0xC0 && LatinFolding.plain(first).isCapital
    let shape: LatinWord.Shape =
      if capitals == 0 { .lower } else if startsLarge, capitals == 1 {
        smalls > 0 ? .capitalised : .capitals
      } else if smalls == 0 || smalls == 1 && capitals > 1 && folded.last == 0x73 {
        .capitals
      } else {
        .mixed
      }
    let stem = folded.withUnsafeBufferPointer { stemmer.key($0) }
    var foldedHash: UInt64 = 0x8422_2325_cbf2_9ce4
    let isPlural = shape == .capitals && smalls == 1
    for byte in isPlural ? folded.dropLast() : folded[...] {
      foldedHash = (foldedHash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    var word = LatinWord(
      start: range.lowerBound, end: range.upperBound, exact: exact, folded: foldedHash, stem: stem,
      shape: shape, hasDigit: digits > 0, startsSentence: startsSentence,
      zone: zones[range.lowerBound])
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
