// SPDX-License-Identifier: Apache-2.0

/// Why an index file cannot be used, in one line.
public struct IndexFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The file is no index.
    public static let notAnIndex = Code("not-an-index")
    /// The file was made by a newer version of this package, or for other options.
    public static let unsupported = Code("unsupported")
    /// The file ends too early, or was changed.
    public static let damaged = Code("damaged")
    /// The collection is larger than one segment can hold.
    public static let tooLarge = Code("too-large")
  }

  /// What is wrong.
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

  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}
