// SPDX-License-Identifier: Apache-2.0

/// Why a lexicon cannot be read, in one line.
public struct LexiconFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The file is in none of the forms that are read.
    public static let unknownFormat = Code("unknown-format")
    /// The file ends too early.
    public static let truncated = Code("truncated")
    /// The file's bytes are not those that were written.
    public static let damaged = Code("damaged")
    /// The file was written by a newer version, or on a machine of the other byte order.
    public static let unsupported = Code("unsupported")
    /// The file holds no entry.
    public static let empty = Code("empty")
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

extension LexiconFailure: CustomStringConvertible {
  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}
