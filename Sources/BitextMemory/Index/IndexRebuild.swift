// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// Makes the whole index anew from the units.
enum IndexRebuild {
  /// Replaces all segments, within a transaction that changes the store.
  static func run(_ database: Database, folder: IndexFolder) throws {
    var state = try StoreState(database)
    try database.execute(sql: "DELETE FROM segment")
    func flush(_ direction: Int, _ builder: inout SegmentBuilder) throws {
      let number = state.nextSegment
      state.nextSegment += 1
      let image = builder.image(direction: direction)
      let stamp = try folder.write(image, number: number)
      try database.execute(
        sql: "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
        arguments: [number, direction, builder.count, image.count, stamp])
    }
    var rest = try IndexView.builders(database, behind: 0, flush: flush)
    for direction in rest.keys.sorted() {
      if var builder = rest.removeValue(forKey: direction) { try flush(direction, &builder) }
    }
    state.coveredKey = state.nextKey - 1
    try state.save(database)
  }
}
