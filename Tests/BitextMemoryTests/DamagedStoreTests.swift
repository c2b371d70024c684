// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport
import GRDB
import Glibc
import Testing

@testable import BitextMemory

/// A store whose rows say what no writer wrote: it is refused, or read as far as it makes sense.
struct `A damaged memory` {
  private let folder: TemporaryFolder
  private let path: String

  init() async throws {
    folder = try TemporaryFolder()
    path = folder.path("memory.db")
    let memory = try MemoryStore(path: path)
    _ = try await memory.insert((0..<4).map { Self.unit($0) })
  }

  private static func unit(_ number: Int) -> TranslationUnit {
    TranslationUnit(
      id: "d:\(number)",
      source: TranslationUnitVariant(language: .english, text: "Sentence number \(number)."),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: "第\(number)句。"),
      pair: "d")
  }

  /// What each question answers with: a code where it throws one.
  private func codes() async throws -> Set<MemoryFailure.Code> {
    var codes: Set<MemoryFailure.Code> = []
    func ask(_ body: () async throws -> Void) async throws {
      do { try await body() } catch let failure as MemoryFailure { codes.insert(failure.code) }
    }
    try await ask {
      let memory = try MemoryStore(path: path)
      try await ask { _ = try await memory.statistics() }
      try await ask { _ = try await memory.matches(for: "Sentence number 2.") }
      try await ask { _ = try await memory.concordance("number") }
      try await ask { try await memory.forEachUnit(UnitSelection()) { _ in } }
      try await ask { _ = try await memory.update(2) { $0.source.text = "Another." } }
      try await ask { _ = try await memory.insert([Self.unit(9), Self.unit(2)]) }
      try await ask { try await memory.vacuum() }
    }
    return codes
  }

  private func change(_ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  @Test(arguments: [
    "UPDATE state SET next_key = 9223372036854775807",
    "UPDATE state SET next_segment = 9223372036854775807",
    "UPDATE state SET generation = 9223372036854775807",
    "UPDATE state SET covered_key = -9223372036854775808",
    "UPDATE state SET covered_key = 99",
    "UPDATE direction SET id = 9223372036854775807",
    "UPDATE direction SET id = -2",
    "UPDATE unit SET key = 9223372036854775807 WHERE key = 3",
    "DELETE FROM state",
    "DELETE FROM direction",
  ])
  func `whose numbers make no sense is refused as damaged`(sql: String) async throws {
    #expect(try await codes() == [])
    try change(sql)
    // Unit 2 has got another number from the first round.
    #expect(try await codes().subtracting([.noUnit]) == [.damaged])
  }

  @Test func `whose units name impossible neighbours and beads is read`() async throws {
    var record = ByteRecord()
    // A numbered id, a bead, a context.
    record.byte(1 | 16 | 64)
    record.unsigned(1)
    record.unsigned(.max)
    record.unsigned(.max)
    record.fixed(1)
    record.fixed(1)
    record.signed(.max)
    record.signed(.min)
    let detail = record.bytes.map { byte in
      [byte >> 4, byte & 15].map { String($0, radix: 16) }.joined()
    }.joined()
    try change("UPDATE unit SET detail = X'\(detail)' WHERE key > 1")
    #expect(try await codes() == [])
    let memory = try MemoryStore(path: path)
    let found = try await memory.matches(for: "Sentence number 3.").first
    #expect(found?.score == 100)
    #expect(found?.unit.unit.bead == BeadKind(Int(Int32.max), Int(Int32.max)))
    #expect(found?.unit.previous == nil)
  }

  @Test func `whose rows name more than there is is packed again`() throws {
    // The numbers of pair and engine, bead: each of 2^64 - 1.
    var record = ByteRecord()
    record.byte(1 | 4 | 8 | 16)
    record.unsigned(1)
    for _ in 0..<4 { record.unsigned(.max) }
    let unit = Self.unit(0)
    let detail = try record.bytes.withUnsafeBufferPointer {
      try UnitDetail.decode($0, into: unit) { _ in nil }
    }
    var again = ByteRecord()
    detail.encode(into: &again)
    let back = try again.bytes.withUnsafeBufferPointer {
      try UnitDetail.decode($0, into: unit) { _ in nil }
    }
    #expect(back.unit == detail.unit && back.pair == detail.pair && back.engine == detail.engine)
  }
}

struct `A damaged segment` {
  @Test func `gives its memory back`() {
    let image = [UInt8](repeating: 1, count: 4_000_000)
    var before = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &before)
    for _ in 0..<200 {
      #expect(throws: BitextMemory.Segment.Damage.self) {
        _ = try BitextMemory.Segment(image: image)
      }
    }
    var after = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &after)
    // Kilobytes; other tests of this process take some meanwhile.
    #expect(after.ru_maxrss - before.ru_maxrss < 400_000)
  }
}
