// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import GRDB

/// Why a memory cannot be opened, read or changed.
public struct MemoryFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The file does not exist.
    public static let notFound = Code("not-found")
    /// The file is something else.
    public static let notAMemory = Code("not-a-memory")
    /// A newer version of this package made the file.
    public static let newerVersion = Code("newer-version")
    /// The file or its folder cannot be written.
    public static let readOnly = Code("read-only")
    /// No space is left.
    public static let diskFull = Code("disk-full")
    /// Another process is changing the memory.
    public static let busy = Code("busy")
    /// The store is damaged.
    public static let damaged = Code("damaged")
    /// The memory holds no unit of that number.
    public static let noUnit = Code("no-unit")
    /// The memory holds several directions of translation and none was named.
    public static let noDirection = Code("no-direction")
    /// Reading or writing failed for another reason.
    public static let failed = Code("failed")
  }

  /// What went wrong.
  public var code: Code
  /// The file as the caller named it.
  public var path: String
  /// Lower case, expected and found.
  public var message: String

  /// Makes a failure.
  public init(_ code: Code, path: String, message: String) {
    self.code = code
    self.path = path
    self.message = MessageText.oneLine(message)
  }
}

extension MemoryFailure: CustomStringConvertible {
  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}

extension MemoryFailure {
  /// What it means that SQLite gives a value of another kind than was written.
  init(_ error: RowDecodingError, path: String) {
    self.init(
      .damaged, path: path, message: "the memory is damaged: a value is of another kind")
  }

  /// What an error of SQLite means.
  init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(
        .notAMemory, path: path, message: "expected a translation memory, found another file")
    case .SQLITE_FULL:
      self.init(.diskFull, path: path, message: "no space left; nothing was changed")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(.readOnly, path: path, message: "the memory cannot be written")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, path: path, message: "another process is changing the memory; try again")
    case .SQLITE_CORRUPT:
      self.init(.damaged, path: path, message: "the memory is damaged: \(reason)")
    case .SQLITE_CANTOPEN:
      self.init(.failed, path: path, message: "the memory cannot be opened")
    default:
      self.init(.failed, path: path, message: "the memory failed: \(reason)")
    }
  }
}
