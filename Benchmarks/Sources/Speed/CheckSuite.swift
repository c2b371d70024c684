// SPDX-License-Identifier: Apache-2.0

import BitextKit
@_spi(Benchmarks) import BitextText
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
    let texts = try Self.texts(of: folder + "/out/corpus.jsonl")
    let size = texts.reduce(0) { $0 + $1.bytes.count }
    var least: Double?
    for copies in [1, 4] {
      let path = "\(folder)/units-\(copies).jsonl"
      let file = try OutputFile(path: path)
      for _ in 0..<copies { try file.write(units) }
      try file.finish()
      var best = Double.infinity
      var bare = Double.infinity
      for _ in 0..<repetitions {
        best = min(best, try await cost(of: path))
        bare = min(bare, Self.bareBreaks(texts))
      }
      let megabytes = Double(size * copies) / 1e6
      report.add(
        "checks, \(input.name) corpus", "all rules", size: "\(Int(megabytes.rounded())) MB of text",
        megabytes / best, "MB/s", growth: least.map { megabytes / best / $0 },
        floor: isBounded && copies > 1 ? .atLeast(10) : nil)
      // A machine that is slower today is so for both.
      report.add(
        "checks, \(input.name) corpus", "over bare ICU sentence breaks", size: "same text",
        best / (bare * Double(copies)), "times the CPU")
      least = least ?? megabytes / best
    }
  }

  private func cost(of path: String) async throws -> Double {
    let start = Clock.seconds
    let summary = try await CheckRun(rules: RuleSet()).run(inputs: [path], output: "/dev/null")
    precondition(summary.units > 0, "no unit was checked")
    return Clock.seconds - start
  }

  private static func bareBreaks(_ texts: [(bytes: [UInt8], language: Language)]) -> Double {
    let start = Clock.seconds
    var found = 0
    for text in texts {
      found &+= bareICUSentenceBreaks(in: text.bytes.span, language: text.language)
    }
    precondition(found > 0, "no sentence was found")
    return Clock.seconds - start
  }

  /// Both sides of all units.
  private static func texts(of path: String) throws -> [(bytes: [UInt8], language: Language)] {
    let lines = LineReader(try ByteSource(path: path))
    let parser = JSONParser()
    var texts: [(bytes: [UInt8], language: Language)] = []
    while try lines.advance() {
      let unit = try parser.parse(lines.bytes).value
      for (side, language) in [("source", Language.english), ("target", .simplifiedChinese)] {
        texts.append((Array((unit[side]?.string ?? "").utf8), language))
      }
    }
    return texts
  }
}
