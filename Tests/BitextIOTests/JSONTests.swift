// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Testing

struct `JSON` {
  private func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(value)
    return writer.bytes
  }

  private func parsed(_ bytes: [UInt8]) throws -> JSONValue {
    let parser = JSONParser()
    return try bytes.withUnsafeBufferPointer { try parser.parse($0).value }
  }

  private func randomValue(_ random: inout TestRandom, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2:
      return .integer(Int64(bitPattern: random.next()) >> Int.random(in: 0..<64, using: &random))
    case 3:
      let number = Double(bitPattern: random.next())
      return .number(number.isFinite ? number : 0.1)
    case 4, 5: return .string(random.text(pieces: NastyText.pieces + NastyText.notInXML, upTo: 12))
    case 6:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          randomValue(&random, depth: depth - 1)
        })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          JSONMember(random.text(upTo: 3), randomValue(&random, depth: depth - 1))
        })
    }
  }

  @Test func `values are read back as they were written`() throws {
    var random = TestRandom(seed: 1)
    for _ in 0..<1500 {
      let value = randomValue(&random, depth: 4)
      #expect(try parsed(bytes(value)) == value)
    }
  }

  @Test func `strings are read back by Foundation too`() throws {
    var random = TestRandom(seed: 2)
    // Foundation's parser loses U+FEFF.
    let pieces = (NastyText.pieces + NastyText.notInXML).filter { $0 != "\u{feff}" }
    for _ in 0..<300 {
      let text = random.text(pieces: pieces, upTo: 20)
      let data = Data(bytes(.array([.string(text)])))
      let found = try JSONSerialization.jsonObject(with: data) as? [String]
      #expect(found.map { Array(($0.first ?? "").utf8) } == Array(text.utf8))
    }
  }

  @Test func `stays on one line`() {
    var random = TestRandom(seed: 4)
    for _ in 0..<200 {
      #expect(!bytes(randomValue(&random, depth: 3)).contains(10))
    }
  }

  @Test(arguments: [
    0, -0.0, 0.1, 1e-7, 1e15, 1e16, -2.5, .leastNonzeroMagnitude, 1.7976931348623157e308, 1.0 / 3,
  ])
  func `numbers keep every bit`(number: Double) throws {
    #expect(try parsed(bytes(.number(number))).double == number)
    var writer = JSONWriter()
    writer.number(number)
    #expect(try parsed(writer.bytes).double == number)
  }

  @Test func `has no word for numbers that are not finite`() {
    var writer = JSONWriter()
    writer.beginArray()
    writer.number(.nan)
    writer.number(.infinity)
    writer.value(.number(-.infinity))
    writer.number(0.12345, decimals: 2)
    writer.number(3, decimals: 4)
    writer.endArray()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "[null,null,null,0.12,3]")
  }

  @Test func `writes nested objects with commas where they belong`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.beginObject()
    writer.endObject()
    writer.integer(1)
    writer.bool(false)
    writer.endArray()
    writer.member("b", "x")
    writer.key("c")
    writer.null()
    writer.endObject()
    writer.newline()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "{\"a\":[{},1,false],\"b\":\"x\",\"c\":null}\n")
    writer.removeAll()
    #expect(writer.bytes.isEmpty)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":}", "nul", "\"open", "{\"a\":1}{", "01", "\"\u{1}\"", "\"\\x\"",
    "[1] 2", "\"\\ud800\"",
  ])
  func `that is damaged is refused with words`(text: String) {
    let failure = #expect(throws: JSONFailure.self) { try parsed(Array(text.utf8)) }
    #expect(failure?.message.isEmpty == false)
  }

  @Test func `that is not UTF-8 is refused`() {
    #expect(throws: JSONFailure.self) { try parsed([0x22, 0xff, 0x22]) }
    #expect(throws: JSONFailure.self) { try parsed([0x22, 0xed, 0xa0, 0x80, 0x22]) }
  }

  @Test func `nested beyond all measure is refused, not a crash`() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 200_000)
    #expect(throws: JSONFailure.self) { try parsed(deep) }
  }

  @Test func `parser goes on after a failure`() throws {
    let parser = JSONParser()
    for text in ["[1", "{\"a\":\"b\"}", "x", "{\"a\":\"c\"}"] {
      let value = Array(text.utf8).withUnsafeBufferPointer { try? parser.parse($0)["a"]?.string }
      #expect(value == (text.contains("b") ? "b" : text.contains("c") ? "c" : nil))
    }
  }

  @Test func `views give what they are and nothing else`() throws {
    let parser = JSONParser()
    let text = Array("{\"s\":\"x\",\"i\":-3,\"n\":1.5,\"a\":[true,null],\"o\":{\"k\":2}}".utf8)
    try text.withUnsafeBufferPointer { bytes in
      let root = try parser.parse(bytes)
      #expect(root.isObject && !root.isArray && root.string == nil)
      #expect(root["s"]?.string == "x" && root["s"]?.integer == nil)
      #expect(root["i"]?.integer == -3 && root["i"]?.double == -3)
      #expect(root["n"]?.double == 1.5 && root["n"]?.integer == nil)
      #expect(root["a"]?.isArray == true && root["o"]?["k"]?.integer == 2)
      #expect(root["missing"] == nil && root["s"]?["x"] == nil)
      var keys: [String] = []
      root.forEachMember { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
      #expect(keys == ["s", "i", "n", "a", "o"])
      var elements = 0
      root["a"]?.forEachElement { _ in elements += 1 }
      #expect(elements == 2)
    }
  }

  @Test func `numbers over 64 bits come as doubles`() throws {
    #expect(try parsed(Array("18446744073709551615".utf8)) == .number(18_446_744_073_709_551_616))
    #expect(try parsed(Array("-9223372036854775808".utf8)) == .integer(.min))
  }
}
