// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

/// What a run must bear: full disks, inputs that change, damaged or missing files, readers that are slow or go away,
/// signals, and others that want the same place. Nothing may be lost, nothing stand twice, and nothing half-written
/// look complete.
struct `A fault during a run` {
  private static let pages = TestFiles.corpora + "/pages"
  private static let originals = TestFiles.corpora + "/originals.jsonl"

  /// Holds a run to one line on standard error and a code.
  private func expect(
    _ run: CommandRun, code: Int32, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(run.code == code, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
  }

  // MARK: Full disk

  /// Runs a command with larger and larger disks until it succeeds.
  ///
  /// - Returns: how often the disk was full.
  private func fill(
    _ kilobytes: [Int], sourceLocation: SourceLocation = #_sourceLocation,
    _ arguments: (SmallDisk) -> [String]
  ) throws -> Int {
    var full = 0
    for size in kilobytes {
      let disk = try SmallDisk(kilobytes: size)
      let run = try CommandRun.bitext(arguments(disk) + ["-q"], timeLimit: 120)
      if run.code == 0 {
        #expect(size != kilobytes[0], "the smallest disk is too large for the test")
        return full
      }
      expect(run, code: 74, saying: "no space left", sourceLocation: sourceLocation)
      #expect(try disk.names.isEmpty, "\(size) kB", sourceLocation: sourceLocation)
      full += 1
    }
    Issue.record("the largest disk is too small", sourceLocation: sourceLocation)
    return full
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a full disk in any stage of a build leaves nothing`() throws {
    // From the first spool to the last file of the output.
    let full = try fill([8, 40, 80, 120, 160, 200, 300, 400, 600, 800, 1200, 4000]) { disk in
      ["build", Self.pages, "--originals", Self.originals, "-o", disk.path("out")]
    }
    #expect(full >= 6)
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a full disk keeps what can be continued`() throws {
    let folder = try TemporaryFolder()
    let whole = folder.path("out")
    let arguments = ["build", Self.pages, "--originals", Self.originals, "-q"]
    #expect(try CommandRun.bitext(arguments + ["-o", whole], timeLimit: 120).code == 0)
    let disk = try SmallDisk(kilobytes: 8)
    var full = 0
    for size in [8, 80, 160, 300, 400, 600, 900, 1200, 6000] {
      try disk.resize(kilobytes: size)
      let run = try CommandRun.bitext(arguments + ["--resume", disk.path("out")], timeLimit: 120)
      if run.code == 0 { break }
      expect(run, code: 74, saying: "no space left")
      #expect(try disk.names.allSatisfy { $0 == "out.partial" })
      full += 1
    }
    #expect(full >= 4)
    #expect(try disk.names == ["out"])
    for name in try FileManager.default.contentsOfDirectory(atPath: whole) {
      #expect(
        try TestFiles.bytes(disk.path("out/" + name)) == TestFiles.bytes(whole + "/" + name),
        "\(name)")
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a full disk in a stage by itself leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let documents = folder.path("documents.jsonl")
    let built = folder.path("out")
    #expect(try CommandRun.bitext(["read", Self.pages, "-q", "-o", documents]).code == 0)
    let build = ["build", Self.pages, "--originals", Self.originals, "-o", built, "-q"]
    #expect(try CommandRun.bitext(build, timeLimit: 120).code == 0)
    let sizes = [4, 12, 40, 100, 4000]
    let stages: [(String, (SmallDisk) -> [String])] = [
      ("read", { ["read", Self.pages, "-o", $0.path("a.jsonl")] }),
      ("index", { ["index", Self.originals, "-o", $0.path("a.bitextindex")] }),
      (
        "pair",
        { ["pair", documents, "--originals", Self.originals, "-o", $0.path("a.jsonl")] }
      ),
      ("convert", { ["convert", built + "/corpus.tmx", $0.path("a.tmx")] }),
      ("filter", { ["filter", built + "/corpus.tmx", "-o", $0.path("a.tsv")] }),
      ("check", { ["check", built + "/corpus.tsv", "-o", $0.path("a.jsonl")] }),
      ("report", { ["report", built + "/corpus.tsv", "-o", $0.path("a.html")] }),
    ]
    for (name, arguments) in stages {
      #expect(try fill(sizes, arguments) >= 1, "\(name)")
    }
  }

  // MARK: Inputs

  @Test func `an input that changes while it is read is told, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let pages = try TemporaryFolder()
    let page = try pages.write("page.txt", ManyAbstracts.page(0..<30_000))
    let command = try RunningCommand(
      ["build", page, "-o", folder.path("out"), "-q"], input: .bytes([]))
    while command.isRunning, !command.openFiles.contains(page) { sched_yield() }
    command.send(signal: SIGSTOP)
    #expect(command.openFiles.contains(page), "stopped while it reads")
    let file = try #require(FileHandle(forWritingAtPath: page))
    try file.seekToEnd()
    try file.write(contentsOf: Data(ManyAbstracts.page(0..<3).utf8))
    try file.close()
    command.send(signal: SIGCONT)
    let run = try command.wait(timeLimit: 120)
    expect(run, code: 75, saying: "page.txt: expected a file that stays as it is")
    #expect(try folder.names.isEmpty)
  }

  @Test func `a damaged index is told, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let data = try TemporaryFolder()
    let index = data.path("a.bitextindex")
    #expect(try CommandRun.bitext(["index", Self.originals, "-o", index, "-q"]).code == 0)
    let whole = try TestFiles.bytes(index)
    var changed = whole
    changed[whole.count - 400] ^= 0x55
    for (bytes, words) in [
      (Array(whole[..<(whole.count / 2)]), "a.bitextindex"), (changed, "a.bitextindex"),
      (Array(whole[..<16]), "a.bitextindex"),
    ] {
      try data.write("a.bitextindex", bytes)
      expect(
        try CommandRun.bitext(
          ["build", Self.pages, "--originals", index, "-o", folder.path("out"), "-q"]),
        code: 65, saying: words)
      #expect(try folder.names.isEmpty)
    }
  }

  @Test func `a lexicon that is missing or damaged is told, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let data = try TemporaryFolder()
    let build = ["build", Self.pages, "-o", folder.path("out"), "-q", "--lexicon"]
    expect(
      try CommandRun.bitext(build + ["/no/such.bitextlexicon"]), code: 66,
      saying: "/no/such.bitextlexicon")
    let table = try data.write("words.tsv", "渡轮\tferry\n码头\tquay\n")
    let lexicon = data.path("a.bitextlexicon")
    #expect(try CommandRun.bitext(["lexicon", "import", table, "-o", lexicon, "-q"]).code == 0)
    let bytes = try TestFiles.bytes(lexicon)
    try data.write("a.bitextlexicon", Array(bytes[..<(bytes.count - 9)]))
    expect(try CommandRun.bitext(build + [lexicon]), code: 65, saying: "a.bitextlexicon")
    #expect(try folder.names.isEmpty)
  }

  // MARK: Readers

  @Test func `a slow reader gets every line, and memory does not grow`() throws {
    let folder = try TemporaryFolder()
    let page = try folder.write("page.txt", ManyAbstracts.page(0..<20_000))
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "\(CommandRun.isSanitized ? "" : "ulimit -v 600000;") exec \"$0\" \"$@\"",
      CommandRun.executable.path, "read", page, "-q",
    ]
    process.standardOutput = pipe
    try process.run()
    try pipe.fileHandleForWriting.close()
    // At first a byte at a time, with the command blocked on a full pipe; then the rest.
    var bytes: [UInt8] = []
    for _ in 0..<3000 {
      bytes += try pipe.fileHandleForReading.read(upToCount: 1) ?? Data()
      sched_yield()
    }
    bytes += try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(bytes.count { $0 == 10 } == 20_000)
    #expect(bytes.last == 10)
  }

  @Test(arguments: ["read", "pair", "convert", "segment", "check"])
  func `a reader that goes away ends the run with one line`(stage: String) throws {
    let folder = try TemporaryFolder()
    let page = try folder.write("page.txt", ManyAbstracts.page(0..<600))
    let units = try folder.write(
      "a.tsv",
      "id\tsource\ttarget\n"
        + (0..<3000).map { "\($0)\tUnit \($0).\t单元\($0 + 1)。\n" }.joined())
    let originals = try folder.write("o.jsonl", ManyAbstracts.originals(0..<600))
    let arguments: [String: [String]] = [
      "read": ["read", page], "pair": ["pair", page, "--originals", originals],
      "convert": ["convert", units, "-", "--format", "tmx"], "segment": ["segment", page],
      "check": ["check", units],
    ]
    let quiet = stage == "segment" ? [] : ["-q"]
    let run = try CommandRun.bitextIntoClosedPipe(try #require(arguments[stage]) + quiet)
    expect(run, code: 74, saying: "broken pipe")
  }

  // MARK: Others

  @Test func `a second run into the same folder is refused, and the first goes on`() throws {
    let folder = try TemporaryFolder()
    let page = Self.pages + "/listing-01.txt"
    let out = folder.path("out")
    let first = try RunningCommand(["build", page, "-", "-o", out], input: .open)
    #expect(try first.waitForErrors(containing: "reading"))
    for more in [["-o", out], ["-o", out + "/"], ["-o", out, "--force"], ["--resume", out]] {
      let second = try CommandRun.bitext(["build", page, "-q"] + more)
      expect(second, code: 75, saying: "another run is writing this folder")
    }
    #expect(try CommandRun.bitext(["build", page, "-q", "-o", folder.path("other")]).code == 0)
    try first.write(ManyAbstracts.page(0..<3))
    first.closeInput()
    #expect(try first.wait().code == 0)
    #expect(try folder.names == ["other", "out"])
    #expect(try folder.text("out/manifest.json").contains("\"path\":\"-\""))
  }

  @Test func `what a killed run left does not stand in the way`() throws {
    let folder = try TemporaryFolder()
    let page = Self.pages + "/listing-01.txt"
    let first = try RunningCommand(["build", page, "-", "-o", folder.path("out")], input: .open)
    #expect(try first.waitForErrors(containing: "reading"))
    first.send(signal: SIGKILL)
    #expect(try first.wait().code == 128 + SIGKILL)
    let left = try folder.names
    #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix(".out.partial-") }, "hidden")
    #expect(try CommandRun.bitext(["build", page, "-q", "-o", folder.path("out")]).code == 0)
    #expect(TestFiles.exists(folder.path("out/manifest.json")))
  }
}
