// SPDX-License-Identifier: Apache-2.0

/// What went wrong in BitextText.
public struct TextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which kind of error.
  public struct Code: Hashable, Sendable {
    /// The name of the code.
    public let name: String
    /// No converter has the name asked for.
    public static let unknownEncoding = Code(name: "unknown-encoding")
  }

  /// Which kind of error.
  public var code: Code
  /// What was expected and what was found.
  public var message: String

  /// The message.
  public var description: String { message }
}
