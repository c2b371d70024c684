// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Foundation

/// The index of originals on disk: time, size and memory, as collections grow.
struct IndexSuite {
  /// What a child process measures.
  enum Task: String {
    case build = "index-build"
    case query = "index-query"
  }

  /// A folder for collections and indexes.
  let folder: String
  /// A folder with `originals.jsonl.gz`, which the collections are drawn from, and `queries.jsonl.gz`.
  let data: String

  func run(_ sizes: [Int], into report: inout Report) throws {
    let model = try BigramModel(data + "/originals.jsonl.gz")
    var first: (build: Double, query: Double)?
    for size in sizes {
      let originals = Self.originals(folder, size)
      let textBytes = try model.write(size, to: originals)
      let built = try child(.build, size)
      try FileManager.default.removeItem(atPath: originals)
      let index = Self.index(folder, size)
      let fileBytes = try FileManager.default.attributesOfItem(atPath: index)[.size] as? Int ?? 0
      let asked = try child(.query, size)
      try FileManager.default.removeItem(atPath: index)
      let build = built[0] * 100_000 / Double(size)
      let name = "\(size) originals"
      let group = "index"
      report.add(
        group, "building", size: name, build, "s/100000", growth: first.map { build / $0.build },
        floor: .atMost(12))
      report.add(group, "memory of building", size: name, built[1], "MB", floor: .atMost(2000))
      report.add(
        group, "size over text", size: name, Double(fileBytes) / Double(textBytes), "",
        floor: .atMost(0.8))
      report.add(
        group, "candidates of a query", size: name, asked[0], "ms",
        growth: first.map { asked[0] / $0.query }, floor: size <= 20_000 ? .atMost(2) : nil)
      report.add(group, "judging a query, that included", size: name, asked[1], "ms")
      report.add(group, "opening", size: name, asked[2], "ms")
      report.add(
        group, "memory of asking, the file apart", size: name, asked[3], "MB", floor: .atMost(300))
      first = first ?? (build, asked[0])
    }
  }

  private static func originals(_ folder: String, _ size: Int) -> String {
    "\(folder)/originals-\(size).jsonl"
  }

  private static func index(_ folder: String, _ size: Int) -> String {
    "\(folder)/originals-\(size).bitextindex"
  }

  private func child(_ task: Task, _ size: Int) throws -> [Double] {
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = ["--child", task.rawValue, String(size), folder, data]
    let pipe = Pipe()
    child.standardOutput = pipe
    try child.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    let values = String(decoding: output, as: UTF8.self).split(separator: " ").compactMap {
      Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    guard child.terminationStatus == 0, values.count >= 2 else {
      throw SpeedFailure("the child \(task.rawValue) of \(size) originals failed")
    }
    return values
  }

  /// What a child does; prints its figures.
  static func child(_ task: Task, size: Int, folder: String, data: String) async throws {
    switch task {
    case .build:
      let seconds = Clock.seconds
      _ = try await IndexRun().run(
        originals: [originals(folder, size)], output: index(folder, size))
      print(Clock.seconds - seconds, PeakMemory.megabytes)
    case .query:
      try query(index(folder, size), data)
    }
  }

  private static func query(_ path: String, _ data: String) throws {
    var reader = DocumentReader(try ByteSource(path: data + "/queries.jsonl.gz"))
    var queries: [Document] = []
    while let record = try reader.next() {
      if case .success(let document) = record { queries.append(document) }
    }
    let start = Clock.seconds
    let index = KeyIndex([try IndexFile(path: path)], lexicon: .shipped)
    let opening = Clock.seconds - start
    let pairer = KeyPairer(
      index: index, segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: .englishChinese))
    // Once for the lexicon and the caches.
    for query in queries { _ = try index.candidates(for: query, limit: 8) }
    let candidates = try Clock.best(of: 3) {
      for query in queries { _ = try index.candidates(for: query, limit: 8) }
    }
    let judging = try Clock.best(of: 3) {
      for query in queries { _ = try pairer.judgement(on: query) }
    }
    let scale = 1000 / Double(max(1, queries.count))
    print(candidates * scale, judging * scale, opening * 1000, PeakMemory.anonymousMegabytes)
  }
}
