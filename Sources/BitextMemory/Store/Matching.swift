// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import GRDB

extension MemoryStore {
  /// The units whose source is like a text, the best first; ties go to the unit that came first.
  ///
  /// - Throws: ``MemoryFailure``; with `noDirection` where the query names no languages and the memory holds
  ///   several directions, English into simplified Chinese not among them.
  /// - Complexity: about a millisecond among a million units; exhaustive searches O(units).
  public func matches(for query: MatchQuery) async throws -> [TranslationMatch] {
    let list = tokenizer.tokens(of: query.text, codes: query.codes)
    guard list.count > 0, query.limit > 0 else { return [] }
    return try read { database, index in
      var table = try UnitTable(database)
      let directions = Set(
        try Directions(table).answering(query.languages, anyVariety: query.anyVariety, path: path))
      guard !directions.isEmpty else { return [] }
      let tokens = QueryTokens(list)
      let candidates = candidates(tokens, index, directions, query)
      return try judged(candidates, tokens, query, database, &table)
    }
  }

  /// All units that can reach the threshold, with the most that they can score.
  private func candidates(
    _ tokens: QueryTokens, _ index: IndexView, _ directions: Set<Int>, _ query: MatchQuery
  ) -> [Candidate] {
    var found: [Candidate] = []
    // A threshold over 100 is one for exact matches, which the folded text finds.
    let bounds = FuzzyBounds(
      threshold: min(100, max(1, query.threshold)), queryCount: max(1, tokens.count))
    search.learn(tokens)
    for segment in index.segments where directions.contains(segment.direction) {
      search.search(segment, tokens, bounds, query.search, into: &found)
    }
    lastWork = search.work
    found.sort { ($1.score, $0.key) < ($0.score, $1.key) }
    return found
  }

  /// The best of the candidates, read from the store and compared whole.
  private func judged(
    _ candidates: [Candidate], _ tokens: QueryTokens, _ query: MatchQuery, _ database: Database,
    _ table: inout UnitTable
  ) throws -> [TranslationMatch] {
    var judge = MatchJudge(query, tokens.list)
    var seen: Set<Int64> = []
    for candidate in candidates {
      // What follows cannot score more than this.
      if candidate.score < 101, judge.hasEnough(over: candidate.score) { break }
      guard seen.insert(candidate.key).inserted, let row = try table.row(candidate.key) else {
        continue
      }
      try judge.add(row, candidate, database, &tokenizer)
    }
    return try judge.result { try table.memoryUnit($0) }
  }
}

/// Which directions of a memory answer a query.
struct Directions {
  private let all: [(number: Int, languages: LanguagePair)]

  init(_ table: UnitTable) { all = table.allDirections }

  /// The numbers of the directions.
  func answering(_ asked: LanguagePair?, anyVariety: Bool, path: String) throws -> [Int] {
    if let asked {
      return all.filter {
        LanguageRange(asked.source, anyVariety: anyVariety).contains($0.languages.source)
          && LanguageRange(asked.target, anyVariety: anyVariety).contains($0.languages.target)
      }.map(\.number)
    }
    if all.count <= 1 { return all.map(\.number) }
    let usual = try answering(.englishChinese, anyVariety: anyVariety, path: path)
    guard usual.isEmpty else { return usual }
    let names = all.prefix(8).map { "\($0.languages.source) to \($0.languages.target)" }
    throw MemoryFailure(
      .noDirection, path: path,
      message: "expected languages, for the memory holds \(names.joined(separator: ", "))"
        + (all.count > 8 ? " and more" : ""))
  }
}
