// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Judges candidates by copied anchors, length, and how well the sentences align.
///
/// The probability is a logistic function of ``PairFeatures``; its weights are ``PairModel``. A
/// candidate whose text is nearly that of the best one is no rival of it.
///
/// - Note: Deterministic. Safe to share between threads.
public struct AnchorPairer: DocumentPairer {
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

  let index: AnchorIndex
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
    index: AnchorIndex, segmenter: any Segmenter, aligner: any SentenceAligner,
    options: Options = Options(),
    placement: @escaping @Sendable (Document, Int) -> Placement = { _, _ in .external }
  ) {
    self.index = index
    self.segmenter = segmenter
    self.aligner = aligner
    self.options = options
    self.placement = placement
  }

  /// The verdict on one translation.
  ///
  /// - Throws: what the index throws when it reads a document.
  public func verdict(
    on translation: Document, from candidates: [Candidate]
  ) throws -> PairVerdict {
    let query = PairQuery(translation, index: index)
    let assessments = try assess(translation, query, candidates: candidates)
    return try verdict(on: translation, query, assessments.first, isTaken: false)
  }

  /// The candidates of the index, judged, best first; at most two.
  public func assessments(of translation: Document) throws -> [Assessment] {
    let query = PairQuery(translation, index: index)
    let candidates = index.candidates(for: query, limit: options.candidateLimit)
    return try assess(translation, query, candidates: candidates)
  }

  /// The verdict that an assessment amounts to; paired unless it falls short or is taken.
  private func verdict(
    on translation: Document, _ query: PairQuery, _ assessment: Assessment?, isTaken: Bool
  ) throws -> PairVerdict {
    guard let assessment else {
      let isBare = query.units.isEmpty
      return .unpaired(reason: isBare ? .noAnchors : .noCandidates, best: nil)
    }
    let original = try index.document(at: assessment.ordinal)
    var evidence = self.evidence(translation, query, assessment)
    evidence.runnerUp = assessment.runnerUp
    if isTaken || assessment.probability < options.minimumProbability {
      let isClose = (assessment.runnerUp ?? 0) > 0.8 * assessment.score
      let reason: UnpairedReason = isTaken ? .taken : isClose ? .ambiguous : .weakEvidence
      return .unpaired(
        reason: reason,
        best: RejectedCandidate(
          id: original.id, score: assessment.score, probability: assessment.probability,
          evidence: evidence))
    }
    return .paired(
      DocumentPair(
        id: translation.id, source: original, target: translation, score: assessment.score,
        probability: assessment.probability, evidence: evidence))
  }

  /// The verdict on a translation from what was kept of its best candidate; nothing is aligned.
  ///
  /// - Parameters:
  ///   - translation: the translation.
  ///   - kept: the candidate that is left for it; `nil` where none was found.
  ///   - isTaken: whether the candidate went to another translation.
  public func verdict(
    on translation: Document, keeping kept: KeptAssessment?, isTaken: Bool
  ) throws -> PairVerdict {
    let query = PairQuery(translation, index: index)
    guard let kept else { return try verdict(on: translation, query, nil, isTaken: isTaken) }
    let features = PairFeatures(query, index.profile(of: kept.ordinal), index: index)
    var assessment = Assessment(ordinal: kept.ordinal, score: features.score, features: features)
    assessment.runnerUp = kept.runnerUp
    assessment.judge(kept.alignment)
    return try verdict(on: translation, query, assessment, isTaken: isTaken)
  }

  private func assess(
    _ translation: Document, _ query: PairQuery, candidates: [Candidate]
  ) throws -> [Assessment] {
    var judged = candidates.map { candidate in
      let features = PairFeatures(query, index.profile(of: candidate.ordinal), index: index)
      return Assessment(ordinal: candidate.ordinal, score: features.score, features: features)
    }
    judged.sort { $0.score != $1.score ? $0.score > $1.score : $0.ordinal < $1.ordinal }
    var target: [Segment]?
    for place in judged.indices.prefix(2) {
      let profile = index.profile(of: judged[place].ordinal)
      let rival = judged.indices.first {
        $0 != place
          && index.profile(of: judged[$0].ordinal).similarity(to: profile)
            < options.sameTextSimilarity
      }
      judged[place].runnerUp = rival.map { judged[$0].score }
      judged[place].judge(LadderFit())
      guard PairModel.doubt.contains(judged[place].probability) else { continue }
      let segments = try target ?? segmenter.segments(of: translation)
      target = segments
      let original = try index.document(at: judged[place].ordinal)
      judged[place].judge(
        LadderFit(aligner.align(try segmenter.segments(of: original), with: segments)))
    }
    return judged.prefix(2).sorted {
      $0.probability != $1.probability
        ? $0.probability > $1.probability : $0.score > $1.score
    }
  }

  private func evidence(
    _ translation: Document, _ query: PairQuery, _ assessment: Assessment
  ) -> PairEvidence {
    let profile = index.profile(of: assessment.ordinal)
    var shared: [(String, Double)] = []
    var missing: [(String, Double)] = []
    let bytes = Array(translation.text.utf8)
    for unit in query.units where unit.isAnchor {
      let word = String(decoding: bytes[unit.span.range], as: UTF8.self)
      let isShared = unit.alternatives.contains {
        profile.contains(query.alternatives[$0].term)
      }
      if isShared {
        shared.append((word, unit.weight))
      } else {
        missing.append((word, unit.weight))
      }
    }
    func heaviest(_ list: [(String, Double)]) -> [String] {
      list.enumerated().sorted {
        $0.element.1 != $1.element.1 ? $0.element.1 > $1.element.1 : $0.offset < $1.offset
      }.prefix(12).map(\.element.0)
    }
    return PairEvidence(
      placement: placement(translation, assessment.ordinal), sharedAnchors: heaviest(shared),
      missingAnchors: heaviest(missing), features: assessment.features.list)
  }
}
