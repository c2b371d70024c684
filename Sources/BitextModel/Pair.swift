// SPDX-License-Identifier: Apache-2.0

/// A document and its translation, with the evidence.
public struct DocumentPair: Hashable, Sendable {
  /// The identifier: the target's id.
  public var id: String
  /// The original.
  public var source: Document
  /// The translation.
  public var target: Document
  /// The pairer's own score; higher is better, its scale is the pairer's.
  public var score: Double
  /// The probability that the pair is right, 0...1.
  public var probability: Double
  /// Why.
  public var evidence: PairEvidence

  /// Makes a pair.
  public init(
    id: String, source: Document, target: Document, score: Double, probability: Double,
    evidence: PairEvidence
  ) {
    self.id = id
    self.source = source
    self.target = target
    self.score = score
    self.probability = probability
    self.evidence = evidence
  }
}

/// Where the original stands, seen from the translation.
public enum Placement: String, Hashable, Sendable {
  /// On the same page.
  case samePage = "same-page"
  /// On another page of the run.
  case otherPage = "other-page"
  /// In a collection of originals.
  case external = "external"
}

/// What speaks for (and against) a candidate original.
public struct PairEvidence: Hashable, Sendable {
  /// Where the original stands.
  public var placement: Placement
  /// Anchors of the translation that the candidate holds too, heaviest first, at most twelve.
  public var sharedAnchors: [String]
  /// Anchors of the translation that the candidate lacks, heaviest first, at most twelve.
  public var missingAnchors: [String]
  /// The measurements that the probability was made of, by name; units and ranges stand with the
  /// pairer.
  public var features: [PairFeature]
  /// The score of the best other candidate; `nil` where there was none.
  public var runnerUp: Double?
  /// Ids of other records with the same text.
  public var sameAs: [String]
  /// Ids of further items with the translation's text; they are paired by this pair.
  public var copies: [String]

  /// Makes evidence.
  public init(
    placement: Placement, sharedAnchors: [String] = [], missingAnchors: [String] = [],
    features: [PairFeature] = [], runnerUp: Double? = nil, sameAs: [String] = [],
    copies: [String] = []
  ) {
    self.placement = placement
    self.sharedAnchors = sharedAnchors
    self.missingAnchors = missingAnchors
    self.features = features
    self.runnerUp = runnerUp
    self.sameAs = sameAs
    self.copies = copies
  }

  /// The value of a feature.
  public subscript(feature name: String) -> Double? {
    features.first { $0.name == name }?.value
  }
}

/// One measurement of a candidate.
public struct PairFeature: Hashable, Sendable {
  /// The name, as it stands in the evidence of `pairs.jsonl`.
  public var name: String
  /// The value.
  public var value: Double

  /// Makes a feature.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// A document that an index proposes as the original.
public struct Candidate: Hashable, Sendable {
  /// The number of the document in its index.
  public var ordinal: Int
  /// The index's score; higher is better.
  public var score: Double

  /// Makes a candidate.
  public init(ordinal: Int, score: Double) {
    self.ordinal = ordinal
    self.score = score
  }
}

/// The answer about one translation: paired, or unpaired for a reason.
public enum PairVerdict: Hashable, Sendable {
  /// The original was found.
  case paired(DocumentPair)
  /// No original; the best candidate that was turned down, where there was one.
  case unpaired(reason: UnpairedReason, best: RejectedCandidate?)
}

/// A candidate that was turned down.
public struct RejectedCandidate: Hashable, Sendable {
  /// The id of the candidate.
  public var id: String
  /// Its score.
  public var score: Double
  /// Its probability, 0...1.
  public var probability: Double
  /// What spoke for and against it.
  public var evidence: PairEvidence

  /// Makes a rejected candidate.
  public init(id: String, score: Double, probability: Double, evidence: PairEvidence) {
    self.id = id
    self.score = score
    self.probability = probability
    self.evidence = evidence
  }
}

/// Why a translation was left without an original.
public struct UnpairedReason: Hashable, Sendable {
  /// The reason as it stands in `unpaired.jsonl`.
  public let rawValue: String
  /// Makes a reason.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The text holds nothing that a translation copies.
  public static let noAnchors = UnpairedReason("no-anchors")
  /// No document shares an anchor with it.
  public static let noCandidates = UnpairedReason("no-candidates")
  /// The best candidate is not good enough.
  public static let weakEvidence = UnpairedReason("weak-evidence")
  /// Two different candidates are about equally good.
  public static let ambiguous = UnpairedReason("ambiguous")
  /// The best candidate went to another translation that fits it better.
  public static let taken = UnpairedReason("taken")
}
