// SPDX-License-Identifier: Apache-2.0

/// Why checks cannot be made as they were asked for.
public struct CheckFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// No rule has that id.
    public static let unknownRule = Code("unknown-rule")
    /// A row of a termbase cannot be used.
    public static let brokenTermbase = Code("broken-termbase")
    /// A file of the ranking aid's weights cannot be used.
    public static let brokenModel = Code("broken-model")
    /// A weight has no such name, or is no number from 0 on.
    public static let badWeights = Code("bad-weights")
  }

  /// What went wrong.
  public var code: Code
  /// Lower case, the place first, then expected and found.
  public var message: String

  /// Makes a failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension CheckFailure: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
