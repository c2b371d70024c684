// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

struct `Unit values` {
  @Test(arguments: [
    ("20020523T091200Z", "20020523T091200Z"), ("2002-05-23T09:12:00Z", "20020523T091200Z"),
    ("2002-05-23 09:12:00.25+02:00", "20020523T071200Z"), ("20000229", "20000229T000000Z"),
    ("19000301T000000Z", "19000301T000000Z"), ("20161231T235960Z", "20161231T235959Z"),
    ("20020523T0912", "20020523T091200Z"), ("20020101T003000+0100", "20011231T233000Z"),
  ])
  func `dates are read in the shapes that files have`(text: String, expected: String) {
    #expect(UnitDate(text)?.description == expected)
  }

  @Test(arguments: [
    "", "yesterday", "20021323T091200Z", "20010229", "20020523T251200Z", "20020523T091200Zx",
    "2002-0523", "0", "20020523T", "20020523T09:12:", "20020523T091200+",
  ])
  func `what is no date is none`(text: String) { #expect(UnitDate(text) == nil) }

  @Test func `a date is written back as it was`() {
    for seconds in stride(from: Int64(-80_000_000_000), to: 9_000_000_000, by: 777_777_777) {
      let date = UnitDate(seconds: seconds)
      guard seconds > -62_000_000_000 else { continue }
      #expect(UnitDate(date.description) == date)
      #expect(UnitDate(date.extended) == date)
    }
  }

  private func codes(_ kinds: [(InlineCode.Kind, String?)]) -> TranslationUnitVariant {
    TranslationUnitVariant(
      language: .english, text: "word",
      codes: kinds.map { InlineCode(kind: $0.0, offset: 2, pair: $0.1, data: "<\($0.0)>") })
  }

  @Test func `codes that pair up have no problem, also where they overlap`() {
    #expect(codes([(.begin, "1"), (.begin, "2"), (.end, "1"), (.end, "2")]).codeProblems == [])
    #expect(codes([(.begin, nil), (.begin, nil), (.end, nil), (.end, nil)]).codeProblems == [])
    #expect(
      codes([(.highlightBegin, nil), (.placeholder, nil), (.highlightEnd, nil)]).codeProblems == [])
  }

  @Test func `codes without partner are named by their place`() {
    let variant = codes([
      (.end, "1"), (.begin, "1"), (.begin, "2"), (.end, "2"), (.begin, "2"), (.highlightBegin, nil),
    ])
    #expect(
      variant.codeProblems == [
        .unpairedEnd(0), .unpairedBegin(1), .repeatedPair(4), .openHighlight(5),
      ])
  }

  @Test func `repair isolates what has no partner and loses no code`() {
    var variant = codes([
      (.end, "1"), (.begin, "1"), (.highlightEnd, nil), (.highlightBegin, nil), (.begin, "3"),
      (.end, "3"),
    ])
    #expect(variant.repairCodes() == 4)
    #expect(variant.codeProblems == [])
    #expect(
      variant.codes.map(\.kind) == [
        .isolatedEnd, .isolatedBegin, .highlightBegin, .begin, .end, .highlightEnd,
      ])
    #expect(variant.codes[0].data == "<end>")
    #expect(variant.repairCodes() == 0)
  }

  @Test func `offsets inside a character or behind the text are put right`() {
    var variant = TranslationUnitVariant(
      language: .chinese, text: "一二",
      codes: [1, 9, 0].map { InlineCode(kind: .placeholder, offset: $0) })
    #expect(variant.codeProblems == [.badOffset(0), .badOffset(1)])
    variant.repairCodes()
    #expect(variant.codes.map(\.offset) == [3, 6, 6])
  }

  @Test func `a hundred thousand codes are checked in no time`() {
    let many = (0..<100_000).map { InlineCode(kind: .begin, offset: 0, pair: String($0)) }
    let variant = TranslationUnitVariant(language: .english, text: "", codes: many)
    #expect(variant.codeProblems.count == 100_000)
  }

  @Test func `rare parts cost a unit nothing until they are set`() {
    var unit = TranslationUnit(
      id: "a", source: TranslationUnitVariant(language: "en", text: "a"),
      target: TranslationUnitVariant(language: "de", text: "b"))
    let plain = unit
    unit.notes = [UnitNote("look")]
    unit.furtherVariants = [TranslationUnitVariant(language: "fr", text: "c")]
    unit.attributes.usageCount = 3
    unit.source.properties = [UnitProperty(type: "x", value: "y")]
    #expect(unit != plain && unit.variants.map(\.language.tag) == ["en", "de", "fr"])
    let copy = unit
    unit.notes = []
    #expect(copy.notes.count == 1 && copy != unit)
    unit.furtherVariants = []
    unit.attributes.usageCount = nil
    unit.source.properties = []
    #expect(unit == plain && unit.hashValue == plain.hashValue)
    #expect(MemoryLayout<TranslationUnit>.stride <= MemoryLayout<TranslationUnitVariant>.stride * 5)
  }
}
