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

  /// What ``bytes(of:)`` made the bytes of; `nil` where they say something else, or not so much.
  static func aligned(_ bytes: [UInt8], count: Int) -> [Aligned?]? {
    bytes.withUnsafeBytes { bytes in
      var reader = RecordReader(bytes)
      guard reader.integer() == count else { return nil }
      var aligned: [Aligned?] = []
      for _ in 0..<count {
        let beadCount = reader.integer()
        guard beadCount >= 0 else {
          aligned.append(nil)
          continue
        }
        guard reader.isWhole, let one = one(beadCount, &reader) else { return nil }
        aligned.append(one)
      }
      return reader.isAtEnd ? aligned : nil
    }
  }

  private static func one(_ beadCount: Int, _ reader: inout RecordReader) -> Aligned? {
    guard let source = spans(&reader), let target = spans(&reader) else { return nil }
    var beads: [Bead] = []
    while beads.count < beadCount {
      guard let bead = bead(&reader) else { return nil }
      // The beads cover both sides, in order.
      guard bead.source.lowerBound == beads.last?.source.upperBound ?? 0,
        bead.target.lowerBound == beads.last?.target.upperBound ?? 0
      else { return nil }
      beads.append(bead)
    }
    guard beads.last?.source.upperBound ?? 0 == source.count,
      beads.last?.target.upperBound ?? 0 == target.count
    else { return nil }
    return Aligned(sourceSpans: source, targetSpans: target, ladder: Ladder(beads))
  }

  private static func spans(_ reader: inout RecordReader) -> [TextSpan]? {
    let count = reader.count(ofAtLeast: 16)
    var spans: [TextSpan] = []
    for _ in 0..<count {
      let (start, end) = (reader.integer(), reader.integer())
      guard start >= spans.last?.end ?? 0, end >= start else { return nil }
      spans.append(TextSpan(start: start, end: end))
    }
    return reader.isWhole ? spans : nil
  }

  private static func bead(_ reader: inout RecordReader) -> Bead? {
    let places = (0..<4).map { _ in reader.integer() }
    let cost = reader.number()
    let probability = reader.number()
    guard reader.isWhole, places[0] <= places[1], places[2] <= places[3], cost.isFinite,
      probability.isNaN || (0...1).contains(probability)
    else { return nil }
    return Bead(
      source: places[0]..<places[1], target: places[2]..<places[3], cost: cost,
      probability: probability.isNaN ? nil : probability)
  }
}
