// SPDX-License-Identifier: Apache-2.0

internal import BitextAlignment
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing
internal import BitextText

/// Finds the original of every translation: each judged alone, then one to one over all.
struct Matching: Sendable {
  /// A candidate of a translation, while originals are assigned: 8 bytes, at most two of them.
  fileprivate struct Choice: Sendable {
    var original: Int32
    var probability: Float
  }

  /// What a translation was given in the end: which of its candidates, and whether that is another's.
  private struct Claim {
    var rank: UInt8
    var isTaken: Bool
  }

  let collection: Collection
  let pairer: KeyPairer
  private let builder: BitextBuilder
  private let allowsMany: Bool
  /// The judgements, until they are asked for.
  private let judgements: SpoolFile
  private var claims: [Claim] = []

  init(
    _ collection: Collection, languages: LanguagePair, lexicon: Lexicon = .shipped,
    minimumProbability: Double, allowsMany: Bool = false, spoolFolder: String
  ) throws {
    self.collection = collection
    self.allowsMany = allowsMany
    judgements = try SpoolFile(folder: spoolFolder)
    var pairing = KeyPairer.Options()
    pairing.minimumProbability = minimumProbability
    var quick = LadderAligner.Options()
    quick.posteriors = false
    pairer = KeyPairer(
      index: collection.index, segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: lexicon, options: quick),
      options: pairing)
    builder = BitextBuilder(
      segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: lexicon))
  }

  /// The number of translations.
  var count: Int { collection.translations.count }

  /// Judges every translation and settles who gets which original.
  mutating func settle(width: Int, progress: ProgressSink) async throws {
    var choices: [[Choice]] = []
    choices.reserveCapacity(count)
    let (collection, pairer, judgements) = (self.collection, self.pairer, self.judgements)
    try await OrderedBatches.run(
      count: count, size: 64, width: width,
      work: { range in
        try range.map { number in
          let translation = try collection.translations.document(at: number)
          let judgement = try pairer.judgement(on: translation)
          let choices = judgement.assessments.map {
            Choice(original: Int32($0.ordinal), probability: Float($0.probability))
          }
          return (choices, JudgementBytes.of(judgement))
        }
      },
      consume: { range, output in
        for (list, bytes) in output {
          choices.append(list)
          try judgements.append(bytes)
        }
        progress(
          Progress(stage: .pairing, done: range.upperBound, total: collection.translations.count))
      })
    assign(choices)
  }

  /// One to one, the surest first; ties go to the earlier translation. Where many may share one, each
  /// has its best.
  private mutating func assign(_ choices: [[Choice]]) {
    claims = Array(repeating: Claim(rank: 0, isTaken: false), count: choices.count)
    guard !allowsMany else { return }
    var offers: [(probability: Float, translation: Int, rank: Int)] = []
    for (translation, list) in choices.enumerated() {
      for (rank, choice) in list.enumerated()
      where Double(choice.probability) >= pairer.options.minimumProbability {
        offers.append((choice.probability, translation, rank))
      }
    }
    offers.sort {
      ($1.probability, $0.translation, $0.rank) < ($0.probability, $1.translation, $1.rank)
    }
    var taken: Set<Int32> = []
    var isSettled = [Bool](repeating: false, count: choices.count)
    for offer in offers where !isSettled[offer.translation] {
      guard taken.insert(choices[offer.translation][offer.rank].original).inserted else { continue }
      isSettled[offer.translation] = true
      claims[offer.translation].rank = UInt8(offer.rank)
    }
    for (translation, list) in choices.enumerated() where !isSettled[translation] {
      guard let best = list.first else { continue }
      let isGood = Double(best.probability) >= pairer.options.minimumProbability
      claims[translation].isTaken = isGood && taken.contains(best.original)
    }
  }

  /// The verdict on a translation, with the ladder of the pair where there is one.
  ///
  /// - Parameter aligns: whether the sentences of a pair are aligned.
  func answer(on number: Int, aligns: Bool = true) throws -> Answer {
    let translation = try collection.translations.document(at: number)
    let claim = claims[number]
    let stored = try judgements.record(number)
    let judgement = stored.withUnsafeBytes { JudgementBytes.judgement($0) }
    var assessment: Assessment?
    var placement: Placement?
    if !judgement.assessments.isEmpty {
      var claimed = judgement.assessments[Int(claim.rank)]
      let place = collection.placement(of: claimed.ordinal, from: number)
      claimed.evidence.placement = place
      claimed.evidence.sameAs = collection.sameAs[claimed.ordinal] ?? []
      claimed.evidence.copies = collection.copies[number] ?? []
      (assessment, placement) = (claimed, place)
    }
    let verdict = try pairer.verdict(
      on: translation, assessment, reasonWithout: judgement.reasonWithout, isTaken: claim.isTaken)
    guard case .paired(let pair) = verdict else {
      return Answer(translation: translation, verdict: verdict, bitext: nil)
    }
    return Answer(
      translation: translation, verdict: verdict,
      bitext: aligns ? try builder.bitext(pair.source, translation) : nil, placement: placement)
  }

  /// What is known about one translation in the end.
  struct Answer: Sendable {
    var translation: Document
    var verdict: PairVerdict
    var bitext: Bitext?
    var placement: Placement?
  }
}
