// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `A failed command` {
  private static let mark = "translated by 谷歌翻译\n"
  private static let item = "我们研究冬季的渡轮，并提出HoldFast规则，将等待时间缩短12%。\n"

  /// Runs with `--quiet`, and holds the run to one line on standard error and nothing else.
  private func fail(
    _ arguments: [String], input: [UInt8] = [], code: Int32, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try CommandRun.bitext(arguments + ["--quiet"], input: input)
    #expect(run.code == code, sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("bitext: "), sourceLocation: sourceLocation)
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
  }

  static let readers: [[String]] = [["read"], ["build"], ["pair"]]

  private func output(_ arguments: [String], _ folder: TemporaryFolder) -> [String] {
    arguments.first == "build" ? ["-o", folder.path("out")] : ["-o", folder.path("out.jsonl")]
  }

  @Test(arguments: readers)
  func `names a path that does not exist`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try fail(
      arguments + ["/no/such/page.txt"] + output(arguments, folder), code: 66,
      saying: "/no/such/page.txt: no such file")
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: readers)
  func `finds no page in an empty folder`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let pages = try TemporaryFolder()
    try fail(
      arguments + [pages.path] + output(arguments, folder), code: 66, saying: "found no file")
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: readers, [[], [0x0a, 0x0a], BinaryFile.bytes] as [[UInt8]])
  func `finds nothing in an empty or a binary file`(arguments: [String], bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let pages = try TemporaryFolder()
    let page = try pages.write("page.txt", bytes)
    try fail(arguments + [page] + output(arguments, folder), code: 65, saying: "page.txt")
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: readers)
  func `finds nothing in a compressed file that is cut`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let pages = try TemporaryFolder()
    let page = try pages.write("page.txt.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0])
    try fail(arguments + [page] + output(arguments, folder), code: 65, saying: "end too early")
    #expect(try folder.names.isEmpty)
  }

  @Test func `names missing files of every other subcommand`() throws {
    try fail(["convert", "/no/a.tsv", "-", "--format", "tsv"], code: 66, saying: "/no/a.tsv")
    try fail(["align", "/no/a", "/no/b"], code: 66, saying: "/no/a")
    try fail(
      ["build", `The command`.pages, "--originals", "/no/o", "-o", "/no/x"], code: 66,
      saying: "/no/o"
    )
    let run = try CommandRun.bitext(["segment", "/no/a"])
    #expect(run.code == 66 && run.errorLines.count == 1)
  }

  @Test func `cannot make its output under a file`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "")
    let page = `The command`.pages + "/listing-01.txt"
    try fail(["read", page, "-o", file + "/out.jsonl"], code: 73, saying: "cannot be written")
    try fail(["build", page, "-o", file + "/out"], code: 73, saying: "cannot be made")
    try fail(["pair", page, "-o", file + "/out"], code: 73, saying: "cannot be written")
    let units = try folder.write("a.tsv", "source\ttarget\n")
    try fail(["convert", units, file + "/a.tmx"], code: 73, saying: "cannot be written")
    #expect(try folder.names == ["a.tsv", "file"])
  }

  @Test func `keeps an existing folder unless forced`() throws {
    let folder = try TemporaryFolder()
    try folder.write("out/mine.txt", "mine")
    let page = `The command`.pages + "/listing-01.txt"
    try fail(["build", page, "-o", folder.path("out")], code: 73, saying: "--force")
    #expect(try folder.text("out/mine.txt") == "mine")
    #expect(try folder.names == ["out"])
  }

  @Test func `says that its reader went away`() throws {
    let run = try CommandRun.bitextIntoClosedPipe(["read", `The command`.pages, "-q"])
    #expect(run.code == 74)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("broken pipe"))
  }

  @Test func `says that the disk is full`() throws {
    try fail(
      ["read", `The command`.pages, "-o", "/dev/full"], code: 74, saying: "no space left on device")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `that was interrupted in mid run leaves nothing`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let page = `The command`.pages + "/listing-01.txt"
    // The second page never comes: the command waits for standard input.
    let command = try RunningCommand(
      ["build", page, "-", "-o", folder.path("out")], input: .open)
    #expect(try command.waitForErrors(containing: "reading"))
    #expect(try folder.names.count == 1)
    command.send(signal: signal)
    let run = try command.wait()
    #expect(run.code == 128 + signal)
    #expect(run.errorLines.last == "bitext: interrupted; nothing was written")
    #expect(run.errorLines.count == 2, "\(run.errors)")
    #expect(try folder.names.isEmpty)
  }

  @Test func `interrupted while it writes a file leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let page = `The command`.pages + "/listing-01.txt"
    let command = try RunningCommand(["read", page, "-", "-o", folder.path("a.gz")], input: .open)
    #expect(try command.waitForErrors(containing: "reading"))
    command.send(signal: SIGINT)
    #expect(try command.wait().code == 130)
    #expect(try folder.names.isEmpty)
  }
}

struct `Bad input to the command` {
  private static let item = "我们研究冬季的渡轮，并提出HoldFast规则，将等待时间缩短12%。这只是一个例子。"
  private static let mark = "\ntranslated by 谷歌翻译\n"

  @Test func `that is not UTF-8 in one place costs one item`() throws {
    let folder = try TemporaryFolder()
    let good = Array((Self.item + Self.mark).utf8)
    let bad = Array(Self.item.utf8) + [0xff, 0xc0] + Array(Self.mark.utf8)
    let page = try folder.write("page.txt", good + bad + good)
    let run = try CommandRun.bitext(["read", page, "--rejected", folder.path("rejected.jsonl")])
    #expect(run.code == 0)
    #expect(run.lines.count == 2)
    #expect(run.errors.contains("1 rejected"))
    let rejected = try TestFiles.objects(folder.path("rejected.jsonl"))
    #expect(rejected.map { $0["code"] as? String } == ["invalid-utf8"])
    #expect(rejected.first?["line"] as? Int == 3)
  }

  @Test func `of the wrong shape is rejected line by line`() throws {
    let lines = [
      #"{"id":"a","text":"One text."}"#, "{", "[]", #"{"id":"b"}"#, #"{"id":"c","text":7}"#,
      #"{"id":"d","text":"Another text."}"#,
    ]
    let arguments = ["read", "-", "--input-format", "documents"]
    let run = try CommandRun.bitext(arguments, input: lines.joined(separator: "\n"))
    #expect(run.code == 0)
    #expect(run.lines.count == 2)
    #expect(run.errors.contains("4 rejected"))
  }

  @Test func `over the allowed number of rejections ends with code 2`() throws {
    let folder = try TemporaryFolder()
    let input = "{\"id\":\"a\",\"text\":\"One.\"}\n{}\n{}\n"
    let out = folder.path("out.jsonl")
    for (allowed, code) in [("1", 2), ("2", 0)] as [(String, Int32)] {
      let run = try CommandRun.bitext(
        ["read", "-", "-o", out, "-q", "--max-rejected", allowed], input: input)
      #expect(run.code == code)
      #expect(run.errorLines.count == (code == 2 ? 1 : 0))
      #expect(try folder.text("out.jsonl").split(separator: "\n").count == 1)
    }
  }

  @Test func `does not count furniture as rejected items of a build`() throws {
    let folder = try TemporaryFolder()
    let page = try folder.write("page.txt", "首页\n\n" + Self.item + Self.mark)
    let run = try CommandRun.bitext([
      "build", page, "-o", folder.path("out"), "-q", "--max-rejected", "0",
    ])
    #expect(run.code == 0)
    let read = try CommandRun.bitext(["read", page, "-q", "--max-rejected", "0"])
    #expect(read.code == 0)
  }

  @Test func `whose archive is cut costs what lies behind the cut`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<2000).map { #"{"id":"\#($0)","text":"Text \#($0 * 7919 % 1009) of many."}"# }
    let plain = try folder.write("a.jsonl", lines.joined(separator: "\n"))
    let packed = folder.path("a.jsonl.gz")
    #expect(try CommandRun.bitext(["read", plain, "-q", "-o", packed]).code == 0)
    let bytes = try TestFiles.bytes(packed)
    let cut = try folder.write("cut.jsonl.gz", Array(bytes[..<(bytes.count / 2)]))
    let run = try CommandRun.bitext(["read", cut])
    #expect(run.code == 0)
    #expect((200..<1990).contains(run.lines.count))
    #expect(run.errors.contains("1 rejected"))
    let converted = try CommandRun.bitext([
      "convert", cut, "-", "--input-format", "jsonl", "--format", "tsv", "-q",
    ])
    #expect(converted.code == 65)
    #expect(converted.errorLines.count == 1)
  }

  @Test func `longer than the cap is rejected and the rest is read`() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "long words ", count: 200_000)
    let page = try folder.write("p.txt", Self.item + Self.mark + long + Self.mark + Self.item)
    let run = try CommandRun.bitext(["read", page, "--record-limit", "100000"])
    #expect(run.code == 0)
    #expect(run.lines.count == 2)
    #expect(run.errors.contains("1 rejected"))
    let segment = try CommandRun.bitext(["segment", page, "--record-limit", "100000"])
    #expect(segment.code == 65)
    #expect(segment.errorLines.count == 1)
  }

  @Test func `that is no TMX is malformed with its line`() throws {
    let folder = try TemporaryFolder()
    for text in [
      "", "not xml", "<tmx><body>", "<html/>", "<!DOCTYPE tmx [<!ENTITY a \"b\">]><tmx/>",
    ] {
      let input = try folder.write("bad.tmx", text)
      let run = try CommandRun.bitext(["convert", input, folder.path("out.tsv"), "-q"])
      #expect(run.code == 65, "\(text)")
      #expect(run.errorLines.count == 1)
      #expect(run.errors.hasPrefix("bitext: \(input):"))
    }
    #expect(try folder.names == ["bad.tmx"])
  }

  @Test func `in a format that nobody named is a wrong use`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("a.tsv", "source\ttarget\n")
    let run = try CommandRun.bitext(["convert", input, "-", "-q"])
    #expect(run.code == 64 && run.errorLines.count == 1)
    #expect(run.errors.contains("--format"))
    let other = try CommandRun.bitext(["convert", input, folder.path("a.docx"), "-q"])
    #expect(other.code == 64)
  }
}
