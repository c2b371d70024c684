// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What a kind of texts is like, to align others of the kind by: how often each kind of bead occurs, how
/// long a translation is, and how much its sentences vary.
public struct AlignmentProfile: Hashable, Sendable {
  /// The direction of translation.
  public var languages: LanguagePair
  /// How often each kind of bead occurs, source first.
  public var priors: BeadPriors
  /// Target characters for one source character, white space not counted.
  public var lengthRatio: Double
  /// The variance of a length, in characters² a character of the longer side.
  public var lengthVariance: Double

  /// Makes a profile.
  public init(
    languages: LanguagePair, priors: BeadPriors, lengthRatio: Double, lengthVariance: Double
  ) {
    self.languages = languages
    self.priors = priors
    self.lengthRatio = lengthRatio
    self.lengthVariance = lengthVariance
  }
}

extension LadderAligner.Options {
  /// Takes priors, length ratio and variance from a profile.
  public mutating func apply(_ profile: AlignmentProfile) {
    priors = profile.priors
    lengthRatio = profile.lengthRatio
    lengthVariance = profile.lengthVariance
    lexicalVariance = profile.lengthVariance
  }
}

/// Learns a profile from ladders.
public struct ProfileCollector: Sendable {
  private let given: BeadPriors
  private let strength: Double
  private var counts: [BeadKind: Double] = [:]
  private var sourceLength = 0.0
  private var targetLength = 0.0
  /// The lengths of beads that are sure, both sides.
  private var sure: [(source: Double, target: Double)] = []

  /// The least probability of a bead whose lengths are learned from.
  private static let sureProbability = 0.9
  /// With fewer sure beads the variance stays as it was.
  private static let fewBeads = 20

  /// The number of beads counted.
  public private(set) var beadCount = 0

  /// Makes a collector.
  ///
  /// - Parameter options: whose priors count as ``LadderAligner/Options/priorStrength`` beads.
  public init(_ options: LadderAligner.Options) {
    given = options.priors
    strength = options.priorStrength
  }

  /// Learns from one text.
  public mutating func add(_ ladder: Ladder, _ source: [Segment], _ target: [Segment]) {
    let sourceLengths = source.map { Self.length(of: $0.text) }
    let targetLengths = target.map { Self.length(of: $0.text) }
    sourceLength += sourceLengths.reduce(0, +)
    targetLength += targetLengths.reduce(0, +)
    for bead in ladder.beads {
      counts[bead.kind, default: 0] += 1
      beadCount += 1
      guard !bead.kind.isNull, (bead.probability ?? 0) >= Self.sureProbability else { continue }
      sure.append(
        (
          sourceLengths[bead.source].reduce(0, +), targetLengths[bead.target].reduce(0, +)
        ))
    }
  }

  private static func length(of text: String) -> Double {
    Double(text.utf8.count { $0 > 0x20 && $0 & 0xc0 != 0x80 })
  }

  /// The profile of all texts so far.
  ///
  /// - Parameter variance: what is kept where too few beads are sure.
  public func profile(languages: LanguagePair, variance: Double) -> AlignmentProfile {
    let all = given.kinds.reduce(0) { $0 + (counts[$1] ?? 0) } + strength
    let priors = BeadPriors(
      given.probabilities.map { kind, value in
        (kind, ((counts[kind] ?? 0) + value * strength) / all)
      })
    let ratio = sourceLength > 0 && targetLength > 0 ? targetLength / sourceLength : 1
    let (sourceStretch, targetStretch) = (max(1, ratio), max(1, 1 / ratio))
    let squares = sure.reduce(0.0) { sum, lengths in
      let (from, to) = (lengths.source * sourceStretch, lengths.target * targetStretch)
      return sum + (to - from) * (to - from) / max(1, (from + to) / 2)
    }
    return AlignmentProfile(
      languages: languages, priors: priors, lengthRatio: ratio,
      lengthVariance: sure.count >= Self.fewBeads
        ? max(1, squares / Double(sure.count)) : variance)
  }
}
