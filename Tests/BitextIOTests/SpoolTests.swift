// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Testing

struct `Spool` {
  @Test func `gives back records by number, in any order`() throws {
    let folder = try TemporaryFolder()
    let spool = try SpoolFile(folder: folder.path)
    #expect(try folder.names.isEmpty, "the file has no name")
    let records: [[UInt8]] = (0..<500).map { number in
      [UInt8](repeating: UInt8(number % 256), count: (number * 37) % 3000)
    }
    for (number, record) in records.enumerated() {
      #expect(try spool.append(record) == number)
      if number % 100 == 0 { #expect(try spool.record(number / 2) == records[number / 2]) }
    }
    #expect(spool.count == 500)
    for number in records.indices.reversed() {
      #expect(try spool.record(number) == records[number])
    }
  }

  @Test func `serves several threads at once`() async throws {
    let folder = try TemporaryFolder()
    let spool = try SpoolFile(folder: folder.path)
    for number in 0..<2000 { try spool.append(Array("record \(number)".utf8)) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in stride(from: task, to: 2000, by: 8) {
            if try spool.record(number) != Array("record \(number)".utf8) { return false }
            try spool.append([UInt8](repeating: 7, count: 900))
          }
          return true
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(spool.count == 4000)
    #expect(try spool.record(3999).count == 900)
  }

  @Test func `cannot be made in a missing folder`() {
    let failure = #expect(throws: IOFailure.self) { try SpoolFile(folder: "/no/such/folder") }
    #expect(failure?.code == .cannotCreate)
  }
}

struct `Document spool` {
  static let documents: [Document] =
    [
      Document(id: "", language: .undetermined, text: ""),
      Document(id: "a#1", language: .simplifiedChinese, text: "汉字。", engine: "google"),
      Document(
        id: "b", language: .english, text: "Text.", title: "", engine: "",
        source: Provenance(path: "", item: 0, span: TextSpan(start: 0, end: 0))),
      Document(
        id: "c", language: "x-\u{0}", text: "nul \u{0} inside", title: "Title 😀",
        source: Provenance(path: "p/q.txt", item: 7, span: TextSpan(start: 5, end: 1 << 40))),
      Document(
        id: "d", language: .english, text: "t",
        extra: [
          JSONMember("authors", .array([.string("A \"B\""), .null, .bool(true)])),
          JSONMember(
            "", .object([JSONMember("n", .integer(.min)), JSONMember("n", .number(0.1))])),
          JSONMember("empty", .object([])),
        ]),
    ] + NastyText.texts.map { Document(id: $0, language: Language($0), text: $0, title: $0) }

  @Test func `gives back documents whole`() throws {
    let folder = try TemporaryFolder()
    let spool = try DocumentSpool(folder: folder.path)
    for document in Self.documents { try spool.append(document) }
    #expect(spool.count == Self.documents.count)
    for (number, document) in Self.documents.enumerated() {
      #expect(try spool.document(at: number) == document)
    }
  }

  @Test func `serves several threads at once`() async throws {
    let folder = try TemporaryFolder()
    let spool = try DocumentSpool(folder: folder.path)
    for document in Self.documents { try spool.append(document) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<6 {
        group.addTask {
          Self.documents.indices.allSatisfy {
            (try? spool.document(at: $0)) == Self.documents[$0]
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}

struct `Spool that is kept` {
  private static let records: [[UInt8]] = (0..<9000).map { number in
    [UInt8](repeating: UInt8(number % 251), count: (number * 37) % 90)
  }

  private func kept(in folder: TemporaryFolder) throws {
    let spool = try SpoolFile(folder: folder.path, keptAs: "a")
    for record in Self.records { try spool.append(record) }
    #expect(try !folder.names.contains("a"), "it has no name before it is complete")
    try spool.keep()
    #expect(try spool.record(8999) == Self.records[8999])
  }

  @Test func `is opened again as it was`() throws {
    let folder = try TemporaryFolder()
    try kept(in: folder)
    #expect(try folder.names == ["a"])
    let spool = try #require(SpoolFile(reopening: "a", in: folder.path))
    #expect(spool.count == 9000)
    for number in [0, 1, 4000, 8999] { #expect(try spool.record(number) == Self.records[number]) }
  }

  @Test func `is not taken for whole where it was changed or cut`() throws {
    let folder = try TemporaryFolder()
    #expect(SpoolFile(reopening: "a", in: folder.path) == nil)
    try kept(in: folder)
    let bytes = try folder.bytes("a")
    var changed = bytes
    changed[1000] ^= 1
    // Where a record ends.
    var moved = bytes
    moved[bytes.count - 32 - 8 * 4000] ^= 1
    for other in [changed, moved, Array(bytes.dropLast()), Array(bytes.dropFirst(8)), []] {
      try folder.write("a", other)
      #expect(SpoolFile(reopening: "a", in: folder.path) == nil)
    }
  }

  @Test func `that is empty is opened again`() throws {
    let folder = try TemporaryFolder()
    try SpoolFile(folder: folder.path, keptAs: "a").keep()
    #expect(SpoolFile(reopening: "a", in: folder.path)?.count == 0)
  }

  @Test func `that was never completed leaves nothing`() throws {
    let folder = try TemporaryFolder()
    _ = try SpoolFile(folder: folder.path, keptAs: "a")
    #expect(try folder.names.isEmpty)
  }
}

struct `Work folder` {
  @Test func `gives back whole shards alone`() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("out")
    let work = try WorkFolder(for: out)
    #expect(work.shard("a") == nil)
    try work.write([1, 2, 3], as: "a")
    try work.write([], as: "b")
    #expect(work.shard("a") == [1, 2, 3] && work.shard("b") == [])
    #expect(WorkFolder.shard("a", for: out + "/") == [1, 2, 3])
    let bytes = try folder.bytes("out.partial/a")
    for other in [Array(bytes.dropFirst()), Array(bytes.dropLast()), [9] + bytes.dropFirst(), []] {
      try folder.write("out.partial/a", other)
      #expect(work.shard("a") == nil)
    }
  }

  @Test func `belongs to one run at a time, and its output too`() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("out")
    do {
      let work = try WorkFolder(for: out)
      #expect(throws: IOFailure.self) { try WorkFolder(for: out) }
      let failure = #expect(throws: IOFailure.self) { try OutputFolder(path: out) }
      #expect(failure?.code == .busy)
      try work.write([1], as: "a")
    }
    do {
      let output = try OutputFolder(path: out)
      #expect(throws: IOFailure.self) { try WorkFolder(for: out + "/") }
      #expect(throws: IOFailure.self) { try OutputFolder(path: out, replacing: true) }
      _ = try OutputFolder(path: folder.path("other"))
      #expect(output.path == out)
    }
    let work = try WorkFolder(for: out)
    #expect(work.shard("a") == [1])
    work.remove()
    #expect(try folder.names.isEmpty)
  }
}

struct `Byte source of a file that changes` {
  @Test func `says so`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", "one\n")
    let source = try ByteSource(path: path)
    #expect(try source.readAll() == Array("one\n".utf8))
    try source.checkUnchanged()
    let other = try ByteSource(path: path)
    try folder.write("b", "one\ntwo\n")
    #expect(rename(folder.path("b"), path) == 0)
    try other.checkUnchanged()
    let third = try ByteSource(path: path)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("three\n".utf8))
    let failure = #expect(throws: IOFailure.self) { try third.checkUnchanged() }
    #expect(failure?.code == .changed)
  }
}
