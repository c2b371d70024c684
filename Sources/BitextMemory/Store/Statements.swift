// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import GRDBSQLite

/// A prepared statement for inner loops: values go in and out without boxes.
///
/// Bytes that are bound must live until the statement has run.
struct RawStatement {
  private let statement: Statement
  private let pointer: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
    pointer = statement.sqliteStatement
    reset()
  }

  func reset() {
    sqlite3_reset(pointer)
  }

  @inline(__always)
  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, index, value) }

  @inline(__always)
  func bind(_ index: Int32, text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, !text.isEmpty else {
      sqlite3_bind_text64(pointer, index, "", 0, nil, UInt8(SQLITE_UTF8))
      return
    }
    base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = sqlite3_bind_text64(pointer, index, $0, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
    }
  }

  @inline(__always)
  func bind(_ index: Int32, blob: UnsafeBufferPointer<UInt8>) {
    guard let base = blob.baseAddress, !blob.isEmpty else {
      sqlite3_bind_zeroblob(pointer, index, 0)
      return
    }
    sqlite3_bind_blob64(pointer, index, base, UInt64(blob.count), nil)
  }

  /// Runs to the next row; `false` at the end.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let connection = sqlite3_db_handle(pointer)
      let code = ResultCode(rawValue: sqlite3_extended_errcode(connection))
      let message = String(cString: sqlite3_errmsg(connection))
      sqlite3_reset(pointer)
      throw DatabaseError(resultCode: code, message: message)
    }
  }

  /// Runs to the end and makes ready for the next time.
  func run() throws {
    while try step() {}
    sqlite3_reset(pointer)
  }

  @inline(__always)
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }

  /// The bytes of a text or blob, valid until the next step.
  @inline(__always)
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let base = sqlite3_column_blob(pointer, column)
    let count = Int(sqlite3_column_bytes(pointer, column))
    return UnsafeBufferPointer(
      start: base?.assumingMemoryBound(to: UInt8.self), count: base == nil ? 0 : count)
  }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}
