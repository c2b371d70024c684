// SPDX-License-Identifier: Apache-2.0

/// Keys of punctuation marks that a translation keeps, folded over width.
enum MarkKey {
  private static func key(_ mark: UInt8) -> UInt64 { 0x6d61_726b_0000_0000 | UInt64(mark) }

  /// The number of a mark's key among eight kinds; −1 for other keys.
  static func number(of key: UInt64) -> Int {
    guard key >> 8 == 0x6d61_726b_0000_00 else { return -1 }
    switch UInt8(truncatingIfNeeded: key) {
    case UInt8(ascii: "?"): return 0
    case UInt8(ascii: "!"): return 1
    case UInt8(ascii: ";"): return 2
    case UInt8(ascii: ":"): return 3
    case UInt8(ascii: "\""): return 4
    case UInt8(ascii: "("), UInt8(ascii: ")"): return 5
    case UInt8(ascii: "%"): return 6
    default: return 7
    }
  }

  static func ascii(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"), UInt8(ascii: "\""):
      key(byte)
    default: nil
    }
  }

  /// The key of `%` and of the words that say as much.
  static let percent = key(UInt8(ascii: "%"))

  /// The marks outside ASCII by their three bytes, folded to the ASCII mark of the same use.
  static func wide(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt64? {
    switch (a, b, c) {
    case (0xef, 0xbc, 0x9f): key(UInt8(ascii: "?"))
    case (0xef, 0xbc, 0x81): key(UInt8(ascii: "!"))
    case (0xef, 0xbc, 0x9b): key(UInt8(ascii: ";"))
    case (0xef, 0xbc, 0x9a): key(UInt8(ascii: ":"))
    case (0xef, 0xbc, 0x88): key(UInt8(ascii: "("))
    case (0xef, 0xbc, 0x89): key(UInt8(ascii: ")"))
    case (0xef, 0xbc, 0x85): key(UInt8(ascii: "%"))
    case (0xe2, 0x80, 0x9c), (0xe2, 0x80, 0x9d), (0xe3, 0x80, 0x8c), (0xe3, 0x80, 0x8d):
      key(UInt8(ascii: "\""))
    case (0xe2, 0x80, 0xa6): key(UInt8(ascii: "."))
    case (0xe2, 0x80, 0x94): key(UInt8(ascii: "-"))
    default: nil
    }
  }
}
