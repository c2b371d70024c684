// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `The memory command` {
  private let folder: TemporaryFolder
  private var memory: String { folder.path("m.db") }

  init() throws { folder = try TemporaryFolder() }

  private static let units = """
    id\tsource\ttarget\tpair
    d:0\tWe propose 12 methods.\t我们提出12种方法。\td
    d:1\tIt works well.\t效果很好。\td
    d:2\tNOT a "quote" AND 100% * 'x'\t引号\td

    """

  private func filled() throws {
    let file = try folder.write("u.tsv", Self.units)
    let run = try CommandRun.bitext(["memory", "import", memory, file, "-q", "--json"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text == #"{"new":3,"updated":0,"duplicates":0,"conflicts":0,"rejected":0}"# + "\n")
  }

  private func rows(_ run: CommandRun) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output))
    return value as? [[String: Any]] ?? []
  }

  @Test func `prints matches as an array, the best first`() throws {
    try filled()
    let run = try CommandRun.bitext([
      "memory", "match", memory, "--text", "We propose 15 methods.", "--json",
    ])
    let found = try rows(run)
    #expect(found.count == 1)
    let keys: Set = ["score", "source", "target", "unit", "penalties", "context"]
    #expect(found.first.map { Set($0.keys) } == keys)
    #expect(found.first?["score"] as? Int == 99)
    #expect(found.first?["target"] as? String == "我们提出15种方法。")
    #expect(found.first?["penalties"] as? [String] == ["numbers"])
  }

  @Test func `answers each line of standard input`() throws {
    try filled()
    let run = try CommandRun.bitext(
      ["memory", "match", memory, "--json"], input: "It works well.\nnothing like it\n\n")
    #expect(run.code == 0 && run.lines.count == 3)
    #expect(run.lines.first?.contains("\"score\":101") == false)
    #expect(run.lines.dropFirst().allSatisfy { $0 == "[]" })
  }

  @Test(arguments: ["NOT a \"quote\" AND 100% * 'x'", "%", "\"", "*", "' OR 1=1 --", "NEAR/3"])
  func `takes every character of a query as text`(text: String) throws {
    try filled()
    for arguments in [["match", memory, "--text", text], ["concordance", memory, text]] {
      let run = try CommandRun.bitext(["memory"] + arguments + ["--json"])
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      let isThere = Self.units.contains(text) && !arguments.contains("--text")
      #expect(try !rows(run).isEmpty == (isThere || text.hasPrefix("NOT")))
    }
  }

  @Test func `imports again without a change and exports what it took`() throws {
    try filled()
    let before = try Data(contentsOf: URL(filePath: memory))
    let again = try CommandRun.bitext([
      "memory", "import", memory, folder.path("u.tsv"), "-q", "--json",
    ])
    #expect(again.text.contains(#""duplicates":3"#))
    #expect(try Data(contentsOf: URL(filePath: memory)) == before)
    for name in ["out.jsonl", "out.tmx", "out.tsv.gz"] {
      let run = try CommandRun.bitext(["memory", "export", memory, "-o", folder.path(name), "-q"])
      #expect(run.code == 0, "\(run.errors)")
      let back = try CommandRun.bitext([
        "memory", "import", folder.path("b.db"), folder.path(name), "-q", "--json",
      ])
      #expect(back.code == 0 && back.text.contains(#""rejected":0"#))
    }
  }

  @Test func `says in one line what is wrong, with the documented code`() throws {
    try filled()
    let text = try folder.write("text.db", String(repeating: "not a database\n", count: 99))
    let cases: [([String], Int32)] = [
      (["match", folder.path("none.db"), "--text", "x"], 66), (["match", text, "--text", "x"], 65),
      (["stats", folder.path("")], 65), (["import", text, folder.path("u.tsv")], 65),
      (["import", memory, folder.path("none.tsv")], 66),
      (["edit", memory, "77", "--target", "x"], 66),
      (["import", "/nowhere/m.db", folder.path("u.tsv")], 73),
    ]
    for (arguments, code) in cases {
      let run = try CommandRun.bitext(["memory"] + arguments)
      #expect(run.code == code, "\(arguments): \(run.errors)")
      #expect(run.errorLines.count == 1, "\(run.errors)")
    }
    for arguments in [["delete", memory], ["match", memory, "--threshold", "0", "--text", "x"]] {
      #expect(try CommandRun.bitext(["memory"] + arguments).code == 64)
    }
    #expect(try CommandRun.bitext(["memory", "stats", memory]).text.hasPrefix("3 units"))
  }

  @Test func `reads what nobody may write`() throws {
    try filled()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: memory)
    let run = try CommandRun.bitext([
      "memory", "match", memory, "--text", "It works well.", "--json",
    ])
    #expect(run.code == 0 && run.text.contains("\"score\":100"))
  }

  @Test func `is as it was after a broken import`() throws {
    try filled()
    let broken = try folder.write(
      "broken.tmx",
      #"<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>New.</seg></tuv>"#
        + #"<tuv xml:lang="zh-Hans"><seg>新。</seg></tuv></tu><tu><tuv xml:lang="en"><seg>cut"#)
    _ = try CommandRun.bitext(["memory", "import", memory, broken])
    let stats = try CommandRun.bitext(["memory", "stats", memory, "--json"])
    #expect(stats.text.contains("\"units\":3") || stats.text.contains("\"units\":4"))
  }

  @Test func `counts leverage and fills a file`() throws {
    try filled()
    let text = try folder.write(
      "new.txt", "It works well.\nIt works very well.\nnew here\nnew here\nWe propose 13 methods.\n"
    )
    let leverage = try CommandRun.bitext(["memory", "leverage", memory, text, "--json"])
    for band in [
      #""100":{"segments":1"#, #""95-99":{"segments":1"#, #""75-84":{"segments":1"#,
      #""none":{"segments":1"#, #""repetitions":{"segments":1"#, #""total":{"segments":5"#,
    ] { #expect(leverage.text.contains(band), "\(leverage.text)") }
    let run = try CommandRun.bitext([
      "memory", "pretranslate", memory, text, "-o", folder.path("new.jsonl"), "--json", "-q",
    ])
    #expect(run.text == #"{"read":5,"translated":3,"rejected":0}"# + "\n")
    let filled = try folder.text("new.jsonl")
    #expect(filled.contains("我们提出13种方法。") && filled.split(separator: "\n").count == 5)
  }

  @Test func `counts each band of leverage`() throws {
    let units = try folder.write(
      "u.tsv",
      "id\tsource\ttarget\tpair\nd:0\tFirst one.\t一\td\nd:1\tSame text.\t二\td\nd:2\tLast one.\t三\td\n"
        + "e:0\tone two three four five six seven eight nine ten\t四\te\n")
    #expect(try CommandRun.bitext(["memory", "import", memory, units, "-q"]).code == 0)
    let text = try folder.write(
      "new.txt",
      "First one.\nSame text.\nLast one.\nSame text.\n"
        + "one two three four five six seven eight nine TEN\n"
        + "one two three four five six seven eight nine x\n"
        + "one two three four five six seven eight x y\none two three four five six x y z v\n"
        + "quite another thing altogether\nquite another thing altogether\n")
    let run = try CommandRun.bitext(["memory", "leverage", memory, text, "--json"])
    for (band, count) in [
      ("101", 2), ("100", 2), ("95-99", 1), ("85-94", 1), ("75-84", 1), ("50-74", 1), ("none", 1),
      ("repetitions", 1), ("total", 10),
    ] {
      #expect(run.text.contains("\"\(band)\":{\"segments\":\(count),"), "\(band): \(run.text)")
    }
    let table = try CommandRun.bitext(["memory", "leverage", memory, text])
    #expect(table.lines.count == 10, "\(table.text)")
  }

  @Test func `merges, dedupes and edits`() throws {
    try filled()
    let other = folder.path("o.db")
    let file = try folder.write(
      "o.tsv", "id\tsource\ttarget\tpair\nx:0\tIt works well.\t很好。\tx\nx:1\tNew.\t新。\tx\n")
    #expect(try CommandRun.bitext(["memory", "import", other, file, "-q"]).code == 0)
    let merge = try CommandRun.bitext(["memory", "merge", memory, other, "--json", "-q"])
    #expect(merge.text.contains("\"new\":1") && merge.text.contains("\"conflicts\":1"))
    let dedupe = try CommandRun.bitext(["memory", "dedupe", memory, "--by-source", "--json", "-q"])
    #expect(dedupe.text == "{\"deleted\":1}\n")
    let edit = try CommandRun.bitext([
      "memory", "edit", memory, "1", "--target", "改了。", "--review", "approved", "--by", "ann",
      "--json", "-q",
    ])
    #expect(edit.text == "{\"unit\":1}\n")
    let match = try CommandRun.bitext([
      "memory", "match", memory, "--text", "We propose 12 methods.", "--json",
    ])
    #expect(match.text.contains("改了。"))
    let gone = try CommandRun.bitext([
      "memory", "delete", memory, "--review", "approved", "--json", "-q",
    ])
    #expect(gone.text == "{\"deleted\":1}\n")
    #expect(try CommandRun.bitext(["memory", "vacuum", memory, "-q"]).code == 0)
    #expect(try CommandRun.bitext(["memory", "stats", memory]).text.hasPrefix("3 units"))
  }
}
