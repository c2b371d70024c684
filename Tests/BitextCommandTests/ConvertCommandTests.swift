// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `bitext convert` {
  private let folder: TemporaryFolder
  private let tmx: String

  init() throws {
    folder = try TemporaryFolder()
    tmx = try folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" \
      adminlang="en" srclang="en" datatype="plaintext"><note>all</note></header><body>
      <tu tuid="1" creationdate="never"><note>n</note><prop type="x-p">v</prop>\
      <tuv xml:lang="en"><seg>=A <bpt i="1">b</bpt>word</seg></tuv><tuv xml:lang="zh"><seg>一</seg></tuv>\
      <tuv xml:lang="fr"><seg>un</seg></tuv></tu>
      </body></tmx>
      """)
  }

  @Test func `says what the format cannot hold, to people and to programs`() throws {
    let run = try CommandRun.bitext(["convert", tmx, folder.path("a.tsv")])
    #expect(run.code == 0)
    #expect(
      run.errorLines == [
        "bitext: 1 units, 0 rejected",
        "bitext: 1 inline codes without a partner made isolated",
        "bitext: 1 dates or counts that are none kept as properties",
        "bitext: tsv cannot hold: 1 inline codes, 1 notes, 2 properties, 1 texts in further languages, "
          + "1 units' languages, 1 notes, properties or encodings of the file",
      ])
    let json = try CommandRun.bitext(["convert", tmx, folder.path("a.xlf"), "--json", "-q"])
    let counts = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(counts["lost"] as? [String: Int] == ["further_languages": 1, "header": 1])
    #expect(counts["mended"] as? [String: Int] == ["unpaired-codes": 1, "bad-attributes": 1])
  }

  @Test func `chooses sides by language`() throws {
    let run = try CommandRun.bitext([
      "convert", tmx, "-", "--format", "jsonl", "--source-language", "fr", "--target-language",
      "en",
      "-q",
    ])
    #expect(run.text.contains("\"source\":\"un\",\"target\":\"=A word\""))
    #expect(run.text.contains("\"source_language\":\"fr\",\"target_language\":\"en\""))
  }

  @Test func `makes files for spreadsheets, and bitextor's columns`() throws {
    let run = try CommandRun.bitext(["convert", tmx, "-", "--format", "csv", "--spreadsheet"])
    #expect(run.text.hasPrefix("\u{feff}id,source"))
    #expect(run.text.contains("\r\n1,'=A word,一,"))
    #expect(run.errorLines.last == "bitext: 1 cells that begin like a formula got an apostrophe")
    let columns = try CommandRun.bitext(["convert", tmx, "-", "--profile", "bitextor", "-q"])
    #expect(columns.text == "\t\t=A word\t一\t\n")
    #expect(
      try CommandRun.bitext(["convert", tmx, "-", "--format", "tmx", "--spreadsheet"]).code == 64)
  }

  @Test func `lists the problems of a file`() throws {
    let run = try CommandRun.bitext(["convert", "--validate", tmx])
    #expect(run.code == 65)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("\(tmx):2:") })
    #expect(lines[0].contains(": warning: expected a date"))
    #expect(lines[1].contains(": error: expected an ept"))
    #expect(run.errorLines == ["bitext: 1 units, 1 errors, 1 warnings"])
    let tsv = try folder.write("b.tsv", "source\ttarget\na\tb\nc\n")
    let other = try CommandRun.bitext(["convert", "--validate", tsv, "--json", "-q"])
    #expect(other.code == 65 && other.errorLines == [])
    #expect(other.text.contains("\"line\":3"))
    let good = try folder.write("c.tsv", "source\ttarget\na\tb\n")
    #expect(try CommandRun.bitext(["convert", "--validate", good]).code == 0)
    #expect(try CommandRun.bitext(["convert", "--validate", good, "out.tsv"]).code == 64)
  }

  @Test func `says in one line what it needs to know of an input`() throws {
    for (input, code) in [
      (folder.path, Int32(64)), (try folder.write("a.bin", "x"), 64), ("-", 64),
    ] {
      let run = try CommandRun.bitext(["convert", input, "-", "--format", "tsv"], input: "")
      #expect(run.code == code)
      #expect(run.errorLines.count == 1)
      #expect(run.errorLines.first?.contains("--input-format") == true)
    }
    let moses = try CommandRun.bitext([
      "convert", folder.path("none"), "-", "--format", "tsv", "--input-format", "moses",
    ])
    #expect(moses.code == 66 && moses.errorLines.first?.contains("none.en") == true)
  }
}
