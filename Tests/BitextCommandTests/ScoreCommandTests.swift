// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

/// `bitext score` as a process; the files are those of `Tests/Fixtures/quality/record.py`.
struct `The score command` {
  let folder: TemporaryFolder
  let columns: [[String]]

  init() throws {
    folder = try TemporaryFolder()
    let rows = try TestFiles.text(TestFiles.fixtures + "/quality/segments.tsv")
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    columns = (0..<4).map { column in rows.map { $0[column] } }
    for (number, column) in columns.enumerated() {
      try folder.write("c\(number + 1).txt", Self.lines(column))
    }
    try folder.write("pairs.txt", Self.lines(zip(columns[3], columns[2]).map { "\($0)\t\($1)" }))
  }

  static func lines(_ texts: [String]) -> String { texts.map { $0 + "\n" }.joined() }

  func score(
    _ line: String, input: String = "", environment: [String: String] = [:]
  ) throws -> CommandRun {
    try CommandRun.bitext(
      ["score"] + line.split(separator: " ").map(String.init), input: Array(input.utf8),
      environment: environment, folder: folder.path)
  }

  /// Holds a run to one line on standard error and nothing else.
  func fail(
    _ line: String, input: String = "", code: Int32, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try score(line, input: input)
    #expect(run.code == code, sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(run.errorLines == ["bitext: " + words], sourceLocation: sourceLocation)
  }

  @Test func `prints sacreBLEU's bytes for every recorded command line`() throws {
    let object = try JSONSerialization.jsonObject(
      with: Data(try TestFiles.bytes(TestFiles.fixtures + "/quality/sacrebleu.golden.json")))
    let golden = try #require((object as? [String: Any])?["cli"] as? [[String: String]])
    #expect(golden.count > 80)
    for run in golden {
      let command = try #require(run["command"])
      let ours = try score(command + " -q")
      #expect(ours.code == 0 && ours.errors.isEmpty, "\(command)")
      #expect(ours.text == run["output"], "\(command)")
    }
  }

  @Test(arguments: ["-m bleu chrf ter -l en-zh --confidence -f text -w 12", "-sl -tok zh -w 9"])
  func `prints the same bytes for any number of jobs`(flags: String) throws {
    let repeats = (0..<40).flatMap { turn in columns[0].map { "\($0)\(turn % 7)" } }
    try folder.write("hyp.txt", Self.lines(repeats))
    try folder.write("ref.txt", Self.lines((0..<40).flatMap { _ in columns[2] }))
    let one = try score("ref.txt -i hyp.txt -q \(flags) --jobs 1")
    #expect(one.code == 0 && !one.output.isEmpty)
    for jobs in [2, 5] {
      #expect(try score("ref.txt -i hyp.txt -q \(flags) -j \(jobs)").output == one.output)
    }
  }

  @Test func `takes the short and the long names of a flag`() throws {
    let long = """
      c3.txt --input c1.txt --metrics bleu --tokenize zh --smooth-method floor --smooth-value 0.2 \
      --lowercase --width 7 --format text --short --confidence --confidence-n 30 --num-refs 1 \
      --no-color --force --encoding utf-8 --quiet
      """
    let short = """
      c3.txt -i c1.txt -m bleu -tok zh -s floor -sv 0.2 -lc -w7 -f text -sh -ci -cin 30 -nr 1 -nc \
      -e utf-8 -q
      """
    let run = try score(long)
    #expect(run.code == 0 && run.text.hasPrefix("BLEU|#:1|bs:30"))
    #expect(try score(short).output == run.output)
    #expect(
      try score("c3.txt -i c1.txt -m chrf -cw 2 -cc 5 -b -w 4").output
        == score("c3.txt -i c1.txt -m chrf --chrf-word-order 2 --chrf-char-order 5 -b -w 4").output)
    #expect(
      try score("c3.txt -i c1.txt c2.txt -par -parn 20 -tok zh").output
        == score("c3.txt -i c1.txt c2.txt --paired-ar --paired-ar-n 20 -tok zh").output)
  }

  @Test func `takes the format and the seed from sacreBLEU's variables`() throws {
    let text = try score("c3.txt -i c1.txt -q", environment: ["SACREBLEU_FORMAT": "text"])
    #expect(text.text.hasPrefix("BLEU|nrefs:1"))
    let flags = "c3.txt -i c1.txt -q -ci -cin 20"
    let seeded = try score(flags, environment: ["SACREBLEU_SEED": "7"])
    #expect(seeded.text.contains("\"seed\": \"7\""))
    #expect(try score(flags, environment: ["SACREBLEU_SEED": "none"]).code == 64)
  }

  @Test func `reads systems in columns from standard input`() throws {
    // A tab at the end of a line is white space to sacreBLEU, so an empty last column is none.
    let rows = columns[0].indices.filter { !columns[1][$0].isEmpty }
    try folder.write("ref.txt", Self.lines(rows.map { columns[2][$0] }))
    try folder.write("hyp.txt", Self.lines(rows.map { columns[0][$0] }))
    let table = try score(
      "ref.txt -tok zh -f text -pbs -pbsn 20",
      input: Self.lines(rows.map { "\(columns[0][$0])\t\(columns[1][$0])" }))
    #expect(table.code == 0 && table.errors.isEmpty)
    #expect(table.text.contains("│ Baseline │") && table.text.contains("│ System 1 │"))
    let one = try score("ref.txt -i hyp.txt -b -w 6 -tok zh")
    #expect(
      try score("ref.txt -b -w 6 -tok zh", input: Self.lines(rows.map { columns[0][$0] })).output
        == one.output)
    #expect(
      try score("- -i hyp.txt -b -w 6 -tok zh", input: folder.text("ref.txt")).output
        == one.output)
  }

  @Test func `ends a line of standard input at CR too`() throws {
    try folder.write("ref.txt", "a b c d\nx y\n\n\nq\n")
    let run = try score("ref.txt -b", input: "a b c d\rx y\n\r\r\nq\r")
    #expect(run.lines == ["100.0"])
    // In a file it is white space.
    try folder.write("cr.txt", "a b c d\rx y\n\r\r\nq\r")
    try fail(
      "ref.txt -i cr.txt", code: 65,
      saying: "different numbers of lines: cr.txt has 3, ref.txt has 5")
  }

  @Test func `reads compressed files by name`() throws {
    let segments = folder.path("plain.tsv")
    try folder.write("plain.tsv", "source\ttarget\na\t我们\n")
    for name in ["a.tsv.gz", "a.tsv.zst"] {
      #expect(try CommandRun.bitext(["convert", segments, folder.path(name), "-q"]).code == 0)
      #expect(try score("plain.tsv -i \(name) -m chrf -b").lines == ["100.0"])
    }
    try folder.write("cut.txt.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0])
    try fail(
      "c3.txt -i cut.txt.gz", code: 65, saying: "cut.txt.gz: the compressed data end too early")
  }

  @Test func `writes a file`() throws {
    let printed = try score("c3.txt -i c1.txt -tok zh")
    #expect(try score("c3.txt -i c1.txt -tok zh -o score.json").output.isEmpty)
    #expect(try folder.bytes("score.json") == printed.output)
  }

  @Test func `warns on standard error, or not`() throws {
    let run = try score("c3.txt -i c1.txt -b")
    #expect(run.lines == ["45.0"])
    #expect(run.errorLines.count == 1)
    #expect(run.errors.hasPrefix("bitext: warning: the text is mostly Chinese"))
    #expect(try score("c3.txt -i c1.txt -b -q").errors.isEmpty)
  }
}
