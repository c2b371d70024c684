// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `The mqm command` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func unit(_ id: String, _ source: String, _ target: String) -> String {
    #"{"id":"\#(id)","source":"\#(source)","target":"\#(target)","pair":"p"}"# + "\n"
  }

  private static let units =
    unit("p:0", "The ferry carries 12 cars.", "渡轮可载15辆汽车。")
    + unit("p:1", "It sails at noon.", "它中午起航。")
    + unit("p:2", "Snow falls on the pier.", "码头上下雪。")

  private func bitext(_ arguments: [String]) throws -> CommandRun {
    try CommandRun.bitext(arguments + ["-q"])
  }

  private func fail(
    _ arguments: [String], code: Int32 = 65, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try CommandRun.bitext(arguments)
    #expect(run.code == code, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
  }

  /// The export of ``units`` with a fault of the first.
  private func exported() throws -> (units: String, faults: String, table: String) {
    let units = try folder.write("units.jsonl", Self.units)
    let faults = try folder.write(
      "faults.jsonl",
      #"{"unit":"p:0","rule":"number-changed","category":"Accuracy/Mistranslation","severity":"major","#
        + #""source":{"start":18,"end":20},"target":{"start":4,"end":6},"message":"12 became 15"}"#
        + "\n")
    let table = folder.path("out.tsv")
    let run = try bitext(
      ["mqm", "export", units, "--faults", faults, "--system", "one", "-o", table])
    #expect(run.code == 0, "\(run.errors)")
    return (units, faults, table)
  }

  @Test func `writes the ten columns, a row a fault or unit`() throws {
    let rows = try TestFiles.rows(try exported().table)
    #expect(rows.allSatisfy { $0.count == 10 } && rows.count == 4)
    #expect(
      Array(rows[1][..<9]) == [
        "one", "p", "1", "1", "bitext", "The ferry carries <v>12</v> cars.",
        "渡轮可载<v>15</v>辆汽车。", "Accuracy/Mistranslation", "major",
      ])
    #expect(rows[1][9].contains(#""unit":"p:0""#))
    #expect(rows[3][2] == "3" && rows[3][7] == "no-error" && rows[3][8] == "no-error")
  }

  @Test func `reads its own rows back as the same faults`() throws {
    let (units, faults, table) = try exported()
    let run = try bitext(["mqm", "import", table, "--units", units])
    #expect(run.code == 0, "\(run.errors)")
    let (own, read) = (try TestFiles.objects(faults)[0], run.lines)
    #expect(read.count == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(read[0].utf8)) as? [String: Any])
    for key in ["unit", "category", "severity", "message"] {
      #expect(object[key] as? String == own[key] as? String)
    }
    #expect(object["source"] as? [String: Int] == ["start": 18, "end": 20])
    #expect(object["target"] as? [String: Int] == ["start": 4, "end": 6])
    #expect(object["rule"] as? String == "rater:bitext")
  }

  @Test func `names faults by the rules where no file does`() throws {
    let units = try folder.write("units.jsonl", Self.units)
    let run = try bitext(["mqm", "export", units, "--rules", "number-changed"])
    #expect(run.code == 0 && run.lines.count == 4)
    #expect(run.text.contains("<v>15</v>") && run.text.contains("units\tp\t1"))
  }

  @Test func `ends at a fault or annotation of a unit that does not exist`() throws {
    let (units, _, table) = try exported()
    let stray = try folder.write(
      "stray.jsonl", #"{"unit":"q:9","category":"Other","severity":"minor"}"# + "\n")
    try fail(
      ["mqm", "export", units, "--faults", stray, "-o", folder.path("no.tsv")],
      saying: "stray.jsonl:1: expected a unit of \(units), found \"q:9\"")
    #expect(!TestFiles.exists(folder.path("no.tsv")))
    let fewer = try folder.write("fewer.jsonl", Self.unit("p:1", "It sails at noon.", "它中午起航。"))
    try fail(
      ["mqm", "import", table, "--units", fewer],
      saying: "out.tsv:2: expected a unit of \(fewer), found \"p:0\"")
    let other = try folder.write(
      "other.jsonl", Self.units.replacingOccurrences(of: "码头", with: "桥"))
    try fail(
      ["mqm", "import", table, "--units", other], saying: "expected the target of \"p:2\"")
  }

  @Test func `ends at a row that cannot be read`() throws {
    func table(_ row: String) throws -> String { try folder.write("bad.tsv", row + "\n") }
    try fail(["mqm", "import", table("a\tb")], saying: "bad.tsv:1: expected the ten columns")
    let row = ["s", "d", "1", "1", "r", "a", "b", "Other", "huge", "{}"]
    try fail(["mqm", "import", table(row.joined(separator: "\t"))], saying: "found \"huge\"")
    let open = ["s", "d", "1", "1", "r", "a", "<v>b", "Other", "Major", "{}"]
    try fail(["mqm", "import", table(open.joined(separator: "\t"))], saying: "</v>")
    let two = [row, row].enumerated().map { number, row in
      (["s\(number)"] + row[1..<8] + ["Minor", "{}"]).joined(separator: "\t")
    }
    try fail(
      ["mqm", "import", table(two.joined(separator: "\n"))],
      saying: "bad.tsv:2: expected rows of one")
    try fail(["mqm", "import", "/no/such.tsv"], code: 66, saying: "/no/such.tsv")
    try fail(
      [
        "mqm", "export", try folder.write("u.jsonl", Self.units), "--faults",
        try folder.write("f.jsonl", "{\"unit\":\"p:0\"}\n"),
      ],
      saying: "f.jsonl:1: expected the keys")
  }

  @Test func `takes rows as WMT's files have them`() throws {
    let rows = [
      "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity",
      "S\td\t3\t7\trater1\tA boat.\t<v>一只</v>船。\tFluency/Punctuation\tMinor",
      "S\td\t4\t8\trater1\tA car.\t车。\tNo-error\tno-error",
      "S\td\t4\t8\trater2\tA car.\t车。\tNon-translation!\tMajor",
      "S\td\t5\t9\trater1\tA car.\t车。\tAccuracy/Addition\tHOTW-test",
    ]
    let table = try folder.write("wmt.tsv", rows.joined(separator: "\n") + "\n")
    let run = try bitext(["mqm", "import", table, "--rater", "rater1", "--json", "-o", "/dev/null"])
    #expect(run.text == "{\"faults\":1,\"units\":2,\"passed_over\":2}\n")
    let faults = try bitext(["mqm", "import", table]).text
    #expect(faults.contains(#""unit":"d:3""#))
    #expect(faults.contains(#""category":"Linguistic conventions/Punctuation""#))
    #expect(faults.contains(#""target":{"start":0,"end":2}"#))
  }

  @Test func `draws a blinded sheet, and its key leads back`() throws {
    let one = try folder.write("one.jsonl", Self.units)
    let two = try folder.write(
      "two.jsonl", Self.units.replacingOccurrences(of: "。", with: "！"))
    func draw(_ seed: String, _ name: String) throws -> String {
      let run = try bitext(
        [
          "mqm", "sheet", one, two, "--sample", "2", "--seed", seed, "-o", folder.path(name),
          "--key", folder.path("\(name).key"),
        ])
      #expect(run.code == 0, "\(run.errors)")
      return try folder.text(name) + folder.text("\(name).key")
    }
    #expect(try draw("1", "a.tsv") == draw("1", "b.tsv"))
    #expect(try Set((1...8).map { try draw("\($0)", "c.tsv") }).count > 1)
    var rows = try TestFiles.rows(folder.path("a.tsv"))
    #expect(rows.count == 5 && rows.dropFirst().allSatisfy { $0[0] == "blind" })
    for index in rows.indices.dropFirst() {
      rows[index][7] = "Accuracy/Mistranslation"
      rows[index][8] = "Major"
      rows[index][6] = "<v>" + rows[index][6] + "</v>"
      rows[index][4] = "me"
    }
    let judged = try folder.write(
      "judged.tsv", rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n")
    for (system, path, mark) in [("one", one, "。"), ("two", two, "！")] {
      let run = try bitext(
        [
          "mqm", "import", judged, "--key", folder.path("a.tsv.key"), "--system", system, "--units",
          path, "-o", folder.path("gold.jsonl"), "--json",
        ])
      #expect(run.code == 0 && run.text.contains("\"faults\":2"), "\(run.errors) \(mark)")
    }
    try fail(
      ["mqm", "import", judged, "--key", try folder.write("short.key", "row\tsystem\tunit\n")],
      saying: "judged.tsv:2: expected a row of")
    try fail(
      [
        "mqm", "sheet", one, try folder.write("x.jsonl", Self.unit("z", "a", "b")), "-o",
        folder.path("n.tsv"), "--key", folder.path("n.key"),
      ], saying: "ids in common")
  }

  @Test func `writes scores from elsewhere as a property`() throws {
    let units = try folder.write("units.jsonl", Self.units)
    let inOrder = try folder.write("s.txt", "0.5\n-1\n2e-3\n")
    let run = try bitext(["mqm", "scores", units, inOrder, "--name", "comet"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.lines.map { $0.contains("x-bitext-score-comet") } == [true, true, true])
    #expect(run.lines[2].contains(#""x-bitext-score-comet":"0.002""#))
    let byID = try folder.write("s.tsv", "p:2\t7\np:0\t8\n")
    let some = try bitext(["mqm", "scores", units, byID, "--name", "comet"])
    #expect(some.lines.map { $0.contains("x-bitext-score-comet") } == [true, false, true])
    let lines = try folder.write("s.jsonl", #"{"id":"p:1","score":0.25}"# + "\n")
    #expect(try bitext(["mqm", "scores", units, lines, "--name", "c"]).lines[1].contains("0.25"))
    let scored = try folder.write("scored.jsonl", run.output)
    #expect(
      try bitext(["mqm", "export", scored]).text.contains(#""metrics":{"comet":0.5}"#))
  }

  @Test func `takes scores as JSON lines from standard input, behind a byte order mark`() throws {
    let units = try folder.write("units.jsonl", Self.units)
    let line = "\u{feff}" + #"{"id":"p:1","score":0.5}"# + "\n"
    let run = try CommandRun.bitext(
      ["mqm", "scores", units, "-", "--name", "comet", "-q"], input: line)
    #expect(run.code == 0 && run.text.contains("\"x-bitext-score-comet\":\"0.5\""), "\(run.errors)")
  }

  @Test func `numbers systems of one name`() throws {
    let units = try folder.write("units.jsonl", Self.units)
    let run = try CommandRun.bitext(["mqm", "export", units, units, "-q"])
    let systems = Set(run.lines.dropFirst().map { $0.split(separator: "\t")[0] })
    #expect(systems == ["units", "units (2)"])
  }

  @Test func `ends at scores that do not fit the units`() throws {
    let units = try folder.write("units.jsonl", Self.units)
    func scores(_ text: String, _ name: String = "s.txt") throws -> [String] {
      [
        "mqm", "scores", units, try folder.write(name, text), "--name", "x", "-o",
        folder.path("out.jsonl"),
      ]
    }
    try fail(try scores("1\n2\n"), saying: "expected 3 scores, one a unit of \(units), found 2")
    try fail(try scores("1\nx\n3\n"), saying: "s.txt:2: expected a number")
    try fail(try scores("p:0\t1\n2\n"), saying: "s.txt:2: expected ids on all lines or on none")
    try fail(try scores("p:0\t1\np:7\t2\n"), saying: "s.txt:2: expected a unit of")
    try fail(try scores("p:0\t1\np:0\t2\n"), saying: "s.txt:2: expected each id once")
    try fail(try scores("{}\n", "s.jsonl"), saying: "s.jsonl:1: expected the keys")
    try fail(
      [
        "mqm", "scores", units, try folder.write("s.txt", "1\n2\n3\n"), "--name", "x", "-o",
        folder.path("out.tsv"),
      ], saying: "TSV has no column")
    #expect(!TestFiles.exists(folder.path("out.jsonl")))
  }
}

struct `The ranking aid's command` {
  private static let unit =
    #"{"id":"a","source":"The ferry carries 12 cars.","target":"渡轮可载12辆汽车。"}"# + "\n"

  @Test func `writes a value a unit, which mqm scores takes in`() throws {
    let folder = try TemporaryFolder()
    let units = try folder.write("u.jsonl", Self.unit)
    let run = try CommandRun.bitext(
      ["check", units, "-q", "-o", folder.path("f.txt"), "--ranking", folder.path("r.jsonl")])
    #expect(run.code == 0, "\(run.errors)")
    let values = try TestFiles.objects(folder.path("r.jsonl"))
    #expect(values.count == 1 && values[0]["unit"] as? String == "a")
    #expect(values[0]["score"] is Double)
    let scored = try CommandRun.bitext(
      ["mqm", "scores", units, folder.path("r.jsonl"), "--name", "ranking", "-q"])
    #expect(scored.code == 0 && scored.text.contains("x-bitext-score-ranking"))
  }

  @Test func `refuses other rules, and inputs that are not there`() throws {
    let folder = try TemporaryFolder()
    let units = try folder.write("u.jsonl", Self.unit)
    for (arguments, code, words) in [
      (["check", units, "--skip", "empty", "--ranking", "r"], 64, "as they are by default"),
      (["evaluate", "ranking"], 64, "--human, --units or both"),
      (["evaluate", "ranking", "--units", units, "--train"], 64, "--output FILE"),
      (["evaluate", "ranking", "--units", "/no/u.jsonl"], 66, "/no/u.jsonl"),
      (["evaluate", "ranking", "--units", units, "--weights", units], 65, "u.jsonl:1: expected"),
    ] as [([String], Int32, String)] {
      let run = try CommandRun.bitext(arguments)
      #expect(run.code == code && run.errors.contains(words), "\(run.errors)")
    }
  }
}
