// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `Configuration file` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  private static let pages = TestFiles.corpora + "/pages"

  private func build(_ config: String, name: String = "c.yaml", _ more: [String] = []) throws
    -> CommandRun
  {
    let path = try folder.write(name, config)
    return try CommandRun.bitext(
      ["build", "--config", path, "-o", folder.path("out"), "-q", "--force"] + more)
  }

  private func options() throws -> [String: Any] {
    let manifest = try TestFiles.objects(folder.path("out/manifest.json"))
    return try #require(manifest.first?["options"] as? [String: Any])
  }

  @Test(arguments: [
    (
      "c.yaml",
      "pages:\n  - PAGES/digest-01.txt\nmin-score: 0.25\nprovenance:\n  license: CC-BY-4.0\n"
    ),
    (
      "c.json",
      #"{"pages": ["PAGES/digest-01.txt"], "min-score": 0.25, "provenance": {"license": "CC-BY-4.0"}}"#
    ),
  ])
  func `says what the options would`(name: String, text: String) throws {
    let run = try build(text.replacing("PAGES", with: Self.pages), name: name)
    #expect(run.code == 0, "\(run.errors)")
    let options = try options()
    #expect(options["min-score"] as? Double == 0.25)
    #expect(options["provenance"] as? [String: String] == ["license": "CC-BY-4.0"])
    let units = try folder.text("out/corpus.tmx")
    #expect(units.contains("<prop type=\"x-bitext-provenance-license\">CC-BY-4.0</prop>"))
  }

  @Test(arguments: ["build", "check", "report"])
  func `is read by each command that takes it`(command: String) throws {
    let help = try CommandRun.bitext([command, "--help"])
    #expect(help.text.contains("--config <file>"))
    let run = try CommandRun.bitext([command, "--config", folder.path("absent.yaml"), "x"])
    #expect(run.code == 66 && run.errors.contains("absent.yaml"))
  }

  @Test func `gives way to the command line`() throws {
    let run = try build(
      "pages: /no/such/page\nmin-score: 0.25\n",
      ["--min-score=0.75", Self.pages + "/listing-02.txt"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try options()["min-score"] as? Double == 0.75)
  }

  @Test(
    arguments: [
      ("pages: x\nmin-scor: 1\n", "c.yaml:2: expected one of", 64),
      ("pages: x\njson: perhaps\n", "c.yaml:2: expected true or false", 64),
      ("pages: x\nmin-score: 1\nmin-score: 1\n", "duplicated key(s): 'min-score'", 65),
      ("pages: [x\n", "expected YAML or JSON", 65), ("- x\n", "expected keys with values", 65),
      ("pages: x\nmin-score: {a: 1}\n", "c.yaml:2: expected a value or a list", 64),
    ] as [(String, String, Int32)])
  func `is refused with its line`(text: String, words: String, code: Int32) throws {
    let run = try build(text)
    #expect(run.code == code)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(!TestFiles.exists(folder.path("out")))
  }
}
