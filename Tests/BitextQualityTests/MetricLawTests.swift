// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import Testing

/// The laws of `QualityMetric`.
struct `Metrics` {
  static let segments: [(String, [String])] = [
    ("我们提出一种新方法。", ["我们提出了一种新的方法。", "本文提出新方法。"]),
    ("The cat sat on the mat.", ["The cat sat on a mat.", "On the mat sat the cat.", "A cat."]),
    ("", ["空"]), ("空", [""]), ("", [""]), ("重复重复重复", ["重复"]), ("没有参考", []),
    ("a b c d e f g h", ["e f g h a b c d"]),
  ]
  static let metrics: [any QualityMetric] = {
    var ter = TER.Options()
    ter.normalized = true
    ter.asianSupport = true
    return [BLEU(.init(tokenizer: .zh)), BLEU.bleu, ChrF.chrF, ChrF.chrFPlusPlus, TER(ter)]
  }()

  @Test func `shards add up to the whole`() {
    for metric in Self.metrics { checkShards(metric) }
  }

  func checkShards(_ metric: some QualityMetric) {
    let parts = Self.segments.map { metric.statistics(hypothesis: $0.0, references: $0.1) }
    let whole = metric.score(sum(parts[...], metric))
    for cut in 0...parts.count {
      let left = sum(parts[..<cut], metric)
      let right = sum(parts[cut...], metric)
      #expect(left + right == right + left)
      #expect(metric.score(right + left) == whole)
    }
  }

  func sum<Metric: QualityMetric>(
    _ parts: ArraySlice<Metric.Statistics>, _ metric: Metric
  ) -> Metric.Statistics {
    parts.reduce(.zero, +)
  }

  @Test func `equal texts get the best score`() {
    let texts = ["我们提出一种新的方法。", "The quick brown fox jumps."]
    for metric in Self.metrics {
      let score = metric.score(hypotheses: texts, references: [texts])
      #expect(isNear(score.value, score.name == "TER" ? 0 : 100))
    }
  }

  @Test func `nothing at all has a score`() {
    for metric in Self.metrics {
      let score = metric.score(hypotheses: [], references: [])
      #expect(score.value == 0)
    }
  }

  @Test func `batches of bytes equal strings`() {
    var batch = SegmentBatch()
    for (hypothesis, references) in Self.segments {
      batch.append(
        hypothesis: Array(hypothesis.utf8), references: references.map { Array($0.utf8) })
    }
    #expect(batch.count == Self.segments.count)
    let bleu = BLEU(.init(tokenizer: .zh))
    let chrF = ChrF.chrFPlusPlus
    let ter = TER.ter
    func whole<Metric: QualityMetric>(_ metric: Metric) -> Metric.Statistics {
      Self.segments.map { metric.statistics(hypothesis: $0.0, references: $0.1) }.reduce(.zero, +)
    }
    #expect(bleu.statistics(of: batch) == whole(bleu))
    #expect(chrF.statistics(of: batch) == whole(chrF))
    #expect(ter.statistics(of: batch) == whole(ter))
  }

  @Test func `take any bytes`() {
    var seed = RandomStream(seed: 1)
    var batch = SegmentBatch()
    for _ in 0..<300 {
      let length = seed.index(below: 60)
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: seed.next32()) }
      batch.append(hypothesis: bytes, references: [bytes.reversed(), bytes])
    }
    #expect(ChrF.chrF.score(ChrF.chrF.statistics(of: batch)).value.isFinite)
    for tokenizer in BLEUTokenizer.allCases {
      let metric = BLEU(.init(tokenizer: tokenizer, lowercase: true))
      #expect(metric.score(metric.statistics(of: batch)).value.isFinite)
    }
    #expect(TER.ter.score(TER.ter.statistics(of: batch)).value.isFinite)
  }

  @Test func `long segments stay exact`() {
    // More words than one block of the bit-parallel distance, and than the beam is wide.
    let words = (0..<400).map { "w\($0 % 90)" }
    let moved = Array(words[200...] + words[..<200])
    let ter = TER.ter.statistics(
      hypothesis: moved.joined(separator: " "), references: [words.joined(separator: " ")])
    #expect(ter.referenceWords == [400])
    #expect(ter.edits > 0 && ter.edits <= 400)
  }
}
