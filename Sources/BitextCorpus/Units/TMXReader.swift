// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from TMX 1.1 to 1.4, streaming.
///
/// The first `tuv` in the header's source language is the source (the first of all where none is),
/// the next `tuv` the target. A unit without two sides is a rejection. Entity declarations are
/// refused, no other file is ever opened.
public struct TMXReader: CorpusReader {
  private let source: ByteSource
  private let parser: TMXParser
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var ended = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - limit: the cap on the text of one unit, in bytes.
  public init(_ source: ByteSource, limit: Int = LineReader.defaultLimit) throws {
    self.source = source
    parser = TMXParser(path: source.path, limit: limit)
  }

  /// The next unit, a rejection, or `nil` at the end.
  ///
  /// - Throws: ``CorpusFailure`` with `malformed`, the line and libxml2's words.
  public mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      if let ready = parser.takeFirst() { return ready }
      if ended {
        try parser.check()
        return nil
      }
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      ended = count == 0
      parser.feed(chunk[..<count], isLast: ended)
    }
  }
}
