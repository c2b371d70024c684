// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextPairing

/// Writes how many documents of a collection hold each key, for indexes of parts of it.
public struct FrequenciesRun: Sendable {
  /// The number of documents of the collection.
  public var documentCount = 0
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20

  /// Makes a run with the defaults.
  public init() {}

  /// Reads `{"key","count"}`, the keys as 16 hexadecimal digits, ascending, and writes the file.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where a line is none, or does not ascend;
  ///   `IOFailure`.
  public func run(input: String, output: String) throws -> WorkerRun.Report {
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let parser = JSONParser()
    var builder = CollectionFrequencies.Builder()
    var report = WorkerRun.Report()
    while try lines.advance() {
      guard let view = try? parser.parse(lines.bytes), let digits = view["key"]?.string,
        digits.utf8.count == 16, let key = UInt64(digits, radix: 16),
        let count = view["count"]?.integer, builder.add(key, count: count)
      else {
        throw WorkflowFailure(
          .nothingUsable,
          "\(input):\(lines.number): expected a \"key\" over the one before, and its \"count\"")
      }
      report.read += 1
    }
    let sink = try OutputFile(path: output, hashing: true)
    try builder.write(documentCount: documentCount, to: sink)
    report.digest = try sink.finish() ?? ""
    report.written = report.read
    return report
  }
}
