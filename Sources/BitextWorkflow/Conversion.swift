// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Reads units in one format and writes them in another.
public struct Conversion: Sendable {
  /// What became of the units.
  public struct Counts: Hashable, Sendable {
    /// Units written.
    public var written = 0
    /// Records that could not be used.
    public var rejected = 0
    /// Characters that the format could not hold and that became U+FFFD.
    public var replacedCharacters = 0
  }

  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The format written; by name unless set.
  public var outputFormat: String?
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a conversion with the defaults.
  public init() {}

  /// Converts a file.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure` with `unknownFormat` or `malformed`;
  ///   `IOFailure`.
  public func run(input: String, output: String) throws -> Counts {
    guard FileSystem.kind(of: input) != .missing else {
      throw WorkflowFailure(.noInput, "\(input): no such file")
    }
    let from = try UnitFormat.resolved(path: input, name: inputFormat)
    let to = try UnitFormat.resolved(path: output, name: outputFormat)
    var reader = try from.reader(try ByteSource(path: input), limit: recordLimit)
    let rejections = try RejectionFile(path: rejectedPath)
    var writer = try UnitWriter(to: try OutputFile(path: output), format: to)
    var counts = Counts()
    while let record = try reader.next() {
      switch record {
      case .success(let unit):
        try writer.write(unit)
        counts.written += 1
      case .failure(let rejected): try rejections.write(rejected.rejection)
      }
    }
    counts.replacedCharacters = writer.replacedCharacters
    try writer.finish()
    counts.rejected = rejections.count
    _ = try rejections.finish()
    return counts
  }
}
