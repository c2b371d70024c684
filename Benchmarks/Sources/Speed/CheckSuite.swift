// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Glibc

/// The faults of units by all rules, from a file to a file.
struct CheckSuite {
  /// A folder for inputs and outputs.
  let folder: String
  let repetitions: Int

  /// The units of a build, once and four times over.
  ///
  /// - Parameter isBounded: whether the larger figure has to reach the floor.
  func run(_ input: BuildSuite.Input, isBounded: Bool, into report: inout Report) async throws {
    try await BuildSuite.build(input, into: folder + "/out")
    let units = try ByteSource(path: folder + "/out/corpus.jsonl").readAll(limit: 1 << 32)
    let size = try Self.textSize(of: folder + "/out/corpus.jsonl")
    var least: Double?
    for copies in [1, 4] {
      let path = "\(folder)/units-\(copies).jsonl"
      let file = try OutputFile(path: path)
      for _ in 0..<copies { try file.write(units) }
      try file.finish()
      var best = Double.infinity
      for _ in 0..<repetitions { best = min(best, try await cost(of: path)) }
      let megabytes = Double(size * copies) / 1e6
      report.add(
        "checks, \(input.name) corpus", "all rules", size: "\(Int(megabytes.rounded())) MB of text",
        megabytes / best, "MB/s", growth: least.map { megabytes / best / $0 },
        floor: isBounded && copies > 1 ? .atLeast(10) : nil)
      least = least ?? megabytes / best
    }
  }

  private func cost(of path: String) async throws -> Double {
    let start = Clock.seconds
    let summary = try await CheckRun(rules: RuleSet()).run(inputs: [path], output: "/dev/null")
    precondition(summary.units > 0, "no unit was checked")
    return Clock.seconds - start
  }

  /// The bytes of both sides of all units.
  private static func textSize(of path: String) throws -> Int {
    let lines = LineReader(try ByteSource(path: path))
    let parser = JSONParser()
    var size = 0
    while try lines.advance() {
      let unit = try parser.parse(lines.bytes).value
      for side in ["source", "target"] { size += unit[side]?.string?.utf8.count ?? 0 }
    }
    return size
  }
}
