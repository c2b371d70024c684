// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from TMX 1.1 to 1.4b, levels 1 and 2, streaming.
///
/// The first `tuv` in the source language of the unit, or else of the header, is the source (the first of all
/// where none is), the next `tuv` the target; the others become further variants. A unit without two sides is a
/// rejection. Inline codes without a partner become isolated ones and are counted. Entity declarations are
/// refused, no other file is ever opened.
public struct TMXReader: UnitReader {
  private let source: ByteSource
  private let collector: TMXCollector
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var ended = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - limit: the cap on the text of one unit, in bytes.
  public init(_ source: ByteSource, limit: Int = LineReader.defaultLimit) throws {
    self.source = source
    collector = TMXCollector(path: source.path, limit: limit)
  }

  /// What the header says.
  public var header: CorpusHeader? { collector.header }
  /// What was mended.
  public var repairs: UnitRepairs { collector.repairs }

  /// The next unit, a rejection, or `nil` at the end.
  ///
  /// - Throws: ``CorpusFailure`` with `malformed`, the line, the column and libxml2's words.
  public mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      if let ready = collector.popFirst() { return ready }
      if ended {
        try collector.push.check()
        return nil
      }
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      ended = count == 0
      collector.push.feed(chunk[..<count], isLast: ended)
      if collector.push.failure != nil { ended = true }
    }
  }
}
