// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `The command report` {
  private func write(_ text: String, to name: String, in folder: TemporaryFolder) throws -> String {
    let path = folder.path(name)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private let unit = #"{"id":"1","source":"We use 5 models.","target":"我们用 6 个模型。"}"# + "\n"

  @Test func `writes a page to standard output or a file, and counts`() throws {
    let folder = try TemporaryFolder()
    let units = try write(unit, to: "a.jsonl", in: folder)
    let piped = try CommandRun.bitext(["report", units, "--quiet"])
    #expect(piped.code == 0 && piped.text.hasPrefix("<!doctype html>") && piped.errors.isEmpty)
    let output = folder.path("page.html")
    let run = try CommandRun.bitext(
      ["report", units, "-o", output, "--json", "--quiet", "--title", "A title"])
    #expect(run.code == 0 && run.text.contains("\"rows\":1,\"shown\":1,\"rejected\":0"))
    let page = try String(contentsOfFile: output, encoding: .utf8)
    #expect(page.contains("<title>A title</title>") && page.contains("number-changed"))
  }

  @Test func `takes options from a file, and the command line wins`() throws {
    let folder = try TemporaryFolder()
    let units = try write(unit, to: "a.jsonl", in: folder)
    let config = try write("units: [\(units)]\ntitle: From a file\n", to: "c.yaml", in: folder)
    let run = try CommandRun.bitext(["report", "--config", config, "-q"])
    #expect(run.code == 0 && run.text.contains("<title>From a file</title>"))
    let other = try CommandRun.bitext(["report", "--config", config, "-q", "--title", "Typed"])
    #expect(other.text.contains("<title>Typed</title>"))
  }

  @Test func `says in one line what is wrong with its input`() throws {
    let folder = try TemporaryFolder()
    let english =
      #"{"id":"1","source":"One.","target":"Two.","source_language":"en","target_language":"en"}"#
    let one = try write(english + "\n", to: "one.jsonl", in: folder)
    let units = try write(unit, to: "a.jsonl", in: folder)
    let other = try write(
      unit.replacingOccurrences(of: "\"1\"", with: "\"2\""), to: "b.jsonl", in: folder)
    let output = folder.path("page.html")
    for (arguments, code, words) in [
      ([one], 65, "expected units in two languages"),
      ([folder.path("none.jsonl")], 66, "no such file"),
      ([units, other], 65, "no id in common"),
      ([units, "--rules", "no-such-rule"], 64, "expected a rule"),
      ([units, "--weights", "minor=x"], 64, "expected weights"),
    ] as [([String], Int32, String)] {
      let run = try CommandRun.bitext(["report", "-o", output, "--quiet"] + arguments)
      #expect(run.code == code && run.errorLines.count == 1, "\(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: output))
    }
  }
}
