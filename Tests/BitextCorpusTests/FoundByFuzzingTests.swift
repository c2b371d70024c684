// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

/// What the fuzzer found once, in its shortest form.
struct `Found by fuzzing` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, _ format: UnitFormat) throws -> [TranslationUnit] {
    let path = try folder.write("in." + format.rawValue, Array(text.utf8))
    return try readAll(format.reader(ByteSource(path: path))).records
  }

  private func writtenAndRead(
    _ units: [TranslationUnit], _ format: UnitFormat
  ) throws -> [TranslationUnit] {
    let path = folder.path("out." + format.rawValue)
    var writer = try UnitWriter(path: path, format: format, options: UnitWriter.Options())
    for unit in units { try writer.write(unit) }
    try writer.finish()
    return try readAll(format.reader(ByteSource(path: path))).records
  }

  @Test(arguments: [UnitFormat.jsonl, .tsv, .csv, .tmx, .xliff, .po])
  func `a score too great for decimals is written as it is`(format: UnitFormat) throws {
    let units = try read(#"{"id":"a","source":"a","target":"b","score":1e308}"#, .jsonl)
    #expect(units.map(\.score) == [1e308])
    #expect(try writtenAndRead(units, format).map(\.score) == [1e308])
  }

  @Test func `a title of a document of ours keeps its white space`() throws {
    let record = #"{"id":"a","language":"en","text":"b","title":" \u001c\nLamps "}"#
    let page = try PageResult(record + "\n", form: .documents)
    #expect(page.documents.map(\.title) == [" \u{1c}\nLamps "])
  }

  @Test(arguments: ["\"sou\"rce,target\na,b\n", "source,tar\u{fffd}get\na,b\n"])
  func `a header of a table that is no header is refused, not thrown as a record`(text: String)
    throws
  {
    // Half of a character stands where the replacement character does here.
    var bytes = Array(text.utf8)
    if let place = bytes.firstIndex(of: 0xef) { bytes.removeSubrange(place...place + 1) }
    let path = try folder.write("in.csv", bytes)
    #expect { try UnitFormat.csv.open(path: path) } throws: {
      ($0 as? CorpusFailure)?.code == .malformed
    }
  }

  @Test func `a message stays on one line, whatever it quotes`() throws {
    let path = try folder.write("in.hunalign", Array("a\tb\tx\ry\u{b}\u{2028}z\n".utf8))
    let found = try readAll(UnitFormat.hunalign.reader(ByteSource(path: path)))
    #expect(found.records.isEmpty)
    #expect(found.rejections.map(\.message) == ["expected a number, found \"x?y??z\""])
  }
}
