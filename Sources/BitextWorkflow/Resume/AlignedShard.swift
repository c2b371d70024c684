// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The sentences and ladders of consecutive translations as bytes: what alignment found, without texts.
enum AlignedShard {
  /// Where sentences stand, and which belong together.
  struct Aligned: Hashable, Sendable {
    var sourceSpans: [TextSpan]
    var targetSpans: [TextSpan]
    var ladder: Ladder

    init(sourceSpans: [TextSpan], targetSpans: [TextSpan], ladder: Ladder) {
      self.sourceSpans = sourceSpans
      self.targetSpans = targetSpans
      self.ladder = ladder
    }

    init(_ bitext: Bitext) {
      sourceSpans = bitext.sourceSegments.map(\.span)
      targetSpans = bitext.targetSegments.map(\.span)
      ladder = bitext.ladder
    }

    /// The bitext of the two documents that this was found in.
    func bitext(_ source: Document, _ target: Document) -> Bitext {
      Bitext(
        source: source, target: target, sourceSegments: Self.segments(sourceSpans, of: source),
        targetSegments: Self.segments(targetSpans, of: target), ladder: ladder)
    }

    private static func segments(_ spans: [TextSpan], of document: Document) -> [Segment] {
      var text = document.text
      return text.withUTF8 { text in
        spans.map { span in
          let end = min(span.end, text.count)
          let bytes = UnsafeBufferPointer(rebasing: text[min(span.start, end)..<end])
          return Segment(text: String(decoding: bytes, as: UTF8.self), span: span)
        }
      }
    }
  }

  /// The bytes; `nil` stands for a translation without an original.
  static func bytes(of aligned: [Aligned?]) -> [UInt8] {
    var record = RecordBytes()
    record.add(aligned.count)
    for one in aligned {
      guard let one else {
        record.add(-1)
        continue
      }
      record.add(one.ladder.beads.count)
      for spans in [one.sourceSpans, one.targetSpans] {
        record.add(spans.count)
        for span in spans {
          record.add(span.start)
          record.add(span.end)
        }
      }
      for bead in one.ladder.beads {
        record.add(bead.source.lowerBound)
        record.add(bead.source.upperBound)
        record.add(bead.target.lowerBound)
        record.add(bead.target.upperBound)
        record.add(bead.cost)
        record.add(bead.probability ?? .nan)
      }
    }
    return record.bytes
  }

  /// What ``bytes(of:)`` made the bytes of; `nil` where it is not so much.
  static func aligned(_ bytes: [UInt8], count: Int) -> [Aligned?]? {
    bytes.withUnsafeBytes { bytes in
      var reader = RecordReader(bytes)
      guard reader.integer() == count else { return nil }
      return (0..<count).map { _ in
        let beads = reader.integer()
        guard beads >= 0 else { return nil }
        let source = spans(&reader)
        let target = spans(&reader)
        return Aligned(
          sourceSpans: source, targetSpans: target,
          ladder: Ladder((0..<beads).map { _ in bead(&reader) }))
      }
    }
  }

  private static func spans(_ reader: inout RecordReader) -> [TextSpan] {
    (0..<max(0, reader.integer())).map { _ in
      let start = reader.integer()
      return TextSpan(start: start, end: reader.integer())
    }
  }

  private static func bead(_ reader: inout RecordReader) -> Bead {
    func range() -> Range<Int> {
      let start = reader.integer()
      return start..<max(start, reader.integer())
    }
    let source = range()
    let target = range()
    let cost = reader.number()
    let probability = reader.number()
    return Bead(
      source: source, target: target, cost: cost,
      probability: probability.isNaN ? nil : probability)
  }
}
