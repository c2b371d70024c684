// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import GRDB

/// Gives candidates their final scores and keeps the best.
struct MatchJudge {
  private struct Judged {
    var row: UnitRow
    var comparison: Comparison
    var score: Int
    var penalties: [TranslationMatch.Penalty]
    var hasSameContext: Bool
    /// Whether the folded texts are the same.
    var isFolded: Bool
  }

  private let query: MatchQuery
  private let list: TokenList
  private let previous: UInt32
  private let next: UInt32
  private var kept: [Judged] = []
  private var other = TokenList()

  init(_ query: MatchQuery, _ list: TokenList) {
    self.query = query
    self.list = list
    previous = query.previous.map { TextHash.context(of: $0) } ?? 0
    next = query.next.map { TextHash.context(of: $0) } ?? 0
  }

  /// Whether no unit that scores at most `score` and comes behind can be among those wanted.
  ///
  /// Candidates come by falling score, and by key where that is equal, but for those of the same folded text,
  /// which come first of all.
  func hasEnough(over score: Int) -> Bool {
    var (above, inOrder) = (0, 0)
    for judged in kept {
      if judged.score > score { above += 1 }
      if judged.score >= score, !judged.isFolded { inOrder += 1 }
    }
    return max(above, inOrder) >= query.limit
  }

  /// Judges one unit.
  mutating func add(
    _ row: UnitRow, _ candidate: Candidate, _ database: Database, _ tokenizer: inout MemoryTokenizer
  ) throws {
    tokenizer.fill(&other, row.unit.source.text, codes: row.unit.source.codes)
    let comparison = Comparison(
      list, other, row.unit, base: candidate.score > 100 ? nil : candidate.score,
      query.penalties, &tokenizer)
    var judged = Judged(
      row: row, comparison: comparison, score: comparison.score, penalties: comparison.penalties,
      hasSameContext: false, isFolded: candidate.score > 100)
    if comparison.isExact, try hasSameContext(row, database) {
      judged.hasSameContext = true
      judged.score = 101
    }
    if query.penalties.machineTranslation > 0, row.unit.isMachineTranslated {
      judged.score = max(0, judged.score - query.penalties.machineTranslation)
      judged.penalties.append(.machineTranslation)
    }
    kept.append(judged)
  }

  private func hasSameContext(_ row: UnitRow, _ database: Database) throws -> Bool {
    guard previous != 0 || next != 0 else { return false }
    let context = row.detail.context
    if context.previous == previous && context.next == next { return true }
    let statement = try RawStatement(
      database, "SELECT 1 FROM context WHERE unit = ? AND previous = ? AND next = ?")
    statement.bind(1, row.key)
    statement.bind(2, Int64(previous))
    statement.bind(3, Int64(next))
    defer { statement.reset() }
    return try statement.step()
  }

  /// The matches, the best first.
  mutating func result(_ unit: (UnitRow) throws -> MemoryUnit) throws -> [TranslationMatch] {
    let exact = kept.filter(\.comparison.isExact)
    if query.penalties.severalTranslations > 0,
      Set(exact.map(\.row.unit.target)).count > 1
    {
      for index in kept.indices
      where kept[index].comparison.isExact && !kept[index].hasSameContext {
        kept[index].score = max(0, kept[index].score - query.penalties.severalTranslations)
        kept[index].penalties.append(.severalTranslations)
      }
    }
    kept.sort { ($1.score, $0.row.key) < ($0.score, $1.row.key) }
    let best = kept.filter { $0.score >= query.threshold }.prefix(query.limit)
    return try best.map { judged in
      TranslationMatch(
        score: judged.score, unit: try unit(judged.row),
        proposal: judged.comparison.target ?? judged.row.unit.target,
        penalties: judged.penalties, hasSameContext: judged.hasSameContext)
    }
  }
}
