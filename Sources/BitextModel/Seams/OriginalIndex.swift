// SPDX-License-Identifier: Apache-2.0

/// Proposes originals for a translation.
///
/// Laws: best first; no ordinal twice; at most `limit`; the same answer every time.
public protocol OriginalIndex: Sendable {
  /// The number of documents indexed.
  var count: Int { get }
  /// The best candidates for a translation, best first.
  func candidates(for translation: Document, limit: Int) throws -> [Candidate]
  /// The document behind a candidate's ordinal.
  func document(at ordinal: Int) throws -> Document
}
