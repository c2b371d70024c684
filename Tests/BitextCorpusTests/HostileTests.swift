// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Glibc
import Testing

/// Files that want to do harm: each is refused or cleaned, in bounded time.
struct `Hostile file` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// What became of a file.
  private struct Outcome {
    var units: [TranslationUnit] = []
    var rejections: [Rejection] = []
    var failure: CorpusFailure?
    var repairs = UnitRepairs()
  }

  private func read(
    _ bytes: [UInt8], _ format: UnitFormat = .tmx, limit: Int = 1 << 20
  ) throws -> Outcome {
    let path = try folder.write("in." + format.rawValue, bytes)
    var outcome = Outcome()
    do {
      var reader = try format.open(path: path, limit: limit)
      defer { outcome.repairs = reader.repairs }
      while let record = try reader.next() {
        switch record {
        case .success(let unit): outcome.units.append(unit)
        case .failure(let rejected): outcome.rejections.append(rejected.rejection)
        }
      }
    } catch let failure as CorpusFailure {
      outcome.failure = failure
    }
    return outcome
  }

  private func read(
    _ text: String, _ format: UnitFormat = .tmx, limit: Int = 1 << 20
  ) throws -> Outcome { try read(Array(text.utf8), format, limit: limit) }

  private func tmx(_ units: String, head: String = "", encoding: String = "UTF-8") -> String {
    """
    <?xml version="1.0" encoding="\(encoding)"?>
    \(head)<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" \
    o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\(units)</body></tmx>
    """
  }

  private func unit(_ source: String, _ target: String = "x") -> String {
    """
    <tu><tuv xml:lang="en"><seg>\(source)</seg></tuv>\
    <tuv xml:lang="zh"><seg>\(target)</seg></tuv></tu>
    """
  }

  private func refused(
    _ outcome: Outcome, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.failure?.code == .malformed, sourceLocation: sourceLocation)
    #expect(
      outcome.failure?.message.contains(words) == true, "\(String(describing: outcome.failure))",
      sourceLocation: sourceLocation)
    #expect((outcome.failure?.line ?? 0) > 0, sourceLocation: sourceLocation)
    #expect((outcome.failure?.column ?? 0) > 0, sourceLocation: sourceLocation)
    #expect(
      outcome.failure?.description.contains("\n") == false, "one line",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "<!ENTITY e SYSTEM \"file:///etc/hostname\">",
    "<!ENTITY % e SYSTEM \"file:///etc/hostname\"> %e;",
    "<!ENTITY a \"x\"><!ENTITY e \"&a;&a;&a;\">",
    "<!NOTATION n SYSTEM \"x\"><!ENTITY e SYSTEM \"y\" NDATA n>",
  ])
  func `that declares entities is refused`(declaration: String) throws {
    let head = "<!DOCTYPE tmx [\(declaration)]>"
    refused(try read(tmx(unit("&e;"), head: head)), "an entity is declared")
  }

  @Test func `that declares default attributes is refused`() throws {
    let head = "<!DOCTYPE tmx [<!ATTLIST tu tuid CDATA \"y\">]>"
    refused(try read(tmx(unit("a"), head: head)), "default attribute")
  }

  @Test(arguments: [("<hi>", "</hi>"), ("<ph><sub>", "</sub></ph>"), ("<x>", "</x>")])
  func `nested a hundred thousand deep is refused`(open: String, close: String) throws {
    let deep = String(repeating: open, count: 100_000) + String(repeating: close, count: 100_000)
    refused(try read(tmx(unit(deep))), "nested")
  }

  @Test func `with a hundred thousand codes in a row is read, or refused by the cap`() throws {
    let many = (0..<100_000).map { "<ph x=\"\($0)\">c</ph>" }.joined()
    #expect(try read(tmx(unit(many)), limit: 16 << 20).units.first?.source.codes.count == 100_000)
    refused(try read(tmx(unit(many))), "within the cap")
  }

  @Test func `with codes that nobody closes is mended and says so`() throws {
    let outcome = try read(
      tmx(
        unit("<bpt i=\"1\">b</bpt>x", "y<ept i=\"2\">e</ept>") + unit("<bpt>b</bpt>x<ept>e</ept>")))
    #expect(outcome.units[0].source.codes.map(\.kind) == [.isolatedBegin])
    #expect(outcome.units[0].target.codes.map(\.kind) == [.isolatedEnd])
    #expect(outcome.units[0].source.codes.map(\.data) == ["b"])
    #expect(outcome.repairs[.unpairedCodes] == 2)
    #expect(outcome.units[1].source.codes.map(\.pair) == ["1", "1"])
    let many = try read(
      tmx(unit(String(repeating: "<bpt i=\"1\"/>", count: 50_000))), limit: 16 << 20)
    #expect(many.repairs[.unpairedCodes] == 50_000)
  }

  @Test func `with dates and counts that are none keeps them as properties`() throws {
    let odd = unit("a").replacing(
      "<tu>",
      with: "<tu creationdate=\"yesterday\" usagecount=\"-1\" changedate=\"20021399T000000Z\">")
    // The header's too.
    let file = tmx(odd).replacing("o-tmf=\"x\"", with: "o-tmf=\"x\" creationdate=\"soon\"")
    let outcome = try read(file)
    #expect(outcome.repairs[.badAttributes] == 4)
    #expect(outcome.repairs.places.map(\.line) == [2, 2, 2, 2])
    #expect(outcome.units.first?.attributes.isEmpty == true)
    #expect(
      outcome.units.first?.properties.map(\.type) == [
        "x-attribute-creationdate", "x-attribute-usagecount", "x-attribute-changedate",
      ])
  }

  @Test(arguments: [
    "a\u{1}b", "a&#1;b", "a&#xD800;b", "a&#x110000;b", "a&nbsp;b", "a & b", "a < b",
  ])
  func `with characters that XML has not is refused`(text: String) throws {
    refused(try read(tmx(unit(text))), "not well formed")
  }

  @Test func `whose encoding is another than it says is refused`() throws {
    let plain = tmx(unit("aXb"))
    let x = UInt8(ascii: "X")
    for bytes: [UInt8] in [
      [0xed, 0xa0, 0x80], [0xe9], [0xc0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80],
    ] {
      refused(try read(Array(plain.utf8).flatMap { $0 == x ? bytes : [$0] }), "not well formed")
    }
    refused(try read(tmx(unit("a"), encoding: "UTF-16")), "labelled")
    refused(try read(tmx(unit("a"), encoding: "KLINGON-8")), "unsupported encoding")
    // Half of a surrogate pair.
    let wide = tmx(unit("aXb"), encoding: "UTF-16").utf16.flatMap { code in
      code == 0x58 ? [0x00, 0xd8] : [UInt8(code & 255), UInt8(code >> 8)]
    }
    refused(try read([0xff, 0xfe] + wide), "encoding")
  }

  @Test func `that is cut anywhere, or is something else, is refused`() throws {
    let whole = Array(tmx(unit("abc") + unit("<ph>x</ph>d")).utf8)
    for count in stride(from: 0, to: whole.count, by: 7) {
      #expect(try read(Array(whole[..<count])).failure?.code == .malformed, "cut at \(count)")
    }
    refused(try read([0x50, 0x4b, 3, 4, 0, 0]), "ZIP")
    refused(try read([0x1f, 0x8b, 8, 0, 0, 0]), "gzip")
    refused(try read([]), "empty")
    refused(try read("<xliff version=\"1.2\"/>"), "tmx element")
    refused(try read("<tmx/>", .xliff), "xliff element")
    refused(try read("<tmx/>", .tbx), "tbx element")
    refused(try read("<tmx/>", .xces), "cesAlign element")
  }

  @Test func `with a tag, segment, property or comment of many megabytes is refused at the cap`()
    throws
  {
    let long = String(repeating: "x", count: 20_000_000)
    refused(try read(tmx("<tu tuid=\"\(long)\"/>")), "a tag within the cap")
    refused(try read(tmx("<!--\(long)-->")), "a tag within the cap")
    refused(try read(tmx("<\(long)/>")), "a tag within the cap")
    refused(try read(tmx(unit(long))), "a unit within the cap")
    refused(
      try read(tmx("<tu>" + String(repeating: "<prop type=\"a\"/>", count: 200_000) + "</tu>")),
      "cap")
    refused(
      try read(tmx("<tu>" + String(repeating: "<tuv xml:lang=\"a\"/>", count: 200_000) + "</tu>")),
      "cap")
    let heavy = "<tuv xml:lang=\"\(String(repeating: "x", count: 200_000))\"/>"
    refused(try read(tmx("<tu>" + String(repeating: heavy, count: 20) + "</tu>")), "cap")
    let attributes = (0..<300).map { "a\($0)=\"\"" }.joined(separator: " ")
    refused(try read(tmx("<tu \(attributes)/>")), "attributes")
  }

  @Test func `with an attribute of a hundred megabytes is refused before it is read whole`() throws
  {
    let path = folder.path("long.tmx")
    let output = try OutputFile(path: path)
    try output.write("<tmx version=\"1.4\"><header srclang=\"")
    for _ in 0..<100 { try output.write([UInt8](repeating: 0x78, count: 1 << 20)) }
    try output.write("\"/><body/></tmx>")
    try output.finish()
    let source = try ByteSource(path: path)
    var reader = try TMXReader(source)
    let failure = #expect(throws: CorpusFailure.self) { try reader.next() }
    #expect(failure?.message.contains("a tag within the cap") == true)
    // Nearly all of it is still to be read.
    #expect(try source.readAll().count > 99 << 20)
  }

  @Test(arguments: [
    "<!DOCTYPE tmx SYSTEM \"PLACE/trap\">", "<!DOCTYPE tmx PUBLIC \"x\" \"file://PLACE/trap\">",
    "<!DOCTYPE tmx [<!ENTITY e SYSTEM \"PLACE/trap\">]>",
    "<!DOCTYPE tmx [<!ENTITY % e SYSTEM \"file://PLACE/trap\"> %e;]>",
    "<!DOCTYPE tmx SYSTEM \"PLACE/trap\" [<!ENTITY % e SYSTEM \"PLACE/trap\"> %e; %e;]>",
    "<?xml-stylesheet href=\"PLACE/trap\"?>",
    "<!DOCTYPE tmx [<!NOTATION n SYSTEM \"PLACE/trap\">]>",
  ])
  func `that names another file does not open it`(head: String) throws {
    try folder.write("trap", "<!ELEMENT tmx ANY>")
    let watch = try FileWatch(folder.path("trap"))
    let placed = head.replacing("PLACE", with: folder.path)
    for body in [
      unit("a"), unit("&e;"),
      unit("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"trap\"/>"),
    ] {
      _ = try read(tmx(body, head: placed))
      _ = try UnitValidator(format: .tmx).run(path: folder.path("in.tmx")) { _ in }
      _ = try read(
        placed
          + "<xliff version=\"1.2\"><file><header><skl><external-file href=\"trap\"/></skl></header></file></xliff>",
        .xliff)
      _ = try read(placed + "<martif><text><body/></text></martif>", .tbx)
    }
    #expect(watch.events == 0)
    // The watch itself works.
    _ = try folder.text("trap")
    #expect(watch.events > 0)
  }

  @Test func `of units, terms or segments without end is refused at the cap`() throws {
    let units = String(repeating: "<segment/>", count: 100_000)
    refused(
      try read(
        "<xliff version=\"2.1\" srcLang=\"a\" trgLang=\"b\"><file><unit id=\"1\">\(units)", .xliff),
      "cap")
    let groups = String(repeating: "<group></group>", count: 100_000)
    #expect(
      try read("<xliff version=\"1.2\"><file><body>\(groups)</body></file></xliff>", .xliff).failure
        == nil)
    let notes = String(repeating: "<note/>", count: 100_000)
    refused(try read("<martif><text><body><termEntry>\(notes)", .tbx), "cap")
    refused(try read("<martif><text><body><termEntry>\(units)", .tbx), "cap")
  }

  @Test func `of links that leads out of its folder is refused, and nothing is opened`() throws {
    for name in ["../secret.xml", "/etc/hostname", "a/../../b", ""] {
      let links =
        "<cesAlign><linkGrp fromDoc=\"\(name)\" toDoc=\"b.xml\"><link xtargets=\"1;1\"/></linkGrp></cesAlign>"
      refused(try read(links, .xces), "below the folder")
    }
  }

  @Test func `of a table with quotes that nobody closes is refused`() throws {
    let open = "id,source,target\n1,\"" + String(repeating: "x\n", count: 1_000_000)
    refused(try read(open, .csv), "within the cap")
    let short = try read("source,target\na,\"b", .csv)
    #expect(short.rejections.map(\.code) == [.truncated])
    let wrong = try read(
      "source,target\n\"a\"b,c\nd,e\n" + String(repeating: ",", count: 99_999), .csv)
    #expect(wrong.rejections.map(\.code) == [.damaged, .wrongColumns])
    #expect(wrong.units.map(\.source.text) == ["d"])
  }

  @Test func `of a catalogue with broken strings is rejected entry by entry`() throws {
    let outcome = try read(
      "msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n\nnonsense\n\nmsgid \"e\"\nmsgstr \"f\" g\n",
      .po)
    #expect(outcome.units.map(\.source.text) == ["c"])
    #expect(outcome.rejections.map(\.line) == [1, 7, 10])
    let long = "msgid \"a\"\n" + String(repeating: "\"x\"\n", count: 200_000)
    #expect(try read(long, .po).rejections.map(\.code) == [.tooLong])
    refused(
      try read("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=big5\\n\"\n", .po), "UTF-8")
  }

  @Test func `of records with codes nested beyond measure keeps them as an unknown key`() throws {
    let deep =
      String(
        repeating:
          "[{\"kind\":\"placeholder\",\"offset\":0,\"subflows\":[{\"offset\":0,\"text\":\"\",\"codes\":",
        count: 40)
      + "[]" + String(repeating: "}]}]", count: 40)
    let outcome = try read("{\"source\":\"a\",\"target\":\"b\",\"source_codes\":\(deep)}", .jsonl)
    #expect(outcome.units.first?.source.codes == [])
    #expect(outcome.units.first?.extra.map(\.key) == ["source_codes"])
  }
}

/// Counts how often a file is opened.
private final class FileWatch {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK))
    try #require(descriptor >= 0)
    try #require(inotify_add_watch(descriptor, path, UInt32(IN_OPEN)) >= 0)
  }

  deinit { close(descriptor) }

  /// How many events there were since the last call, more or less.
  var events: Int {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return max(0, read(descriptor, &buffer, buffer.count))
  }
}
