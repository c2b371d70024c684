// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Glibc
import Synchronization

/// The whole build, stage by stage, and its memory.
struct BuildSuite {
  /// What one build is made from.
  struct Input {
    var name: String
    var pairs: Int
    var pages: [String]
    var originals: String
  }

  /// The CPU seconds of one build.
  struct Cost {
    var stages: [Double] = [0, 0, 0, 0]
    var hashing = 0.0
    var total: Double { stages.reduce(0, +) }
  }

  /// A folder for inputs and outputs.
  let folder: String
  let repetitions: Int

  private static let stages: [Progress.Stage] = [.reading, .indexing, .pairing, .writing]

  /// Synthetic corpora of three sizes, to show growth; the floor is on the second.
  func synthetic(_ sizes: [Int], _ data: SampleData, into report: inout Report) async throws {
    var least: Cost?
    for size in sizes {
      let input = try Self.input(pairs: size, data, below: folder)
      let cost = try await best(input)
      add(cost, input, smallest: least, isBounded: size != sizes.first, to: &report)
      least = least ?? cost.per(1000, of: size)
    }
  }

  func real(_ data: String, into report: inout Report) async throws {
    let input = try Self.input(data)
    add(try await best(input), input, smallest: nil, isBounded: true, to: &report)
  }

  /// A folder with `chinese.jsonl.gz` and `originals.jsonl.gz`.
  static func input(_ data: String) throws -> Input {
    let pages = data + "/chinese.jsonl.gz"
    let lines = LineReader(try ByteSource(path: pages))
    var count = 0
    while try lines.advance() { count += 1 }
    return Input(
      name: "given", pairs: count, pages: [pages], originals: data + "/originals.jsonl.gz")
  }

  /// Writes a synthetic corpus.
  static func input(pairs: Int, _ data: SampleData, below folder: String) throws -> Input {
    let place = "\(folder)/synthetic-\(pairs)"
    mkdir(place, 0o777)
    let corpus = try SyntheticCorpus(pairs: pairs, beads: data.beads, into: place)
    return Input(
      name: "synthetic", pairs: pairs, pages: corpus.pages, originals: corpus.originals)
  }

  private func add(
    _ cost: Cost, _ input: Input, smallest: Cost?, isBounded: Bool, to report: inout Report
  ) {
    let cost = cost.per(1000, of: input.pairs)
    let group = "build, \(input.name) corpus"
    let size = "\(input.pairs) pairs"
    let unit = "s/1000 pairs"
    for (number, stage) in Self.stages.enumerated() {
      report.add(
        group, stage == .writing ? "aligning, writing" : stage.rawValue, size: size,
        cost.stages[number], unit, growth: smallest.map { cost.stages[number] / $0.stages[number] })
    }
    report.add(
      group, "all but hashing", size: size, cost.total - cost.hashing, unit,
      growth: smallest.map { (cost.total - cost.hashing) / ($0.total - $0.hashing) },
      floor: isBounded ? .atMost(0.5) : nil)
    report.add(group, "hashing, within the stages", size: size, cost.hashing, unit)
  }

  private func best(_ input: Input) async throws -> Cost {
    var best = Cost(stages: [.infinity])
    for _ in 0..<repetitions {
      let cost = try await self.cost(of: input)
      if cost.total < best.total { best = cost }
    }
    return best
  }

  private func cost(of input: Input) async throws -> Cost {
    let output = folder + "/out"
    let marks = StageMarks()
    let report = try await Self.build(input, into: output, progress: marks.note)
    precondition(
      report.counts.paired * 10 >= input.pairs * 8, "fewer than 8 of 10 abstracts found a partner")
    var cost = Cost()
    cost.stages = marks.costs(until: Clock.seconds, stages: Self.stages)
    let files = try FileSystem.files(below: output).filter { !$0.hasSuffix("manifest.json") }
    cost.hashing = try Self.hashing(files + input.pages + [input.originals])
    return cost
  }

  @discardableResult
  static func build(
    _ input: Input, into output: String, progress: @escaping ProgressSink = { _ in }
  ) async throws -> BuildReport {
    var options = CorpusBuild.Options()
    options.replacesOutput = true
    return try await CorpusBuild(options: options).run(
      pages: input.pages, originals: [input.originals], into: output, progress: progress)
  }

  /// What the hashes of the manifest cost: the same bytes hashed again, reading them taken off.
  private static func hashing(_ paths: [String]) throws -> Double {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var cost = 0.0
    for path in paths {
      let hash = SHA256()
      let file = open(path, O_RDONLY)
      defer { close(file) }
      while true {
        let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        cost += Clock.cost {
          chunk.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
      }
    }
    return cost
  }
}

extension BuildSuite.Cost {
  /// The cost of so many pairs.
  func per(_ number: Int, of pairs: Int) -> BuildSuite.Cost {
    let factor = Double(number) / Double(pairs)
    return BuildSuite.Cost(stages: stages.map { $0 * factor }, hashing: hashing * factor)
  }
}

/// The CPU time at which each stage of a build began, from its progress reports.
private final class StageMarks: Sendable {
  private let start = Clock.seconds
  private let begun = Mutex<[Progress.Stage: Double]>([:])

  @Sendable func note(_ progress: Progress) {
    begun.withLock { begun in
      if begun[progress.stage] == nil { begun[progress.stage] = Clock.seconds }
    }
  }

  /// The CPU seconds of each stage; what comes before the first counts to the first.
  func costs(until end: Double, stages: [Progress.Stage]) -> [Double] {
    let begun = begun.withLock { $0 }
    var ends = stages.dropFirst().map { begun[$0] ?? end }
    ends.append(end)
    return zip([start] + ends, ends).map { $1 - $0 }
  }
}
