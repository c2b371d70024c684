// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import GRDB

/// Reads the units of another memory, some at a time.
final class MemoryPages {
  private let path: String
  private let queue: DatabaseQueue
  private var last: Int64 = -1

  private static let pageSize = 4096

  init(_ path: String) throws {
    self.path = path
    queue = try MemoryStore.opened(path, .readOnly)
  }

  /// The next units; none at the end.
  func next() throws -> [TranslationUnit] {
    do {
      return try queue.read { database in
        var table = try UnitTable(database)
        let rows = try RawStatement(
          database,
          "SELECT key, direction, source, target, detail FROM unit WHERE key > ? ORDER BY key")
        defer { rows.reset() }
        rows.bind(1, last)
        var units: [TranslationUnit] = []
        while units.count < Self.pageSize, try rows.step() {
          let row = try table.row(rows)
          last = row.key
          units.append(row.unit)
        }
        return units
      }
    } catch let error as DatabaseError {
      throw MemoryFailure(error, path: path)
    } catch let error as RowDecodingError {
      throw MemoryFailure(error, path: path)
    }
  }
}
