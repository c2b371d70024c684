// SPDX-License-Identifier: Apache-2.0

import BitextText
import Foundation
import Testing

struct `Transcoding` {
  static let simplified = "我们提出了一种新的方法，用于训练模型。它的性能很好！"

  /// Bytes of a text in UTF-16, by Foundation as the second opinion.
  private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
    Array(try #require(text.data(using: encoding)))
  }

  /// 你好，世界 in GB18030 and Big5.
  static let gb: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3, 0xA3, 0xAC, 0xCA, 0xC0, 0xBD, 0xE7]
  static let big5: [UInt8] = [0xA7, 0x41, 0xA6, 0x6E, 0xA1, 0x41, 0xA5, 0x40, 0xAC, 0xC9]

  @Test func `decodes Chinese encodings`() throws {
    var first = try Transcoder(encoding: "GB18030")
    #expect(first.decode(Self.gb, isLast: true) == Array("你好，世界".utf8))
    #expect(first.invalidCount == 0)
    var second = try Transcoder(encoding: "Big5")
    #expect(second.decode(Self.big5, isLast: true) == Array("你好，世界".utf8))
    #expect(second.invalidCount == 0)
  }

  @Test(arguments: 1...7)
  func `keeps its state between chunks`(size: Int) throws {
    let wide = try bytes(Self.simplified + "𠮷😀", .utf16LittleEndian)
    var transcoder = try Transcoder(encoding: "UTF-16LE")
    var result: [UInt8] = []
    for start in stride(from: 0, to: wide.count, by: size) {
      let end = min(wide.count, start + size)
      result += transcoder.decode(Array(wide[start..<end]), isLast: end == wide.count)
    }
    #expect(String(decoding: result, as: UTF8.self) == Self.simplified + "𠮷😀")
    #expect(transcoder.invalidCount == 0)
  }

  @Test func `counts and replaces what is ill-formed`() throws {
    var transcoder = try Transcoder(encoding: "UTF-8")
    let result = transcoder.decode([0x61, 0xFF, 0x62, 0xE6, 0x88], isLast: true)
    #expect(result == Array("a\u{FFFD}b\u{FFFD}".utf8))
    #expect(transcoder.invalidCount == 2)
  }

  @Test func `decodes a long chunk whole`() throws {
    let text = String(repeating: Self.simplified, count: 5000)
    let wide = try bytes(text, .utf16BigEndian)
    var transcoder = try Transcoder(encoding: "UTF-16BE")
    #expect(transcoder.decode(wide, isLast: true) == Array(text.utf8))
  }

  @Test func `refuses an unknown name`() {
    #expect {
      _ = try Transcoder(encoding: "no-such-encoding")
    } throws: {
      ($0 as? TextError)?.code == .unknownEncoding
    }
  }

  @Test func `detects marks and Unicode`() throws {
    func name(_ bytes: [UInt8]) -> String { Transcoder.detect(from: bytes).encoding }
    #expect(name(Array(Self.simplified.utf8)) == "UTF-8")
    #expect(name(Array(Array(Self.simplified.utf8).dropLast())) == "UTF-8")
    #expect(name([]) == "UTF-8")
    #expect(Transcoder.detect(from: [0xEF, 0xBB, 0xBF, 0x61]).markLength == 3)
    #expect(name([0xFF, 0xFE, 0x61, 0]) == "UTF-16LE")
    #expect(name([0xFE, 0xFF, 0, 0x61]) == "UTF-16BE")
    #expect(name(try bytes("We train. 我们训练。\n", .utf16LittleEndian)) == "UTF-16LE")
    #expect(name(try bytes("We train. 我们训练。\n", .utf16BigEndian)) == "UTF-16BE")
  }

  @Test func `detects Chinese encodings`() {
    func name(_ bytes: [UInt8]) -> String { Transcoder.detect(from: bytes).encoding }
    #expect(name(Self.gb) == "GB18030")
    #expect(name(Self.big5) == "Big5")
    #expect(name(Array("We say: ".utf8) + Self.gb + Array(" (hello).".utf8)) == "GB18030")
    #expect(name(Array(Self.gb.dropLast())) == "GB18030")
  }

  @Test(
    arguments: [
      [0xb9, 0x50, 0x48, 0xa4, 0x06], [0xe3, 0x6a, 0x69, 0x70, 0xb8, 0x73],
    ] as [[UInt8]])
  func `detects only what it can decode`(bytes: [UInt8]) throws {
    // ICU's detector takes these for encodings of Arabic that ICU has no converter for.
    _ = try Transcoder(encoding: Transcoder.detect(from: bytes).encoding)
  }
}
