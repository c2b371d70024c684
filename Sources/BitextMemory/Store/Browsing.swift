// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import GRDB

extension MemoryStore {
  private static let allRows =
    "SELECT key, direction, source, target, detail FROM unit WHERE key > ? ORDER BY key"

  /// The units that hold a phrase, in the order of their numbers.
  ///
  /// - Throws: ``MemoryFailure``.
  /// - Complexity: O(bytes of all units up to the last one found), about a second for a million.
  public func concordance(_ query: ConcordanceQuery) async throws -> [ConcordanceHit] {
    let finder = PhraseFinder(query)
    guard !finder.isEmpty, query.limit > 0 else { return [] }
    return try read { database, _ in
      var table = try UnitTable(database)
      let rows = try RawStatement(database, Self.allRows)
      defer { rows.reset() }
      rows.bind(1, -1)
      var hits: [ConcordanceHit] = []
      while hits.count < query.limit, try rows.step() {
        let source = query.side == .target ? [] : finder.spans(in: rows.bytes(2))
        let target = query.side == .source ? [] : finder.spans(in: rows.bytes(3))
        guard !source.isEmpty || !target.isEmpty else { continue }
        let unit = try table.memoryUnit(try table.row(rows))
        hits.append(ConcordanceHit(unit: unit, source: source, target: target))
      }
      return hits
    }
  }

  /// Calls a closure with each unit that a filter lets through, in the order of their numbers.
  ///
  /// - Throws: ``MemoryFailure``, and what the closure throws.
  public func forEachUnit(
    _ filter: UnitSelection = UnitSelection(), _ body: sending (MemoryUnit) throws -> Void
  ) async throws {
    try read { database, _ in
      try Self.forEachRow(database, filter) { row, table in try body(try table.memoryUnit(row)) }
    }
  }

  /// Calls a closure with each row that a filter lets through.
  static func forEachRow(
    _ database: Database, _ filter: UnitSelection,
    _ body: (UnitRow, UnitTable) throws -> Void
  ) throws {
    var table = try UnitTable(database)
    let finder = filter.finder
    if let numbers = filter.numbers {
      for number in numbers.sorted() {
        guard let row = try table.row(Int64(number)), filter.admits(row, finder) else { continue }
        try body(row, table)
      }
      return
    }
    let rows = try RawStatement(database, allRows)
    defer { rows.reset() }
    rows.bind(1, -1)
    while try rows.step() {
      let row = try table.row(rows)
      if filter.admits(row, finder) { try body(row, table) }
    }
  }
}
