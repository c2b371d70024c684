// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

struct `Document records` {
  private func read(
    _ text: String, limit: Int = 1 << 20, keepsExtra: Bool = true
  ) throws -> (records: [Document], rejections: [Rejection]) {
    let folder = try TemporaryFolder()
    var options = DocumentReader.Options()
    options.keepsExtra = keepsExtra
    let source = try ByteSource(path: try folder.write("in.jsonl", text))
    return try readAll(DocumentReader(source, limit: limit, options: options))
  }

  @Test func `of arXiv's snapshot are English documents without hard breaks`() throws {
    let line =
      #"{"id":"2301.00001","title":"Ferries\n  in Winter","abstract":"  We study\nferries in\n  winter.\n","versions":[{"version":"v1"}],"update_date":"2023-01-01"}"#
    let document = try #require(try read(line).records.first)
    #expect(document.id == "2301.00001")
    #expect(document.language == .english)
    #expect(document.text == "We study ferries in winter.")
    #expect(document.title == "Ferries in Winter")
    #expect(document.extra.map(\.key) == ["versions", "update_date"])
    #expect(document.source?.span == TextSpan(start: 0, end: line.utf8.count))
  }

  @Test func `keep line breaks of a text, and join those of an abstract`() throws {
    let found = try read(
      #"{"id":"a","text":"one\ntwo"}"# + "\n" + #"{"id":"b","abstract":"一\n二\r\n three\n四"}"#)
    #expect(found.records.map(\.text) == ["one\ntwo", "一二 three 四"])
  }

  @Test func `take their language from the record, or from the text`() throws {
    let lines = [
      #"{"id":"a","text":"\#(Sample.chinese)"}"#, #"{"id":"b","text":"\#(Sample.english)"}"#,
      #"{"id":"c","text":"\#(Sample.english)","language":"fr"}"#,
    ]
    let found = try read(lines.joined(separator: "\n"))
    #expect(found.records.map(\.language) == [.simplifiedChinese, .english, "fr"])
  }

  @Test func `number themselves where ids are numbers`() throws {
    #expect(try read(#"{"id":704.0001,"text":"x"}"#).rejections.map(\.code) == [.wrongType])
    #expect(try read(#"{"id":7040001,"text":"x"}"#).records.map(\.id) == ["7040001"])
  }

  @Test func `keep unknown keys in their order unless told otherwise`() throws {
    let line = #"{"z":1,"id":"a","y":{"k":[null]},"text":"x","source":"web","a":false}"#
    let document = try #require(try read(line).records.first)
    #expect(document.extra.map(\.key) == ["z", "y", "source", "a"])
    #expect(document.extra[1].value["k"] == .array([.null]))
    #expect(try read(line, keepsExtra: false).records.first?.extra.isEmpty == true)
  }

  @Test(arguments: [
    ("not json", Rejection.Code.invalidJSON), ("{\"id\":\"a\"", .invalidJSON), ("[1]", .wrongType),
    ("\"text\"", .wrongType), ("{\"text\":\"x\"}", .missingField),
    ("{\"id\":\"a\"}", .missingField),
    ("{\"id\":[],\"text\":\"x\"}", .wrongType), ("{\"id\":\"\",\"text\":\"x\"}", .wrongType),
    ("{\"id\":\"a\",\"text\":5}", .wrongType), ("{\"id\":\"a\",\"text\":null}", .wrongType),
    ("{\"id\":\"a\",\"text\":\"\"}", .emptyText),
    ("{\"id\":\"a\",\"text\":\" \\n\\u3000\"}", .emptyText),
    ("{\"id\":\"a\",\"abstract\":\"\\n\"}", .emptyText),
    ("{\"id\":\"a\",\"text\":\"\(String(repeating: "x", count: 300))\"}", .tooLong),
  ])
  func `that cannot be used are rejected in their place`(line: String, code: Rejection.Code) throws
  {
    let good = "{\"id\":\"g\",\"text\":\"good\"}"
    let found = try read("\(good)\n\n\(line)\n\(good)\n", limit: 200)
    #expect(found.records.count == 2)
    #expect(found.rejections.map(\.code) == [code])
    #expect(found.rejections.first?.line == 3)
    #expect(found.rejections.allSatisfy { !$0.message.isEmpty && $0.message.utf8.count < 200 })
  }

  @Test func `that are not UTF-8 are rejected`() throws {
    let folder = try TemporaryFolder()
    let bytes = Array("{\"id\":\"a\",\"text\":\"".utf8) + [0xc3, 0x28] + Array("\"}\n".utf8)
    let source = try ByteSource(path: try folder.write("in.jsonl", bytes))
    #expect(try readAll(DocumentReader(source)).rejections.map(\.code) == [.invalidJSON])
  }

  @Test func `are read back as they were written`() throws {
    var random = TestRandom(seed: 8)
    var documents = NastyText.texts.enumerated().map { number, text in
      Document(
        id: "id \(number)\"\\", language: "zh-Hans", text: text + "x", title: "t", engine: text,
        source: Provenance(
          path: text, item: number, span: TextSpan(start: number, end: 2 * number)),
        extra: [JSONMember("k\(number)", .string(text)), JSONMember("n", .number(0.5))])
    }
    for number in 0..<200 {
      let text = "x" + random.text(pieces: NastyText.pieces + NastyText.notInXML, upTo: 30) + "x"
      documents.append(
        Document(
          id: "r\(number)", language: .english, text: text,
          source: Provenance(path: "p", item: 0, span: TextSpan(start: 0, end: 0))))
    }
    var json = JSONWriter()
    for document in documents {
      json.document(document)
      json.newline()
    }
    let found = try read(String(decoding: json.bytes, as: UTF8.self))
    #expect(found.rejections.isEmpty)
    #expect(found.records == documents)
    #expect(zip(found.records, documents).allSatisfy { Array($0.text.utf8) == Array($1.text.utf8) })
  }
}

struct `Records for people and programs` {
  private func line(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private let document = Document(id: "d", language: .english, text: "t")

  @Test func `write a rejection with its place`() {
    let rejection = Rejection(path: "p", line: 2, item: 1, code: .tooLong, message: "m")
    #expect(
      line { $0.rejection(rejection) }
        == #"{"file":"p","line":2,"item":1,"code":"too-long","message":"m"}"#)
  }

  @Test func `write a pair with its evidence`() {
    let evidence = PairEvidence(
      placement: .otherPage, sharedAnchors: ["a"], features: [PairFeature("coverage", 0.123456)],
      runnerUp: 2, sameAs: ["x"])
    let pair = DocumentPair(
      id: "d", source: document, target: document, score: 1, probability: 0.99999,
      evidence: evidence)
    let shared = #"{"id":"d","language":"en","text":"t"}"#
    #expect(
      line { $0.pair(pair) }
        == #"{"id":"d","source":"# + shared + #","target":"# + shared
        + #","score":1,"probability":1,"evidence":{"placement":"other-page","shared_anchors":["a"],"#
        + #""missing_anchors":[],"coverage":0.1235,"runner_up":2,"same_as":["x"]}}"#)
  }

  @Test func `write an unpaired document with its reason`() {
    #expect(
      line { $0.unpaired(document, reason: .noCandidates, best: nil) }
        == #"{"id":"d","reason":"no-candidates","target":{"id":"d","language":"en","text":"t"}}"#)
  }
}
