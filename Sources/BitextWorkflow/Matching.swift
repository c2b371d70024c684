// SPDX-License-Identifier: Apache-2.0

internal import BitextAlignment
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing
internal import BitextText

/// Finds the original of every translation: each judged alone, then one to one over all.
struct Matching: Sendable {
  /// A candidate of a translation: 20 bytes, of which two are kept while originals are assigned.
  fileprivate struct Choice: Sendable {
    var original: Int32
    var probability: Float
    /// −1 where there was none.
    var runnerUp: Float
    var alignedShare: Float
    var beadCost: Float
    var isTaken = false

    init(_ assessment: Assessment) {
      original = Int32(assessment.ordinal)
      probability = Float(assessment.probability)
      runnerUp = assessment.runnerUp.map { Float($0) } ?? -1
      alignedShare = Float(assessment.features.alignment.alignedShare)
      beadCost = Float(assessment.features.alignment.beadCost)
    }
  }

  let collection: Collection
  let pairer: AnchorPairer
  private let builder: BitextBuilder
  private var claims: [Choice?] = []

  init(
    _ collection: Collection, languages: LanguagePair, lexicon: Lexicon = .shipped,
    minimumProbability: Double
  ) {
    self.collection = collection
    var pairing = AnchorPairer.Options()
    pairing.minimumProbability = minimumProbability
    var quick = LadderAligner.Options()
    quick.posteriors = false
    pairer = AnchorPairer(
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
    let (collection, pairer) = (self.collection, self.pairer)
    try await OrderedBatches.run(
      count: count, size: 64, width: width,
      work: { range in
        try range.map { number in
          let translation = try collection.translations.document(at: number)
          return try pairer.assessments(of: translation).map { Choice($0) }
        }
      },
      consume: { range, output in
        choices.append(contentsOf: output)
        progress(
          Progress(stage: .pairing, done: range.upperBound, total: collection.translations.count))
      })
    assign(choices)
  }

  /// One to one, the surest first; ties go to the earlier translation.
  private mutating func assign(_ choices: [[Choice]]) {
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
    claims = Array(repeating: nil, count: choices.count)
    for offer in offers where claims[offer.translation] == nil {
      let choice = choices[offer.translation][offer.rank]
      guard taken.insert(choice.original).inserted else { continue }
      claims[offer.translation] = choice
    }
    for (translation, list) in choices.enumerated() where claims[translation] == nil {
      guard var best = list.first else { continue }
      let isGood = Double(best.probability) >= pairer.options.minimumProbability
      best.isTaken = isGood && taken.contains(best.original)
      claims[translation] = best
    }
  }

  /// The verdict on a translation, with the ladder of the pair where there is one.
  func answer(on number: Int) throws -> Answer {
    let translation = try collection.translations.document(at: number)
    let claim = claims[number]
    let kept = claim.map {
      KeptAssessment(
        ordinal: Int($0.original), runnerUp: $0.runnerUp >= 0 ? Double($0.runnerUp) : nil,
        alignment: LadderFit(
          alignedShare: Double($0.alignedShare), beadCost: Double($0.beadCost)))
    }
    var verdict = try pairer.verdict(
      on: translation, keeping: kept, isTaken: claim?.isTaken ?? false)
    guard let claim else { return Answer(translation: translation, verdict: verdict, bitext: nil) }
    let placement = collection.placement(of: Int(claim.original), from: number)
    let sameAs = collection.sameAs[Int(claim.original)] ?? []
    switch verdict {
    case .paired(var pair):
      pair.evidence.placement = placement
      pair.evidence.sameAs = sameAs
      verdict = .paired(pair)
      return Answer(
        translation: translation, verdict: verdict,
        bitext: try builder.bitext(pair.source, translation), placement: placement)
    case .unpaired(let reason, var best):
      best?.evidence.placement = placement
      best?.evidence.sameAs = sameAs
      verdict = .unpaired(reason: reason, best: best)
      return Answer(translation: translation, verdict: verdict, bitext: nil)
    }
  }

  /// What is known about one translation in the end.
  struct Answer: Sendable {
    var translation: Document
    var verdict: PairVerdict
    var bitext: Bitext?
    var placement: Placement?
  }
}
