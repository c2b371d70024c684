// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Foundation

/// The largest resident size of a build, and of its index alone.
///
/// A process only ever grows by this measure, so each figure comes from a process of its own: this
/// program, called again with `--child`.
struct MemorySuite {
  /// What a child does.
  enum Task: String {
    /// Loads the lexicon and aligns one abstract: what every build has.
    case base
    /// Reads the originals into an index.
    case index
    /// Builds the corpus on one thread.
    case build
  }

  let folder: String
  let corpora: String

  /// Figures of some sizes of the synthetic corpus.
  func run(_ sizes: [Int], into report: inout Report) throws {
    let base = try peak(.base, sizes[0])
    report.add("memory", "lexicon and libraries", base, "MB")
    var least: Double?
    for size in sizes {
      let index = try peak(.index, size) - base
      let all = try peak(.build, size)
      let name = "\(size) pairs"
      report.add("memory", "index", size: name, index * 1000 / Double(size), "kB/original")
      report.add(
        "memory", "peak of the build", size: name, all, "MB", growth: least.map { all / $0 })
      report.add("memory", "peak without index and libraries", size: name, all - base - index, "MB")
      least = least ?? all
    }
  }

  /// The peak of one child, in MB.
  private func peak(_ task: Task, _ size: Int) throws -> Double {
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = ["--child", task.rawValue, String(size), folder, corpora]
    let pipe = Pipe()
    child.standardOutput = pipe
    try child.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    guard child.terminationStatus == 0, let value = Double(text.dropLast()) else {
      throw SpeedFailure("the child \(task) of \(size) pairs failed")
    }
    return value
  }

  /// What a child does; prints its peak.
  static func child(_ task: Task, pairs: Int, folder: String, corpora: String) async throws {
    let place = "\(folder)/synthetic-\(pairs)"
    let pages = try FileSystem.files(below: place).filter { $0.hasSuffix(".txt") }
    let input = BuildSuite.Input(
      name: "synthetic", pairs: pairs, pages: pages, originals: place + "/originals.jsonl")
    let data = try SampleData(folder: corpora)
    _ = try StageSuites.firstAlignment(data)
    switch task {
    case .base: break
    case .index:
      var reader = DocumentReader(try ByteSource(path: input.originals))
      var builder = try IndexBuilder(temporaryIn: folder)
      var number: UInt64 = 0
      while let record = try reader.next() {
        number += 1
        let hash = number
        try builder.add(builder.preparation.prepare([record.get()]) { _ in hash }[0])
      }
      let index = KeyIndex([try builder.finish()])
      precondition(index.count == pairs)
    case .build: try await BuildSuite.build(input, into: folder + "/out-child")
    }
    print(PeakMemory.megabytes)
  }
}
