// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextLexicon
import BitextModel
import BitextPairing
import BitextTestSupport
import Testing

struct `Frequencies of a collection` {
  private static let words =
    (0..<60).map { $0 % 3 == 0 ? "Method\($0)x" : "harbour\($0)" } + ["12", "3.5"]

  private func texts(_ count: Int, seed: UInt64) -> [String] {
    var random = TestRandom(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
      }.joined(separator: " ")
    }
  }

  /// The file of some documents' keys, as a cluster would count them.
  private func file(_ texts: [String], _ folder: TemporaryFolder) throws -> String {
    let keys = DocumentKeys(lexicon: .shipped)
    var counts: [UInt64: Int] = [:]
    for text in texts {
      let document = Document(id: "o", language: .english, text: text)
      for key in keys.keys(of: document) { counts[key.key, default: 0] += 1 }
    }
    var builder = CollectionFrequencies.Builder()
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      let isAdded = builder.add(key, count: count)
      #expect(isAdded)
    }
    let output = try OutputFile(path: folder.path("frequencies"))
    try builder.write(documentCount: texts.count, to: output)
    try output.finish()
    return folder.path("frequencies")
  }

  @Test func `make a part weigh as the whole does`() throws {
    let folder = try TemporaryFolder()
    let all = texts(200, seed: 1)
    let whole = KeyIndex([try IndexSamples.file(all)])
    let frequencies = try CollectionFrequencies(path: try file(all, folder))
    #expect(frequencies.documentCount == 200)
    // The part that holds every third document.
    let part = KeyIndex(
      [try IndexSamples.file(all.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))],
      frequencies: frequencies)
    var compared = 0
    for text in texts(20, seed: 2) {
      let query = Document(id: "q", language: .simplifiedChinese, text: text)
      let expected = try whole.candidates(for: query, limit: 200).filter { $0.ordinal % 3 == 0 }
      let found = try part.candidates(for: query, limit: 200)
      #expect(found.count >= expected.count)
      compared += expected.count
      for candidate in expected {
        let same = try #require(found.first { $0.ordinal * 3 == candidate.ordinal })
        #expect(abs(same.score - candidate.score) < 1e-9)
      }
    }
    #expect(compared > 50)
  }

  @Test func `refuse what is no such file, or damaged`() throws {
    let folder = try TemporaryFolder()
    let path = try file(texts(20, seed: 3), folder)
    #expect(throws: IndexFailure.self) {
      try CollectionFrequencies(
        path: try folder.write("other", "nothing of the kind, and long enough"))
    }
    var bytes = try folder.bytes("frequencies")
    bytes[bytes.count - 1] ^= 1
    let damaged = try folder.write("damaged", bytes)
    #expect(throws: IndexFailure.self) { try CollectionFrequencies(path: damaged) }
    let short = try folder.write("short", Array(bytes.dropLast(5)))
    #expect(throws: IndexFailure.self) { try CollectionFrequencies(path: short) }
    #expect(try CollectionFrequencies(path: path).frequency(of: 1) == 0)
  }

  @Test func `take keys in order alone`() {
    var builder = CollectionFrequencies.Builder()
    let answers = [(5, 1), (5, 1), (4, 1), (6, 0), (7, 2)].map {
      builder.add(UInt64($0.0), count: $0.1)
    }
    #expect(answers == [true, false, false, false, true])
  }
}
