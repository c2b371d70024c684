// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import GRDB

/// A row of the table of units.
struct UnitRow {
  var key: Int64
  var direction: Int
  var detail: UnitDetail

  var unit: TranslationUnit { detail.unit }
}

/// Reads and writes rows of units, within one access to the store.
struct UnitTable {
  private let database: Database
  private var directions: [Int: LanguagePair] = [:]
  private var directionNumbers: [LanguagePair: Int] = [:]
  private var names: [Int64: String] = [:]
  private var nameNumbers: [String: Int64] = [:]
  private let fetch: RawStatement
  private let fetchSource: RawStatement
  private let findName: RawStatement

  init(_ database: Database) throws {
    self.database = database
    fetch = try RawStatement(
      database, "SELECT key, direction, source, target, detail FROM unit WHERE key = ?")
    fetchSource = try RawStatement(database, "SELECT direction, source FROM unit WHERE key = ?")
    findName = try RawStatement(database, "SELECT text FROM name WHERE id = ?")
    let all = try RawStatement(database, "SELECT id, source, target FROM direction ORDER BY id")
    while try all.step() {
      let pair = LanguagePair(source: Language(all.text(1)), target: Language(all.text(2)))
      guard (0...Int64(Int32.max)).contains(all.int(0)) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a direction's number is wrong")
      }
      directions[Int(all.int(0))] = pair
      directionNumbers[pair] = Int(all.int(0))
    }
    all.reset()
  }

  /// The directions that the memory holds, by number.
  var allDirections: [(number: Int, languages: LanguagePair)] {
    directions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The number of a direction, given where it is new.
  mutating func number(of languages: LanguagePair) throws -> Int {
    if let number = directionNumbers[languages] { return number }
    let number = (directions.keys.max() ?? 0) + 1
    try database.execute(
      sql: "INSERT INTO direction VALUES (?, ?, ?)",
      arguments: [number, languages.source.tag, languages.target.tag])
    directions[number] = languages
    directionNumbers[languages] = number
    return number
  }

  /// The number of a name, given where it is new.
  mutating func number(ofName text: String?) throws -> Int64 {
    guard let text, !text.isEmpty else { return 0 }
    if let number = nameNumbers[text] { return number }
    let known = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM name WHERE text = ?"), arguments: [text])
    let number: Int64
    if let known {
      number = known
    } else {
      try database.cachedStatement(sql: "INSERT INTO name (text) VALUES (?)").execute(
        arguments: [text])
      number = database.lastInsertedRowID
    }
    if nameNumbers.count > 100_000 { nameNumbers.removeAll() }
    nameNumbers[text] = number
    return number
  }

  private mutating func name(_ number: Int64) throws -> String? {
    if let text = names[number] { return text }
    findName.bind(1, number)
    defer { findName.reset() }
    guard try findName.step() else { return nil }
    let text = findName.text(0)
    if names.count > 100_000 { names.removeAll() }
    names[number] = text
    return text
  }

  /// The row of a key; `nil` where it was deleted.
  mutating func row(_ key: Int64) throws -> UnitRow? {
    fetch.bind(1, key)
    defer { fetch.reset() }
    guard try fetch.step() else { return nil }
    return try row(fetch)
  }

  /// The row that a statement of the columns key, direction, source, target, detail stands at.
  mutating func row(_ statement: RawStatement) throws -> UnitRow {
    let direction = Int(statement.int(1))
    guard let languages = directions[direction] else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a direction is missing")
    }
    let unit = TranslationUnit(
      id: "", source: TranslationUnitVariant(language: languages.source, text: statement.text(2)),
      target: TranslationUnitVariant(language: languages.target, text: statement.text(3)))
    let detail = try UnitDetail.decode(statement.bytes(4), into: unit) { try name($0) }
    return UnitRow(key: statement.int(0), direction: direction, detail: detail)
  }

  /// The source of a key, where it is of a direction.
  func source(_ key: Int64, direction: Int) throws -> String? {
    fetchSource.bind(1, key)
    defer { fetchSource.reset() }
    guard try fetchSource.step(), Int(fetchSource.int(0)) == direction else { return nil }
    return fetchSource.text(1)
  }

  /// A row as callers see it, with its neighbours' texts.
  func memoryUnit(_ row: UnitRow) throws -> MemoryUnit {
    var result = MemoryUnit(number: Int(row.key), unit: row.unit)
    let context = row.detail.context
    result.previous = try neighbour(row, context.previousStep, context.previous)
    result.next = try neighbour(row, context.nextStep, context.next)
    return result
  }

  /// The text of a neighbour, unless it was edited or deleted since.
  private func neighbour(_ row: UnitRow, _ step: Int64, _ hash: UInt32) throws -> String? {
    guard step != 0, let text = try source(row.key &+ step, direction: row.direction) else {
      return nil
    }
    return TextHash.context(of: text) == hash ? text : nil
  }
}
