// SPDX-License-Identifier: Apache-2.0

import BitextKit
@_spi(Benchmarks) import BitextText

/// Reading, sentence breaking and alignment, each alone, on one thread.
struct StageSuites {
  let data: SampleData
  let repetitions: Int

  // MARK: Reading

  func reading(into report: inout Report) throws {
    for total in [20_000_000, 200_000_000] {
      let size = "\(total / 1_000_000) MB"
      for (name, bytes) in [("listing pages", data.pages), ("digest pages", data.digests)] {
        let cost = try Clock.best(of: repetitions) {
          var reader = try PageReader(RepeatedBytes(bytes, total: total, path: "pages.txt"))
          while try reader.next() != nil {}
        }
        report.add(
          "reading", name, size: size, Double(total) / 1e6 / cost, "MB/s", floor: .atLeast(150))
      }
      let cost = try Clock.best(of: repetitions) {
        let bytes = RepeatedBytes(data.originals, total: total, path: "originals.jsonl")
        var reader = DocumentReader(LineReader(bytes))
        while try reader.next() != nil {}
      }
      report.add("reading", "JSON lines", size: size, Double(total) / 1e6 / cost, "MB/s")
    }
  }

  // MARK: Sentences

  func sentences(into report: inout Report) {
    let segmenter = SentenceSegmenter()
    for (name, texts, language) in [
      ("English", data.english, Language.english), ("Chinese", data.chinese, .simplifiedChinese),
    ] {
      let bytes = texts.reduce(0) { $0 + $1.count }
      let rounds = 4_000_000 / bytes
      let megabytes = Double(bytes * rounds) / 1e6
      var found = 0
      let best = Clock.best(
        of: max(7, repetitions),
        {
          for _ in 0..<rounds {
            for text in texts { found &+= segmenter.spans(in: text.span, language: language).count }
          }
        },
        {
          for _ in 0..<rounds {
            for text in texts { found &+= bareICUSentenceBreaks(in: text.span, language: language) }
          }
        })
      precondition(found > 0)
      let size = "abstracts"
      report.add("sentences", "\(name)", size: size, megabytes / best.first, "MB/s")
      report.add("sentences", "\(name), bare ICU", size: size, megabytes / best.second, "MB/s")
      report.add(
        "sentences", "\(name), ours over bare", size: size, best.second / best.first, "",
        floor: .atLeast(0.9))
    }
  }

  // MARK: Alignment

  /// The CPU seconds of the first alignment of the process, which loads the lexicon.
  static func firstAlignment(_ data: SampleData) throws -> Double {
    let aligner = LadderAligner.lexical
    let sides = try segments(of: SyntheticCorpus.abstracts(1, beads: data.beads)[0])
    let first = Clock.cost { _ = aligner.align(sides.0, with: sides.1) }
    return first - Clock.cost { _ = aligner.align(sides.0, with: sides.1) }
  }

  func alignment(first: Double, into report: inout Report) throws {
    report.add("alignment", "first, the lexicon's load", first * 1000, "ms")
    var quick = LadderAligner.Options()
    quick.posteriors = false
    let lexicon = LadderAligner.lexical.lexicon
    let pair = LanguagePair.englishChinese
    let aligners: [(name: String, aligner: LadderAligner)] = [
      ("lexicon, posteriors", LadderAligner(languages: pair, lexicon: lexicon)),
      ("lexicon, no posteriors", LadderAligner(languages: pair, lexicon: lexicon, options: quick)),
      ("no lexicon, posteriors", LadderAligner(languages: pair)),
      ("no lexicon, no posteriors", LadderAligner(languages: pair, options: quick)),
    ]
    let abstracts = try SyntheticCorpus.abstracts(500, beads: data.beads).map(Self.segments)
    let targets = abstracts.reduce(0) { $0 + $1.1.count }
    for (name, aligner) in aligners {
      let cost = Clock.best(of: repetitions) {
        for sides in abstracts { _ = aligner.align(sides.0, with: sides.1) }
      }
      report.add(
        "alignment", name, size: "abstracts", cost * 1e6 / Double(targets), "ms/1000 sentences")
    }
    var least: Double?
    for count in [1000, 4000, 16_000] {
      let sides = try Self.longText(count, data)
      let cost = Clock.best(of: min(3, repetitions)) {
        _ = aligners[0].aligner.align(sides.0, with: sides.1)
      }
      let unit = cost * 1e6 / Double(sides.1.count)
      report.add(
        "alignment", "one text, lexicon, posteriors", size: "\(count) sentences", unit,
        "ms/1000 sentences", growth: least.map { unit / $0 })
      least = least ?? unit
    }
  }

  private static func segments(
    of text: SampleData.BeadText
  ) throws -> ([Segment], [Segment]) {
    let segmenter = SentenceSegmenter()
    return (
      try segmenter.segments(of: Document(id: "", language: .english, text: text.source)),
      try segmenter.segments(of: Document(id: "", language: .simplifiedChinese, text: text.target))
    )
  }

  private static func longText(
    _ count: Int, _ data: SampleData
  ) throws -> ([Segment], [Segment]) {
    var sides: ([Segment], [Segment]) = ([], [])
    for abstract in SyntheticCorpus.abstracts(count / 4, beads: data.beads) {
      guard sides.1.count < count else { break }
      let next = try segments(of: abstract)
      sides.0 += next.0
      sides.1 += next.1
    }
    return sides
  }
}
