// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A handler that makes units, with its parser.
protocol XMLUnitCollector: XMLHandler {
  var push: XMLPush { get }
  var header: CorpusHeader? { get }
  var repairs: UnitRepairs { get }
  var queue: RecordQueue<Result<TranslationUnit, RejectedRecord>> { get set }
}

/// Reads units from XML, streaming.
struct XMLUnitReader: UnitReader {
  private let source: any ByteStream
  private let collector: any XMLUnitCollector
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var ended = false

  init(_ source: any ByteStream, _ collector: some XMLUnitCollector) {
    self.source = source
    self.collector = collector
  }

  var header: CorpusHeader? { collector.header }
  var repairs: UnitRepairs { collector.repairs }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      if let ready = collector.queue.popFirst() { return ready }
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
