// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// `rejected.jsonl` while it is written.
final class RejectionFile {
  /// The first rejection, for a message when nothing else was found.
  private(set) var first: Rejection?
  private(set) var count = 0
  private let output: OutputFile?
  private var json = JSONWriter()
  private var warnings: [String] = []
  private let progress: ProgressSink
  private let stage: Progress.Stage

  /// Opens the file; with no path rejections are only counted.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - stage: what the run is at while records are rejected.
  ///   - progress: warned of files whose end is missing.
  init(
    path: String?, stage: Progress.Stage = .reading, progress: @escaping ProgressSink = { _ in }
  ) throws {
    self.progress = progress
    self.stage = stage
    output = try path.map { try OutputFile(path: $0, hashing: true) }
  }

  func write(_ rejection: Rejection) throws {
    first = first ?? rejection
    count += 1
    if rejection.code == .truncated, warnings.count < 100 { warnings.append(rejection.description) }
    json.removeAll()
    json.rejection(rejection)
    json.newline()
    try output?.write(json.bytes)
  }

  /// Closes the file, and warns of files whose end is missing; a run that fails says so itself.
  ///
  /// - Returns: its digest.
  func finish() throws -> String {
    for warning in warnings { progress(Progress(stage: stage, warning: warning)) }
    warnings = []
    return try output?.finish() ?? ""
  }
}
