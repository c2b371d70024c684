// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
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
