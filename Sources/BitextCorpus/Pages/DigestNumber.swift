// SPDX-License-Identifier: Apache-2.0

/// The number and the field's tag that a paper of a digest begins with.
struct DigestNumber {
  /// The number; `nil` where only a tag stands.
  var value: Int?
  /// Whether a tag of two to four capitals stands: `[LG]`.
  var hasTag = false
  /// Where the title begins.
  var titleStart = 0

  /// Reads `1、`, `1. `, `1)`, `（1）`, `(1)`, `【1】`, `[1]`, `一、`, `No.1`, `#1`, `第1篇`, with or without a tag
  /// behind it, or a tag alone.
  ///
  /// - Returns: `nil` where the line begins otherwise, or where nothing stands behind the number.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard line.count >= 6, Self.canBegin(line[0]) else { return nil }
    var cursor = Cursor(line)
    let opened = cursor.take(["【", "（", "(", "["])
    let prefixed = cursor.take(["No.", "NO.", "no.", "No", "#", "第"])
    if let number = cursor.number() {
      let closed = cursor.take(opened ? ["】", "）", ")", "]"] : ["、", "．", "）", ")", "篇"])
      if closed {
        cursor.skip(["、", "．", "：", ":", "."])
      } else if opened || !(cursor.takeStop() || prefixed && cursor.atSpaceOrColon) {
        return nil
      }
      value = number
    } else if opened || prefixed {
      cursor = Cursor(line)
    }
    cursor.skip([" ", "\u{3000}"])
    hasTag = cursor.tag()
    guard value != nil || hasTag else { return nil }
    cursor.skip([" ", "\u{3000}"])
    titleStart = cursor.index
    guard line.count - titleStart >= 6 else { return nil }
  }

  /// Digits, brackets, `#`, `N`, and the first bytes of 【（第 and of the numerals.
  private static func canBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x28, 0x5b, 0x23, 0x4e, 0x6e, 0xe3, 0xef, 0xe4, 0xe5, 0xe7: true
    default: false
    }
  }

  /// A place in a line.
  private struct Cursor {
    let line: UnsafeBufferPointer<UInt8>
    var index = 0

    init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

    private func rest() -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: line[index...])
    }

    mutating func take(_ words: [StaticString]) -> Bool {
      for word in words where PageBytes.hasPrefix(rest(), word) {
        index += word.utf8CodeUnitCount
        return true
      }
      return false
    }

    mutating func skip(_ words: [StaticString]) { while take(words) {} }

    var atSpaceOrColon: Bool {
      index < line.count && (line[index] == 0x20 || line[index] == UInt8(ascii: ":"))
    }

    /// A full stop with a space behind it, so that 3.5 is no number of a paper.
    mutating func takeStop() -> Bool {
      guard index + 1 < line.count, line[index] == UInt8(ascii: "."), line[index + 1] == 0x20 else {
        return false
      }
      index += 1
      return true
    }

    /// Up to three digits, or Chinese numerals up to 九十九.
    mutating func number() -> Int? {
      let start = index
      var value = 0
      while index < line.count, line[index] &- 0x30 < 10, index - start < 3 {
        value = value * 10 + Int(line[index] - 0x30)
        index += 1
      }
      return index > start ? value : numeral()
    }

    private mutating func numeral() -> Int? {
      var value = 0
      var digit: Int?
      var isAny = false
      scan: while true {
        for (number, sign) in Self.numerals.enumerated() where PageBytes.hasPrefix(rest(), sign) {
          if number == 10 {
            value = (digit ?? 1) * 10
            digit = nil
          } else {
            digit = number
          }
          isAny = true
          index += 3
          continue scan
        }
        return isAny ? value + (digit ?? 0) : nil
      }
    }

    private static let numerals: [StaticString] = [
      "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    ]

    /// `[LG]`, `【CV】`, `[cs.CL]`.
    mutating func tag() -> Bool {
      let start = index
      guard take(["[", "【"]) else { return false }
      let first = index
      var capitals = 0
      while index < line.count, index - first < 8 {
        let byte = line[index]
        if byte &- 0x41 < 26 {
          capitals += 1
        } else if !(byte &- 0x61 < 26 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")) {
          break
        }
        index += 1
      }
      if capitals >= 2, capitals <= 4, take(["]", "】"]) { return true }
      index = start
      return false
    }
  }
}
