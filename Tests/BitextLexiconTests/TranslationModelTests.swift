// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextTestSupport
import Testing

struct `Translation model` {
  private struct Table: Equatable {
    var forward: [[Int]: Float] = [:]
    var backward: [[Int]: Float] = [:]
  }

  private static func table(_ model: TranslationModel) -> Table {
    var table = Table()
    model.forEachLink { chinese, english, forward, backward in
      table.forward[[chinese, english]] = forward
      table.backward[[chinese, english]] = backward
    }
    return table
  }

  private static func close(_ first: Float?, _ second: Double) -> Bool {
    abs(Double(first ?? .nan) - second) < 1e-5
  }

  /// Two pairs, 0 1 ~ 0 1 and 0 ~ 0. With a null word every denominator of the first pair has three
  /// equal terms and of the second two: the counts of Chinese word 0 are 1/3 + 1/2 and 1/3.
  @Test func `gives the numbers worked out by hand`() {
    let chinese = TrainingSide([[0, 1], [0]], wordCount: 2)
    let model = TranslationModel(chinese: chinese, english: chinese)
    model.train(iterations: 1)
    let table = Self.table(model)
    #expect(Self.close(table.forward[[0, 0]], 5.0 / 7))
    #expect(Self.close(table.forward[[0, 1]], 2.0 / 7))
    #expect(Self.close(table.forward[[1, 0]], 0.5))
    #expect(Self.close(table.forward[[1, 1]], 0.5))
    #expect(table.forward == table.backward.reduce(into: [:]) { $0[$1.key.reversed()] = $1.value })
  }

  @Test(arguments: [1, 2, 5])
  func `agrees with the textbook's loops`(iterations: Int) {
    let (chinese, english) = Self.randomPairs(seed: 7)
    let model = TranslationModel(
      chinese: TrainingSide(chinese, wordCount: 30), english: TrainingSide(english, wordCount: 40))
    model.train(iterations: iterations)
    let forward = Self.reference(chinese, english, 40, iterations)
    let backward = Self.reference(english, chinese, 30, iterations)
    let table = Self.table(model)
    for (link, value) in table.forward {
      #expect(abs(Double(value) - forward[link, default: 0]) < 1e-4)
    }
    for (link, value) in table.backward {
      #expect(abs(Double(value) - backward[link.reversed(), default: 0]) < 1e-4)
    }
  }

  @Test func `is the same to the bit for any number and order of blocks`() {
    let (chinese, english) = Self.randomPairs(seed: 3)
    func trained(blocks: Int, reversed: Bool) -> Table {
      let model = TranslationModel(
        chinese: TrainingSide(chinese, wordCount: 30),
        english: TrainingSide(english, wordCount: 40), blockCount: blocks)
      for pass in TranslationModel.passes(iterations: 3) {
        let order = Array(0..<model.blockCount(of: pass))
        for block in reversed ? order.reversed() : order { model.run(pass, block: block) }
        model.finish(pass)
      }
      return Self.table(model)
    }
    let one = trained(blocks: 1, reversed: false)
    #expect(trained(blocks: 7, reversed: false) == one)
    #expect(trained(blocks: 64, reversed: true) == one)
  }

  @Test func `learns nothing from nothing`() {
    let model = TranslationModel(chinese: TrainingSide(), english: TrainingSide())
    model.train(iterations: 2)
    #expect(model.linkCount == 0)
  }

  private static func randomPairs(seed: UInt64) -> ([[Int32]], [[Int32]]) {
    var random = TestRandom(seed: seed)
    func side(_ words: Int32) -> [[Int32]] {
      (0..<60).map { _ in
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          Int32.random(in: 0..<words, using: &random)
        }
      }
    }
    return (side(30), side(40))
  }

  /// Model 1 as it stands in books: t(e|z) in a dictionary, the null word as −1.
  private static func reference(
    _ given: [[Int32]], _ made: [[Int32]], _ madeCount: Int, _ iterations: Int
  ) -> [[Int]: Double] {
    var table: [[Int]: Double] = [:]
    for _ in 0..<iterations {
      var counts: [[Int]: Double] = [:]
      var totals: [Int: Double] = [:]
      for (given, made) in zip(given, made) {
        let words = [-1] + given.map(Int.init)
        for word in made.map(Int.init) {
          let terms = words.map { table[[$0, word]] ?? 1 / Double(madeCount) }
          for (source, term) in zip(words, terms) {
            counts[[source, word], default: 0] += term / terms.reduce(0, +)
            totals[source, default: 0] += term / terms.reduce(0, +)
          }
        }
      }
      table = counts.reduce(into: [:]) { $0[$1.key] = $1.value / totals[$1.key[0], default: 1] }
    }
    return table
  }
}
