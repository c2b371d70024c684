// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What went wrong with a file, in one line.
public struct IOFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The file or folder does not exist.
    public static let notFound = Code("not-found")
    /// The file exists, but reading or writing failed.
    public static let failed = Code("failed")
    /// A compressed file ends too early.
    public static let truncated = Code("truncated")
    /// A compressed file is damaged.
    public static let damaged = Code("damaged")
    /// A file holds a stretch that no cap on records allows for.
    public static let tooLong = Code("too-long")
    /// The output exists already, or its folder cannot be written.
    public static let cannotCreate = Code("cannot-create")
    /// The reader of our output went away.
    public static let closedPipe = Code("closed-pipe")
    /// Another run writes the same output.
    public static let busy = Code("busy")
    /// A file changed while it was read.
    public static let changed = Code("changed")
    /// No space is left.
    public static let diskFull = Code("disk-full")
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
    self.message = message
  }
}

extension IOFailure: CustomStringConvertible {
  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}

extension IOFailure {
  /// The failure that `errno` tells of right now.
  static func system(_ what: String, path: String, creating: Bool = false) -> IOFailure {
    let number = errno
    let reason = String(cString: strerror(number))
    let code: Code =
      switch number {
      case ENOENT where !creating, ENOTDIR where !creating, ENAMETOOLONG where !creating: .notFound
      case EPIPE: .closedPipe
      case ENOSPC, EDQUOT: .diskFull
      default: creating ? .cannotCreate : .failed
      }
    return IOFailure(code, path: path, message: "\(what): \(reason.lowercased())")
  }
}
