// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `The command` {
  static let pages = TestFiles.corpora + "/pages"
  static let originals = TestFiles.corpora + "/originals.jsonl"

  @Test(arguments: [
    [], ["build"], ["read"], ["pair"], ["segment"], ["align"], ["convert"],
    ["score"],
  ])
  func `helps with an example`(subcommand: [String]) throws {
    let run = try CommandRun.bitext(subcommand + ["--help"])
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.text.contains(subcommand.isEmpty ? "bitext build pages" : "Example: bitext"))
  }

  @Test func `tells its version`() throws {
    let run = try CommandRun.bitext(["--version"])
    #expect(run.code == 0)
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    ["nonsense"], ["read"], ["read", "--nonsense", "x"], ["build", "x"],
    ["build", "x", "-o", "y", "--min-probability", "2"], ["read", "x", "--record-limit", "0"],
    ["read", "x", "--input-format", "pdf"],
  ])
  func `used wrongly says how with code 64`(arguments: [String]) throws {
    let run = try CommandRun.bitext(arguments)
    #expect(run.code == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Error: ") && run.errors.contains("--help"))
  }

  @Test func `builds a corpus from pages`() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.bitext(
      ["build", Self.pages, "--originals", Self.originals, "-o", folder.path("out")])
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("16 pages, 111 items"))
    #expect(try folder.names == ["out"])
    for name in ["corpus.tmx", "corpus.tsv", "pairs.jsonl", "unpaired.jsonl", "rejected.jsonl"] {
      #expect(TestFiles.exists(folder.path("out/" + name)))
    }
  }

  @Test func `builds in silence and tells programs the counts`() throws {
    let folder = try TemporaryFolder()
    let page = Self.pages + "/listing-02.txt"
    let run = try CommandRun.bitext(
      ["build", page, "-o", folder.path("out"), "--quiet", "--json"],
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    #expect(run.code == 0 && run.errors.isEmpty && run.lines.count == 1)
    let report = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    let counts = report?["counts"] as? [String: [String: Int]]
    #expect((counts?["items"]?["read"] ?? 0) > 3)
    #expect(try folder.text("out/manifest.json").contains("\"date\":1700000000"))
  }

  @Test func `builds the same bytes twice, over the old ones when told`() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "build", Self.pages, "--originals", Self.originals, "-o", folder.path("out"), "-q", "--jobs",
    ]
    #expect(try CommandRun.bitext(arguments + ["1"]).code == 0)
    let first = try folder.bytes("out/manifest.json")
    let units = try folder.bytes("out/corpus.tmx")
    #expect(try CommandRun.bitext(arguments + ["3"]).code == 73)
    #expect(try CommandRun.bitext(arguments + ["3", "--force"]).code == 0)
    #expect(try folder.bytes("out/manifest.json") == first)
    #expect(try folder.bytes("out/corpus.tmx") == units)
  }

  @Test func `reads pages to documents`() throws {
    let run = try CommandRun.bitext(["read", Self.pages])
    #expect(run.code == 0)
    #expect(run.lines.count == 111)
    #expect(run.errors.contains("111 documents, 25 title pairs"))
  }

  @Test func `reads and writes compressed files by name`() throws {
    let folder = try TemporaryFolder()
    let page = Self.pages + "/listing-01.txt"
    let plain = try CommandRun.bitext(["read", page, "-q"])
    for name in ["d.jsonl.gz", "d.jsonl.zst"] {
      #expect(try CommandRun.bitext(["read", page, "-q", "-o", folder.path(name)]).code == 0)
      let again = try CommandRun.bitext(["read", folder.path(name), "-q"])
      #expect(again.output == plain.output)
      // Standard input tells by its first bytes.
      let piped = try CommandRun.bitext(["read", "-", "-q"], input: try folder.bytes(name))
      #expect(piped.output == plain.output)
    }
  }

  @Test func `reads standard input and names it`() throws {
    let text = try TestFiles.text(Self.pages + "/listing-01.txt")
    let run = try CommandRun.bitext(["read", "-", "-q"], input: text)
    #expect(run.code == 0)
    #expect(run.lines.first?.contains("\"id\":\"stdin#0\"") == true)
    #expect(run.lines.first?.contains("\"path\":\"-\"") == true)
  }

  @Test func `pairs what another run has read`() throws {
    let folder = try TemporaryFolder()
    let documents = folder.path("documents.jsonl")
    #expect(try CommandRun.bitext(["read", Self.pages, "-o", documents]).code == 0)
    let run = try CommandRun.bitext([
      "pair", documents, "--originals", Self.originals, "--unpaired", folder.path("left.jsonl"),
    ])
    #expect(run.code == 0)
    let gold = try TestFiles.rows(TestFiles.corpora + "/gold/pairs.tsv")
    #expect(
      run.lines.count + (try TestFiles.objects(folder.path("left.jsonl")).count) == gold.count)
    #expect(run.lines.count >= 40)
    for line in run.lines {
      let pair = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let id = pair?["id"] as? String
      let source = (pair?["source"] as? [String: Any])?["id"] as? String ?? "?"
      let row = gold.first { $0[0] == id }
      #expect(row?[1].split(separator: "|").map(String.init).contains(source) == true)
    }
  }

  @Test func `cuts text into sentences`() throws {
    let run = try CommandRun.bitext(["segment", "-"], input: "One, e.g. this. Two.\n一。二！\n")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.lines == ["One, e.g. this.", "Two.", "一。", "二！"])
    let json = try CommandRun.bitext(["segment", "--json", "--language", "en"], input: "A b. C d.")
    #expect(json.text.contains("\"start\":5,\"end\":9"))
  }

  @Test func `aligns two files to a ladder and to units`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.en", "HoldFast is a rule.\nIt took 63 days.\n")
    try folder.write("a.zh", "HoldFast是一个规则。\n花了63天。\n")
    let files = [folder.path("a.en"), folder.path("a.zh")]
    let ladder = try CommandRun.bitext(["align"] + files + ["-q"])
    #expect(ladder.code == 0 && ladder.errors.isEmpty)
    #expect(ladder.lines.map { $0.prefix(8) } == ["[0]:[0]:", "[1]:[1]:"])
    let rungs = try CommandRun.bitext(["align"] + files + ["--format", "ladder"])
    #expect(rungs.lines.count == 3)
    #expect(try CommandRun.bitext(["align"] + files + ["-o", folder.path("a.tmx")]).code == 0)
    let rows = try CommandRun.bitext([
      "convert", folder.path("a.tmx"), "-", "--format", "tsv", "-q",
    ])
    #expect(rows.lines.count == 3)
    #expect(rows.lines[1].contains("HoldFast is a rule.\tHoldFast是一个规则。"))
    let prose = try CommandRun.bitext(["align"] + files + ["--priors", "prose"])
    #expect(prose.code == 0)
  }

  @Test func `converts through a pipe`() throws {
    let input = "source\ttarget\none\t一\n"
    let arguments = ["convert", "-", "-", "--input-format", "tsv", "--format", "jsonl"]
    let run = try CommandRun.bitext(arguments, input: input)
    #expect(run.code == 0)
    #expect(run.lines.count == 1)
    #expect(run.errorLines == ["bitext: 1 units, 0 rejected"])
    #expect(run.text.contains("\"source\":\"one\",\"target\":\"一\""))
  }

  @Test func `says how many characters XML could not hold`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("a.tsv", "source\ttarget\none\u{1}\t一\n")
    let run = try CommandRun.bitext(["convert", input, folder.path("a.tmx")])
    #expect(run.code == 0)
    #expect(run.errors.contains("1 characters that XML cannot hold"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completes in shells`(shell: String) throws {
    let run = try CommandRun.bitext(["--generate-completion-script", shell])
    #expect(run.code == 0)
    #expect(run.text.contains("convert"))
  }
}
