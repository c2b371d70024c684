// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport

/// Units that have now this and now that, the same ones every time.
struct RandomUnits {
  private var random: TestRandom

  init(seed: UInt64) { random = TestRandom(seed: seed) }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  /// A word or two, never empty.
  private mutating func name() -> String { "n" + random.text(upTo: 3) }

  /// A unit without anything rare.
  mutating func plain(_ id: String) -> TranslationUnit {
    var unit = TranslationUnit(
      id: id, source: TranslationUnitVariant(language: "en", text: "s" + random.text(upTo: 12)),
      target: TranslationUnitVariant(language: "zh-Hans", text: "译" + random.text(upTo: 12)))
    unit.bead = BeadKind(Int.random(in: 1...3, using: &random), 1)
    unit.score = Double(Int.random(in: 0...10_000, using: &random)) / 10_000
    unit.pair = name()
    unit.engine = name()
    return unit
  }

  /// A unit with anything.
  mutating func unit(_ id: String) -> TranslationUnit {
    var unit = TranslationUnit(
      id: id + random.text(upTo: 2), source: side("en"), target: side("zh-Hans"))
    if chance(10) { unit.source.language = pick(["zh-Hans", "en_UK", "en-GB", "x_bad_tag_here"]) }
    if chance(10) { unit.target.language = pick(["en", "zh_TW", "zh-Hant", "de"]) }
    if chance(50) { unit.bead = BeadKind(2, Int.random(in: 0...3, using: &random)) }
    if chance(50) { unit.score = Double(Int.random(in: 0...10_000, using: &random)) / 10_000 }
    if chance(50) { unit.pair = name() }
    if chance(50) { unit.engine = name() }
    if chance(40) { unit.properties = properties() }
    if chance(20) {
      unit.extra = [
        JSONMember(name(), .array([.integer(3), .string(random.text(upTo: 4)), .null]))
      ]
    }
    if chance(30) { unit.notes = notes() }
    if chance(30) { unit.attributes = attributes() }
    if chance(20) {
      unit.furtherVariants = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        side(pick(["fr", "de", "en", "fr"]))
      }
    }
    return unit
  }

  private mutating func properties() -> [UnitProperty] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      UnitProperty(
        type: pick(["x-one", "x-two", "x-bitext-source-document", "x-bitext-target-document"]),
        value: random.text(upTo: 5), language: chance(20) ? "fr" : nil,
        originalEncoding: chance(10) ? "latin1" : nil)
    }
  }

  private mutating func notes() -> [UnitNote] {
    (0..<Int.random(in: 1...2, using: &random)).map { _ in
      UnitNote(
        random.text(upTo: 5), language: chance(20) ? pick(["de", "de_AT"]) : nil,
        originalEncoding: chance(10) ? "latin1" : nil)
    }
  }

  private mutating func attributes() -> UnitAttributes {
    var attributes = UnitAttributes()
    attributes.createdOn = UnitDate("20240229T235959Z")
    if chance(50) { attributes.changedBy = name() }
    if chance(50) { attributes.usageCount = Int.random(in: 0...9, using: &random) }
    if chance(30) { attributes.segmentation = pick(["phrase", "word"]) }
    if chance(30) { attributes.originalFormat = name() }
    return attributes
  }

  private mutating func side(_ language: Language) -> TranslationUnitVariant {
    let more = chance(5) ? NastyText.notInXML : []
    let text = chance(3) ? "" : random.text(pieces: NastyText.pieces + more, upTo: 10)
    var side = TranslationUnitVariant(language: language, text: text)
    if chance(40) { side.codes = codes(in: text, depth: 0) }
    if chance(15) { side.notes = notes() }
    if chance(10) { side.properties = properties() }
    if chance(10) { side.attributes = attributes() }
    return side
  }

  /// Codes at places between characters, paired and in order.
  private mutating func codes(in text: String, depth: Int) -> [InlineCode] {
    var places = [0]
    for scalar in text.unicodeScalars {
      places.append(places[places.count - 1] + UTF8.width(scalar))
    }
    let offsets = (0..<Int.random(in: 1...6, using: &random)).map { _ in pick(places) }.sorted()
    var codes: [InlineCode] = []
    var open: [String] = []
    var highlights = 0
    for (number, offset) in offsets.enumerated() {
      var code = InlineCode(kind: .placeholder, offset: offset)
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        code.kind = .begin
        code.pair = "p\(number)"
        open.append("p\(number)")
      case 2 where !open.isEmpty, 3 where !open.isEmpty:
        code.kind = .end
        code.pair = open.remove(at: Int.random(in: 0..<open.count, using: &random))
      case 4: code.kind = pick([.isolatedBegin, .isolatedEnd])
      case 5: code.kind = .unknown
      case 6:
        code.kind = highlights > 0 ? .highlightEnd : .highlightBegin
        highlights += highlights > 0 ? -1 : 1
      default: break
      }
      dress(&code, depth: depth)
      codes.append(code)
    }
    let end = text.utf8.count
    codes += open.map { InlineCode(kind: .end, offset: end, pair: $0) }
    if highlights > 0 { codes.append(InlineCode(kind: .highlightEnd, offset: end)) }
    return codes
  }

  private mutating func dress(_ code: inout InlineCode, depth: Int) {
    guard code.kind != .highlightEnd else { return }
    if code.kind != .end, chance(40) { code.match = pick(["1", "2", "a b", "<x>", "x3"]) }
    if code.kind != .end, code.kind != .unknown, chance(40) {
      code.type = pick(["bold", "image", "my type", "a:b%"])
    }
    guard code.kind != .highlightBegin else { return }
    if chance(50) { code.data = "<" + random.text(upTo: 3) + ">" }
    if code.kind == .placeholder, chance(20) { code.association = pick(["p", "f", "b", "odd"]) }
    if code.kind == .end, chance(10) { code.type = "odd" }
    if depth < 2, chance(10) {
      let text = random.text(upTo: 4)
      code.subflows = [
        InlineCode.Subflow(
          offset: code.data.isEmpty ? 0 : 1, text: text,
          codes: chance(30) ? codes(in: text, depth: depth + 1) : [],
          type: chance(50) ? "alt" : nil, dataType: chance(50) ? "html" : nil)
      ]
    }
  }
}
