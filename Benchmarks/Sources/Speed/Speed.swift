// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Foundation

/// Why the program cannot go on.
struct SpeedFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// What the program was told.
struct SpeedOptions {
  static let usage = """
    usage: speed [--json] [--check] [--quick] [--only GROUP]… [--data DIR] [--corpora DIR]
                 [--index DIR] [--sizes N,N,…] [--units N] [--exhaustive N]

      --json          one JSON object a line instead of a table
      --check         exit 1 where a floor is missed
      --quick         small inputs, few repetitions: a look, no figure to quote
      --only GROUP    reading, sentences, alignment, build, checks, memory, index,
                      interchange, translation-memory; may be repeated
      --data DIR      build DIR/chinese.jsonl.gz against DIR/originals.jsonl.gz as well, and check
                      the units of that; for
                      translation-memory the folder that Benchmarks/recombine takes
      --units N       units of the translation memory; 100000 unless given
      --exhaustive N  queries that are compared with every unit; 100 unless given
      --index DIR     index originals drawn from a bigram model of DIR/originals.jsonl.gz, and ask
                      for DIR/queries.jsonl.gz
      --sizes N,N     so many of them; 20000,200000,2400000 unless given
      --corpora DIR   the sample corpus; Corpora of this repository unless given

    """

  var isJSON = false
  var isCheck = false
  var isQuick = false
  var groups: Set<String> = []
  var data: String?
  var index: String?
  var units = 100_000
  var exhaustive = 100
  var sizes = [20_000, 200_000, 2_400_000]
  var corpora = URL(filePath: #filePath).appending(path: "../../../../Corpora").standardized.path()

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func value(_ name: String) throws -> String {
      guard let value = rest.popFirst() else { throw SpeedFailure("\(name) needs a value") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": isJSON = true
      case "--check": isCheck = true
      case "--quick": isQuick = true
      case "--only": groups.insert(try value(argument))
      case "--index": index = try value(argument)
      case "--sizes":
        sizes = try value(argument).split(separator: ",").compactMap { Int($0) }
        guard !sizes.isEmpty else { throw SpeedFailure("--sizes needs numbers") }
      case "--units": units = Int(try value(argument)) ?? units
      case "--exhaustive": exhaustive = Int(try value(argument)) ?? exhaustive
      case "--data": data = try value(argument)
      case "--corpora": corpora = try value(argument)
      default: throw SpeedFailure(Self.usage)
      }
    }
  }

  func wants(_ group: String) -> Bool { groups.isEmpty || groups.contains(group) }
}

@main
struct Speed {
  static func main() async {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == "--child" {
        try await child(arguments.dropFirst().map { $0 })
      } else {
        try await run(SpeedOptions(arguments))
      }
    } catch {
      FileHandle.standardError.write(Data("speed: \(error)\n".utf8))
      exit(70)
    }
  }

  private static func child(_ arguments: [String]) async throws {
    if arguments.count == 4, let task = IndexSuite.Task(rawValue: arguments[0]),
      let size = Int(arguments[1])
    {
      return try await IndexSuite.child(
        task, size: size, folder: arguments[2], data: arguments[3])
    }
    if arguments.count == 4, let task = TranslationMemorySuite.Task(rawValue: arguments[0]),
      let exhaustive = Int(arguments[1])
    {
      return try await TranslationMemorySuite.child(
        task, exhaustive: exhaustive, folder: arguments[2], direction: arguments[3])
    }
    if arguments.count == 4, arguments[0] == "interchange" {
      return try InterchangeSuite.child(path: arguments[2])
    }
    guard arguments.count == 4, let task = MemorySuite.Task(rawValue: arguments[0]),
      let pairs = Int(arguments[1])
    else { throw SpeedFailure("expected a task, a size, a folder and the corpora") }
    try await MemorySuite.child(task, pairs: pairs, folder: arguments[2], corpora: arguments[3])
  }

  private static func run(_ options: SpeedOptions) async throws {
    let folder = FileManager.default.temporaryDirectory.path() + "bitext-speed-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = try await measure(options, folder)
    print(options.isJSON ? report.json : report.table, terminator: "")
    for row in report.failures {
      let line =
        "speed: \(row.group), \(row.name), \(row.size): \(row.value), expected \(row.floor?.text ?? "")\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    if options.isCheck && !report.failures.isEmpty {
      try? FileManager.default.removeItem(atPath: folder)
      exit(1)
    }
  }

  private static func measure(_ options: SpeedOptions, _ folder: String) async throws -> Report {
    var report = Report()
    let data = try SampleData(folder: options.corpora)
    // First of all, while the lexicon is not loaded.
    let first = try StageSuites.firstAlignment(data)
    let stages = StageSuites(data: data, repetitions: options.isQuick ? 2 : 5)
    if options.wants("reading") { try stages.reading(into: &report) }
    if options.wants("sentences") { stages.sentences(into: &report) }
    if options.wants("alignment") { try stages.alignment(first: first, into: &report) }
    if options.wants("build") {
      let build = BuildSuite(folder: folder, repetitions: options.isQuick ? 1 : 3)
      let sizes = options.isQuick ? [200, 1000] : [1000, 5000, 20_000]
      try await build.synthetic(sizes, data, into: &report)
      if let given = options.data { try await build.real(given, into: &report) }
    }
    if options.wants("checks") {
      let checks = CheckSuite(folder: folder, repetitions: options.isQuick ? 1 : 5)
      let made = try BuildSuite.input(pairs: options.isQuick ? 200 : 2000, data, below: folder)
      try await checks.run(made, isBounded: options.data == nil, into: &report)
      if let given = options.data {
        try await checks.run(try BuildSuite.input(given), isBounded: true, into: &report)
      }
    }
    if options.wants("memory") {
      let sizes = options.isQuick ? [200, 1000] : [2000, 20_000]
      for size in sizes { _ = try BuildSuite.input(pairs: size, data, below: folder) }
      try MemorySuite(folder: folder, corpora: options.corpora).run(sizes, into: &report)
    }
    if options.wants("interchange") {
      let suite = InterchangeSuite(
        folder: folder, data: data, repetitions: options.isQuick ? 2 : 5)
      try suite.speed(megabytes: options.isQuick ? 10 : 100, into: &report)
      try suite.memory(megabytes: options.isQuick ? 20 : 600, into: &report)
    }
    if let given = options.data, options.groups.contains("translation-memory") {
      let suite = TranslationMemorySuite(
        folder: folder, data: given, exhaustive: options.exhaustive)
      try suite.run(options.units, into: &report)
    }
    if let given = options.index, options.wants("index") {
      try IndexSuite(folder: folder, data: given).run(options.sizes, into: &report)
    }
    return report
  }
}
