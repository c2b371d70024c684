// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextQuality

extension CorpusBuild {
  /// What one batch of translations adds to the files.
  struct Batch: Sendable {
    var pairs: [UInt8] = []
    var unpaired: [UInt8] = []
    var units: [TranslationUnit] = []
    /// What was found in each of ``units``; `nil` where nothing was looked for.
    var findings: [UnitFindings?] = []
    /// Beads that became no unit.
    var leftOut: [BeadKind] = []
    var headline = BuildHeadline()
    var paired = 0
    var fromPages = 0
    var aligned = 0
    var count = 0
  }

  func write(
    _ matching: Matching, batch size: Int, to outputs: inout CorpusOutputs,
    report: inout CorpusReport,
    counts: inout BuildCounts, progress: @escaping ProgressSink
  ) async throws -> BuildHeadline {
    let englishItems =
      counts.items - counts.rejected - counts.otherText - counts.duplicates - matching.count
    let least = options.minimumScore
    let pool = report.checkers
    let step =
      options.checkedDocuments > 0 ? (matching.count - 1) / options.checkedDocuments + 1 : 0
    var headline = BuildHeadline()
    var heap = Heap.Keeper()
    try await OrderedBatches.run(
      count: matching.count, size: size, width: taskCount,
      work: { range in
        var batch = Batch()
        try matching.answers(on: range) { number, answer in
          let first = batch.units.count
          batch.add(answer, minimumScore: least)
          let units = batch.units[first...]
          if step > 0, number % step == 0 {
            pool.lend { checker in batch.findings += units.map { checker.findings(in: $0) } }
          } else {
            batch.findings += units.map { _ in nil }
          }
        }
        return batch
      },
      consume: { range, batch in
        try outputs.write(pairs: batch.pairs, unpaired: batch.unpaired, titles: [])
        for unit in batch.units { try outputs.write(noted(unit)) }
        headline.add(batch.headline)
        for (unit, findings) in zip(batch.units, batch.findings) { report.add(unit, findings) }
        for kind in batch.leftOut { report.add(kind) }
        counts.paired += batch.paired
        counts.unpaired += batch.count - batch.paired
        counts.usedAsOriginal += batch.fromPages
        counts.aligned += batch.aligned
        counts.written += batch.units.count
        counts.filtered += batch.aligned - batch.units.count
        heap.note(done: range.upperBound)
        progress(Progress(stage: .writing, done: range.upperBound, total: matching.count))
      })
    counts.otherText += englishItems - counts.usedAsOriginal
    if step > 0 { headline.faults = report.score() }
    return headline
  }

  func writeTitles(
    of collection: Collection, to outputs: inout CorpusOutputs, report: inout CorpusReport,
    counts: inout BuildCounts
  ) throws {
    var json = JSONWriter()
    for number in 0..<collection.titles.count {
      let document = try collection.titles.document(at: number)
      guard let place = document.source, let target = document.title else { continue }
      let titles = TitlePair(
        id: document.id, source: document.text, target: target, place: place)
      json.removeAll()
      json.titles(titles)
      json.newline()
      try outputs.write(pairs: [], unpaired: [], titles: json.bytes)
      let unit = titles.unit(languages)
      try outputs.write(noted(unit))
      report.add(unit, nil)
      counts.titles += 1
      counts.aligned += 1
      counts.written += 1
    }
  }
}

extension CorpusBuild.Batch {
  mutating func add(_ answer: Matching.Answer, minimumScore: Double) {
    count += 1
    var json = JSONWriter()
    switch answer.verdict {
    case .paired(let pair):
      json.pair(pair)
      json.newline()
      pairs += json.bytes
      paired += 1
      if answer.placement != .external { fromPages += 1 }
      if let bitext = answer.bitext {
        aligned += bitext.ladder.beads.count
        headline.add(bitext, minimumScore: minimumScore)
        for bead in bitext.ladder.beads where bead.kind.isNull { leftOut.append(bead.kind) }
        for unit in bitext.units {
          if (unit.score ?? 1) >= minimumScore {
            units.append(unit)
          } else if let bead = unit.bead {
            leftOut.append(bead)
          }
        }
      }
    case .unpaired(let reason, let best):
      json.unpaired(answer.translation, reason: reason, best: best)
      json.newline()
      unpaired += json.bytes
    }
  }
}

extension TitlePair {
  /// The unit made of both titles.
  func unit(_ languages: LanguagePair) -> TranslationUnit {
    TranslationUnit(
      id: "\(id):title",
      source: TranslationUnitVariant(language: languages.source, text: source),
      target: TranslationUnitVariant(language: languages.target, text: target), pair: id,
      properties: [UnitProperty(type: TMXWriter.Property.role, value: "title")])
  }
}
