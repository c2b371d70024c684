// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
import BitextText
import Foundation
import Testing

@testable import BitextPairing

struct `Key index` {
  private static let words = (0..<60).map { "word\($0)x" }

  private func index(_ texts: [String]) throws -> KeyIndex {
    KeyIndex([try IndexSamples.file(texts)])
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
    let options = KeyIndex.Options()
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

  @Test func `answers alike however its documents are spread over files`() throws {
    let texts = randomTexts(150, seed: 11)
    let whole = try index(texts)
    let parts = KeyIndex([
      try IndexSamples.file(Array(texts[..<40])), try IndexSamples.file([]),
      try IndexSamples.file(Array(texts[40...]), from: 40),
    ])
    #expect(parts.count == whole.count)
    for text in randomTexts(30, seed: 12) {
      let expected = try whole.candidates(for: query(text), limit: 12)
      let found = try parts.candidates(for: query(text), limit: 12)
      #expect(found.map(\.ordinal) == expected.map(\.ordinal))
      for (one, other) in zip(found, expected) { #expect(abs(one.score - other.score) < 1e-6) }
      for candidate in found {
        #expect(try parts.document(at: candidate.ordinal).id == "o\(candidate.ordinal)")
      }
    }
  }

  @Test func `leaves hidden documents out`() throws {
    let file = try IndexSamples.file(["LanternNet one", "LanternNet two", "other words"])
    let found = try KeyIndex([file], hiding: [0]).candidates(for: query("LanternNet"), limit: 5)
    #expect(found.map(\.ordinal) == [1])
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

struct `Key vocabulary` {
  @Test func `numbers keys in the order they come, many of them, and counts them`() {
    var vocabulary = KeyVocabulary()
    var random = TestRandom(seed: 6)
    let keys = (0..<20_000).map { _ in random.next() } + [0, .max]
    for (number, key) in keys.enumerated() { #expect(vocabulary.count(key) == UInt32(number)) }
    for number in stride(from: 0, to: keys.count, by: 2) {
      #expect(vocabulary.count(keys[number]) == UInt32(number))
    }
    #expect(vocabulary.count == keys.count)
    #expect(vocabulary.frequencies[..<4] == [2, 1, 2, 1])
  }

  @Test func `ranks the frequent first, ties by key`() {
    var vocabulary = KeyVocabulary()
    for key: UInt64 in [9, 4, 7, 4, 9, 1] { _ = vocabulary.count(key) }
    #expect(vocabulary.ranking().map { vocabulary.keys[Int($0)] } == [4, 9, 1, 7])
  }
}

struct `Variable integers` {
  @Test func `come back as they were written`() {
    var random = TestRandom(seed: 8)
    let values =
      [0, 1, 127, 128, 16_383, 16_384, .max]
      + (0..<500).map { _ in
        UInt32.random(in: 0...(.max), using: &random) >> UInt32.random(in: 0..<32, using: &random)
      }
    var bytes: [UInt8] = []
    for value in values { VariableInteger.append(value, to: &bytes) }
    bytes.withUnsafeBufferPointer { bytes in
      guard var place = bytes.baseAddress else { return }
      let end = place + bytes.count
      for value in values { #expect(VariableInteger.read(&place, end: end) == value) }
      #expect(place == end)
    }
  }
}
