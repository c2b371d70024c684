// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

/// A build that keeps finished work, and what it is compared with.
private struct Continued {
  let folder: TemporaryFolder
  let page: String
  let originals: String

  init(_ count: Int = 300) throws {
    folder = try TemporaryFolder()
    page = try folder.write("pages/page.txt", ManyAbstracts.page(0..<count))
    originals = try folder.write(
      "originals.jsonl", ManyAbstracts.originals((0..<count).filter { $0 % 10 != 3 }))
  }

  var inputs: [String] { [folder.path("pages"), "--originals", originals] }
  var out: String { folder.path("out") }
  var work: String { folder.path("out.partial") }

  func arguments(_ more: String...) -> [String] {
    ["build"] + inputs + ["--resume", out] + more
  }

  func run(_ more: String...) throws -> CommandRun {
    try CommandRun.bitext(["build"] + inputs + ["--resume", out] + more, timeLimit: 300)
  }

  /// Starts a run and kills it as soon as so many shards are there.
  ///
  /// - Returns: whether it was killed in its course.
  func kill(atShards count: Int, signal: Int32 = SIGKILL) throws -> Bool {
    let command = try RunningCommand(arguments("-q"), input: .bytes([]))
    while shards.count < count, command.isRunning { sched_yield() }
    command.send(signal: signal)
    return try command.wait(timeLimit: 300).code == 128 + signal
  }

  /// The names of the shards that are there.
  var shards: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: work)) ?? []
    return names.filter { $0 == "intake" || $0.hasPrefix("judged-") || $0.hasPrefix("aligned-") }
      .filter { !$0.contains(".partial") }.sorted()
  }

  /// The files of a finished build, by name.
  func files(_ name: String) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(name))
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try folder.bytes("\(name)/\($0)")) })
  }

  /// The build that nobody killed, without `--resume`.
  func reference() throws -> [String: [UInt8]] {
    let run = try CommandRun.bitext(
      ["build"] + inputs + ["-o", folder.path("whole"), "-q"], timeLimit: 300)
    #expect(run.code == 0, "\(run.errors)")
    return try files("whole")
  }
}

struct `A build that can be continued` {
  @Test func `gives what another gives, and leaves nothing behind`() throws {
    let build = try Continued()
    let run = try build.run()
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("bitext: 0 of 7 shards reused\n"))
    #expect(try build.files("out") == build.reference())
    #expect(try build.folder.names == ["originals.jsonl", "out", "pages", "whole"])
  }

  @Test(arguments: [[1, 3], [2, 4, 5]])
  func `killed in its course and continued gives the same bytes`(kills: [Int]) throws {
    let build = try Continued()
    var kept = 0
    for count in kills {
      guard try build.kill(atShards: count) else { break }
      #expect(!TestFiles.exists(build.out))
      #expect(build.shards.count >= max(count, kept), "finished work is never lost")
      kept = build.shards.count
    }
    let run = try build.run("--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("bitext: \(kept) of 7 shards reused"), "\(run.errors)")
    #expect(run.text.contains("\"shards\":{\"reused\":\(kept),\"made\":\(7 - kept)}"))
    #expect(try build.files("out") == build.reference())
    #expect(!TestFiles.exists(build.work))
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `told to stop keeps what is finished and says where`(signal: Int32) throws {
    let build = try Continued()
    let command = try RunningCommand(build.arguments("-q"), input: .bytes([]))
    while build.shards.count < 2, command.isRunning { sched_yield() }
    command.send(signal: signal)
    let stopped = try command.wait()
    #expect(stopped.code == 128 + signal)
    #expect(stopped.errors == "bitext: interrupted; what is finished is kept in \(build.work)\n")
    #expect(!TestFiles.exists(build.out))
    let run = try CommandRun.bitext(["build", "--resume", build.out], timeLimit: 300)
    #expect(run.code == 0 && !run.errors.contains(" 0 of"), "\(run.errors)")
    #expect(try build.files("out") == build.reference())
  }

  @Test func `begins anew where options, inputs or shards are others`() throws {
    let build = try Continued(140)
    #expect(try build.kill(atShards: 2))
    let other = try build.run("--min-score", "0.25")
    #expect(
      other.errors.contains("0 of 5 shards reused; what was left is of no use: other options"))
    try FileManager.default.removeItem(atPath: build.out)

    #expect(try build.kill(atShards: 2))
    try build.folder.write("pages/page.txt", ManyAbstracts.page(1..<141))
    let changed = try build.run()
    #expect(changed.errors.contains("0 of 5 shards reused"))
    #expect(changed.errors.contains("page.txt has changed"))
    #expect(try build.files("out") == build.reference())
    try FileManager.default.removeItem(atPath: build.out)

    #expect(try build.kill(atShards: 3))
    let name = try #require(build.shards.first { $0.hasPrefix("judged-") })
    var bytes = try TestFiles.bytes(build.work + "/" + name)
    bytes[bytes.count / 2] ^= 0xff
    try Data(bytes).write(to: URL(filePath: build.work + "/" + name))
    let damaged = try build.run()
    #expect(damaged.code == 0, "\(damaged.errors)")
    #expect(try build.files("out") == build.files("whole"), "a damaged shard is made again")
  }

  @Test func `does nothing where the corpus is complete`() throws {
    let build = try Continued(20)
    #expect(try build.run().code == 0)
    // As after a kill at the very end.
    try build.folder.write("out.partial/intake", "left")
    let again = try build.run("--json")
    #expect(again.code == 0)
    #expect(!TestFiles.exists(build.work))
    #expect(again.errors == "bitext: \(build.out): complete already, nothing to do\n")
    #expect(again.text.contains("\"translation_paired\":18"), "\(again.text)")
    let short = try CommandRun.bitext(["build", "--resume", build.out])
    #expect(short.code == 0 && short.errors == again.errors, "\(short.errors)")
    let other = try build.run("--min-score", "0.5")
    #expect(other.code == 73 && other.errors.contains("--force"))
  }

  @Test func `is used rightly`() throws {
    let folder = try TemporaryFolder()
    for arguments in [
      ["--resume", folder.path("out")], ["-", "--resume", folder.path("out")],
      ["page", "-o", folder.path("a"), "--resume", folder.path("b")], ["page"],
    ] {
      let run = try CommandRun.bitext(["build"] + arguments)
      #expect(run.code == 64, "\(arguments): \(run.errors)")
    }
    #expect(try folder.names.isEmpty)
  }
}
