// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Judges candidates by copied anchors, length, and how well the sentences align.
///
/// The probability is a logistic function of ``PairFeatures``; its weights are ``PairModel``. A
/// candidate whose text is nearly that of the best one is no rival of it.
///
/// - Note: Deterministic. Safe to share between threads.
public struct KeyPairer: DocumentPairer {
  /// The knobs of the judgement.
  public struct Options: Hashable, Sendable, Codable {
    /// The least probability at which a pair is accepted, 0...1.
    public var minimumProbability = 0.5
    /// How many candidates are looked at closely.
    public var candidateLimit = 8
    /// The similarity of two originals' words from which they count as one text, 0...1.
    public var sameTextSimilarity = 0.8
    /// Makes the default options.
    public init() {}
  }

  let index: KeyIndex
  let segmenter: any Segmenter
  let aligner: any SentenceAligner
  /// The knobs.
  public let options: Options
  let placement: @Sendable (Document, Int) -> Placement

  /// Makes a pairer.
  ///
  /// - Parameters:
  ///   - index: the originals.
  ///   - segmenter: cuts both texts into sentences.
  ///   - aligner: aligns them, original first.
  ///   - options: thresholds.
  ///   - placement: where an original (by ordinal) stands, seen from a translation.
  public init(
    index: KeyIndex, segmenter: any Segmenter, aligner: any SentenceAligner,
    options: Options = Options(),
    placement: @escaping @Sendable (Document, Int) -> Placement = { _, _ in .external }
  ) {
    self.index = index
    self.segmenter = segmenter
    self.aligner = aligner
    self.options = options
    self.placement = placement
  }

  /// The number of originals.
  public var originalCount: Int { index.count }

  /// The verdict on one translation.
  ///
  /// - Throws: what the index throws when it reads a document.
  public func verdict(
    on translation: Document, from candidates: [Candidate]
  ) throws -> PairVerdict {
    let query = PairQuery(translation, index: index)
    let judgement = try judgement(
      on: translation, query, index.measured(candidates, for: query))
    return try verdict(
      on: translation, judgement.assessments.first, reasonWithout: judgement.reasonWithout)
  }

  /// The candidates of the index, judged.
  ///
  /// - Throws: what the index throws when it reads a document.
  public func judgement(on translation: Document) throws -> Judgement {
    let query = PairQuery(translation, index: index)
    return try judgement(
      on: translation, query, index.candidates(for: query, limit: options.candidateLimit))
  }

  /// The verdict that an assessment amounts to: paired unless it falls short or is taken.
  ///
  /// - Parameters:
  ///   - translation: the translation.
  ///   - assessment: the candidate that is left for it; `nil` where none was found.
  ///   - reasonWithout: the reason then.
  ///   - isTaken: whether the candidate went to another translation.
  public func verdict(
    on translation: Document, _ assessment: Assessment?, reasonWithout: UnpairedReason,
    isTaken: Bool = false
  ) throws -> PairVerdict {
    guard let assessment else { return .unpaired(reason: reasonWithout, best: nil) }
    let original = try index.document(at: assessment.ordinal)
    if isTaken || assessment.probability < options.minimumProbability {
      let isClose = (assessment.evidence.runnerUp ?? 0) > 0.8 * assessment.score
      let reason: UnpairedReason = isTaken ? .taken : isClose ? .ambiguous : .weakEvidence
      return .unpaired(
        reason: reason,
        best: RejectedCandidate(
          id: original.id, score: assessment.score, probability: assessment.probability,
          evidence: assessment.evidence))
    }
    return .paired(
      DocumentPair(
        id: translation.id, source: original, target: translation, score: assessment.score,
        probability: assessment.probability, evidence: assessment.evidence))
  }

  private func judgement(
    on translation: Document, _ query: PairQuery, _ candidates: [MeasuredCandidate]
  ) throws -> Judgement {
    let judged = try judged(translation, query, candidates)
    var assessments: [Assessment] = []
    for (place, candidate) in judged.enumerated()
    where place == 0 || candidate.probability >= options.minimumProbability {
      assessments.append(
        Assessment(
          ordinal: candidate.candidate.ordinal, score: candidate.candidate.score,
          probability: candidate.probability, evidence: evidence(translation, query, candidate)))
    }
    return Judgement(
      assessments: assessments,
      reasonWithout: query.units.isEmpty ? .noAnchors : .noCandidates)
  }

  /// The two best candidates, the more probable first.
  func judged(
    _ translation: Document, _ query: PairQuery, _ candidates: [MeasuredCandidate]
  ) throws -> [CandidateJudgement] {
    var judged = candidates.map { CandidateJudgement($0, query) }
    var target: [Segment]?
    for place in judged.indices.prefix(2) {
      let profile = judged[place].candidate.profile
      let rival = judged.indices.first {
        $0 != place
          && index.similarity(judged[$0].candidate.profile, profile) < options.sameTextSimilarity
      }
      judged[place].runnerUp = rival.map { judged[$0].candidate.score }
      judged[place].judge(LadderFit())
      guard PairModel.doubt.contains(judged[place].probability) else { continue }
      let segments = try target ?? segmenter.segments(of: translation)
      target = segments
      let original = try index.document(at: judged[place].candidate.ordinal)
      judged[place].judge(
        LadderFit(aligner.align(try segmenter.segments(of: original), with: segments)))
    }
    return judged.prefix(2).sorted {
      $0.probability != $1.probability
        ? $0.probability > $1.probability : $0.candidate.score > $1.candidate.score
    }
  }

  private func evidence(
    _ translation: Document, _ query: PairQuery, _ candidate: CandidateJudgement
  ) -> PairEvidence {
    let profile = candidate.candidate.profile
    let terms = profile.terms
    var shared: [(word: String, weight: Double)] = []
    var missing: [(word: String, weight: Double)] = []
    var text = translation.text
    text.withUTF8 { bytes in
      for unit in query.units where unit.isAnchor {
        let word = String(decoding: bytes[unit.span.range], as: UTF8.self)
        let isShared = unit.anchors.contains {
          let group = Int(query.anchorGroups[$0])
          return terms.containsSorted(query.term(ofGroup: group, segment: profile.segment))
        }
        if isShared {
          shared.append((word, unit.weight))
        } else {
          missing.append((word, unit.weight))
        }
      }
    }
    func heaviest(_ list: [(word: String, weight: Double)]) -> [String] {
      list.enumerated().sorted {
        $0.element.weight != $1.element.weight
          ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
      }.prefix(12).map(\.element.word)
    }
    return PairEvidence(
      placement: placement(translation, candidate.candidate.ordinal),
      sharedAnchors: heaviest(shared), missingAnchors: heaviest(missing),
      features: candidate.features.list, runnerUp: candidate.runnerUp)
  }
}

extension [Int] {
  /// Whether it holds a value; it must be ascending.
  fileprivate func containsSorted(_ wanted: Int) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == wanted
  }
}
