// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// The tables of a memory, and how older ones become newer ones.
enum Schema {
  /// `BTXM`: what SQLite's header says of the file's kind.
  static let applicationID = 0x4254_584D

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE state (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            generation INTEGER NOT NULL,
            next_key INTEGER NOT NULL,
            covered_key INTEGER NOT NULL,
            next_segment INTEGER NOT NULL
          );
          INSERT INTO state VALUES (0, 1, 1, 0, 1);
          CREATE TABLE direction (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
            UNIQUE (source, target)
          );
          CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
          CREATE TABLE unit (
            key INTEGER PRIMARY KEY,
            direction INTEGER NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            detail BLOB NOT NULL
          );
          CREATE TABLE context (
            unit INTEGER NOT NULL, previous INTEGER NOT NULL, next INTEGER NOT NULL,
            PRIMARY KEY (unit, previous, next)
          ) WITHOUT ROWID;
          CREATE TABLE segment (
            number INTEGER PRIMARY KEY,
            direction INTEGER NOT NULL,
            units INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            stamp INTEGER NOT NULL
          );
          PRAGMA application_id = \(applicationID);
          """)
    }
    return migrator
  }

  /// Whether a file holds no table at all.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
  }

  /// Whether a file that exists is a memory that this version can read.
  static func check(_ database: Database, path: String) throws {
    let identifier = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if try isEmpty(database), identifier == 0 { return }
    guard identifier == applicationID else {
      throw MemoryFailure(
        .notAMemory, path: path, message: "expected a translation memory, found another database")
    }
    guard try !migrator.hasBeenSuperseded(database) else {
      throw MemoryFailure(
        .newerVersion, path: path,
        message: "the memory was made by a newer version of bitext; nothing was changed")
    }
  }
}

/// The one row of numbers that every change moves on.
struct StoreState: Equatable {
  var generation: Int64
  var nextKey: Int64
  /// Every unit up to this key is in a segment; the tail behind it is indexed in memory.
  var coveredKey: Int64
  var nextSegment: Int64

  init(_ database: Database) throws {
    let statement = try RawStatement(
      database, "SELECT generation, next_key, covered_key, next_segment FROM state")
    guard try statement.step() else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the state is missing")
    }
    generation = statement.int(0)
    nextKey = statement.int(1)
    coveredKey = statement.int(2)
    nextSegment = statement.int(3)
    statement.reset()
    // Room is left above for what one change counts on.
    let numbers = 0...Int64.max >> 1
    guard numbers.contains(generation), numbers.contains(nextKey), numbers.contains(nextSegment),
      coveredKey >= 0, coveredKey < nextKey
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the state makes no sense") }
  }

  /// Writes the row, with the next generation.
  mutating func save(_ database: Database) throws {
    generation += 1
    try database.execute(
      sql: "UPDATE state SET generation = ?, next_key = ?, covered_key = ?, next_segment = ?",
      arguments: [generation, nextKey, coveredKey, nextSegment])
  }
}
