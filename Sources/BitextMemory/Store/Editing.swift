// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import GRDB

extension MemoryStore {
  /// Changes one unit.
  ///
  /// A unit whose source or languages change gets a new number: the index knows units by the number of their text.
  ///
  /// - Returns: the unit as it is now.
  /// - Throws: ``MemoryFailure`` with `noUnit` where there is none; what the closure throws.
  public func update(
    _ number: Int, _ edit: sending (inout TranslationUnit) throws -> Void
  ) async throws -> MemoryUnit {
    try change { database in
      var table = try UnitTable(database)
      guard var row = try table.row(Int64(number)) else {
        throw MemoryFailure(.noUnit, path: path, message: "no unit \(number)")
      }
      let before = row.unit
      try edit(&row.detail.unit)
      guard row.unit != before else { return try table.memoryUnit(row) }
      var state = try StoreState(database)
      let languages = LanguagePair(
        source: row.unit.source.language, target: row.unit.target.language)
      row.direction = try table.number(of: languages)
      row.detail.pair = try table.number(ofName: row.unit.pair)
      row.detail.engine = try table.number(ofName: row.unit.engine)
      if row.unit.source != before.source || row.unit.target.language != before.target.language {
        let key = state.nextKey
        state.nextKey += 1
        let step = row.key &- key
        if row.detail.context.previousStep != 0 { row.detail.context.previousStep &+= step }
        if row.detail.context.nextStep != 0 { row.detail.context.nextStep &+= step }
        try database.execute(
          sql: "UPDATE context SET unit = ? WHERE unit = ?", arguments: [key, row.key])
        try database.execute(sql: "DELETE FROM unit WHERE key = ?", arguments: [row.key])
        row.key = key
      }
      var record = ByteRecord()
      row.detail.encode(into: &record)
      let statement = try RawStatement(
        database, "INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?)")
      var (source, target) = (row.unit.source.text, row.unit.target.text)
      try source.withUTF8 { source in
        try target.withUTF8 { target in
          try record.bytes.withUnsafeBufferPointer { detail in
            statement.bind(1, row.key)
            statement.bind(2, Int64(row.direction))
            statement.bind(3, text: source)
            statement.bind(4, text: target)
            statement.bind(5, blob: detail)
            try statement.run()
          }
        }
      }
      try state.save(database)
      return try table.memoryUnit(row)
    }
  }

  /// Inserts the units of other memories, all or none.
  ///
  /// - Throws: ``MemoryFailure``.
  public func insert(
    options: InsertionOptions, from others: [MemoryStore]
  ) async throws -> InsertionReport {
    var page: ArraySlice<TranslationUnit> = []
    let readers = try others.map { try MemoryPages($0.path) }
    var rest = readers[...]
    return try await insert(options: options) {
      while true {
        if let unit = page.popFirst() { return .success(unit) }
        guard let reader = rest.first else { return nil }
        page = try reader.next()[...]
        if page.isEmpty { rest.removeFirst() }
      }
    }
  }

  /// Deletes the units that a filter lets through; all of them where it has no condition.
  ///
  /// - Returns: how many were deleted.
  public func delete(_ filter: UnitSelection) async throws -> Int {
    try change { database in
      var keys: [Int64] = []
      try Self.forEachRow(database, filter) { row, _ in keys.append(row.key) }
      try Self.delete(keys, database)
      return keys.count
    }
  }

  /// Deletes units that say the same as an earlier one: the same languages, and both texts the same but for
  /// white space and normal form.
  ///
  /// - Parameter bySource: whether one translation is left of each source, the one that came last.
  /// - Returns: how many were deleted.
  public func removeDuplicates(bySource: Bool = false) async throws -> Int {
    try change { database in
      var seen: [UInt64: Int64] = [:]
      var keys: [Int64] = []
      var list = TokenList()
      let tokenizer = MemoryTokenizer()
      try Self.forEachRow(database, UnitSelection()) { row, _ in
        func hash(_ text: String) -> UInt64 {
          tokenizer.normalize(&list, text)
          return TextHash.text(of: list)
        }
        var key = mixed(hash(row.unit.source.text) ^ UInt64(row.direction))
        if !bySource { key = mixed(key ^ hash(row.unit.target.text)) }
        guard let before = seen[key] else {
          seen[key] = row.key
          return
        }
        keys.append(bySource ? before : row.key)
        if bySource { seen[key] = row.key }
      }
      try Self.delete(keys, database)
      return keys.count
    }
  }

  private static func delete(_ keys: [Int64], _ database: Database) throws {
    guard !keys.isEmpty else { return }
    let unit = try RawStatement(database, "DELETE FROM unit WHERE key = ?")
    let context = try RawStatement(database, "DELETE FROM context WHERE unit = ?")
    for key in keys {
      unit.bind(1, key)
      try unit.run()
      context.bind(1, key)
      try context.run()
    }
    var state = try StoreState(database)
    try state.save(database)
  }
}
