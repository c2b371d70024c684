// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `Bad input` {
  private static let mark = "translated by 谷歌翻译\n"
  private static let item = "我们研究冬季的渡轮，并提出HoldFast规则，将等待时间缩短12%。\n"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a page; gives the documents' texts and the rejections' codes.
  private func read(
    _ page: String, _ options: [String] = [], timeLimit: Double = 60
  ) throws -> (texts: [String], codes: [String]) {
    let run = try CommandRun.bitext(
      ["read", page, "-q", "-o", folder.path("out.jsonl"), "--rejected", folder.path("no.jsonl")]
        + options, timeLimit: timeLimit)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    return (
      try TestFiles.objects(folder.path("out.jsonl")).compactMap { $0["text"] as? String },
      try TestFiles.objects(folder.path("no.jsonl")).compactMap { $0["code"] as? String }
    )
  }

  @Test func `with a single line of 200 MB costs one record and little memory`() throws {
    let page = folder.path("page.txt")
    let part = Data(repeating: 0x61, count: 1 << 20)
    try folder.write("page.txt", Self.item + Self.mark)
    let file = try #require(FileHandle(forWritingAtPath: page))
    try file.seekToEnd()
    for _ in 0..<200 { try file.write(contentsOf: part) }
    try file.write(contentsOf: Data(("\n" + Self.mark + Self.item + Self.mark).utf8))
    try file.close()
    // Address space is capped: the run may not keep the line.
    let run = try limited(
      ["read", page, "-q", "--rejected", folder.path("no.jsonl")], kilobytes: 600_000)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.lines.count == 2)
    #expect(try folder.text("no.jsonl").contains("too-long"))
  }

  @Test func `of 100,000 items is read whole`() throws {
    let page = try folder.write(
      "page.txt", String(repeating: Self.item + Self.mark, count: 100_000))
    let (texts, codes) = try read(page)
    #expect(texts.count == 100_000 && codes.isEmpty)
  }

  @Test func `with a damaged item keeps the others`() throws {
    let page = try folder.write(
      "page.txt",
      Array((Self.item + Self.mark + "我们研究冬季的渡轮，").utf8) + [0xe6, 0x88, 0x2e, 0x0a]
        + Array(Self.mark.utf8)
        + Array((Self.item + Self.mark).utf8))
    let (texts, codes) = try read(page)
    #expect(texts.count == 2 && codes == ["invalid-utf8"])
  }

  @Test func `under a wrong label is read by what it is`() throws {
    let page = try folder.write(
      "page.html",
      "<html><head><meta charset=gb2312></head><body><p>\(Self.item)</p><p>\(Self.mark)</p>")
    #expect(try read(page).texts.count == 1)
  }

  @Test func `in an encoding that nobody knows is a wrong use`() throws {
    let run = try CommandRun.bitext(["read", "x", "--encoding", "KLINGON"])
    #expect(run.code == 64 && run.errors.contains("--encoding"))
  }

  @Test func `cut in a compressed file costs the last record`() throws {
    let text = (0..<2000).map { "我们研究冬季的第\($0)艘渡轮，并提出规则\($0 * 7919)。\n" + Self.mark }
    let page = try folder.write("page.txt", text.joined())
    let packed = try Self.gzip(page)
    try folder.write("cut.txt.gz", Array(packed.prefix(packed.count / 2)))
    for (command, output) in [("read", "out.jsonl"), ("pair", "pairs.jsonl"), ("build", "built")] {
      let run = try CommandRun.bitext([
        command, folder.path("cut.txt.gz"), "-q", "-o", folder.path(output), "--max-rejected", "0",
        "--rejected", folder.path("no.jsonl"),
      ])
      // What lies before the cut is used, and silence does not hold for what is missing.
      #expect(run.code == 2, "\(run.errors)")
      #expect(run.errorLines.count == 2, "\(run.errors)")
      #expect(
        run.errorLines.first?.hasPrefix("bitext: warning: \(folder.path("cut.txt.gz"))") == true)
      #expect(run.errors.contains("end too early"))
    }
    #expect((100..<2000).contains(try TestFiles.objects(folder.path("out.jsonl")).count))
    let codes = try TestFiles.objects(folder.path("no.jsonl")).compactMap { $0["code"] as? String }
    #expect(codes == ["truncated"])
    let plain = try folder.write(
      "o.jsonl", ManyAbstracts.originals(0..<2000))
    try folder.write("o.jsonl.gz", Array(try Self.gzip(plain).dropLast(2000)))
    for arguments in [
      ["index", folder.path("o.jsonl.gz"), "-o", folder.path("o.bitextindex")],
      ["pair", page, "--originals", folder.path("o.jsonl.gz"), "-o", folder.path("p.jsonl")],
    ] {
      let run = try CommandRun.bitext(arguments + ["-q"])
      #expect(run.code == 0 && run.errorLines.count == 1, "\(run.errors)")
      #expect(run.errors.hasPrefix("bitext: warning: \(folder.path("o.jsonl.gz"))"))
    }
  }

  @Test func `as JSON of another shape is rejected line by line`() throws {
    let page = try folder.write(
      "page.jsonl",
      #"{"id":"1","text":"We read."}"# + "\n[1,2]\n{\"id\":2}\n{\"id\":\"3\",\"text\":7}\n{broken\n"
    )
    let (texts, codes) = try read(page)
    #expect(texts == ["We read."])
    #expect(codes == ["wrong-type", "missing-field", "wrong-type", "invalid-json"])
  }

  @Test func `that grows while it is read ends with one of its lines`() throws {
    let page = try folder.write(
      "page.txt", String(repeating: Self.item + Self.mark, count: 50_000))
    let file = try #require(FileHandle(forWritingAtPath: page))
    try file.seekToEnd()
    let run = try RunningCommand(["read", page, "-q"], input: .bytes([]))
    for _ in 0..<200 { try file.write(contentsOf: Data((Self.item + Self.mark).utf8)) }
    let result = try run.wait()
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect((50_000...50_200).contains(result.lines.count))
  }

  @Test func `on a full disk is one line and code 74`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let page = try folder.write("page.txt", Self.item + Self.mark)
    let run = try CommandRun.bitext(["read", page, "-q", "-o", "/dev/full"])
    #expect(run.code == 74)
    #expect(run.errorLines.count == 1 && run.errors.contains("no space left"))
  }

  @Test func `in a thousand files opens them one by one`() throws {
    for number in 0..<1000 {
      try folder.write(
        "many/page-\(number).txt", Self.item.replacing("12", with: "\(number)") + Self.mark)
    }
    let run = try limited(["read", folder.path("many/*.txt"), "-q"], files: 24)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.lines.count == 1000)
    let none = try CommandRun.bitext(["read", folder.path("many/*.pdf")])
    #expect(none.code == 66)
  }

  /// Runs the command under limits of the shell.
  private func limited(
    _ arguments: [String], kilobytes: Int? = nil, files: Int? = nil
  ) throws -> (code: Int32, lines: [String], errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    let memory = CommandRun.isSanitized ? nil : kilobytes
    let limits =
      (memory.map { "ulimit -v \($0); " } ?? "") + (files.map { "ulimit -n \($0); " } ?? "")
    process.arguments =
      ["-c", limits + "exec \"$0\" \"$@\"", CommandRun.executable.path] + arguments
    try folder.write("stdout", "")
    try folder.write("stderr", "")
    process.standardOutput = FileHandle(forWritingAtPath: folder.path("stdout"))
    process.standardError = FileHandle(forWritingAtPath: folder.path("stderr"))
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus,
      try folder.text("stdout").split(separator: "\n").map(String.init), try folder.text("stderr")
    )
  }

  private static func gzip(_ path: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-k", path]
    try process.run()
    process.waitUntilExit()
    return try TestFiles.bytes(path + ".gz")
  }
}
