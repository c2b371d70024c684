// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextLexicon
import BitextModel
import BitextTestSupport
import Testing

struct `Lexicon reader` {
  private static func read(
    _ text: String
  ) throws -> (layer: LexiconLayer, counts: LexiconReader.Counts, rejections: [Rejection]) {
    let folder = try TemporaryFolder()
    nonisolated(unsafe) var rejections: [Rejection] = []
    var reader = LexiconReader { rejections.append($0) }
    try reader.read(ByteSource(path: folder.write("lexicon.txt", text)))
    return (reader.builder.layer(name: "test"), reader.counts, rejections)
  }

  private static func renderings(_ headword: String, _ layer: LexiconLayer) -> [String] {
    layer.entry(of: headword).map { layer.renderings(at: $0) } ?? []
  }

  // Lines of our own in CC-CEDICT's form.
  @Test func `takes the renderings out of CC-CEDICT's glosses`() throws {
    let (layer, counts, rejections) = try Self.read(
      """
      # a comment
      試圖 试图 [shi4 tu2] /to attempt/to try (to do sth)/
      書 书 [shu1] /a book; letter/CL:本[ben3],冊|册[ce4]/
      王 王 [Wang2] /surname Wang/
      王 王 [wang2] /king or monarch/the best or strongest of its type ever seen/
      甚麼 甚么 [shen2 me5] /variant of 什麼|什么[shen2 me5]/
      關心 关心 [guan1 xin1] /(idiom) to be concerned about sb/
      壞行
      """)
    #expect(Self.renderings("试图", layer) == ["attempt", "try"])
    #expect(Self.renderings("书", layer) == ["book", "letter"])
    #expect(Self.renderings("王", layer) == ["king or monarch", "Wang"])
    #expect(Self.renderings("关心", layer) == ["concerned about"])
    #expect(layer.entry(of: "甚么") == nil)
    #expect(layer.entry(of: "試圖") == nil)
    #expect(counts.rows == 6)
    #expect(counts.glossesLeftOut == 3)
    #expect(rejections.map(\.line) == [8])
  }

  @Test func `reads rows with fields and rejects broken ones`() throws {
    let (layer, counts, rejections) = try Self.read(
      """
      # field: physics
      光子\tphoton; light quantum
      没有制表符
      photon\t光子
      空\t ;
      光子\tphoton; quantum
      """)
    #expect(Self.renderings("光子", layer) == ["photon", "light quantum", "quantum"])
    #expect(layer.fields(at: 0) == ["physics"])
    #expect(counts.rows == 2)
    #expect(rejections.map(\.code) == [.wrongColumns, .missingField, .emptyText])
    #expect(rejections.map(\.line) == [3, 4, 5])
  }

  @Test func `reads the tables of Moses and of fast_align`() throws {
    let (layer, counts, _) = try Self.read(
      """
      speed 速度 0.6
      速度 rate 0.2
      速度 velocity -1.0986123
      速度 NULL x
      NULL 速度 0.1
      , 速度 0.3
      """)
    let links = layer.probabilities(at: try #require(layer.entry(of: "速度")))
    let speed = try #require(links.first { $0.word == "speed" })
    #expect(speed.weight == 0.6 && speed.reverse == 0)
    let rate = try #require(links.first { $0.word == "rate" })
    #expect(rate.weight == 0 && rate.reverse == 0.2)
    let velocity = try #require(links.first { $0.word == "velocity" })
    #expect(abs(velocity.weight - 1 / 3) < 1e-5)
    #expect(links.count == 3)
    #expect(counts.rejected == 1)
  }

  @Test func `brings the probabilities of a table that is no distribution to the sum 1`() throws {
    let (layer, _, _) = try Self.read("speed 速度 0.9\nvelocity 速度 0.6\nrate 速率 0.5\n")
    let links = layer.probabilities(at: try #require(layer.entry(of: "速度")))
    #expect(abs(links.reduce(0) { $0 + $1.weight } - 1) < 1e-6)
    #expect(links.map(\.word) == ["speed", "velocity"])
    #expect(abs(links[0].weight - 0.6) < 1e-6)
    let left = layer.probabilities(at: try #require(layer.entry(of: "速率")))
    #expect(left.map(\.weight) == [0.5])
  }

  @Test(arguments: ["", "nothing of the kind\n", "\u{0}\u{1}\u{2}"])
  func `refuses a file in no known form`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", text)
    let failure = #expect(throws: LexiconFailure.self) { try LexiconLayer.load(path: path) }
    #expect(failure?.code == .unknownFormat)
  }
}
