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

  private(set) var collection: Collection
  private(set) var pairer: KeyPairer
  private let languages: LanguagePair
  private let lexicon: Lexicon
  private var builder: BitextBuilder
  private var choices: [[Choice]] = []
  private let allowsMany: Bool
  private let spoolFolder: String
  /// Whether a second pass was made, and from how many pairs it learnt.
  private(set) var learntPairs = 0
  /// The judgements, until they are asked for.
  private var judgements: SpoolFile
  private var claims: [Claim] = []

  init(
    _ collection: Collection, languages: LanguagePair, lexicon: Lexicon = .shipped,
    minimumProbability: Double, allowsMany: Bool = false, spoolFolder: String
  ) throws {
    self.collection = collection
    self.allowsMany = allowsMany
    self.spoolFolder = spoolFolder
    self.languages = languages
    judgements = try SpoolFile(folder: spoolFolder)
    pairer = Self.pairer(collection.index, languages, lexicon, minimumProbability)
    self.lexicon = lexicon
    builder = BitextBuilder(
      segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: lexicon))
  }

  private static func pairer(
    _ index: KeyIndex, _ languages: LanguagePair, _ lexicon: Lexicon, _ minimumProbability: Double
  ) -> KeyPairer {
    var pairing = KeyPairer.Options()
    pairing.minimumProbability = minimumProbability
    var quick = LadderAligner.Options()
    quick.posteriors = false
    return KeyPairer(
      index: index, segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: lexicon, options: quick),
      options: pairing)
  }

  /// The number of translations.
  var count: Int { collection.translations.count }

  /// Judges every translation and settles who gets which original.
  ///
  /// - Parameter training: learns from the sure pairs for a second pass; `nil` makes one pass.
  mutating func settle(
    width: Int, training: SelfTraining? = nil, progress: ProgressSink
  ) async throws {
    try await judge(width: width, progress: progress)
    guard let training else { return }
    let sure = (0..<count).filter { isSure($0, training.rule.surety) }
    guard training.isWorthwhile(sure: sure.count, of: count) else { return }
    let step = max(1, (sure.count + training.rule.mostPairs - 1) / training.rule.mostPairs)
    let lessons = stride(from: 0, to: sure.count, by: step).map { sure[$0] }
    let union = await training.lexicon(
      from: try await units(of: lessons, width: width), before: lexicon, width: width)
    learntPairs = lessons.count
    collection.index = collection.index.seen(through: union)
    pairer = Self.pairer(collection.index, languages, union, pairer.options.minimumProbability)
    builder = BitextBuilder(
      segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: union))
    try await judge(keeping: Set(sure), width: width, progress: progress)
  }

  /// Whether a translation has its original beyond doubt.
  private func isSure(_ number: Int, _ surety: Double) -> Bool {
    guard !claims[number].isTaken, let choice = choices[number].first else { return false }
    return claims[number].rank == 0 && Double(choice.probability) >= surety
  }

  /// The units of some translations' pairs.
  private func units(of numbers: [Int], width: Int) async throws -> [[TranslationUnit]] {
    var units: [[TranslationUnit]] = []
    let matching = self
    try await OrderedBatches.run(
      count: numbers.count, size: 64, width: width,
      work: { range in
        try range.map { try matching.answer(on: numbers[$0]).bitext?.units ?? [] }
      },
      consume: { _, output in units += output })
    return units
  }

  /// Judges all translations but those that keep what they have.
  private mutating func judge(
    keeping kept: Set<Int> = [], width: Int, progress: ProgressSink
  ) async throws {
    var choices: [[Choice]] = []
    choices.reserveCapacity(count)
    let (collection, pairer, known, old) = (self.collection, self.pairer, judgements, self.choices)
    let fresh = try SpoolFile(folder: spoolFolder)
    try await OrderedBatches.run(
      count: count, size: 64, width: width,
      work: { range in
        try range.map { number in
          guard !kept.contains(number) else { return (old[number], try known.record(number)) }
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
          try fresh.append(bytes)
        }
        progress(
          Progress(stage: .pairing, done: range.upperBound, total: collection.translations.count))
      })
    judgements = fresh
    self.choices = choices
    assign(keeping: kept)
  }

  /// One to one, the surest first; ties go to the earlier translation. Where many may share one, each
  /// has its best.
  ///
  /// - Parameter kept: translations that keep their best, whoever else would have it.
  private mutating func assign(keeping kept: Set<Int>) {
    claims = Array(repeating: Claim(rank: 0, isTaken: false), count: choices.count)
    guard !allowsMany else { return }
    var offers: [(probability: Float, translation: Int, rank: Int)] = []
    var taken: Set<Int32> = []
    var isSettled = [Bool](repeating: false, count: choices.count)
    for translation in kept {
      taken.insert(choices[translation][0].original)
      isSettled[translation] = true
    }
    for (translation, list) in choices.enumerated() where !isSettled[translation] {
      for (rank, choice) in list.enumerated()
      where Double(choice.probability) >= pairer.options.minimumProbability {
        offers.append((choice.probability, translation, rank))
      }
    }
    offers.sort {
      ($1.probability, $0.translation, $0.rank) < ($0.probability, $1.translation, $1.rank)
    }
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
