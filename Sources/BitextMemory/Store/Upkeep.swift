// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import GRDB

/// How much a memory holds.
public struct MemoryStatistics: Hashable, Sendable {
  /// One direction of translation.
  public struct Direction: Hashable, Sendable {
    /// The languages.
    public var languages: LanguagePair
    /// Its units.
    public var units = 0
    /// The bytes of all sources.
    public var sourceBytes = 0
    /// The bytes of all targets.
    public var targetBytes = 0
  }

  /// All units.
  public var units = 0
  /// The directions, in the order they came.
  public var directions: [Direction] = []
  /// Units by origin; those that tell none are left out.
  public var origins: [UnitOrigin: Int] = [:]
  /// Units by review state.
  public var reviews: [ReviewState: Int] = [:]
  /// Units that are machine translation.
  public var machineTranslated = 0
  /// Document pairs and engines that units name.
  public var names = 0
  /// The bytes of the store, its log included.
  public var storeBytes = 0
  /// The bytes of the index.
  public var indexBytes = 0
  /// The segments of the index.
  public var segments = 0
  /// Units behind the last segment.
  public var tail = 0
}

extension MemoryStore {
  /// Counts what the memory holds.
  ///
  /// - Complexity: O(units).
  public func statistics() async throws -> MemoryStatistics {
    try read { database, _ in
      var result = MemoryStatistics()
      let table = try UnitTable(database)
      var places: [Int: Int] = [:]
      for direction in table.allDirections {
        places[direction.number] = result.directions.count
        result.directions.append(MemoryStatistics.Direction(languages: direction.languages))
      }
      try Self.forEachRow(database, UnitSelection()) { row, _ in
        result.units += 1
        if let place = places[row.direction] {
          result.directions[place].units += 1
          result.directions[place].sourceBytes += row.unit.source.text.utf8.count
          result.directions[place].targetBytes += row.unit.target.text.utf8.count
        }
        if let origin = row.unit.origin { result.origins[origin, default: 0] += 1 }
        result.reviews[row.unit.review, default: 0] += 1
        if row.unit.isMachineTranslated { result.machineTranslated += 1 }
      }
      let state = try StoreState(database)
      result.names = try Int.fetchOne(database, sql: "SELECT count(*) FROM name") ?? 0
      result.tail =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM unit WHERE key > ?", arguments: [state.coveredKey])
        ?? 0
      result.segments = try SegmentRow.all(database).count
      result.indexBytes =
        try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM segment") ?? 0
      for suffix in ["", "-wal"] {
        result.storeBytes += FileSystem.byteCount(of: path + suffix) ?? 0
      }
      return result
    }
  }

  /// Makes the index anew, gives unused room back, and empties the log.
  ///
  /// - Throws: ``MemoryFailure``.
  public func vacuum() async throws {
    try change { database in try IndexRebuild.run(database, folder: folder) }
    try compact()
    // The segments before this one are not needed by anybody who comes now.
    try change { _ in }
  }

  private func compact() throws {
    do {
      try queue.vacuum()
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch let error as DatabaseError {
      throw MemoryFailure(error, path: path)
    } catch let error as RowDecodingError {
      throw MemoryFailure(error, path: path)
    }
  }
}
