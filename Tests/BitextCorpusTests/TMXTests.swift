// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Testing

struct `TMX` {
  private func read(
    _ bytes: [UInt8], limit: Int = 1 << 20
  ) throws -> (records: [TranslationUnit], rejections: [Rejection]) {
    let folder = try TemporaryFolder()
    return try readAll(
      TMXReader(try ByteSource(path: try folder.write("in.tmx", bytes)), limit: limit))
  }

  private func read(_ text: String) throws -> [TranslationUnit] {
    try read(Array(text.utf8)).records
  }

  private func file(_ units: String, head: String = "", language: String = "en") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    \(head)<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" \
    o-tmf="x" adminlang="en" srclang="\(language)" datatype="plaintext"/><body>\(units)</body></tmx>
    """
  }

  private let unit =
    #"<tu tuid="a"><tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="zh"><seg>一。</seg></tuv></tu>"#

  @Test func `is read with or without a document type`() throws {
    for head in ["", "<!DOCTYPE tmx>", "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"] {
      let found = try read(file(unit, head: head))
      #expect(found.map(\.id) == ["a"])
      #expect(found.first?.target.text == "一。")
    }
  }

  @Test func `finds the source by the header's language, wherever it stands`() throws {
    let swapped =
      #"<tu><tuv xml:lang="zh-CN"><seg>一。</seg></tuv><tuv xml:lang="EN-US"><seg>One.</seg></tuv></tu>"#
    for language in ["en", "EN-US", "en-us"] {
      let found = try #require(try read(file(swapped, language: language)).first)
      #expect(found.source.text == "One." && found.target.text == "一。")
      #expect(found.source.language == "EN-US")
    }
    let all = try #require(try read(file(swapped, language: "*all*")).first)
    #expect(all.source.text == "一。")
  }

  @Test func `with lang for xml:lang is read`() throws {
    let old = unit.replacing("xml:lang", with: "lang")
    #expect(try read(file(old)).first?.source.language == "en")
  }

  @Test func `takes inline elements as codes, and the text between them as text`() throws {
    let inline =
      #"<tu><tuv xml:lang="en"><seg>A <bpt i="1">&lt;b></bpt>bold<ept i="1">&lt;/b></ept> <ph>{1}</ph><hi>word</hi>.</seg></tuv><tuv xml:lang="zh"><seg>一</seg></tuv></tu>"#
    let source = try #require(try read(file(inline)).first?.source)
    #expect(source.text == "A bold word.")
    #expect(source.codes.map(\.offset) == [2, 6, 7, 7, 11])
    #expect(source.codes.map(\.data) == ["<b>", "</b>", "{1}", "", ""])
  }

  @Test func `takes entities, references and CDATA as text`() throws {
    let text = "&lt;&amp;&gt;&quot;&apos;&#20013;&#x6587;<![CDATA[<raw>&amp;]]>"
    let found = try read(file(unit.replacing("One.", with: text)))
    #expect(found.first?.source.text == "<&>\"'中文<raw>&amp;")
  }

  @Test func `keeps white space and signs in ids and types`() throws {
    let odd = unit.replacing("tuid=\"a\"", with: "tuid=\"a &amp; b &lt;&#9;&quot;&#38;amp;\"")
    #expect(try read(file(odd)).first?.id == "a & b <\t\"&amp;")
  }

  @Test func `is read in other encodings`() throws {
    let text = file(unit).replacing("UTF-8", with: "UTF-16")
    let bytes = try #require(text.data(using: .utf16LittleEndian))
    #expect(try read([0xff, 0xfe] + [UInt8](bytes)).records.first?.target.text == "一。")
    let latin = file(unit.replacing("一。", with: "é")).replacing("UTF-8", with: "ISO-8859-1")
    let latinBytes = try #require(latin.data(using: .isoLatin1))
    #expect(try read([UInt8](latinBytes)).records.first?.target.text == "é")
    let marked = [0xef, 0xbb, 0xbf] + Array(file(unit).utf8)
    #expect(try read(marked).records.count == 1)
  }

  @Test func `unit without two sides is rejected in its place`() throws {
    let lonely = #"<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>"#
    let found = try read(Array(file(unit + lonely + "<tu/>" + unit).utf8))
    #expect(found.records.count == 2)
    #expect(found.rejections.map(\.code) == [.missingSide, .missingSide])
    #expect(found.rejections.map(\.item) == [1, 2])
  }

  private func failure(_ text: String, limit: Int = 1 << 20) -> CorpusFailure? {
    do {
      _ = try read(Array(text.utf8), limit: limit)
      return nil
    } catch {
      return error as? CorpusFailure
    }
  }

  @Test func `with an entity bomb is refused`() {
    let bomb = (1...9).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);&e\($0 - 1);\">" }.joined()
    let head = "<!DOCTYPE tmx [<!ENTITY e0 \"lol\">\(bomb)]>"
    let failure = failure(file(unit.replacing("One.", with: "&e9;"), head: head))
    #expect(failure?.code == .malformed)
    #expect(failure?.message.contains("entity") == true)
  }

  @Test func `with an external entity is refused and opens nothing`() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret.txt", "secret")
    for declaration in [
      "<!ENTITY x SYSTEM \"file://\(secret)\">", "<!ENTITY % x SYSTEM \"file://\(secret)\"> %x;",
    ] {
      let text = file(unit.replacing("One.", with: "&x;"), head: "<!DOCTYPE tmx [\(declaration)]>")
      #expect(failure(text)?.code == .malformed)
    }
  }

  @Test func `with an entity that nobody declared is malformed, not shortened`() {
    for head in ["", "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"] {
      let text = file(unit.replacing("One.", with: "a&nbsp;b"), head: head)
      #expect(failure(text)?.code == .malformed)
    }
  }

  @Test func `cut anywhere is malformed`() {
    let whole = file(unit + unit)
    for count in [0, 1, 5, 40, 100, 200, whole.count / 2, whole.count - 8, whole.count - 1] {
      let failure = failure(String(whole.prefix(count)))
      #expect(failure?.code == .malformed, "cut at \(count)")
    }
  }

  @Test(arguments: ["plain text", "{\"a\":1}", "<html><body>x</body></html>", "<tmx", "\u{1}\u{2}"])
  func `that is none is malformed`(text: String) {
    #expect(failure(text)?.code == .malformed)
  }

  @Test func `gives the units before damage, then fails with the line`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("in.tmx", file(unit + "\n" + unit + "\n<tu><tuv></tu>"))
    var reader = try TMXReader(try ByteSource(path: path))
    #expect(try reader.next()?.get().id == "a")
    #expect(try reader.next()?.get().id == "a")
    let failure = #expect(throws: CorpusFailure.self) { try reader.next() }
    #expect(failure?.line == 4)
  }

  @Test func `with a unit over the cap is refused`() {
    let long = unit.replacing("One.", with: String(repeating: "x", count: 5000))
    #expect(failure(file(unit + long), limit: 4000)?.code == .malformed)
    #expect(failure(file(unit + long), limit: 8000) == nil)
  }

  @Test func `nested beyond all measure is refused, not a crash`() {
    let deep = String(repeating: "<hi>", count: 100_000)
    #expect(failure(file(unit.replacing("One.", with: deep)))?.code == .malformed)
  }

  @Test func `counts the characters that XML cannot hold`() throws {
    let folder = try TemporaryFolder()
    var writer = try TMXWriter(to: try OutputFile(path: folder.path("out.tmx")))
    let text = NastyText.notInXML.joined(separator: "汉")
    try writer.write(
      TranslationUnit(
        id: "a", source: TranslationUnitVariant(language: .english, text: text),
        target: TranslationUnitVariant(language: .chinese, text: "\u{7f}\u{fffd}\u{1fffe}")))
    #expect(writer.replacedCharacters == NastyText.notInXML.count)
    try writer.finish()
    let found = try read(try folder.bytes("out.tmx")).records
    #expect(
      found.first?.source.text
        == NastyText.notInXML.map { _ in "\u{fffd}" }.joined(separator: "汉"))
    #expect(found.first?.target.text == "\u{7f}\u{fffd}\u{1fffe}")
  }

  @Test(
    .enabled(
      if: TestFiles.hasShared("data/tmx/tmx14.dtd") && TestFiles.exists("/usr/bin/xmllint"),
      "needs ../shared/data/tmx/tmx14.dtd and xmllint"))
  func `is valid by its DTD`() throws {
    let folder = try TemporaryFolder()
    var writer = try TMXWriter(to: try OutputFile(path: folder.path("out.tmx")))
    for (number, text) in (NastyText.texts + NastyText.notInXML).enumerated() {
      try writer.write(
        TranslationUnit(
          id: "\(number)" + text, source: TranslationUnitVariant(language: .english, text: text),
          target: TranslationUnitVariant(language: .simplifiedChinese, text: text),
          bead: BeadKind(1, 1), score: 0.5, pair: text, engine: text,
          properties: [UnitProperty(type: "x" + text, value: text)],
          extra: [JSONMember(text, .string(text))]))
    }
    try writer.finish()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = [
      "--noout", "--nonet", "--dtdvalid", TestFiles.shared + "/data/tmx/tmx14.dtd",
      folder.path("out.tmx"),
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
