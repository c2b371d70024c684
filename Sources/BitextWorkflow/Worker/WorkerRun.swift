// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Runs stages over JSON lines: one line out for each line in, in the same order.
///
///     let run = try WorkerRun(stages: [.segment], options: WorkerOptions())
///     let report = try await run.run(input: "-", output: "-")
///
/// Lines that cannot be used are answered too, and those that an earlier stage could not use are handed on
/// as they are. The same lines give the same bytes, however many tasks run. At most two batches a task, of
/// 64 lines or 1 MiB, are held at once: a slow reader of the output holds the input back.
public struct WorkerRun: Sendable {
  /// What went through.
  public struct Report: Hashable, Sendable {
    /// Lines read.
    public var read = 0
    /// Lines written; as many, in the end.
    public var written = 0
    /// Of these, lines that could not be used.
    public var rejected = 0
    /// The SHA-256 of everything written, in hexadecimal, once all is.
    public var digest = ""
  }

  private let stages: [any WorkerStage]
  private let width: Int
  private let recordLimit: Int

  /// Makes a run.
  ///
  /// - Parameter names: the stages, each of which takes the line that the one before it gave.
  /// - Throws: what the files named in the options throw; `CheckFailure` and `ScoreFailure` where
  ///   options do not fit.
  public init(stages names: [WorkerStageName], options: WorkerOptions) throws {
    var tools = WorkerTools(options)
    stages = try names.map { try tools.stage($0) }
    width = max(1, options.width)
    recordLimit = options.recordLimit
  }

  /// Reads lines and answers them.
  ///
  /// - Parameters:
  ///   - input: a file or `-`.
  ///   - output: a file or `-`.
  ///   - progress: told the counts after each batch.
  /// - Throws: `IOFailure`; `IndexFailure` where an index is damaged.
  public func run(
    input: String, output: String, progress: (Report) -> Void = { _ in }
  ) async throws -> Report {
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let sink = try OutputFile(path: output, hashing: true)
    var report = Report()
    try await OrderedBatches.run(
      width: width,
      next: { try Self.batch(of: lines) },
      work: { try answer($0) },
      consume: { answers in
        try sink.write(answers.bytes)
        report.read += answers.count
        report.written += answers.count
        report.rejected += answers.rejected
        progress(report)
      })
    report.digest = try sink.finish() ?? ""
    return report
  }

  // MARK: Batches

  private struct Batch: Sendable {
    static let limit = (lines: 64, bytes: 1 << 20)
    var firstLine = 0
    var bytes: [UInt8] = []
    var ends: [Int] = []
    /// The bytes of lines over the cap, by their place.
    var tooLong: [Int: Int] = [:]
  }

  private struct Answers: Sendable {
    var bytes: [UInt8] = []
    var count = 0
    var rejected = 0
  }

  private static func batch(of lines: LineReader) throws -> Batch? {
    var batch = Batch()
    while batch.ends.count < Batch.limit.lines, batch.bytes.count < Batch.limit.bytes,
      try lines.advance()
    {
      if batch.ends.isEmpty { batch.firstLine = lines.number }
      if lines.isTooLong {
        batch.tooLong[batch.ends.count] = lines.byteCount
      } else {
        batch.bytes.append(contentsOf: lines.bytes)
      }
      batch.ends.append(batch.bytes.count)
    }
    return batch.ends.isEmpty ? nil : batch
  }

  private func answer(_ batch: Batch) throws -> Answers {
    let parsers = stages.map { _ in JSONParser() }
    var answers = Answers()
    var json = JSONWriter()
    var start = 0
    for (place, end) in batch.ends.enumerated() {
      json.removeAll()
      let number = batch.firstLine + place
      if let byteCount = batch.tooLong[place] {
        let message = "line \(number): expected a record within the cap, found \(byteCount) bytes"
        json.rejected(id: nil, WorkerFault(.tooLong, message))
        answers.rejected += 1
      } else {
        let isUsed = try batch.bytes[start..<end].withUnsafeBufferPointer {
          try answer($0, number, parsers, into: &json)
        }
        if !isUsed { answers.rejected += 1 }
      }
      answers.bytes += json.bytes
      answers.bytes.append(10)
      answers.count += 1
      start = end
    }
    return answers
  }

  /// Answers a line; returns whether it could be used.
  private func answer(
    _ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ parsers: [JSONParser],
    into json: inout JSONWriter
  ) throws -> Bool {
    var between: [UInt8] = []
    for (place, stage) in stages.enumerated() {
      let isUsed =
        try place == 0
        ? answer(line, number, stage, parsers[place], into: &json)
        : between.withUnsafeBufferPointer {
          try answer($0, number, stage, parsers[place], into: &json)
        }
      guard isUsed else { return false }
      guard place + 1 < stages.count else { break }
      between = json.bytes
      json.removeAll()
    }
    return true
  }

  private func answer(
    _ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ stage: any WorkerStage,
    _ parser: JSONParser, into json: inout JSONWriter
  ) throws -> Bool {
    let record: JSONView
    do {
      record = try parser.parse(line)
    } catch {
      let message = "line \(number): expected a JSON value: \(error.message.lowercased())"
      json.rejected(id: nil, WorkerFault(.invalidJSON, message))
      return false
    }
    guard !record.isRejected else {
      json.value(record.value)
      return false
    }
    do {
      try stage.answer(record, into: &json)
      return true
    } catch let fault as WorkerFault {
      json.removeAll()
      json.rejected(id: record.recordID, fault)
      return false
    }
  }
}
