// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import GRDB

/// The index as it was at one generation of the store: its segments, and the tail indexed in memory.
struct IndexView {
  let generation: Int64
  let segments: [Segment]
  /// The segments that could not be used; their units are indexed in memory instead.
  let damaged: [Int64]

  /// Segments that could not be used.
  struct Damaged: Error {
    let generation: Int64
    let numbers: [Int64]
  }

  /// Opens the segments that the store names and indexes the rest.
  ///
  /// - Parameter acceptsDamage: whether all units are indexed in memory where a segment cannot be used.
  /// - Throws: `DatabaseError`; ``Damaged``.
  init(
    _ database: Database, folder: IndexFolder, reusing old: IndexView?, acceptsDamage: Bool
  ) throws {
    let state = try StoreState(database)
    generation = state.generation
    var segments: [Segment] = []
    var damaged: [Int64] = []
    for row in try SegmentRow.all(database) {
      if let known = old?.files[row.number] {
        files[row.number] = known
        segments.append(known)
        continue
      }
      // A file that is as it was written need not be read whole.
      let isTouched = folder.stamp(row.number) != row.stamp
      if let segment = try? Segment(path: folder.file(row.number), verifying: isTouched),
        segment.direction == row.direction, segment.unitCount == row.units
      {
        files[row.number] = segment
        segments.append(segment)
      } else {
        damaged.append(row.number)
      }
    }
    if !damaged.isEmpty && !acceptsDamage {
      throw Damaged(generation: generation, numbers: damaged)
    }
    self.damaged = damaged
    let start = damaged.isEmpty ? state.coveredKey : 0
    if !damaged.isEmpty {
      segments.removeAll()
      files.removeAll()
    }
    let builders = try Self.builders(database, behind: start)
    for (direction, builder) in builders.sorted(by: { $0.key < $1.key }) where builder.count > 0 {
      segments.append(try Segment(image: builder.image(direction: direction)))
    }
    self.segments = segments
  }

  private var files: [Int64: Segment] = [:]

  /// Collects the units behind a key, by direction.
  static func builders(
    _ database: Database, behind key: Int64,
    flush: ((Int, inout SegmentBuilder) throws -> Void)? = nil
  ) throws -> [Int: SegmentBuilder] {
    var builders: [Int: SegmentBuilder] = [:]
    var tokenizer = MemoryTokenizer()
    var list = TokenList()
    var table = try UnitTable(database)
    let statement = try RawStatement(
      database,
      "SELECT key, direction, source, target, detail FROM unit WHERE key > ? ORDER BY key")
    statement.bind(1, key)
    defer { statement.reset() }
    while try statement.step() {
      let row = try table.row(statement)
      if let first = builders[row.direction]?.firstKey, row.key - first > Int64(UInt32.max) {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a unit's number is wrong")
      }
      tokenizer.fill(&list, row.unit.source.text, codes: row.unit.source.codes)
      builders[row.direction, default: SegmentBuilder()].add(list, key: row.key)
      if let flush, var builder = builders[row.direction],
        builder.count >= SegmentBuilder.unitLimit || builder.tokenCount >= SegmentBuilder.tokenLimit
      {
        builders[row.direction] = nil
        try flush(row.direction, &builder)
      }
    }
    return builders
  }
}

extension SegmentBuilder {
  /// A segment takes no more units than this.
  static let unitLimit = 1 << 20
}
