// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextLexicon
import BitextModel
import BitextPairing
import BitextWorkflow

extension FuzzTarget {
  /// Lines for a worker; the first byte chooses the stages.
  static let worker = FuzzTarget("worker", seeds: { WorkerSeeds.all }) { bytes, scratch in
    guard let first = bytes.first else { return }
    let runs = try await WorkerRuns.shared.made()
    let number = Int(first &- 0x30) % (runs.maps.count + WorkerRuns.reduceCount)
    let lines = Array(bytes[1...])
    let input = lines.withUnsafeBytes { scratch.file("lines.jsonl", $0) }
    let output = scratch.folder + "/answers.jsonl"
    defer { removeTree(output) }
    guard number >= runs.maps.count else {
      let answers = try await answers(runs.maps[number], input, output, to: lines)
      return try await checkOrder(answers, runs.wide[number], lines, scratch)
    }
    do {
      try await reduce(number - runs.maps.count, input, output, to: lines, scratch)
    } catch let error as WorkflowFailure {
      try law(error.code == .nothingUsable, "a code of its own, not \(error.code)")
      try checkMessage(error.message)
    }
  }

  /// The lines of an input: ended by LF, the last one perhaps not.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  /// Runs map stages: a line out for a line in, each a JSON value, refusals in their one shape.
  private static func answers(
    _ run: WorkerRun, _ input: String, _ output: String, to lines: [UInt8]
  ) async throws -> [ArraySlice<UInt8>] {
    let report = try await run.run(input: input, output: output)
    let (asked, answers) = (split(lines), split(Scratch.bytes(output)))
    try law(answers.count == asked.count, "\(asked.count) lines in, \(answers.count) out")
    try law(report.read == asked.count && report.written == asked.count, "lines are counted")
    var rejected = 0
    for (line, answer) in zip(asked, answers) {
      guard let value = parsed(answer) else { throw LawBroken(description: "an answer is JSON") }
      guard let error = value["error"] else { continue }
      guard let code = error["code"]?.string, let message = error["message"]?.string else {
        continue
      }
      rejected += 1
      // What an earlier stage could not use is handed on, whatever it says.
      if let asked = parsed(line), asked["error"] == error { continue }
      guard case .object(let members) = value else { continue }
      try law(
        members.map(\.key) == ["id", "error"] && !code.isEmpty,
        "a refusal has an id, a code and a message")
      try checkMessage(message)
    }
    try law(report.rejected == rejected, "\(rejected) refusals, \(report.rejected) counted")
    return answers
  }

  /// Holds the answers to what each line gives, wherever it stands and however many tasks run.
  private static func checkOrder(
    _ answers: [ArraySlice<UInt8>], _ run: WorkerRun, _ lines: [UInt8], _ scratch: Scratch
  ) async throws {
    let turned = Array(split(lines).reversed().map { Array($0) + [10] }.joined())
    let input = turned.withUnsafeBytes { scratch.file("turned.jsonl", $0) }
    let output = scratch.folder + "/turned-answers.jsonl"
    defer { removeTree(output) }
    _ = try await run.run(input: input, output: output)
    let again = split(Scratch.bytes(output))
    try law(again.count == answers.count, "the same lines give as many answers")
    for (answer, other) in zip(answers, again.reversed()) where answer != other {
      // Only what is no record is told by its line's number.
      let messages = [answer, other].map { parsed($0)?["error"]?["message"]?.string ?? "" }
      try law(messages.allSatisfy { $0.hasPrefix("line ") }, "a line's answer is its own")
    }
  }

  private static func parsed(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
    let parser = JSONParser()
    return Array(bytes).withUnsafeBufferPointer { try? parser.parse($0).value }
  }

  /// Runs a stage that answers when all is read.
  private static func reduce(
    _ number: Int, _ input: String, _ output: String, to lines: [UInt8], _ scratch: Scratch
  ) async throws {
    let count = split(lines).count
    let report: WorkerRun.Report
    switch number {
    case 0:
      var run = AssignRun()
      run.temporaryFolder = scratch.folder
      report = try run.run(input: input, output: output)
      let answers = split(Scratch.bytes(output))
      try law(answers.count == count, "\(count) judgements, \(answers.count) claims")
      try law(answers.allSatisfy { parsed($0)?["rank"] != nil }, "a claim has a rank")
    case 1:
      var run = LearnRun()
      run.lexicon = BinarySeeds.smallLexicon
      run.width = 1
      report = try await run.run(input: input, output: output)
      _ = try LearnRun.union(of: output, before: run.lexicon)
    case 2:
      var run = TallyRun()
      run.lexicon = BinarySeeds.smallLexicon
      let tally = try run.run(input: input, output: output)
      try law(tally.written == split(Scratch.bytes(output)).count, "lines are counted")
      let again = scratch.folder + "/again.jsonl"
      defer { removeTree(again) }
      let second = try run.run(input: output, output: again)
      try law(second.digest == tally.digest, "a sum of one sum is that sum")
      return try law(tally.read == count, "lines are counted")
    default:
      var run = FrequenciesRun()
      run.documentCount = 1000
      report = try run.run(input: input, output: output)
      _ = try CollectionFrequencies(path: output)
    }
    try law(report.read == count && report.written == count, "lines are counted")
  }
}

/// The stages of a worker over a small index, opened once.
private actor WorkerRuns {
  static let shared = WorkerRuns()
  /// How many stages answer only when all is read.
  static let reduceCount = 4

  struct Runs: Sendable {
    /// Of one task.
    var maps: [WorkerRun] = []
    /// The same of three tasks.
    var wide: [WorkerRun] = []
  }

  private var runs: Runs?

  func made() throws -> Runs {
    if let runs { return runs }
    // Mapped files outlive their names.
    let scratch = Scratch()
    let index = try BinarySeeds.indexes()[1].withUnsafeBytes { scratch.file("o.bitextindex", $0) }
    let places = Array("{\"ordinal\":1,\"page\":0}\n{\"ordinal\":2,\"same_as\":[\"x\"]}\n".utf8)
      .withUnsafeBytes { scratch.file("places.jsonl", $0) }
    var options = WorkerOptions()
    options.lexicon = BinarySeeds.smallLexicon
    options.indexes = [index]
    options.places = places
    options.recordLimit = 2048
    var documents = options
    documents.inputForm = "documents"
    documents.dropsExtra = true
    documents.shards = 4
    var counted = options
    counted.counts = true
    counted.minimumScore = 0.25
    let all: [([WorkerStageName], WorkerOptions)] = [
      ([.read], options), ([.read], documents), ([.segment], options), ([.keys], options),
      ([.pair], options), ([.judge], options), ([.settle], options), ([.align], options),
      ([.align], counted), ([.lessons], options), ([.check], options),
      ([.scoreStatistics], options), ([.settle, .align], counted), ([.pair, .lessons], options),
    ]
    var made = Runs()
    for (stages, options) in all {
      var options = options
      made.maps.append(try WorkerRun(stages: stages, options: options))
      options.width = 3
      made.wide.append(try WorkerRun(stages: stages, options: options))
    }
    runs = made
    return made
  }
}
