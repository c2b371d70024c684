// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon
internal import BitextModel

/// Makes statistics of lessons, and sums of statistics: a reduce between the stages `lessons` and `learn`.
///
/// Lines are those of the stage `lessons`, with the place of their translation among all under `order`, or
/// statistics that an earlier run wrote, one behind the other. The sum is the same bytes however its parts
/// were put together, and ``LearnRun`` learns of it what it learns of all lessons in their order. Memory is
/// some 5 bytes a token; a build learns from at most ``SelfTraining/Rule/mostPairs`` pairs.
public struct TallyRun: Sendable {
  /// The lexicon of the first pass, whose headwords are the Chinese words.
  public var lexicon = Lexicon.shipped
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20

  /// Makes a run with the defaults.
  public init() {}

  /// Reads lessons or statistics, and writes their sum.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where a line is neither, or a place is there twice;
  ///   `IOFailure`.
  public func run(input: String, output: String) throws -> WorkerRun.Report {
    var (report, statistics) = try Self.sum(input, lexicon, recordLimit)
    let sink = try OutputFile(path: output, hashing: true)
    report.written = try statistics.write(to: sink)
    report.digest = try sink.finish() ?? ""
    return report
  }

  /// The sum of the lines of a file.
  static func sum(
    _ input: String, _ lexicon: Lexicon, _ recordLimit: Int
  ) throws -> (WorkerRun.Report, LessonStatistics) {
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let parser = JSONParser()
    var report = WorkerRun.Report()
    var statistics = LessonStatistics(lexicon: lexicon)
    do {
      while try lines.advance() {
        guard let view = try? parser.parse(lines.bytes) else {
          throw LessonStatistics.Fault(message: "expected an object with \"lessons\"")
        }
        try statistics.add(view, place: lines.number)
        report.read += 1
      }
      try statistics.sum()
    } catch let fault as LessonStatistics.Fault {
      throw WorkflowFailure(.nothingUsable, "\(input):\(lines.number): \(fault.message)")
    }
    return (report, statistics)
  }
}
