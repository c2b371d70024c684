// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import GRDB
internal import Glibc

/// The folder beside a store that holds the segments of its index.
///
/// Segments are written under temporary names, made durable and renamed before the transaction that names
/// them commits. What no committed transaction names is left over from an interrupted one, and removed.
struct IndexFolder {
  let path: String

  init(store: String) { path = store + "-index" }

  func file(_ number: Int64) -> String { "\(path)/\(number).segment" }

  /// Writes a segment; returns its stamp.
  func write(_ image: [UInt8], number: Int64) throws -> Int64 {
    mkdir(path, 0o777)
    let output = try OutputFile(path: file(number))
    try output.write(image)
    try output.finish()
    return stamp(number)
  }

  /// What changes when a file is changed or replaced: its size and its time of change.
  func stamp(_ number: Int64) -> Int64 {
    var status = stat()
    guard stat(file(number), &status) == 0 else { return 0 }
    let time = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    return time ^ Int64(status.st_size) << 20
  }

  func remove(_ number: Int64) { unlink(file(number)) }

  /// Removes what no transaction names.
  func removeAll(but numbers: Set<Int64>) {
    guard let files = try? FileSystem.files(below: path) else { return }
    for file in files {
      let name = file.split(separator: "/").last ?? ""
      let number = name.hasSuffix(".segment") ? Int64(name.dropLast(8)) : nil
      guard name.contains(".segment"), number.map({ !numbers.contains($0) }) ?? true else {
        continue
      }
      unlink(file)
    }
  }
}

/// A row of the table of segments.
struct SegmentRow {
  var number: Int64
  var direction: Int
  var units: Int
  var stamp: Int64

  static func all(_ database: Database) throws -> [SegmentRow] {
    let statement = try RawStatement(
      database, "SELECT number, direction, units, stamp FROM segment ORDER BY number")
    defer { statement.reset() }
    var rows: [SegmentRow] = []
    while try statement.step() {
      rows.append(
        SegmentRow(
          number: statement.int(0), direction: Int(statement.int(1)), units: Int(statement.int(2)),
          stamp: statement.int(3)))
    }
    return rows
  }
}
