// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `A fault while a memory is filled` {
  /// Units whose two sides carry the same number.
  static func units(_ count: Int, batch: Int = 0) -> String {
    "id\tsource\ttarget\n"
      + (0..<count).map {
        "\(batch):\($0)\tUnit \($0) of batch \(batch) has word w\($0 * 7919 % 9973).\t批\(batch)的单元\($0)。\n"
      }.joined()
  }

  private func count(_ path: String) throws -> Int? {
    let run = try CommandRun.bitext(["memory", "stats", path, "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    return object?["units"] as? Int
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a full disk leaves the memory as it was`() throws {
    let folder = try TemporaryFolder()
    let few = try folder.write("few.tsv", Self.units(50))
    let many = try folder.write("many.tsv", Self.units(4000, batch: 1))
    let disk = try SmallDisk(kilobytes: 700)
    let memory = disk.path("a.db")
    #expect(try CommandRun.bitext(["memory", "import", memory, few, "-q"]).code == 0)
    let run = try CommandRun.bitext(["memory", "import", memory, many, "-q"])
    #expect(run.code == 74 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains("no space left"))
    #expect(try count(memory) == 50)
    try disk.resize(kilobytes: 20_000)
    #expect(try CommandRun.bitext(["memory", "import", memory, many, "-q"]).code == 0)
    #expect(try count(memory) == 4050)
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a full disk leaves no memory where there was none`() throws {
    let folder = try TemporaryFolder()
    let many = try folder.write("many.tsv", Self.units(4000))
    for size in [8, 60, 200, 600] {
      let disk = try SmallDisk(kilobytes: size)
      let run = try CommandRun.bitext(["memory", "import", disk.path("a.db"), many, "-q"])
      #expect(run.code == 74 && run.errorLines.count == 1, "\(size): \(run.code) \(run.errors)")
      #expect(try disk.names.isEmpty, "\(size)")
    }
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGKILL])
  func `a new memory that is interrupted does not appear`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let memory = folder.path("a.db")
    let command = try RunningCommand(
      ["memory", "import", memory, "-", "--input-format", "tsv"], input: .open)
    try command.write(Self.units(20_000))
    #expect(try command.waitForErrors(containing: "inserting"))
    command.send(signal: signal)
    #expect(try command.wait().code == 128 + signal)
    if signal == SIGKILL {
      let left = try folder.names
      #expect(left.allSatisfy { $0.contains(".partial-") }, "\(left)")
    } else {
      #expect(try folder.names.isEmpty)
    }
    let few = try folder.write("few.tsv", Self.units(5))
    #expect(try CommandRun.bitext(["memory", "import", memory, few, "-q"]).code == 0)
    #expect(try count(memory) == 5)
  }

  @Test func `a memory that another process changes is busy, and stays whole`() throws {
    let folder = try TemporaryFolder()
    let memory = folder.path("a.db")
    let few = try folder.write("few.tsv", Self.units(5))
    #expect(try CommandRun.bitext(["memory", "import", memory, few, "-q"]).code == 0)
    let first = try RunningCommand(
      ["memory", "import", memory, "-", "--input-format", "tsv"], input: .open)
    try first.write(Self.units(20_000, batch: 1))
    #expect(try first.waitForErrors(containing: "inserting"))
    let more = try folder.write("more.tsv", Self.units(7, batch: 2))
    let second = try CommandRun.bitext(["memory", "import", memory, more, "-q"])
    #expect(second.code == 75 && second.errorLines.count == 1, "\(second.errors)")
    #expect(second.errors.contains("another process is changing the memory"))
    #expect(try count(memory) == 5, "readers see it as it was")
    first.closeInput()
    #expect(try first.wait().code == 0)
    #expect(try count(memory) == 20_005)
  }

  @Test func `two that make one memory at once make it once`() throws {
    let folder = try TemporaryFolder()
    let memory = folder.path("a.db")
    let first = try RunningCommand(
      ["memory", "import", memory, "-", "--input-format", "tsv"], input: .open)
    try first.write(Self.units(20_000))
    #expect(try first.waitForErrors(containing: "inserting"))
    let few = try folder.write("few.tsv", Self.units(5, batch: 1))
    #expect(try CommandRun.bitext(["memory", "import", memory, few, "-q"]).code == 0)
    first.closeInput()
    let run = try first.wait()
    #expect(run.code == 75 && run.errors.contains("another process made the memory"))
    #expect(try count(memory) == 5)
    #expect(try !folder.names.contains { $0.contains(".partial") })
  }

  @Test(.enabled(if: SmallDisk.isPossible, SmallDisk.comment))
  func `a memory that may only be read is told so and serves readers`() throws {
    let folder = try TemporaryFolder()
    let few = try folder.write("few.tsv", Self.units(5))
    let disk = try SmallDisk(kilobytes: 2000)
    let memory = disk.path("a.db")
    #expect(try CommandRun.bitext(["memory", "import", memory, few, "-q"]).code == 0)
    try disk.makeReadOnly()
    for arguments in [["import", memory, few], ["delete", memory, "--containing", "Unit 1"]] {
      let run = try CommandRun.bitext(["memory"] + arguments + ["-q"])
      #expect(run.code == 73 && run.errorLines.count == 1, "\(arguments): \(run.errors)")
    }
    let new = try CommandRun.bitext(["memory", "import", disk.path("b.db"), few, "-q"])
    #expect(new.code == 73 && new.errorLines.count == 1, "\(new.errors)")
    let match = try CommandRun.bitext([
      "memory", "match", memory, "--text", "Unit 3 of batch 0 has word w3811.", "--json",
    ])
    #expect(match.code == 0 && match.text.contains("单元3。"), "\(match.errors)")
  }
}
