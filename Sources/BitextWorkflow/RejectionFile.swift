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

  /// Opens the file; with no path rejections are only counted.
  init(path: String?) throws {
    output = try path.map { try OutputFile(path: $0, hashing: true) }
  }

  func write(_ rejection: Rejection) throws {
    first = first ?? rejection
    count += 1
    json.removeAll()
    json.rejection(rejection)
    json.newline()
    try output?.write(json.bytes)
  }

  /// Closes the file.
  ///
  /// - Returns: its digest.
  func finish() throws -> String { try output?.finish() ?? "" }
}
