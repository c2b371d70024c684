// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

struct `A bitext` {
  private func segments(_ document: Document, _ spans: [Range<Int>]) -> [Segment] {
    let bytes = Array(document.text.utf8)
    return spans.map {
      Segment(
        text: String(decoding: bytes[$0], as: UTF8.self),
        span: TextSpan(start: $0.lowerBound, end: $0.upperBound))
    }
  }

  private var sample: Bitext {
    let source = Document(id: "s", language: .english, text: "One.  Two. Three.")
    let target = Document(id: "t", language: .simplifiedChinese, text: "一二。三。四。", engine: "google")
    return Bitext(
      source: source, target: target, sourceSegments: segments(source, [0..<4, 6..<10, 11..<17]),
      targetSegments: segments(target, [0..<9, 9..<15, 15..<21]),
      ladder: Ladder([
        Bead(source: 0..<2, target: 0..<1, cost: 1, probability: 0.5),
        Bead(source: 2..<2, target: 1..<2, cost: 1),
        Bead(source: 2..<3, target: 2..<3, cost: 1, probability: 0.75),
      ]))
  }

  @Test func `gives a unit for each bead with two sides`() {
    #expect(sample.units.map(\.id) == ["t:0", "t:2"])
    #expect(sample.units.map(\.bead?.description) == ["2-1", "1-1"])
  }

  @Test func `keeps the white space between joined segments`() {
    #expect(sample.units[0].source.text == "One.  Two.")
    #expect(sample.units[0].target.text == "一二。")
  }

  @Test func `hands down score, engine, pair and documents`() {
    let unit = sample.units[1]
    #expect(unit.score == 0.75)
    #expect(unit.engine == "google")
    #expect(unit.pair == "t")
    #expect(unit.properties.map(\.value) == ["s", "t"])
    #expect(unit.source.language == .english && unit.target.language == .simplifiedChinese)
  }

  @Test func `without beads has no units`() {
    let empty = Document(id: "e", language: .english, text: "")
    let bitext = Bitext(
      source: empty, target: empty, sourceSegments: [], targetSegments: [], ladder: Ladder())
    #expect(bitext.units.isEmpty)
  }
}
