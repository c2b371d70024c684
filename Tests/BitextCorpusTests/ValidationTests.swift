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
    #expect(problem.line == 4 && (problem.column ?? 0) > 0)
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
    #expect(try validator.run(path: path) { _ in count += 1 } == 50)
    #expect(count == 3)
  }
}
