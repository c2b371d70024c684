// SPDX-License-Identifier: Apache-2.0

/// Keeps translation units and finds what was translated before.
///
/// Laws: inserting the same units again changes nothing; an insertion that throws leaves the memory as it
/// was; a unit's own source finds it with a score of 100; every match reaches the query's threshold, and
/// the best come first; a lossless query finds all that a comparison with every unit finds.
public protocol TranslationMemory: Sendable {
  /// Inserts units, all or none.
  ///
  /// - Parameters:
  ///   - options: what happens to units that are there already.
  ///   - next: gives the next unit, a rejected record, or `nil` at the end; what it throws ends the
  ///     insertion.
  /// - Returns: what became of the units.
  func insert(
    options: InsertionOptions,
    from next: sending () throws -> Result<TranslationUnit, RejectedRecord>?
  ) async throws -> InsertionReport

  /// The units whose source is like a text, the best first.
  func matches(for query: MatchQuery) async throws -> [TranslationMatch]

  /// The units that hold a phrase, in the order of their insertion.
  func concordance(_ query: ConcordanceQuery) async throws -> [ConcordanceHit]

  /// Calls a closure with each unit that a filter lets through, in the order of their numbers, as they were at
  /// one moment.
  func forEachUnit(
    _ filter: UnitSelection, _ body: sending (MemoryUnit) throws -> Void
  ) async throws
}

extension TranslationMemory {
  /// Inserts units, all or none.
  public func insert(_ units: [TranslationUnit]) async throws -> InsertionReport {
    var index = 0
    return try await insert(options: InsertionOptions()) {
      guard index < units.count else { return nil }
      defer { index += 1 }
      return .success(units[index])
    }
  }

  /// The units whose source is like a text, the best first.
  ///
  /// - Parameters:
  ///   - text: the text to be translated.
  ///   - threshold: the least score, 1...101.
  ///   - limit: how many are wanted.
  public func matches(
    for text: String, threshold: Int = 70, limit: Int = 5
  ) async throws -> [TranslationMatch] {
    var query = MatchQuery(text)
    query.threshold = threshold
    query.limit = limit
    return try await matches(for: query)
  }

  /// The units that hold a phrase on either side.
  public func concordance(_ phrase: String, limit: Int = 20) async throws -> [ConcordanceHit] {
    var query = ConcordanceQuery(phrase)
    query.limit = limit
    return try await concordance(query)
  }
}
