// SPDX-License-Identifier: Apache-2.0

internal import BitextAlignment
internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextText

/// Both documents of a pair's record, and the aligner.
private struct PairAligner: Sendable {
  let builder: BitextBuilder
  private let records = DocumentRecord()

  init(_ options: WorkerOptions) {
    builder = BitextBuilder(
      segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: options.languages, lexicon: options.lexicon))
  }

  /// The bitext of a pair; `nil` for a translation that stayed without an original.
  func bitext(_ record: JSONView) throws -> Bitext? {
    guard let target = record["target"] else { throw WorkerFault.missing("a \"target\"") }
    guard let source = record["source"] else {
      guard record["reason"]?.string != nil else {
        throw WorkerFault.missing("a \"source\", or a \"reason\" for having none")
      }
      return nil
    }
    let pair = (try source.document(by: records), try target.document(by: records))
    do {
      return try builder.bitext(pair.0, pair.1)
    } catch let failure as WorkflowFailure {
      throw WorkerFault(Rejection.Code(failure.code.rawValue), failure.message)
    }
  }
}

/// Pairs, and titles, to units, an array a line: empty for a translation without an original.
///
/// With counts an object instead, which has the pair's record and what a build counts of it besides.
struct AlignStage: WorkerStage {
  private let aligner: PairAligner
  private let minimumScore: Double
  private let counts: Bool
  private let provenance: [UnitProperty]

  init(_ options: WorkerOptions) {
    aligner = PairAligner(options)
    minimumScore = options.minimumScore
    counts = options.counts
    provenance = options.provenance.map(\.property)
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    if let titles = record["titles"] {
      let unit = try titles.titlePair().unit(aligner.builder.languages)
      var tally = Tally()
      tally.titles = 1
      tally.aligned = 1
      return write([unit], tally, of: "titles", titles, into: &json)
    }
    let bitext = try aligner.bitext(record)
    var tally = Tally()
    if let bitext {
      tally.aligned = bitext.ladder.beads.count
      if counts { tally.headline.add(bitext, minimumScore: minimumScore) }
    }
    let units = (bitext?.units ?? []).filter { ($0.score ?? 1) >= minimumScore }
    write(units, tally, of: bitext == nil ? "unpaired" : "pair", record, into: &json)
  }

  /// What a build counts of a pair.
  private struct Tally {
    var aligned = 0
    var titles = 0
    var headline = BuildHeadline()
  }

  private func write(
    _ units: [TranslationUnit], _ tally: Tally, of kind: String, _ record: JSONView,
    into json: inout JSONWriter
  ) {
    if counts {
      json.beginObject()
      json.member("id", record.recordID ?? "")
      json.key(kind)
      json.value(record.value)
      json.key("units")
    }
    json.beginArray()
    for var unit in units {
      unit.properties += provenance
      json.unit(unit)
    }
    json.endArray()
    guard counts else { return }
    json.key("counts")
    json.beginObject()
    json.member("aligned", tally.aligned)
    json.member("written", units.count)
    json.member("titles", tally.titles)
    json.member("source_sentences", tally.headline.sourceSentences)
    json.member("covered_sentences", tally.headline.coveredSentences)
    json.member("source_words", tally.headline.sourceWords)
    json.member("omitted_words", tally.headline.omittedWords)
    json.endObject()
    json.endObject()
  }
}

extension JSONView {
  /// The titles of a paper, as the stage `read` writes them.
  fileprivate func titlePair() throws -> TitlePair {
    guard let id = self["id"]?.string, let source = self["source"]?.string,
      let target = self["target"]?.string
    else { throw WorkerFault.missing("strings under \"id\", \"source\" and \"target\"") }
    return TitlePair(
      id: id, source: source, target: target,
      place: Provenance(
        path: self["path"]?.string ?? "-", item: self["item"]?.integer ?? 0,
        span: TextSpan(start: 0, end: 0)))
  }
}

/// Pairs to what a lexicon is learnt from: `{"id","lessons":[[Chinese, English],…]}`.
struct LessonStage: WorkerStage {
  private let aligner: PairAligner
  private let rule = SelfTraining().rule

  init(_ options: WorkerOptions) { aligner = PairAligner(options) }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    let bitext = try aligner.bitext(record)
    json.beginObject()
    json.member("id", record.recordID ?? "")
    json.key("lessons")
    json.beginArray()
    for unit in bitext?.units ?? [] where (unit.score ?? 1) >= rule.leastScore {
      guard let texts = LexiconTraining.texts(of: unit) else { continue }
      json.beginArray()
      json.string(texts.chinese)
      json.string(texts.english)
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }
}
