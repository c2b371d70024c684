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
  private var choices = OneToOne.Choices()
  private let allowsMany: Bool
  private let work: BuildWork?
  private let spoolFolder: String
  /// Whether a second pass was made, and from how many pairs it learnt.
  private(set) var learntPairs = 0
  /// The judgements, until they are asked for.
  private var judgements: SpoolFile
  private var claims: [OneToOne.Claim] = []

  init(
    _ collection: Collection, languages: LanguagePair, lexicon: Lexicon = .shipped,
    minimumProbability: Double, allowsMany: Bool = false, spoolFolder: String,
    work: BuildWork? = nil
  ) throws {
    self.collection = collection
    self.work = work
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
    // Who gets which original stands in the claims then.
    defer { choices = OneToOne.Choices() }
    try await judge(width: width, progress: progress)
    guard let training else { return }
    let isSure = OneToOne.sure(claims, choices, surety: training.rule.surety)
    guard training.isWorthwhile(sure: isSure.count { $0 }, of: count) else { return }
    let lessons = training.lessons(of: isSure)
    let union = try await learnt(from: lessons, training, width: width)
    learntPairs = lessons.count
    collection.index = collection.index.seen(through: union)
    pairer = Self.pairer(collection.index, languages, union, pairer.options.minimumProbability)
    builder = BitextBuilder(
      segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: languages, lexicon: union))
    try await judge(keeping: isSure, width: width, progress: progress)
  }

  /// The lexicon that some pairs teach, in front of the one that they were found with.
  private func learnt(
    from lessons: [Int], _ training: SelfTraining, width: Int
  ) async throws -> Lexicon {
    let path = work?.folder.path(of: "learnt.bitextlexicon")
    if let path, let union = training.kept(path, before: lexicon) { return union }
    return try await training.lexicon(
      from: try await units(of: lessons, width: width), before: lexicon, width: width,
      keptAt: path)
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
  ///
  /// - Parameter kept: which these are; `nil` stands for none, in the first pass.
  private mutating func judge(
    keeping kept: [Bool]? = nil, width: Int, progress: ProgressSink
  ) async throws {
    // One array for both passes, which the tasks do not share.
    var choices = kept == nil ? OneToOne.Choices(count: count) : self.choices
    self.choices = OneToOne.Choices()
    let fresh = try SpoolFile(folder: spoolFolder)
    var heap = Heap.Keeper()
    let (matching, stage) = (self, kept == nil ? "judged-1" : "judged-2")
    try await OrderedBatches.run(
      count: count, size: work?.shardSize ?? 64, width: width,
      work: { range in try matching.judged(range, keeping: kept, as: stage) },
      consume: { range, output in
        for (number, one) in zip(range, output) {
          if kept?[number] != true { choices.set(one.choices, of: number) }
          try fresh.append(one.bytes)
        }
        heap.note(done: range.upperBound)
        progress(Progress(stage: .pairing, done: range.upperBound, total: matching.count))
      })
    judgements = fresh
    self.choices = choices
    claims =
      allowsMany
      ? Array(repeating: OneToOne.Claim(), count: choices.count)
      : OneToOne.claims(
        on: choices, minimumProbability: pairer.options.minimumProbability, keeping: kept)
  }

  /// The judgements on some translations: those of an earlier run where it left them.
  private func judged(_ range: Range<Int>, keeping kept: [Bool]?, as stage: String) throws
    -> [Judged]
  {
    let name = BuildWork.name(stage, range)
    if let bytes = work?.shard(name),
      let known = JudgedShard.judged(
        bytes, count: range.count, originalCount: collection.index.count)
    {
      return known
    }
    let judged = try range.map { number in
      if let kept, kept[number] {
        return Judged(choices: [], bytes: try judgements.record(number))
      }
      let judgement = try pairer.judgement(on: try collection.translations.document(at: number))
      return Judged(
        choices: judgement.assessments.map {
          OneToOne.Choice(original: Int32($0.ordinal), probability: Float($0.probability))
        },
        bytes: JudgementBytes.of(judgement))
    }
    try work?.keep(JudgedShard.bytes(of: judged), as: name)
    return judged
  }

  /// The verdict on a translation, with the ladder of the pair where there is one.
  ///
  /// - Parameters:
  ///   - number: the translation's.
  ///   - aligns: whether the sentences of a pair are aligned.
  ///   - known: what an earlier run found when it aligned them.
  func answer(
    on number: Int, aligns: Bool = true, known: AlignedShard.Aligned? = nil
  ) throws -> Answer {
    let translation = try collection.translations.document(at: number)
    let claim = claims[number]
    let stored = try judgements.record(number)
    guard let judgement = stored.withUnsafeBytes({ JudgementBytes.judgement($0) }) else {
      throw IOFailure(.damaged, path: spoolFolder, message: "a temporary file was changed")
    }
    var assessment: Assessment?
    var placement: Placement?
    if !judgement.assessments.isEmpty {
      var claimed = judgement.assessments[claim.rank]
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
    var bitext: Bitext?
    if aligns {
      bitext =
        try known.map { $0.bitext(pair.source, translation) }
        ?? builder.bitext(pair.source, translation)
    }
    return Answer(
      translation: translation, verdict: verdict, bitext: bitext, placement: placement)
  }

  /// The verdicts on some translations, aligned; what an earlier run aligned is not aligned again.
  func answers(on range: Range<Int>, _ body: (Int, Answer) throws -> Void) throws {
    let name = BuildWork.name("aligned", range)
    let known = work?.shard(name).flatMap { AlignedShard.aligned($0, count: range.count) }
    var found: [AlignedShard.Aligned?] = []
    for number in range {
      let answer = try answer(on: number, known: known.flatMap { $0[number - range.lowerBound] })
      if work != nil, known == nil { found.append(answer.bitext.map { AlignedShard.Aligned($0) }) }
      try body(number, answer)
    }
    if known == nil { try work?.keep(AlignedShard.bytes(of: found), as: name) }
  }

  /// What is known about one translation in the end.
  struct Answer: Sendable {
    var translation: Document
    var verdict: PairVerdict
    var bitext: Bitext?
    var placement: Placement?
  }
}
