// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Documents to pairs, each translation alone: several may have one original.
struct PairStage: WorkerStage {
  private let pairer: KeyPairer
  private let places: OriginalPlaces
  private let records = DocumentRecord()

  init(_ index: KeyIndex, _ options: WorkerOptions) throws {
    pairer = options.pairer(on: index)
    places = try OriginalPlaces(path: options.places, limit: options.recordLimit)
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    let translation = try record.document(by: records)
    let judgement = try pairer.judgement(on: translation)
    var best = judgement.assessments.first
    places.place(&best, seenFrom: record["page"]?.integer, copies: record.strings("copies"))
    json.verdict(
      try pairer.verdict(on: translation, best, reasonWithout: judgement.reasonWithout),
      on: translation)
  }
}

/// Documents to judgements: what the index says of each translation alone.
struct JudgeStage: WorkerStage {
  private let pairer: KeyPairer
  private let records = DocumentRecord()

  init(_ index: KeyIndex, _ options: WorkerOptions) {
    pairer = options.pairer(on: index)
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    let translation = try record.document(by: records)
    json.beginObject()
    json.member("id", translation.id)
    json.key("judgement")
    json.judgement(try pairer.judgement(on: translation))
    json.endObject()
  }
}

/// Judgements, with who got what, to pairs and to translations without an original.
struct SettleStage: WorkerStage {
  private let pairer: KeyPairer
  private let places: OriginalPlaces
  private let records = DocumentRecord()

  init(_ index: KeyIndex, _ options: WorkerOptions) throws {
    pairer = options.pairer(on: index)
    places = try OriginalPlaces(path: options.places, limit: options.recordLimit)
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    // Titles need no original; the stage behind this one makes their unit.
    guard record["titles"] == nil else { return json.value(record.value) }
    let translation = try record.document(by: records)
    guard let judgement = record["judgement"]?.judgement else {
      throw WorkerFault.missing("a \"judgement\"")
    }
    let rank = record["rank"]?.integer ?? 0
    var claimed: Assessment?
    if !judgement.assessments.isEmpty {
      guard judgement.assessments.indices.contains(rank) else {
        throw WorkerFault(.wrongType, "expected a \"rank\" among the candidates, found \(rank)")
      }
      claimed = judgement.assessments[rank]
      guard (0..<pairer.originalCount).contains(judgement.assessments[rank].ordinal) else {
        throw WorkerFault(.wrongType, "expected an \"ordinal\" within the index")
      }
    }
    places.place(&claimed, seenFrom: record["page"]?.integer, copies: record.strings("copies"))
    json.verdict(
      try pairer.verdict(
        on: translation, claimed, reasonWithout: judgement.reasonWithout,
        isTaken: record["taken"]?.value == .bool(true)),
      on: translation)
  }
}

extension JSONWriter {
  /// Writes a pair, or a translation that has no original.
  fileprivate mutating func verdict(_ verdict: PairVerdict, on translation: Document) {
    switch verdict {
    case .paired(let pair): self.pair(pair)
    case .unpaired(let reason, let best): unpaired(translation, reason: reason, best: best)
    }
  }
}

/// Where originals stand: those on pages, and those that several records hold. The others are external.
///
/// A line an original, `{"ordinal","page"?,"same_as"?}`; memory is some 100 bytes each.
struct OriginalPlaces: Sendable {
  private var pages: [Int: Int] = [:]
  private var sameAs: [Int: [String]] = [:]

  init(path: String?, limit: Int) throws {
    guard let path else { return }
    let lines = LineReader(try ByteSource(path: path), limit: limit)
    let parser = JSONParser()
    while try lines.advance() {
      guard let view = try? parser.parse(lines.bytes), let ordinal = view["ordinal"]?.integer else {
        throw WorkflowFailure(
          .nothingUsable, "\(path):\(lines.number): expected an object with an \"ordinal\"")
      }
      if let page = view["page"]?.integer { pages[ordinal] = page }
      let ids = view.strings("same_as")
      if !ids.isEmpty { sameAs[ordinal] = ids }
    }
  }

  /// Says of an assessment where its original stands, seen from a translation on a page.
  func place(_ assessment: inout Assessment?, seenFrom page: Int?, copies: [String]) {
    guard let ordinal = assessment?.ordinal else { return }
    if let standing = pages[ordinal] {
      assessment?.evidence.placement = standing == page ? .samePage : .otherPage
    } else {
      assessment?.evidence.placement = .external
    }
    assessment?.evidence.sameAs = sameAs[ordinal] ?? []
    assessment?.evidence.copies = copies
  }
}

extension WorkerOptions {
  /// What judges translations by an index, as a build does.
  func pairer(on index: KeyIndex) -> KeyPairer {
    Matching.pairer(index, languages, lexicon, minimumProbability)
  }
}
