// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// The runs of Han characters of a text.
enum HanRuns {
  /// Appends the lexicon's words of all runs, in order.
  static func words(
    of text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon, into words: inout [ChineseWords.Word]
  ) {
    var splitter = ChineseWords(lexicon)
    var index = 0
    while index + 2 < text.count {
      guard text[index] >= 0xe4, text[index] <= 0xe9 else {
        index += 1
        continue
      }
      var end = index
      while end + 2 < text.count, text[end] >= 0xe4, text[end] <= 0xe9 { end += 3 }
      splitter.split(text, run: index..<end, into: &words)
      index = end
    }
  }
}

/// Lengths as the pairer counts them.
enum PairLength {
  /// Characters (Unicode scalars) without ASCII white space.
  static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte > 0x20 && byte & 0xc0 != 0x80 { count += 1 }
    return count
  }
}
