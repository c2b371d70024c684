// SPDX-License-Identifier: Apache-2.0

/// Whether bytes are UTF-8.
enum WellFormed {
  /// The offset of the first byte that is not part of well-formed UTF-8, or `nil`.
  static func firstFault(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    while at < bytes.count {
      let first = bytes[at]
      if first < 0x80 {
        at += 1
        continue
      }
      // Most of Chinese: three bytes, none of the first bytes with limits of their own.
      if (first &- 0xE1) < 0x0C, at + 2 < bytes.count,
        (bytes[at + 1] & bytes[at + 2]) & 0xC0 == 0x80, (bytes[at + 1] | bytes[at + 2]) & 0x40 == 0
      {
        at += 3
        continue
      }
      let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
      guard length > 0, at + length <= bytes.count, second(first, bytes[at + 1]) else { return at }
      for offset in 2..<max(length, 2) where bytes[at + offset] & 0xC0 != 0x80 { return at }
      at += length
    }
    return nil
  }

  /// Whether the second byte may follow the first: no overlong form, no surrogate, no more than
  /// U+10FFFF.
  @inline(__always)
  private static func second(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xE0: second & 0xE0 == 0xA0
    case 0xED: second & 0xE0 == 0x80
    case 0xF0: second >= 0x90 && second < 0xC0
    case 0xF4: second & 0xF0 == 0x80
    default: second & 0xC0 == 0x80
    }
  }
}
