// SPDX-License-Identifier: Apache-2.0

import BitextKit
import BitextMemory
import Foundation

/// A translation memory of a size: import, size, matching, concordance.
///
/// Units and queries come from `Benchmarks/recombine`, which says how they are made.
struct TranslationMemorySuite {
  /// What a child process measures.
  enum Task: String {
    case fill = "memory-import"
    case ask = "memory-ask"
    case concordance = "memory-concordance"
    case tables = "memory-tables"
  }

  let folder: String
  /// A folder with evaluation data.
  let data: String
  /// How many queries are compared with every unit.
  let exhaustive: Int

  func run(_ size: Int, into report: inout Report) throws {
    for direction in ["en-zh", "zh-en"] {
      try made(size, direction)
      let name = "\(direction), \(size)"
      let filled = try child(.fill, size, direction)
      report.add(
        "translation memory", "import with index", size: name, filled[0], "units/s",
        floor: .atLeast(50_000))
      report.add(
        "translation memory", "bytes a unit, texts \(Int(filled[2].rounded())) of them", size: name,
        filled[1], "B", floor: .atMost(700))
      report.add("translation memory", "memory of importing", size: name, filled[3], "MB")
      let asked = try child(.ask, size, direction)
      let floors: [Floor?] = [
        .atMost(10), .atMost(60), .atLeast(100), .atMost(1), .atMost(10), .atLeast(97),
      ]
      for (index, label) in [
        "lossless p50", "lossless p99", "lossless recall", "fast p50", "fast p99", "fast recall",
      ].enumerated() {
        report.add(
          "translation memory", label, size: name, asked[index], index % 3 == 2 ? "%" : "ms",
          floor: floors[index])
      }
      let phrases = try child(.concordance, size, direction)
      for (index, label) in [
        "a common word, 20 hits", "a rare word, all units read", "a phrase that no unit holds",
      ].enumerated() {
        report.add(
          "translation memory", "concordance of " + label, size: name, phrases[index], "ms")
      }
      let tables = try child(.tables, size, direction)
      for (index, label) in ["in a mapped file", "in tables of SQLite"].enumerated() {
        report.add(
          "translation memory", "one search over an index \(label)", size: name,
          tables[2 * index], "ms")
        report.add(
          "translation memory", "size of an index \(label)", size: name, tables[2 * index + 1],
          "B/unit")
      }
      try FileManager.default.removeItem(atPath: place(direction))
    }
  }

  private func place(_ direction: String) -> String { "\(folder)/memory-\(direction)" }

  private func made(_ size: Int, _ direction: String) throws {
    let script = Process()
    script.executableURL =
      URL(filePath: #filePath).appending(path: "../../../recombine")
      .standardized
    script.arguments = [
      data, place(direction), "--units", String(size), "--direction", direction,
    ]
    try script.run()
    script.waitUntilExit()
    guard script.terminationStatus == 0 else {
      throw SpeedFailure("Benchmarks/recombine \(data) failed")
    }
  }

  private func child(_ task: Task, _ size: Int, _ direction: String) throws -> [Double] {
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = ["--child", task.rawValue, String(exhaustive), place(direction), direction]
    let pipe = Pipe()
    child.standardOutput = pipe
    try child.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    let values = String(decoding: output, as: UTF8.self).split { $0 == " " || $0 == "\n" }
      .compactMap { Double($0) }
    guard child.terminationStatus == 0, values.count >= 3 else {
      throw SpeedFailure("the child \(task.rawValue) of \(size) units failed")
    }
    return values
  }

  // MARK: Children

  static func child(
    _ task: Task, exhaustive: Int, folder: String, direction: String
  ) async throws {
    let languages: LanguagePair =
      direction == "en-zh"
      ? .englishChinese : LanguagePair(source: .simplifiedChinese, target: .english)
    switch task {
    case .fill: try await fill(folder, languages)
    case .ask: try await ask(folder, exhaustive)
    case .concordance: try await concordance(folder, isEnglish: direction == "en-zh")
    case .tables: try TableComparison(folder).run()
    }
  }

  private static func fill(_ folder: String, _ languages: LanguagePair) async throws {
    var importing = MemoryImport()
    importing.languages = languages
    let start = Clock.seconds
    let report = try await importing.run(
      files: [folder + "/units.tsv"], into: MemoryStore(path: folder + "/memory.db"))
    let spent = Clock.seconds - start
    // Closed meanwhile, so that the log beside the file is part of it.
    let memory = try MemoryStore(path: folder + "/memory.db", options: .readOnly)
    let statistics = try await memory.statistics()
    let units = Double(statistics.units)
    let texts = statistics.directions.reduce(0) { $0 + $1.sourceBytes + $1.targetBytes }
    print(
      Double(report.read) / spent,
      Double(statistics.storeBytes + statistics.indexBytes) / units, Double(texts) / units,
      PeakMemory.megabytes)
  }

  private static func ask(_ folder: String, _ exhaustive: Int) async throws {
    var evaluation = MemoryEvaluation()
    evaluation.query.limit = 20
    evaluation.exhaustiveCount = exhaustive
    let memory = try MemoryStore(path: folder + "/memory.db", options: .readOnly)
    let result = try await evaluation.run(folder + "/queries.txt", in: memory)
    func recall(_ figures: MemoryEvaluation.Figures) -> Double {
      100 * Double(figures.found) / Double(max(1, figures.expected))
    }
    print(
      result.lossless.percentile(0.5), result.lossless.percentile(0.99), recall(result.lossless),
      result.fast.percentile(0.5), result.fast.percentile(0.99), recall(result.fast))
  }

  private static func concordance(_ folder: String, isEnglish: Bool) async throws {
    let memory = try MemoryStore(path: folder + "/memory.db", options: .readOnly)
    let phrases =
      isEnglish ? ["the", "gyroscopic", "zyzzyva qux"] : ["的", "陀螺", "鱻龘"]
    var costs: [Double] = []
    for phrase in phrases {
      var least = Double.infinity
      for _ in 0..<3 {
        let start = Clock.seconds
        _ = try await memory.concordance(phrase, limit: phrase == phrases[0] ? 20 : 1_000_000)
        least = min(least, 1000 * (Clock.seconds - start))
      }
      costs.append(least)
    }
    print(costs[0], costs[1], costs[2])
  }
}
