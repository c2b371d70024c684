// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

struct `Validation of TMX` {
  private func problems(_ text: String) throws -> [UnitProblem] {
    let folder = try TemporaryFolder()
    var found: [UnitProblem] = []
    _ = try UnitValidator(format: .tmx).run(path: try folder.write("a.tmx", text)) {
      found.append($0)
    }
    return found
  }

  private func file(_ body: String) -> String {
    """
    <tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
     adminlang="en" srclang="en" datatype="plaintext"/><body>
    \(body)
    </body></tmx>
    """
  }

  private let good =
    "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"zh\"><seg>b</seg></tuv></tu>"

  @Test func `finds nothing in a good file`() throws { #expect(try problems(file(good)) == []) }

  @Test(arguments: [
    ("<tu/>", "a tuv in tu", true), ("<tu><tuv xml:lang=\"en\"/></tu>", "a seg in tuv", true),
    ("<tu><tuv><seg/></tuv></tu>", "attribute xml:lang of tuv", true),
    ("<tu wrong=\"1\"><tuv xml:lang=\"en\"><seg/></tuv></tu>", "no attribute wrong", true),
    ("<tu segtype=\"word\"><tuv xml:lang=\"en\"><seg/></tuv></tu>", "block, paragraph", true),
    ("<tu creationdate=\"2002\"><tuv xml:lang=\"en\"><seg/></tuv></tu>", "a date such as", false),
    ("<tu><tuv xml:lang=\"en us\"><seg/></tuv></tu>", "tag of a language", false),
    ("<tu><tuv xml:lang=\"en\"><seg/></tuv></tu>", "two languages", false),
    ("<tu>text<tuv xml:lang=\"en\"><seg/></tuv></tu>", "no text in tu", true),
    ("<tu><tuv xml:lang=\"en\"><seg/></tuv><note/></tu>", "note earlier", true),
    ("<tu><tuv xml:lang=\"en\"><seg><bpt i=\"1\"/></seg></tuv></tu>", "an ept with i=\"1\"", true),
    ("<tu><tuv xml:lang=\"en\"><seg><ept i=\"1\"/></seg></tuv></tu>", "a bpt with i=\"1\"", true),
    ("<tu><tuv xml:lang=\"en\"><seg><it/></seg></tuv></tu>", "attribute pos", true),
    ("<tu><tuv xml:lang=\"en\"><seg><b/></seg></tuv></tu>", "an element of TMX", true),
    ("<tu><tuv xml:lang=\"en\"><seg><sub/></seg></tuv></tu>", "no sub element in seg", true),
    (
      "<tu><tuv xml:lang=\"de\"><seg/></tuv><tuv xml:lang=\"fr\"><seg/></tuv></tu>",
      "source language en", false
    ),
  ])
  func `names what is wrong, on its line`(body: String, words: String, isError: Bool) throws {
    let found = try problems(file(good + "\n" + body))
    let problem = try #require(found.first { $0.message.contains(words) }, "\(found)")
    #expect(problem.line == 4 && problem.column > 0)
    #expect((problem.severity == .error) == isError)
  }

  @Test func `goes on behind what is not well formed`() throws {
    let body =
      good + "\n<tu><tuv xml:lang=\"en\"><seg>a & b</seg></tuv></tu>\n"
      + good.replacing("b<", with: "&x;<")
    let found = try problems(file(body))
    #expect(found.filter { $0.message.contains("not well formed") }.map(\.line).contains(4))
    #expect(found.filter { $0.message.contains("not well formed") }.map(\.line).contains(5))
  }

  @Test func `lists no more than its limit`() throws {
    let folder = try TemporaryFolder()
    var validator = UnitValidator(format: .tmx)
    validator.problemLimit = 3
    var count = 0
    let path = try folder.write("a.tmx", file(String(repeating: "<tu/>", count: 50)))
    #expect(try validator.run(path: path) { _ in count += 1 }.errors == 50)
    #expect(count == 3)
  }
}

struct `Validation of other formats` {
  private func problems(_ format: UnitFormat, _ bytes: [UInt8]) throws -> [UnitProblem] {
    let folder = try TemporaryFolder()
    try folder.write("a.zh-Hans", "一\n二\n")
    try folder.write("b.xml", "<text xml:lang=\"en\"><s id=\"1\">a</s></text>")
    var found: [UnitProblem] = []
    try folder.write("b.en", "one\n")
    try folder.write("b.zh-Hans", "一\n")
    let name = format == .moses ? "a.en" : format == .ladder ? "b.ladder" : "a"
    let path = try folder.write(name, bytes)
    _ = try UnitValidator(format: format).run(path: path) { found.append($0) }
    return found
  }

  private static let invalid: [UInt8] = Array("汉".utf8) + [0xff]

  @Test(arguments: [
    (UnitFormat.tsv, "source\ttarget\na\tb\nc\n", 3, 2), (.tsv, "source\ttarget\na\tb\tc\n", 2, 5),
    (.tsv, "source\ttarget\tscore\n汉\tb\tx\n", 2, 5), (.tsv, "id\ttarget\n", 1, 1),
    (.csv, "source,target\n\"a\nb\",\"c\"d\n", 3, 7), (.csv, "source,target\n\"a\nb\",c,d\n", 3, 6),
    (.csv, "source,target,bead\n汉,b,x\n", 2, 5), (.csv, "source,target\na,\"b\n", 2, 3),
    (.jsonl, "{\"source\":\"a\",\"target\":\"b\"}\n{\"source\":\"汉\",}\n", 2, 15),
    (.jsonl, "{\"source\":\"a\",\"target\": 7}", 1, 25), (.jsonl, "{\"source\":\"a\"}", 1, 1),
    (.huggingface, "{\"translation\":{\"en\":\"a\"}}", 1, 16),
    (.hunalign, "a\tb\t0.5\na\tb\tx\n", 2, 5), (.bitextor, "a\tb\n", 1, 4),
    (.moses, "a\n", 2, 1), (.ladder, "0\t0\t0\nx\n", 2, 1),
    (.po, "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"汉\" x\nmsgstr \"b\"\n", 4, 11),
    (.po, "msgid \"a\"\nmsgstr[99] \"b\"\n", 2, 1), (.po, "msgid \"a\"\nmsgstr \"\"\n", 1, 1),
    (
      .xliff,
      "<xliff version=\"1.2\"><file><body>\n <trans-unit id=\"1\"><source>a</source></trans-unit></body></file></xliff>",
      2, 20
    ),
    (
      .xliff,
      "<xliff version=\"1.2\"><file><body><trans-unit id=\"1\"><source>a</source>\n<target><bpt id=\"1\">b</bpt></target></trans-unit></body></file></xliff>",
      2, 37
    ),
    (.xliff2, "<xliff version=\"2.1\"><file>\n<unit id=\"1\"></file></xliff>", 2, 21),
    (.tbx, "<martif><text><body>\n<termEntry id=\"1\"></termEntry></body></text></martif>", 2, 18),
    (
      .xces,
      "<cesAlign><linkGrp fromDoc=\"b.xml\" toDoc=\"b.xml\">\n<link xtargets=\"1;9\"/></linkGrp></cesAlign>",
      2, 21
    ),
  ])
  func `names the line and the column`(
    format: UnitFormat, text: String, line: Int, column: Int
  ) throws {
    let found = try problems(format, Array(text.utf8))
    #expect(found.map { [$0.line, $0.column] } == [[line, column]], "\(found)")
  }

  @Test(arguments: [
    (UnitFormat.tsv, "source\ttarget\na\t", 2, 4), (.hunalign, "a\t", 1, 4), (.moses, "", 1, 2),
    (.po, "msgid \"a\"\nmsgstr \"", 2, 10),
  ])
  func `names where bytes are no UTF-8`(
    format: UnitFormat, before: String, line: Int, column: Int
  ) throws {
    let behind = format == .po ? "\"\n" : format == .moses ? "\nb\n" : "\n"
    let found = try problems(format, Array(before.utf8) + Self.invalid + Array(behind.utf8))
    #expect(found.map { [$0.line, $0.column] } == [[line, column]], "\(found)")
  }

  @Test func `counts what it does not list`() throws {
    let folder = try TemporaryFolder()
    var validator = UnitValidator(format: .tsv)
    validator.problemLimit = 2
    var listed = 0
    let path = try folder.write("a", "source\ttarget\n" + String(repeating: "x\n", count: 9))
    let counts = try validator.run(path: path) { _ in listed += 1 }
    #expect(listed == 2 && counts.errors == 9 && counts.units == 9)
  }
}
