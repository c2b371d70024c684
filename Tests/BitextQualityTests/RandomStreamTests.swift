// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import Foundation
import Testing

/// numpy's random numbers, and the tests of significance that are made of them.
struct `Random stream` {
  @Test(measuringData("golden_rng.json"))
  func `is numpy's`() throws {
    let golden = try Record(Shared.json(Shared.quality("golden_rng.json")))
    let words = SeedSequence(12345).words(8).map(Double.init)
    #expect(try words == golden.numbers("seedseq_u32x8"))
    var stream = RandomStream(seed: 12345)
    #expect(try (0..<8).map { _ in String(stream.next64()) } == golden.strings("u64_first8"))

    stream = RandomStream(seed: 12345)
    let drawn = (0..<(1000 * 1002)).map { _ in Double(stream.index(below: 1002)) }
    #expect(try Array(drawn.prefix(20)) == golden.numbers("choice_1002_first20"))
    #expect(try Array(drawn.suffix(5)) == golden.numbers("choice_1002_row999_last5"))

    stream = RandomStream(seed: 12345)
    var flags = RandomFlags()
    let bits = (0..<64).map { _ in flags.next(from: &stream) ? 1.0 : 0 }
    #expect(try bits == golden.numbers("bool_first64"))
  }

  @Test func `starts as numpy's does without the measuring data`() {
    #expect(SeedSequence(12345).words(2) == [2_688_385_916, 3_048_105_090])
    var stream = RandomStream(seed: 12345)
    #expect(stream.next64() == 4_193_609_425_186_963_869)
  }

  @Test(measuringData("golden_micro_cc0.json"))
  func `gives sacreBLEU's p-values and intervals`() throws {
    let golden = try Record(Shared.json(Shared.quality("golden_micro_cc0.json")))
    for test in try golden.records("paired") {
      var options = ScoreOptions()
      options.metrics = [.bleu, .chrf, .ter]
      options.tokenizer = "zh"
      options.ter.normalized = true
      options.ter.asianSupport = true
      let count = Int(try test.number("n"))
      options.paired =
        try test.string("test") == "bs"
        ? .bootstrap(samples: count)
        : .approximateRandomisation(trials: count, confidenceSamples: 1000)
      let systems = ["hyp_nospace", "hyp", "sysB"]
      var run = try ScoreRun(
        options,
        hypotheses: .files(systems.map { LineSource(name: $0, strings: try golden.strings($0)) }),
        references: [LineSource(name: "ref", strings: try golden.strings("ref"))])
      var text = ""
      try run.run { text += $0 }
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
      ).map { try Record($0) }
      for metric in ["BLEU", "chrF2", "TER"] {
        let expected = try test.record("scores").records(metric)
        for (row, wanted) in zip(rows, expected) {
          let found = try row.record(metric)
          for key in ["score", "p_value", "mean", "ci"] {
            let (one, other) = (found.optionalNumber(key), wanted.optionalNumber(key))
            #expect(one == other || isNear(one ?? .nan, other ?? .nan), "\(metric) \(key)")
          }
        }
      }
    }
  }

  @Test(measuringData("golden_micro_cc0.json"))
  func `gives sacreBLEU's interval of one system`() throws {
    let golden = try Record(Shared.json(Shared.quality("golden_micro_cc0.json")))
    var options = ScoreOptions()
    options.tokenizer = "zh"
    options.confidence = true
    options.width = 6
    options.format = .text
    var run = try ScoreRun(
      options,
      hypotheses: .files([LineSource(name: "h", strings: golden.strings("hyp_nospace"))]),
      references: [LineSource(name: "r", strings: golden.strings("ref"))])
    var text = ""
    try run.run { text += $0 }
    #expect(try text == golden.record("confidence").string("text") + "\n")
  }
}
