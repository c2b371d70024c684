// SPDX-License-Identifier: Apache-2.0

/// Aligns two segmented texts.
///
/// Laws: total, it never throws; the ladder covers both sides whole; deterministic.
public protocol SentenceAligner: Sendable {
  /// The direction that this aligner was made for.
  var languages: LanguagePair { get }
  /// The ladder of *n* source against *m* target segments.
  func align(_ source: [Segment], with target: [Segment]) -> Ladder
}
