// SPDX-License-Identifier: Apache-2.0

import BitextText
import Testing

struct `Unicode normalisation` {
  @Test(arguments: [
    ("e\u{301}", "é"), ("abc", "abc"), ("我们，很好。", "我们，很好。"), ("Ａ１，", "Ａ１，"),
    ("\u{212B}", "\u{C5}"), ("가", "가"), ("\u{1100}\u{1161}", "가"), ("", ""),
    ("\u{F900}", "\u{8C48}"),
  ])
  func `composes canonically`(input: String, expected: String) {
    let result = Normalizer.nfc(input)
    #expect(Array(result.utf8) == Array(expected.utf8))
    #expect(Normalizer.isNFC(result))
    #expect(Normalizer.isNFC(input) == (Array(input.utf8) == Array(expected.utf8)))
  }

  @Test(arguments: [
    ("Ａ１，", "A1,"), ("ﬁ", "fi"), ("x²", "x2"), ("\u{3000}", " "), ("我们。", "我们。"), ("①", "1"),
    ("\u{A0}", " "), ("…", "..."), ("㍿", "株式会社"),
  ])
  func `folds compatibility forms`(input: String, expected: String) {
    #expect(Array(Normalizer.nfkc(input).utf8) == Array(expected.utf8))
    #expect(Normalizer.nfkc(Array(input.utf8)) == Array(expected.utf8))
    let folded = Normalizer.nfkc(Array(input.utf8).span)
    #expect(folded == Array(expected.utf8))
  }

  @Test func `grows as far as it must`() {
    let text = String(repeating: "\u{FDFA}", count: 1000)
    #expect(Normalizer.nfkc(text).unicodeScalars.count == 18_000)
  }

  @Test func `replaces ill-formed bytes`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62]
    #expect(Normalizer.nfc(bytes) == Array("a\u{FFFD}b".utf8))
    let isNormal = Normalizer.isNFC(bytes.span)
    #expect(!isNormal)
    let cut: [UInt8] = [0xE6, 0x88]
    #expect(Normalizer.nfc(cut) == Array("\u{FFFD}".utf8))
  }

  @Test func `agrees with the standard library on every plain character`() {
    // Swift compares strings by canonical equivalence, so that bytes must be compared.
    for value in UInt32(0x20)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      let once = Normalizer.nfc(text)
      #expect(once == text)
      if Normalizer.isNFC(text) != (Array(once.utf8) == Array(text.utf8)) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }
}
