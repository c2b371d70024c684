// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Foundation
import Testing

struct `A worker` {
  private static let chinese =
    #"{"id":"a#0","language":"zh-Hans","text":"渡轮在冬季很少准点。我们提出HoldFast规则。"}"#
  private static let english =
    #"{"id":"ex-1","language":"en","text":"Ferries are seldom on time in winter. We propose the HoldFast rule."}"#
  private static var pair: String { #"{"id":"a#0","source":\#(english),"target":\#(chinese)}"# }

  private func answer(_ arguments: [String], _ lines: [String]) throws -> [String] {
    let run = try CommandRun.bitext(
      ["worker"] + arguments, input: lines.map { $0 + "\n" }.joined())
    #expect(run.code == 0)
    #expect(run.lines.count == lines.count)
    let last = try #require(run.errorLines.last)
    #expect(last.hasPrefix("bitext\tdone\tin=\(lines.count)\tout=\(lines.count)\tsha256="))
    return run.lines
  }

  @Test func `cuts a document into sentences`() throws {
    let segments =
      #"{"text":"渡轮在冬季很少准点。","start":0,"end":30},"#
      + #"{"text":"我们提出HoldFast规则。","start":30,"end":59}"#
    #expect(
      try answer(["segment"], [Self.chinese]) == [#"{"id":"a#0","segments":[\#(segments)]}"#])
  }

  @Test func `answers a page with an array of its documents`() throws {
    let page = #"{"id":"a","path":"a.txt","text":"我们研究冬季的渡轮。\ntranslated by 谷歌翻译\n"}"#
    let document =
      #"{"id":"a#0","language":"zh-Hans","text":"我们研究冬季的渡轮。","engine":"google","#
      + #""source":{"path":"a.txt","item":0,"start":0,"end":30}}"#
    let line = try #require(try answer(["read", "--shards", "4"], [page]).first)
    #expect(line.hasPrefix(#"[{"document":\#(document),"fingerprint":""#))
    #expect(line.contains(#","page":0,"shard":"#) && line.hasSuffix("}]"))
    let bytes = Data("我们研究冬季的渡轮。\ntranslated by 谷歌翻译\n".utf8).base64EncodedString()
    let packed = #"{"id":"a","path":"a.txt","bytes":"\#(bytes)"}"#
    #expect(try answer(["read", "--shards", "4"], [packed]) == [line])
  }

  @Test func `refuses a page that is no file, and goes on`() throws {
    let folder = try TemporaryFolder()
    let good = #"{"id":"a","path":"a.txt","text":"我们研究冬季的渡轮。\ntranslated by 谷歌翻译\n"}"#
    let lines = try answer(
      ["read"],
      [
        #"{"id":"b","path":"-"}"#, #"{"id":"c","path":"\#(folder.path)"}"#, good,
        #"{"id":"d","path":"no\nfile"}"#,
        #"{"id":"e","path":"\#(String(repeating: "e", count: 300))"}"#,
      ])
    let refusal = #"{"code":"wrong-type","message":"expected a file under \"path\", found "#
    #expect(lines[0] == #"{"id":"b","error":\#(refusal)\"-\""}}"#)
    #expect(lines[1] == #"{"id":"c","error":\#(refusal)a folder"}}"#)
    #expect(lines[2].hasPrefix(#"[{"document":{"id":"a#0""#))
    for (line, why) in [(3, "no such file or directory"), (4, "file name too long")] {
      let message = #"expected a file under \"path\": cannot be opened: \#(why)"#
      #expect(lines[line].hasSuffix(#","error":{"code":"not-found","message":"\#(message)"}}"#))
    }
  }

  @Test func `answers a pair with an array of its units`() throws {
    let line = try #require(try answer(["align"], [Self.pair]).first)
    let units = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String: Any]])
    #expect(units.map { $0["id"] as? String } == ["a#0:0", "a#0:1"])
    #expect(units.first?["source"] as? String == "Ferries are seldom on time in winter.")
  }

  @Test func `checks one unit or the units of a pair`() throws {
    let unit = #"{"id":"u","source":"It rose by 12 points.","target":"上升了21点。"}"#
    let lines = try answer(["check"], [unit, "[\(unit)]", "[]"])
    #expect(lines[0].hasPrefix(#"[{"unit":"u","rule":""#))
    #expect(lines[1] == lines[0])
    #expect(lines[2] == "[]")
  }

  @Test func `gives statistics that add up to the score`() throws {
    let line = #"{"id":"s","hypothesis":"the ferry waits","reference":"the ferry waits here"}"#
    let expected =
      #"{"id":"s","bleu":{"hypothesis_length":[3],"reference_length":[4],"matches":[3,2,1,0],"#
      + #""totals":[3,2,1,0]},"ter":{"edits":[1],"reference_words":[4]}}"#
    let run = ["score-statistics", "--metric", "bleu", "--metric", "ter"]
    #expect(try answer(run, [line]) == [expected])
  }

  @Test func `answers every line and goes on`() throws {
    let lines = try answer(
      ["segment"],
      [
        "garbage", "[]", "", #"{"id":"x"}"#, #"{"id":7,"text":" "}"#,
        #"{"id":"y","error":{"code":"c","message":"m"}}"#, Self.chinese,
      ])
    #expect(lines[0].hasPrefix(#"{"id":null,"error":{"code":"invalid-json","message":"line 1: "#))
    #expect(lines[1].hasPrefix(#"{"id":null,"error":{"code":"wrong-type","#))
    #expect(lines[2].hasPrefix(#"{"id":null,"error":{"code":"invalid-json","message":"line 3: "#))
    #expect(lines[3].hasPrefix(#"{"id":"x","error":{"code":"missing-field","#))
    #expect(lines[4].hasPrefix(#"{"id":"7","error":{"code":"empty-text","#))
    #expect(lines[5] == #"{"id":"y","error":{"code":"c","message":"m"}}"#)
    #expect(lines[6].hasPrefix(#"{"id":"a#0","segments":["#))
  }

  @Test func `answers a line over the cap`() throws {
    let long = #"{"id":"x","text":"\#(String(repeating: "雪", count: 4000))"}"#
    let lines = try answer(["segment", "--record-limit", "2000"], [long, Self.chinese])
    #expect(lines[0].contains("too-long"))
    #expect(lines[1].hasPrefix(#"{"id":"a#0""#))
  }

  @Test func `hands rejects on from stage to stage`() throws {
    let lines = try answer(["align", "check"], ["{}", Self.pair])
    #expect(lines[0].hasPrefix(#"{"id":null,"error":{"code":"missing-field","#))
    #expect(lines[1].hasPrefix("["))
  }

  @Test(arguments: ["1", "3"])
  func `gives the same bytes and their hash however many tasks run`(jobs: String) throws {
    let input = (0..<500).map { Self.chinese.replacing("a#0", with: "a#\($0)") + "\n" }.joined()
    let run = try CommandRun.bitext(["worker", "segment", "--jobs", jobs], input: input)
    let digest = "sha256=" + (try hash(run.output))
    #expect(run.errorLines.last?.contains(digest) == true)
    #expect(run.lines.count == 500 && run.lines[499].hasPrefix(#"{"id":"a#499""#))
  }

  private func hash(_ bytes: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [try folder.write("output", bytes)]
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(64))
  }

  @Test func `needs no environment`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "-i", CommandRun.executable.path(percentEncoded: false), "worker", "segment",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((Self.chinese + "\n").utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && text.hasPrefix(#"{"id":"a#0","segments":["#))
  }

  @Test func `says how far it has come`() throws {
    let run = try CommandRun.bitext(
      ["worker", "segment", "--progress", "100"],
      input: String(repeating: Self.chinese + "\n", count: 300))
    #expect(run.errorLines.first?.hasPrefix("bitext\tprogress\tin=") == true)
    #expect(run.errorLines.count > 2)
  }

  @Test func `ends with a code where nobody reads`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("in", String(repeating: Self.chinese + "\n", count: 4000))
    let run = try CommandRun.bitextIntoClosedPipe(["worker", "segment", "--input", input])
    #expect(run.code == 74)
    #expect(run.errors.contains("broken pipe") && !run.errors.contains("done"))
  }

  @Test func `ends by a signal without the last line`() throws {
    let command = try RunningCommand(
      ["worker", "segment", "--progress", "1"], input: .open)
    try command.write(String(repeating: Self.chinese + "\n", count: 200))
    #expect(try command.waitForErrors(containing: "progress"))
    command.send(signal: SIGTERM)
    let run = try command.wait()
    #expect(run.code == 143)
    #expect(!run.errors.contains("done"))
  }

  static let misfits: [(arguments: [String], code: Int32)] = [
    (["nonsense"], 64), (["pair"], 64), (["assign", "align"], 64), (["learn"], 64), ([], 64),
    (["judge", "--index", "/no/such.bitextindex"], 66), (["read", "--shards", "3"], 64),
    (["segment", "--jobs", "0"], 64), (["align", "--learnt", "/no/such.bitextlexicon"], 66),
  ]

  @Test(arguments: misfits)
  func `refuses settings that do not fit`(arguments: [String], code: Int32) throws {
    let run = try CommandRun.bitext(["worker"] + arguments, input: "")
    #expect(run.code == code)
    #expect(run.output.isEmpty)
  }

  @Test func `gives originals out one to one`() throws {
    func line(_ id: String, _ candidates: [(Int, Double)], kept: Bool = false) -> String {
      let list = candidates.map { "{\"ordinal\":\($0.0),\"probability\":\($0.1)}" }
        .joined(separator: ",")
      let judgement = "{\"reason\":\"no-candidates\",\"candidates\":[\(list)]}"
      return "{\"id\":\"\(id)\",\"judgement\":\(judgement),\"kept\":\(kept)}"
    }
    func claim(_ id: String, _ rank: Int, _ taken: Bool, _ sure: Bool) -> String {
      #"{"id":"\#(id)","rank":\#(rank),"taken":\#(taken),"sure":\#(sure),"lesson":false}"#
    }
    let lines = try answer(
      ["assign"],
      [
        line("a", [(1, 0.9), (2, 0.7)]), line("b", [(1, 0.99)]), line("c", [(2, 0.6)]),
        line("d", []), line("e", [(3, 0.51)], kept: true), line("f", [(3, 0.98)]),
      ])
    #expect(
      lines == [
        claim("a", 1, false, false), claim("b", 0, false, true), claim("c", 0, true, false),
        claim("d", 0, false, false), claim("e", 0, false, false), claim("f", 0, true, false),
      ])
    // Far more originals than lines: no trap, and no byte for each of them.
    let far = try answer(
      ["assign"],
      [
        line("g", [(2_147_483_647, 0.9)]), line("h", [(2_147_483_647, 0.8), (2_000_000_000, 0.7)]),
      ])
    #expect(far == [claim("g", 0, false, false), claim("h", 1, false, false)])
  }
}
