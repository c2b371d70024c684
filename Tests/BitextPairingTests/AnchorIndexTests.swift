// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
import BitextText
import Foundation
import Testing

@testable import BitextPairing

struct `Anchor index` {
  private static let words = (0..<60).map { "word\($0)x" }

  private func index(_ texts: [String]) throws -> AnchorIndex {
    let folder = try TemporaryFolder()
    var builder = AnchorIndexBuilder(try DocumentSpool(folder: folder.path))
    for (number, text) in texts.enumerated() {
      try builder.add(Document(id: "o\(number)", language: .english, text: text))
    }
    return builder.finish()
  }

  private func randomTexts(_ count: Int, seed: UInt64) -> [String] {
    var random = TestRandom(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...14, using: &random)).map { _ in
        Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
      }.joined(separator: " ")
    }
  }

  private func query(_ text: String) -> Document {
    Document(id: "q", language: .simplifiedChinese, text: text)
  }

  @Test(arguments: [0, 1, 5, 40])
  func `keeps the laws of its seam`(limit: Int) throws {
    let index = try index(randomTexts(120, seed: 1))
    for text in randomTexts(30, seed: 2) {
      try checkOriginalIndex(index, query(text), limit: limit)
    }
  }

  @Test func `gives back the documents behind ordinals`() throws {
    let texts = randomTexts(30, seed: 3)
    let index = try index(texts)
    #expect(index.count == 30)
    for (number, text) in texts.enumerated() {
      #expect(try index.document(at: number).text == text)
      #expect(try index.document(at: number).id == "o\(number)")
    }
  }

  /// The scores again, document by document, from sets of keys.
  @Test func `ranks as brute force does`() throws {
    let texts = randomTexts(90, seed: 4)
    let index = try index(texts)
    var scanner = AnchorScanner()
    let sets = texts.map { Set(scanner.anchors(of: $0).map(\.key)) }
    let mean = Double(sets.reduce(0) { $0 + $1.count }) / Double(sets.count)
    let options = AnchorIndex.Options()
    for text in randomTexts(25, seed: 5) {
      let keys = Set(scanner.anchors(of: text).filter { !$0.isPart }.map(\.key))
      let expected = sets.enumerated().compactMap { number, set -> Candidate? in
        var score = 0.0
        for key in keys where set.contains(key) {
          let holding = sets.count { $0.contains(key) }
          score += max(0, log(Double(sets.count + 1) / (Double(holding) + 0.5)))
        }
        guard score > 0 else { return nil }
        let damping = 1 - options.lengthDamping + options.lengthDamping * Double(set.count) / mean
        return Candidate(ordinal: number, score: score / damping)
      }.sorted { $0.score > $1.score }
      let found = try index.candidates(for: query(text), limit: 200)
      #expect(found.count == expected.count)
      #expect(Set(found.map(\.ordinal)) == Set(expected.map(\.ordinal)))
      for (one, other) in zip(found, expected) { #expect(abs(one.score - other.score) < 1e-3) }
    }
  }

  @Test func `gives equal candidates in the order of their ordinals`() throws {
    let index = try index(Array(repeating: "LanternNet", count: 9) + ["filler words here"])
    let found = try index.candidates(for: query("LanternNet"), limit: 4)
    #expect(found.map(\.ordinal) == [0, 1, 2, 3])
  }

  @Test func `does not look up what too many documents hold`() throws {
    let texts = (0..<200).map { "common unique\($0)q" }
    let index = try index(texts)
    #expect(try index.candidates(for: query("common"), limit: 10).isEmpty)
    #expect(try index.candidates(for: query("common unique7q"), limit: 10).map(\.ordinal) == [7])
  }

  @Test func `without documents has no candidates`() throws {
    let empty = try index([])
    #expect(empty.count == 0)
    #expect(try empty.candidates(for: query("LanternNet 5"), limit: 3).isEmpty)
  }

  @Test func `finds nothing for a text without anchors`() throws {
    let index = try index(["LanternNet", ""])
    #expect(try index.candidates(for: query("没有可复制的内容。"), limit: 3).isEmpty)
  }
}

struct `Top candidates` {
  @Test func `are those of a full sort, whatever the order of offers`() {
    var random = TestRandom(seed: 9)
    for limit in [0, 1, 3, 8, 50] {
      let offers = (0..<40).map { ($0, Double(Int.random(in: 0...9, using: &random))) }
      var top = TopCandidates(limit: limit)
      for (ordinal, score) in offers.shuffled(using: &random) { top.offer(ordinal, score) }
      let expected = offers.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit)
      #expect(top.sorted.map(\.ordinal) == expected.map(\.0))
    }
  }
}

struct `Anchor vocabulary` {
  @Test func `numbers keys in the order they come, many of them`() {
    var vocabulary = AnchorVocabulary()
    var random = TestRandom(seed: 6)
    let keys = (0..<20_000).map { _ in random.next() } + [0, .max]
    for (number, key) in keys.enumerated() { #expect(vocabulary.insert(key) == UInt32(number)) }
    for (number, key) in keys.enumerated() {
      #expect(vocabulary.insert(key) == UInt32(number))
      #expect(vocabulary.term(key) == number)
    }
    #expect(vocabulary.term(12_345) == nil)
    #expect(vocabulary.count == keys.count)
  }
}
