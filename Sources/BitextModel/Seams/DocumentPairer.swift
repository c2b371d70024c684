// SPDX-License-Identifier: Apache-2.0

/// Judges candidates.
///
/// Laws: a paired verdict names one of the candidates; no candidate, no pair; the same answer
/// every time.
public protocol DocumentPairer: Sendable {
  /// The verdict on one translation.
  func verdict(on translation: Document, from candidates: [Candidate]) throws -> PairVerdict
}
