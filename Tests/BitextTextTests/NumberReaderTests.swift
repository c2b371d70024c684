// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import BitextText

struct `Number reader` {
  private func figures(_ text: String) -> (value: NumberValue, rest: String)? {
    read(text) { NumberReader.figures($0, at: 0) }
  }

  private func chinese(_ text: String) -> (value: NumberValue, rest: String)? {
    read(text) { NumberReader.chinese($0, at: 0).reading }
  }

  private func english(_ text: String) -> (value: NumberValue, rest: String)? {
    read(text) { NumberReader.english($0, at: 0) }
  }

  private func read(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> NumberReading?
  ) -> (value: NumberValue, rest: String)? {
    var text = text
    return text.withUTF8 { bytes in
      body(bytes).map { ($0.value, String(decoding: bytes[$0.end...], as: UTF8.self)) }
    }
  }

  @Test(arguments: [
    ("21", 21, 0, ""), ("1,250 m", 125, 1, " m"), ("3,4", 3, 0, ",4"), ("007", 7, 0, ""),
    ("3.50%", 35, -1, "%"), ("12.", 12, 0, "."), ("３０，０００人", 3, 4, "人"), ("３．５", 35, -1, ""),
    ("3万人", 3, 4, "人"), ("1.5亿", 15, 7, ""), ("2 million.", 2, 6, "."), ("30 thousand", 3, 4, ""),
    ("21st of", 21, 0, " of"), ("3rd", 3, 0, ""), ("2nds", 2, 0, "nds"), ("3D", 3, 0, "D"),
    ("0", 0, 0, ""),
    ("0.0", 0, 0, ""),
  ])
  func `reads figures`(_ text: String, _ mantissa: UInt64, _ exponent: Int, _ rest: String) throws {
    let found = try #require(figures(text))
    #expect(found.value == NumberValue(mantissa, timesTenTo: exponent))
    #expect(found.rest == rest)
  }

  @Test func `keeps a number with several points apart`() throws {
    let version = try #require(figures("1.2.3 and"))
    #expect(version.rest == " and")
    #expect(version.value != NumberValue(123) && version.value != NumberValue(123, timesTenTo: -2))
    #expect(figures("x") == nil)
    #expect(figures("") == nil)
  }

  @Test(arguments: [
    ("二十一", 21, 0, ""), ("十", 1, 1, ""), ("十五个", 15, 0, "个"), ("一百零五", 105, 0, ""),
    ("两千三百", 23, 2, ""), ("三百五", 35, 1, ""), ("一万五", 15, 3, ""), ("一千二百万元", 12, 6, "元"),
    ("三亿五千万", 35, 7, ""), ("一万亿", 1, 12, ""), ("三万亿五千亿", 35, 11, ""), ("一九九八年", 1998, 0, "年"),
    ("二〇〇八", 2008, 0, ""), ("三点一四", 314, -2, ""), ("零点五", 5, -1, ""), ("一点五亿", 15, 7, ""),
    ("三点十分", 3, 0, "点十分"), ("一点一点", 1, 0, "点一点"), ("一百一十万", 11, 5, ""), ("兩萬", 2, 4, ""),
  ])
  func `reads Chinese numerals`(
    _ text: String, _ mantissa: UInt64, _ exponent: Int, _ rest: String
  ) throws {
    let found = try #require(chinese(text))
    #expect(found.value == NumberValue(mantissa, timesTenTo: exponent))
    #expect(found.rest == rest)
  }

  @Test(arguments: ["三四十", "千万", "万一", "一一", "十三四", "二十十", "百", "两三", "人", ""])
  func `refuses what is no Chinese number`(_ text: String) {
    #expect(chinese(text) == nil)
  }

  @Test(arguments: [
    ("twenty-one men", 21, 0, " men"), ("two hundred and five", 205, 0, ""),
    ("Three million,", 3, 6, ","),
    ("two hundred thousand", 2, 5, ""), ("nineteen eighty-four", 1984, 0, ""),
    ("thirty-first of", 31, 0, " of"),
    ("third party", 3, 0, " party"), ("hundred", 1, 2, ""), ("one two", 1, 0, " two"),
    ("two and three", 2, 0, " and three"), ("a hundred", -1, 0, ""), ("ten one", 1, 1, " one"),
    ("a thousand and one", -1, 0, ""), ("thousand and one nights", 1001, 0, " nights"),
    ("ones", -1, 0, ""), ("tenet", -1, 0, ""), ("two thousandth part", 2, 3, " part"),
    ("one hundred and twenty thousand", 12, 4, ""), ("seven-foot", 7, 0, "-foot"),
  ])
  func `reads English number words`(
    _ text: String, _ mantissa: Int, _ exponent: Int, _ rest: String
  ) throws {
    guard mantissa >= 0 else {
      #expect(english(text) == nil)
      return
    }
    let found = try #require(english(text))
    #expect(found.value == NumberValue(UInt64(mantissa), timesTenTo: exponent))
    #expect(found.rest == rest)
  }

  @Test func `reads bytes of any shape`() {
    for text in ["三\u{0}", "3\u{ff}", "二十"] {
      for cut in 0...text.utf8.count {
        Array(text.utf8.prefix(cut)).withUnsafeBufferPointer { bytes in
          for place in 0..<bytes.count {
            _ = NumberReader.figures(bytes, at: place)
            _ = NumberReader.chinese(bytes, at: place)
            _ = NumberReader.english(bytes, at: place)
          }
        }
      }
    }
  }
}
