// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextQuality

/// Files of the ranking aid's weights.
public enum RankingWeights {
  /// Reads a file; `nil` gives the shipped weights.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CheckFailure` with `brokenModel`; `IOFailure`.
  public static func read(_ path: String?) throws -> RankingModel {
    guard let path else { return .shipped }
    guard FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    let bytes = try ByteSource(path: path).readAll(limit: 16 << 20)
    return try RankingModel(text: String(decoding: bytes, as: UTF8.self), path: path)
  }

  /// Writes a file.
  public static func write(_ model: RankingModel, to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(model.text)
    try file.finish()
  }
}
