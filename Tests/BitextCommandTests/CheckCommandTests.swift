// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Testing

struct `The check command` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func units() throws -> String {
    try folder.write(
      "units.tsv",
      "id\tsource\ttarget\na\tThe ferry carries 12 cars.\t渡轮运送15辆汽车。\n"
        + "b\tThe ferry is old.\t渡轮很旧。\n")
  }

  @Test func `writes one fault a line`() throws {
    let run = try CommandRun.bitext(["check", try units(), "--format", "jsonl", "-q"])
    #expect(run.code == 0)
    #expect(run.lines.count == 1)
    #expect(run.text.contains("\"category\":\"Accuracy/Mistranslation\""))
    #expect(
      run.text.contains("\"source\":{\"start\":18,\"end\":20},\"target\":{\"start\":4,\"end\":6}"))
  }

  @Test func `counts a unit once, also where a fault of it is known late`() throws {
    // Half-width marks wait for the corpus: the second fault comes behind the next unit's.
    let units = try folder.write(
      "late.tsv",
      "id\tsource\ttarget\na\tThe ferry carries 12 cars, today.\t渡轮今天运送,15辆汽车。\n"
        + "b\tThe ferry carries 7 cars, today.\t渡轮今天运送,8辆汽车。\n")
    let run = try CommandRun.bitext([
      "check", units, "--rules", "number-changed,half-width", "--json", "-q", "-o",
      folder.path("faults"),
    ])
    #expect(run.text.contains("\"faults\":4,\"faulty_units\":2"), "\(run.text)")
    for shown in ["0", "1", "10"] {
      let report = try CommandRun.bitext(["report", units, "--show", shown, "-q"])
      #expect(report.text.contains("\"faulty\":2"))
    }
  }

  @Test func `refuses what would be of no effect, or write over itself`() throws {
    let units = try units()
    let faults = try folder.write("faults.jsonl", "")
    let one = folder.path("one")
    for (arguments, words) in [
      (["check", units, "--rules", ""], "--rules needs the id of a rule"),
      (["check", units, "-o", one, "--ranking", one], "to be two files"),
      (["mqm", "sheet", units, "-o", one, "--key", one], "to be two files"),
      (["mqm", "export", units, "--faults", faults, "--skip", "empty"], "no rules are run"),
      (["evaluate", "check", faults, faults, "--rater", "a"], "--rater is of rows of ten columns"),
      (["build", "--resume", one, "--min-score", "0.9"], "found --min-score"),
    ] {
      let run = try CommandRun.bitext(arguments)
      #expect(run.code == 64 && run.errors.contains(words), "\(run.errors)")
    }
    #expect(!TestFiles.exists(one))
  }

  @Test func `leaves joined emoji alone, and reads full-width digits with their scale`() throws {
    let units = try folder.write(
      "wide.tsv",
      "id\tsource\ttarget\na\tA family 👨\u{200D}👩\u{200D}👧.\t一家人👨\u{200D}👩\u{200D}👧。\n"
        + "b\tWe read 3.5 million pages.\t我们读了３５０万页。\n"
        + "c\tA family.\t一\u{200D}家人。\n")
    let rules = "control-character,number-missing,number-changed,number-added"
    let run = try CommandRun.bitext(["check", units, "--rules", rules, "--format", "jsonl", "-q"])
    #expect(run.lines.count == 1 && run.text.contains("\"unit\":\"c\""), "\(run.text)")
  }

  @Test func `names an unknown rule in one line`() throws {
    let run = try CommandRun.bitext(["check", try units(), "--skip", "nothing-such"])
    #expect(run.code == 64)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("\"nothing-such\""))
  }

  @Test func `names the broken row of a termbase`() throws {
    let terms = try folder.write("terms.tsv", "hull\t船体\nbow\n")
    let run = try CommandRun.bitext(["check", try units(), "--termbase", terms])
    #expect(run.code == 65)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("terms.tsv:2: "))
  }

  @Test func `takes a termbase in TBX`() throws {
    func tbx(_ name: String, _ chinese: String) throws -> String {
      try folder.write(
        name,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="t1">
        <langSet xml:lang="en"><tig><term>tide table</term></tig></langSet>
        <langSet xml:lang="zh">\(chinese)</langSet>
        </termEntry></body></text></martif>
        """)
    }
    let wrong = "<termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>"
    let terms = try tbx(
      "terms.tbx", "<tig><term>潮汐表</term></tig><tig><term>潮水桌子</term>\(wrong)</tig>")
    let unit = try folder.write(
      "tide.jsonl", #"{"id":"t","source":"The tide table is new.","target":"潮水桌子是新的。"}"# + "\n")
    let run = try CommandRun.bitext(["check", unit, "--termbase", terms, "--rules", "wrong-term"])
    #expect(run.code == 0 && run.text.contains("tide table is 潮汐表, not 潮水桌子"), "\(run.errors)")
    let empty = try tbx("empty.tbx", "")
    let failed = try CommandRun.bitext(["check", unit, "--termbase", empty])
    #expect(failed.code == 65 && failed.errorLines.count == 1)
    #expect(failed.errors.contains("empty.tbx: expected entries with English and Chinese terms"))
  }

  @Test func `says that a corpus has one language only`() throws {
    let same = try folder.write(
      "same.jsonl",
      #"{"id":"a","source":"A","target":"B","source_language":"en","target_language":"en"}"# + "\n")
    let run = try CommandRun.bitext(["check", same])
    #expect(run.code == 65 && run.errorLines.count == 1)
    #expect(run.errors.contains("same.jsonl: expected units in two languages, found en"))
  }

  @Test func `takes options from a file, and the command line wins`() throws {
    let config = try folder.write(
      "check.yaml", "units: [\(try units())]\nformat: jsonl\nseverity: [number-changed=critical]\n")
    let run = try CommandRun.bitext(["check", "--config", config, "-q"])
    #expect(run.code == 0 && run.text.contains("\"severity\":\"critical\""))
    let other = try CommandRun.bitext(["check", "--config", config, "-q", "--format", "text"])
    #expect(other.text.hasPrefix("a: critical: 12 became 15 [number-changed]"))
  }

  @Test func `lists its rules`() throws {
    let run = try CommandRun.bitext(["check", "--list-rules"])
    #expect(run.code == 0 && run.lines.count > 40)
  }

  @Test func `says where no units are`() throws {
    let run = try CommandRun.bitext(["check", folder.path("absent.tmx")])
    #expect(run.code == 66 && run.errorLines.count == 1)
  }

  @Test func `filters by faults`() throws {
    let run = try CommandRun.bitext(
      ["filter", try units(), "--faults", "major", "-o", folder.path("out.tsv"), "-q"])
    #expect(run.code == 0)
    #expect(try folder.text("out.tsv").contains("渡轮很旧"))
    #expect(!(try folder.text("out.tsv").contains("15")))
  }
}
