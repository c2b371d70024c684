// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import Foundation
import Testing

/// sacreBLEU 2.6.0's numbers on CC0 text.
struct `Golden numbers of sacreBLEU` {
  static let file = "golden_micro_cc0.json"
  let golden: Record

  init() throws {
    golden =
      Shared.exists(Self.file)
      ? try Record(Shared.json(Shared.quality(Self.file))) : try Record([String: Any]())
  }

  @Test(measuringData(file))
  func `tokenizers give the same strings`() throws {
    let rows = try golden.records("tok")
    #expect(rows.count == 143)
    for row in rows {
      let text = try row.string("s")
      for tokenizer in BLEUTokenizer.allCases {
        #expect(try tokenizer.tokenized(text) == row.string(tokenizer.rawValue), "\(tokenizer)")
      }
    }
  }

  @Test(measuringData(file))
  func `TER tokenizer gives the same strings`() throws {
    for row in try golden.records("tertok") {
      for (digits, expected) in try row.record("v").values {
        let metric = MetricMaking.ter(digits: digits)
        #expect(try metric.tokenized(row.string("s")) == expected as? String, "\(digits)")
      }
    }
  }

  @Test(measuringData(file))
  func `corpus rows are equal`() throws {
    let rows = try golden.records("corpus")
    #expect(rows.count == 883)
    for row in rows {
      let hypotheses = try golden.strings(row.string("hyp"))
      let references = try row.string("refs").split(separator: "+").map {
        try golden.strings(String($0)).map(Optional.some)
      }
      let options = try row.record("opts")
      switch try row.string("metric") {
      case "BLEU":
        let metric = try MetricMaking.bleu(options)
        try checkBLEU(metric, hypotheses, references, row)
        try check(metric, hypotheses, references, row)
      case "chrF": try check(MetricMaking.chrF(options), hypotheses, references, row)
      default: try check(MetricMaking.ter(options), hypotheses, references, row)
      }
    }
  }

  func check(
    _ metric: some QualityMetric, _ hypotheses: [String], _ references: [[String?]], _ row: Record
  ) throws {
    let score = metric.score(hypotheses: hypotheses, references: references)
    #expect(try isNear(score.value, row.number("score")), "\(score) \(row.values)")
    #expect(try score.name == row.string("name"))
    #expect(try score.signature.description == row.string("sig"))
    #expect(try score.signature.shortDescription == row.string("short"))
    #expect(try score.text(width: 2) == row.string("text"))
  }

  func checkBLEU(
    _ metric: BLEU, _ hypotheses: [String], _ references: [[String?]], _ row: Record
  ) throws {
    var pooled = BLEUStatistics.zero
    for (index, hypothesis) in hypotheses.enumerated() {
      pooled =
        pooled
        + metric.statistics(
          hypothesis: hypothesis, references: references.compactMap { $0[index] })
    }
    let parts = metric.breakdown(pooled)
    #expect(try parts.matches == row.numbers("counts"))
    #expect(try parts.totals == row.numbers("totals"))
    #expect(try zip(parts.precisions, row.numbers("precisions")).allSatisfy { isNear($0, $1) })
    #expect(try isNear(parts.brevityPenalty, row.number("bp")))
    #expect(try Double(parts.hypothesisLength) == row.number("sys_len"))
    #expect(try Double(parts.referenceLength) == row.number("ref_len"))
  }

  @Test(measuringData(file))
  func `sentences are equal`() throws {
    let hypotheses = try golden.strings("hyp_nospace")
    let references = try golden.strings("ref")
    for row in try golden.records("sentence") {
      let index = Int(try row.number("i"))
      try checkSentence(hypotheses[index], references[index], row)
    }
  }

  @Test(measuringData(file))
  func `sentences at the edge are equal`() throws {
    for row in try golden.records("edge_sentence") {
      try checkSentence(row.string("h"), row.string("r"), row)
    }
  }

  func checkSentence(_ hypothesis: String, _ reference: String, _ row: Record) throws {
    for (key, value) in row.values {
      let parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 1, let expected = (value as? NSNumber)?.doubleValue else { continue }
      let found: Double
      switch parts[0] {
      case "BLEU":
        let options: [String: Any] = [
          "tokenize": parts[1], "smooth_method": parts[2], "effective_order": parts[3] == "eff",
          "lowercase": false,
        ]
        found = try sentence(MetricMaking.bleu(Record(options)), hypothesis, reference)
      case "chrF":
        let options = try JSONSerialization.jsonObject(with: Data(parts[1].utf8))
        found = try sentence(MetricMaking.chrF(Record(options)), hypothesis, reference)
      default: found = sentence(MetricMaking.ter(digits: parts[1]), hypothesis, reference)
      }
      #expect(isNear(found, expected), "\(key) \(hypothesis) \(reference)")
    }
  }

  func sentence(_ metric: some QualityMetric, _ hypothesis: String, _ reference: String) -> Double {
    metric.score(metric.statistics(hypothesis: hypothesis, references: [reference])).value
  }
}
