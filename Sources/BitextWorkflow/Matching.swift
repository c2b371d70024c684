// SPDX-License-Identifier: Apache-2.0

internal import BitextAlignment
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing
internal import BitextText

/// Finds the original of every translation: each judged alone, then one to one over all.
struct Matching: Sendable {
  private(set) var collection: Collection
  private(set) var pairer: KeyPairer
  private let languages: LanguagePair
  private let lexicon: Lexicon
  private var builder: BitextBuilder
  private var choices: [[OneToOne.Choice]] = []
  private let allowsMany: Bool
  private let spoolFolder: String
  /// Whether a second pass was made, and from how many pairs it learnt.
  private(set) var learntPairs = 0
  /// The judgements, until they are asked for.
  private var judgements: SpoolFile
  private var claims: [OneToOne.Claim] = []

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

  /// What judges translations.
  static func pairer(
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
    let lessons = training.lessons(of: sure)
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
    OneToOne.isSure(claims[number], choices[number], surety: surety)
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
    var choices: [[OneToOne.Choice]] = []
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
            OneToOne.Choice(original: Int32($0.ordinal), probability: Float($0.probability))
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
    claims =
      allowsMany
      ? Array(repeating: OneToOne.Claim(), count: choices.count)
      : OneToOne.claims(
        on: choices, minimumProbability: pairer.options.minimumProbability, keeping: kept)
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
