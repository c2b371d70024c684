// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextTestSupport
import Testing

struct `Line reader` {
  private struct Line: Equatable {
    var text: String
    var number: Int
    var start: Int
    var byteCount: Int
    var isTooLong: Bool
  }

  private func lines(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> [Line] {
    let folder = try TemporaryFolder()
    let reader = LineReader(
      try ByteSource(path: try folder.write("in.txt", bytes)), limit: limit)
    var lines: [Line] = []
    while try reader.advance() {
      lines.append(
        Line(
          text: String(decoding: reader.bytes, as: UTF8.self), number: reader.number,
          start: reader.start, byteCount: reader.byteCount, isTooLong: reader.isTooLong))
    }
    #expect(try !reader.advance())
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
    ("a\r\nb\r\n", ["a", "b"]), ("a\n\n\nb\n", ["a", "", "", "b"]), ("a\rb\n", ["a\rb"]),
    ("a\r", ["a"]), ("\r\n\r\n", ["", ""]), ("汉\n字\n", ["汉", "字"]),
  ])
  func `ends lines at LF and CRLF`(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)).map(\.text) == expected)
  }

  @Test func `numbers lines from one and counts bytes from nought`() throws {
    let found = try lines(Array("ab\r\n\nxyz".utf8))
    #expect(found.map(\.number) == [1, 2, 3])
    #expect(found.map(\.start) == [0, 4, 5])
    #expect(found.map(\.byteCount) == [3, 0, 3])
  }

  @Test func `keeps bytes that are not UTF-8`() throws {
    let folder = try TemporaryFolder()
    let reader = LineReader(
      try ByteSource(path: try folder.write("in", [0xff, 0, 0x80, 10, 0xc3])))
    #expect(try reader.advance())
    #expect(Array(reader.bytes) == [0xff, 0, 0x80])
    #expect(try reader.advance())
    #expect(Array(reader.bytes) == [0xc3])
  }

  /// The reader's buffer holds 256 KiB at first: long lines that begin shortly before, at and after
  /// its end take different ways through the code.
  @Test(arguments: [0, 1, 100, 255, 256, 257, 1 << 17, (1 << 18) - 300, (1 << 18) - 1, 1 << 18])
  func `skips a line over the cap wherever it begins`(position: Int) throws {
    var bytes: [UInt8] = []
    while bytes.count + 64 <= position { bytes += [UInt8](repeating: 0x61, count: 63) + [10] }
    if position > bytes.count {
      bytes += [UInt8](repeating: 0x62, count: position - bytes.count - 1) + [10]
    }
    let before = bytes.count { $0 == 10 }
    for length in [1001, 5000, (1 << 18) + 7, 700_000] {
      let input = bytes + [UInt8](repeating: 0x78, count: length) + Array("\nafter\nend".utf8)
      let found = try lines(input, limit: 1000)
      #expect(found.count == before + 3)
      let long = found[before]
      #expect(long.isTooLong && long.byteCount == length && long.start == position)
      #expect(long.text.utf8.allSatisfy { $0 == 0x78 } && long.text.utf8.count <= 256)
      #expect(found[before + 1].text == "after")
      #expect(found[before + 1].start == position + length + 1)
      #expect(found[before + 2].text == "end" && found[before + 2].number == before + 3)
      #expect(found.count { $0.isTooLong } == 1)
    }
  }

  @Test func `takes a line of exactly the cap`() throws {
    let found = try lines(Array("aaaa\nbbbbb\ncc".utf8), limit: 4)
    #expect(found.map(\.isTooLong) == [false, true, false])
    #expect(found[0].text == "aaaa")
    #expect(found[2].text == "cc")
  }

  @Test func `does not count the carriage return towards the cap`() throws {
    let found = try lines(Array("aaaa\r\nbbbb\n".utf8), limit: 4)
    #expect(found.map(\.isTooLong) == [false, false])
  }

  @Test func `skips a last line over the cap that no line feed ends`() throws {
    let found = try lines(Array("a\n".utf8) + [UInt8](repeating: 0x78, count: 400_000), limit: 100)
    #expect(found.map(\.isTooLong) == [false, true])
    #expect(found[1].byteCount == 400_000)
  }

  @Test func `skips several lines over the cap in a row`() throws {
    let long = [UInt8](repeating: 0x78, count: 300_000) + [10]
    let found = try lines(long + long + Array("short\n".utf8) + long, limit: 100)
    #expect(found.map(\.isTooLong) == [true, true, false, true])
    #expect(found[2].text == "short" && found[2].start == 600_002)
  }

  @Test func `grows for a line within a large cap`() throws {
    let long = [UInt8](repeating: 0x78, count: 900_000)
    let found = try lines(Array("a\n".utf8) + long + Array("\nb".utf8))
    #expect(found.map(\.byteCount) == [1, 900_000, 1])
    #expect(found[1].text.utf8.count == 900_000)
  }

  @Test func `agrees with a plain split on random texts`() throws {
    var random = TestRandom(seed: 11)
    for _ in 0..<60 {
      let text = random.text(pieces: ["a", "bb", "\n", "汉", "x\n", " "], upTo: 400)
      var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if expected.last == "" { expected.removeLast() }
      #expect(try lines(Array(text.utf8)).map(\.text) == expected)
    }
  }

  @Test func `peeks without moving`() throws {
    let folder = try TemporaryFolder()
    let text = "first\nsecond\n"
    let reader = LineReader(try ByteSource(path: try folder.write("in", text)))
    #expect(String(decoding: try reader.peek(8), as: UTF8.self) == "first\nse")
    #expect(String(decoding: try reader.peek(1 << 16), as: UTF8.self) == text)
    #expect(try reader.advance())
    #expect(reader.bytes.count == 5 && reader.number == 1)
    #expect(String(decoding: try reader.peek(3), as: UTF8.self) == "sec")
    #expect(try reader.advance())
    #expect(String(decoding: reader.bytes, as: UTF8.self) == "second")
    #expect(try reader.peek(3).isEmpty)
  }

  @Test func `peeks at most 64 KiB`() throws {
    let folder = try TemporaryFolder()
    let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
    let reader = LineReader(try ByteSource(path: try folder.write("in", bytes)))
    #expect(try reader.peek(1 << 20).count == 1 << 16)
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `reads the lines before damage although it peeked beyond`(name: String) throws {
    let folder = try TemporaryFolder()
    let output = try OutputFile(path: folder.path(name))
    try output.write("first\nsecond\nthird")
    try output.finish()
    // A second frame that is none.
    let path = try folder.write(name, try folder.bytes(name) + Array("rubbish".utf8))
    let reader = LineReader(try ByteSource(path: path))
    #expect(try reader.peek(100).count == 18)
    #expect(try reader.advance())
    #expect(try reader.advance())
    #expect(String(decoding: reader.bytes, as: UTF8.self) == "second")
    for _ in 0..<2 {
      let failure = #expect(throws: IOFailure.self) { try reader.advance() }
      #expect(failure?.code == .damaged)
    }
  }
}
