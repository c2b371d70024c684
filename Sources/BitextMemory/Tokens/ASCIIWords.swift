// SPDX-License-Identifier: Apache-2.0

/// UAX #29's words of ASCII text, as ICU cuts them, without calling it.
enum ASCIIWords {
  /// Appends the tokens of a run of ASCII without white space.
  @inline(__always)
  static func cut(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tokens: inout [Token]
  ) {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let start = index
      var byte = text[index]
      index += 1
      guard isWord(byte) else {
        tokens.append(Token(start: Int32(start), end: Int32(index), kind: .mark))
        continue
      }
      var hasLetter = Characters.isLetter(byte)
      var hasDigit = Characters.isDigit(byte)
      while index < end {
        let next = text[index]
        if isWord(next) {
          byte = next
          hasLetter = hasLetter || Characters.isLetter(next)
          hasDigit = hasDigit || Characters.isDigit(next)
          index += 1
        } else if index + 1 < end, joins(byte, next, text[index + 1]) {
          byte = text[index + 1]
          hasLetter = hasLetter || Characters.isLetter(byte)
          hasDigit = hasDigit || Characters.isDigit(byte)
          index += 2
        } else {
          break
        }
      }
      let kind: TokenKind = hasLetter ? .word : hasDigit ? .number : .mark
      tokens.append(Token(start: Int32(start), end: Int32(index), kind: kind))
    }
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    Characters.isLetter(byte) || Characters.isDigit(byte) || byte == 0x5F
  }

  /// Whether a mark stands inside a word (`U.S`, `don't`) or a number (`1,204.5`).
  @inline(__always)
  private static func joins(_ before: UInt8, _ mark: UInt8, _ after: UInt8) -> Bool {
    switch mark {
    case UInt8(ascii: "."), UInt8(ascii: "'"):
      (Characters.isLetter(before) && Characters.isLetter(after))
        || (Characters.isDigit(before) && Characters.isDigit(after))
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      Characters.isDigit(before) && Characters.isDigit(after)
    default: false
    }
  }

  /// Whether a word is digits with marks between them, half or full width.
  static func isNumber(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasDigit = false
    var index = 0
    while index < piece.count {
      let (value, length) = Characters.scalar(piece, at: index)
      switch value {
      case 0x30...0x39, 0xFF10...0xFF19: hasDigit = true
      case 0x2C, 0x2E, 0x27, 0x3B, 0x5F, 0x2019, 0xFF0C, 0xFF0E, 0x66C: break
      default: return false
      }
      index += length
    }
    return hasDigit
  }
}
