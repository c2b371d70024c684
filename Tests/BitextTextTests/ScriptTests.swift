// SPDX-License-Identifier: Apache-2.0

import CICUShim
import Testing

@testable import BitextText

struct `Script profile` {
  @Test func `counts characters by script`() {
    let profile = ScriptProfile(of: "BERT 很好。かな 한글 Ωμέγα Привет سلام 12３ é-")
    #expect(profile.latin == 5)
    #expect(profile.han == 2)
    #expect(profile.kana == 2)
    #expect(profile.hangul == 2)
    #expect(profile.greek == 5)
    #expect(profile.cyrillic == 6)
    #expect(profile.arabic == 4)
    #expect(profile.digits == 3)
    #expect(profile.punctuation == 2)
    #expect(profile.spaces == 7)
    #expect(profile.other == 0)
  }

  @Test func `counts ASCII alike in long and short runs`() {
    for value in UInt8(0)..<0x80 {
      let one = [value]
      let many = [UInt8](repeating: value, count: 8)
      var expected = ScriptProfile(of: one.span)
      let found = ScriptProfile(of: many.span)
      expected.latin *= 8
      expected.digits *= 8
      expected.spaces *= 8
      expected.punctuation *= 8
      #expect(found == expected, "byte \(value)")
    }
  }

  @Test func `counts every ill-formed byte as other`() {
    let bytes: [UInt8] = [0xFF, 0xE6, 0x88, 0x61]
    let profile = ScriptProfile(of: bytes.span)
    #expect(profile.other == 3)
    #expect(profile.latin == 1)
  }
}

struct `Script folding` {
  private func icuSimplified(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var length: Int64 = 0
    let output = [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + 64) { buffer, count in
      length = cicu_transliterate(
        "Traditional-Simplified", bytes, Int64(bytes.count), buffer.baseAddress,
        Int64(buffer.count))
      count = max(0, Int(length))
    }
    #expect(length >= 0)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `equals ICU on every single character`() {
    let scalars = (UInt32(0x3400)...0x9FFF).compactMap(Unicode.Scalar.init)
    let lines = icuSimplified(scalars.map { String(Character($0)) }.joined(separator: "\n"))
      .split(separator: "\n")
    #expect(lines.count == scalars.count)
    for (scalar, line) in zip(scalars, lines)
    where String(Character(ScriptFolding.simplified(scalar))) != line {
      Issue.record("\(scalar) is \(line) by ICU \(String(cString: cicu_version()))")
    }
  }

  @Test(arguments: ["后", "里", "着", "台", "干", "云", "系", "面", "只", "几", "余", "谷", "乾", "著", "藉"])
  func `takes no side for characters of both scripts`(text: String) {
    for scalar in text.unicodeScalars {
      let membership =
        ScriptFolding.Table.shared.membership[Int(scalar.value - ScriptFolding.Table.first)]
      #expect(membership == ScriptFolding.Membership.either.rawValue)
    }
  }

  @Test func `folds a text`() {
    #expect(ScriptFolding.simplified("我們提出一種新的方法ABC。") == "我们提出一种新的方法ABC。")
    #expect(ScriptFolding.simplified("們") == "们")
  }
}
