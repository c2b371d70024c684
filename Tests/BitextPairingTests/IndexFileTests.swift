// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Testing

@testable import BitextPairing

struct `Index file` {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/o.bitextindex"
  }

  private static func texts(_ range: Range<Int>) -> [String] {
    range.map {
      "We present Method\($0)x, number \($0), for the inspection of bridges at night with lanterns."
    }
  }

  @discardableResult
  private func make(
    _ range: Range<Int>, adding existing: IndexFile? = nil
  ) throws -> IndexFile {
    let texts = Self.texts(range)
    var builder = try IndexBuilder(
      path: path, adding: existing, samples: texts.map { IndexSamples.document(0, $0) },
      temporaryFolder: folder.path)
    try IndexSamples.fill(&builder, texts, from: range.lowerBound)
    return try builder.finish()
  }

  private func query(_ text: String) -> Document {
    Document(id: "q", language: .simplifiedChinese, text: text)
  }

  @Test func `is read back as it was written, packed`() throws {
    try make(0..<300)
    let file = try IndexFile(path: path)
    #expect(file.count == 300)
    for (number, text) in Self.texts(0..<300).enumerated() {
      #expect(try file.document(at: number) == IndexSamples.document(number, text))
    }
    let statistics = file.statistics
    #expect(statistics.documentCount == 300)
    #expect(statistics.segmentCount == 1)
    #expect(statistics.textByteCount == Self.texts(0..<300).reduce(0) { $0 + $1.utf8.count })
    #expect(statistics.packedByteCount < statistics.textByteCount)
    let found = try KeyIndex([file]).candidates(for: query("Method217x"), limit: 3)
    #expect(found.map(\.ordinal) == [217])
  }

  @Test func `has the same bytes each time`() throws {
    try make(0..<120)
    let first = try Data(contentsOf: URL(filePath: path))
    try make(0..<120)
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
  }

  @Test func `takes more documents, and leaves known ones out`() throws {
    try make(0..<100)
    // The file is replaced while it is mapped: those who have it open keep what they have.
    let old = try IndexFile(path: path)
    try make(60..<150, adding: old)
    let file = try IndexFile(path: path)
    #expect(old.count == 100)
    #expect(file.count == 150)
    #expect(file.statistics.segmentCount == 2)
    let index = KeyIndex([file])
    for number in [0, 70, 99, 100, 149] {
      let found = try index.candidates(for: query("Method\(number)x"), limit: 2)
      #expect(found.map(\.ordinal) == [number])
      #expect(try index.document(at: number).id == "o\(number)")
    }
  }

  @Test func `keeps the ids of copies`() throws {
    var builder = try IndexBuilder(path: path, samples: [], temporaryFolder: folder.path)
    for (id, hash) in [("a", 1), ("b", 2), ("c", 1), ("d", 1)] as [(String, UInt64)] {
      let document = Document(id: id, language: .english, text: "text \(hash)")
      try builder.add(builder.preparation.prepare([document]) { _ in hash }[0])
    }
    _ = try builder.finish()
    let file = try IndexFile(path: path)
    var copies: [String] = []
    file.forEachCopy { copies.append("\($0) \($1)") }
    #expect(copies == ["0 c", "0 d"])
    #expect(file.statistics.copyCount == 2)
  }

  @Test func `refuses another file, a cut one, a newer one`() throws {
    func code(_ bytes: Data) throws -> IndexFailure.Code? {
      let other = folder.path + "/other"
      try bytes.write(to: URL(filePath: other))
      do {
        _ = try IndexFile(path: other)
        return nil
      } catch let failure as IndexFailure {
        #expect(failure.description.hasPrefix(other + ": expected"))
        return failure.code
      }
    }
    try make(0..<80)
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(try code(bytes) == nil)
    #expect(try code(Data("{\"id\": 1}\n".utf8)) == .notAnIndex)
    #expect(try code(Data()) == .notAnIndex)
    for count in [8, 20, 47, 48, bytes.count / 2, bytes.count - 1] {
      #expect(try code(bytes.prefix(count)) == .damaged)
    }
    var newer = bytes
    newer[8] = 2
    #expect(try code(newer) == .unsupported)
  }

  @Test func `notices a changed byte wherever it stands`() throws {
    try make(0..<80)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let other = folder.path + "/changed"
    var random = TestRandom(seed: 3)
    for _ in 0..<200 {
      var changed = bytes
      let place = Int.random(in: 16..<bytes.count, using: &random)
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      try changed.write(to: URL(filePath: other))
      var isNoticed = false
      do {
        let file = try IndexFile(path: other)
        // Packed documents are checked when they are read; zeros between sections say nothing.
        for number in 0..<file.count {
          let same = try file.document(at: number).text == Self.texts(number..<number + 1)[0]
          #expect(same)
        }
        isNoticed = bytes[place] == 0
      } catch is IndexFailure {
        isNoticed = true
      }
      #expect(isNoticed, "byte \(place) of \(bytes.count)")
    }
  }
}
