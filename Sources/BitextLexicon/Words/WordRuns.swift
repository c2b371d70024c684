// SPDX-License-Identifier: Apache-2.0

/// Where words of Latin letters and runs of Han characters end, for all who cut texts into words.
public enum WordRuns {
  /// The end of the run of Han characters (U+3400…U+9FFF and 〇) that begins at a place; the place
  /// itself where another character stands.
  public static func hanEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end + 2 < text.count, isHan(text, end) { end += 3 }
    return end
  }

  @inline(__always)
  private static func isHan(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = text[index]
    if byte >= 0xe4 { return byte <= 0xe9 }
    guard byte == 0xe3 else { return false }
    return text[index + 1] >= 0x90 || (text[index + 1] == 0x80 && text[index + 2] == 0x87)
  }

  /// Reads the Latin word that begins at a place: letters, figures and letters with diacritics up to
  /// U+017F behind the first.
  ///
  /// - Parameters:
  ///   - text: UTF-8; an ASCII letter stands at `start`.
  ///   - folded: receives the word in place of what it held, ASCII letters in small.
  /// - Returns: the place after the word.
  public static func latin(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, folding folded: inout [UInt8]
  ) -> Int {
    var index = start
    folded.removeAll(keepingCapacity: true)
    while index < text.count {
      let byte = text[index]
      if (byte | 0x20) &- 0x61 < 26 {
        folded.append(byte | 0x20)
      } else if byte &- 0x30 < 10 || (byte >= 0xc3 && byte <= 0xc5) {
        folded.append(byte)
      } else if byte & 0xc0 == 0x80 && (folded.last ?? 0) >= 0xc3 {
        folded.append(byte)
      } else {
        break
      }
      index += 1
    }
    return index
  }

  /// Whether a folded Latin word is compared: single letters but *a* and *i* are none.
  public static func counts(_ folded: [UInt8]) -> Bool {
    folded.count > 1 || folded.first == UInt8(ascii: "a") || folded.first == UInt8(ascii: "i")
  }
}
