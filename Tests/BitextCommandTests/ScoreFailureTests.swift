// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Testing

extension `The score command` {
  @Test func `says what it cannot score in one line`() throws {
    let count = columns[0].count
    try folder.write("short.txt", "a\nb\n")
    try folder.write("empty.txt", "")
    try folder.write("bytes.txt", [0x61, 10, 0x62, 0xff, 10])
    try fail(
      "c3.txt c4.txt -i short.txt", code: 65,
      saying: "different numbers of lines: short.txt has 2, c3.txt has \(count), "
        + "c4.txt has \(count)")
    try fail("short.txt -i bytes.txt", code: 65, saying: "bytes.txt:2: invalid UTF-8 at byte 2")
    try fail(
      "short.txt", input: "a\nb\u{FFFD}\tc\n", code: 65,
      saying: "stdin:2: expected 1 systems, found 2")
    try fail(
      "empty.txt -i empty.txt", code: 65, saying: "empty.txt: there is no line to score")
    try fail(
      "c3.txt -i c1.txt -nr 2", code: 65, saying: "c3.txt:1: expected 2 references, found 1")
    try fail(
      "c3.txt -i c1.txt --record-limit 5 -q", code: 65,
      saying: "c1.txt:1: expected a line within the cap, found one of 48 bytes")
    try fail("no.txt -i c1.txt", code: 66, saying: "no.txt: no such file")
    try fail("c3.txt -i c1.txt no.txt", code: 66, saying: "no.txt: no such file")
  }

  @Test func `refuses options without a meaning in one line`() throws {
    try fail(
      "c3.txt -i c1.txt -tok jieba", code: 64,
      saying: "unknown tokenizer 'jieba': expected one of none, 13a, intl, char, zh")
    try fail(
      "c3.txt -i c1.txt -s more", code: 64,
      saying: "unknown smoothing 'more': expected none, floor, add-k or exp")
    try fail(
      "c3.txt -i c1.txt -m bleu ter -sl", code: 64,
      saying: "sentence level takes one metric, found 2")
    try fail(
      "c3.txt -i c1.txt -pbs", code: 64, saying: "a paired test needs two systems, found 1")
    try fail(
      "-", code: 64, saying: "standard input cannot be read twice: name files after -i")
    for flags in ["-f latex", "-m comet", "-pbs -par", "-e gbk", "-w"] {
      let run = try score("c3.txt -i c1.txt \(flags)")
      #expect(run.code == 64 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("Error: "))
    }
    #expect(try score("").code == 64)
  }

  /// Units with these ids; the text is that of the segment.
  private func units(_ name: String, _ ids: [Int], column: Int) throws {
    let rows = ids.map { "p#0:\($0)\tsource\t\(columns[column][$0])" }
    try folder.write(name, Self.lines(["id\tsource\ttarget"] + rows))
  }

  @Test func `joins units by id, whatever their order and format`() throws {
    let ids = Array(columns[0].indices)
    try units("hyp.tsv", ids, column: 0)
    try units("ref.tsv", ids.reversed(), column: 2)
    let expected = try score("c3.txt -i c1.txt -sl -tok zh -b -w 6")
    for name in ["ref.tsv", "ref.tmx", "ref.jsonl.gz"] {
      if name != "ref.tsv" {
        let convert = ["convert", folder.path("ref.tsv"), folder.path(name), "-q"]
        #expect(try CommandRun.bitext(convert).code == 0)
      }
      #expect(try score("\(name) -i hyp.tsv -sl -tok zh -b -w 6").output == expected.output)
    }
    let piped = try score("ref.tsv --units tsv -sl -tok zh -b -w 6", input: folder.text("hyp.tsv"))
    #expect(piped.output == expected.output && piped.errors.isEmpty)
  }

  @Test func `names and counts the ids that a file lacks`() throws {
    try units("hyp.tsv", [0, 1, 2, 3, 5, 5], column: 0)
    try units("ref.tsv", [7, 5, 4, 3, 2, 8, 9], column: 2)
    let arguments = "ref.tsv -i hyp.tsv -tok zh -b --rejected bad.jsonl"
    let run = try score(arguments)
    #expect(run.code == 0 && run.lines.count == 1)
    #expect(
      run.errorLines == [
        "bitext: warning: ref.tsv: 2 ids of hyp.tsv are missing: p#0:0, p#0:1",
        "bitext: warning: hyp.tsv: 4 ids of ref.tsv are missing: p#0:7, p#0:4, p#0:8, …",
        "bitext: 1 records rejected", "bitext: 3 units scored",
      ])
    let codes = try TestFiles.objects(folder.path("bad.jsonl")).compactMap { $0["code"] as? String }
    #expect(codes.count == 7)
    #expect(codes.count { $0 == "missing-unit" } == 6 && codes.contains("duplicate-id"))
    #expect(try score(arguments + " --max-rejected 7").code == 0)
    #expect(try score(arguments + " --max-rejected 6").code == 2)
  }

  @Test func `says why units cannot be joined`() throws {
    try units("hyp.tsv", [0, 1], column: 0)
    try units("ref.tsv", [2], column: 2)
    try fail(
      "ref.tsv -i hyp.tsv", code: 65,
      saying: "no id in common: hyp.tsv has 2 units (p#0:0, …), ref.tsv has 1 unit (p#0:2)")
    try fail(
      "ref.tsv -i c1.txt", code: 64,
      saying: "ref.tsv holds units and c1.txt lines by their names: "
        + "give --units lines, or a format of units")
    try fail(
      "ref.tsv -i hyp.tsv --units doc", code: 64,
      saying:
        "unknown format 'doc': expected one of lines, tmx, tsv, csv, jsonl, xliff, xliff2, po, moses, "
        + "ladder, hunalign, bitextor, huggingface, xces, tbx")
    try folder.write("plain.tsv", "a\nb\n")
    try fail(
      "plain.tsv -i plain.tsv", code: 65,
      saying: "plain.tsv:1:1: expected a header with the columns source and target; "
        + "for plain lines give --units lines")
    #expect(try score("plain.tsv -i plain.tsv --units lines -m chrf -b").lines == ["100.0"])
    #expect(try score("pairs.txt -nr 2 -i c1.txt -tok zh -b").code == 0)
  }
}
