// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextLexicon
import BitextTestSupport
import Testing

struct `Lexicon file` {
  private static func small() -> LexiconBuilder {
    var builder = LexiconBuilder()
    builder.add(["converge", "convergence"], to: "收敛", field: "mathematics")
    builder.add(["speed", "rate"], to: "速度")
    builder.add(
      link: "速度", stem: EnglishStemmer().key(of: "rate".utf8), form: "rates", weight: 0.75,
      reverse: 0.5)
    builder.set(occurrences: 12, of: "速度")
    return builder
  }

  private static func write(_ builder: LexiconBuilder, to path: String) throws {
    let output = try OutputFile(path: path)
    try builder.write(to: output)
    try output.finish()
  }

  @Test(arguments: ["a.bitextlexicon", "a.bitextlexicon.gz", "a.bitextlexicon.zst"])
  func `is read back as it was written`(name: String) throws {
    let folder = try TemporaryFolder()
    try Self.write(Self.small(), to: folder.path(name))
    let layer = try LexiconLayer.load(path: folder.path(name))
    #expect(layer.count == 2)
    let entry = try #require(layer.entry(of: "收敛"))
    #expect(layer.headword(at: entry) == "收敛")
    #expect(layer.renderings(at: entry) == ["converge", "convergence"])
    #expect(layer.fields(at: entry) == ["mathematics"])
    let trained = try #require(layer.entry(of: "速度"))
    let links = layer.probabilities(at: trained)
    #expect(links.map(\.word) == ["rates"])
    #expect(links.map(\.weight) == [0.75])
    #expect(links.map(\.reverse) == [0.5])
    #expect(layer.occurrences(at: trained) == 12)
    #expect(layer.entry(of: "收") == nil)
  }

  @Test func `holds the same bytes each time it is made`() throws {
    let folder = try TemporaryFolder()
    try Self.write(Self.small(), to: folder.path("a.bitextlexicon"))
    try Self.write(Self.small(), to: folder.path("b.bitextlexicon"))
    #expect(try folder.bytes("a.bitextlexicon") == folder.bytes("b.bitextlexicon"))
  }

  @Test func `is refused with any one bit turned`() throws {
    let folder = try TemporaryFolder()
    try Self.write(Self.small(), to: folder.path("a.bitextlexicon"))
    let whole = try folder.bytes("a.bitextlexicon")
    for place in Array(0..<80) + Array(stride(from: 80, to: whole.count, by: 97)) {
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place % 8)
      let path = try folder.write("b.bitextlexicon", bytes)
      #expect(throws: LexiconFailure.self, "byte \(place)") { try LexiconLayer.load(path: path) }
    }
  }

  @Test func `is refused when cut short or made longer`() throws {
    let folder = try TemporaryFolder()
    try Self.write(Self.small(), to: folder.path("a.bitextlexicon"))
    let whole = try folder.bytes("a.bitextlexicon")
    for count in [0, 1, 8, 20, 63, 64, 100, whole.count - 1] {
      let path = try folder.write("b.bitextlexicon", Array(whole[..<count]))
      #expect(throws: LexiconFailure.self, "\(count) bytes") { try LexiconLayer.load(path: path) }
    }
    let path = try folder.write("b.bitextlexicon", whole + [0])
    #expect(throws: LexiconFailure.self) { try LexiconLayer.load(path: path) }
  }

  @Test func `of a newer version is refused by its number`() throws {
    let folder = try TemporaryFolder()
    try Self.write(Self.small(), to: folder.path("a.bitextlexicon"))
    var bytes = try folder.bytes("a.bitextlexicon")
    bytes[8] = 2
    let path = try folder.write("b.bitextlexicon", bytes)
    let failure = #expect(throws: LexiconFailure.self) { try LexiconLayer.load(path: path) }
    #expect(failure?.code == .unsupported)
    #expect(failure?.message.contains("version 2") == true)
  }

  @Test func `that is missing says so`() {
    #expect(throws: IOFailure.self) { try LexiconLayer.load(path: "/nowhere/a.bitextlexicon") }
  }

  @Test func `whose table of headwords has no free slot is refused, not searched without end`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path("full.bitextlexicon")
    try Self.write(Self.small(), to: path)
    var bytes = try TestFiles.bytes(path)
    // Slots of 16 bytes behind a head of 64; -2 at their byte 8 is a free one, -1 a mere beginning.
    let slots = Int(bytes[36]) | Int(bytes[37]) << 8
    for slot in 0..<slots where bytes[64 + 16 * slot + 8] == 0xfe {
      bytes[64 + 16 * slot + 8] = 0xff
    }
    // The checksum is put right, as another program would have it.
    let sum = bytes.withUnsafeBytes {
      Checksum64.of(UnsafeRawBufferPointer(rebasing: $0[32...]))
    }
    for byte in 0..<8 { bytes[24 + byte] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * byte)) }
    _ = try folder.write("full.bitextlexicon", bytes)
    #expect {
      _ = try LexiconLayer.load(path: path)
    } throws: {
      ($0 as? LexiconFailure)?.code == .damaged
    }
  }
}
