// SPDX-License-Identifier: Apache-2.0

/// Why a run cannot be made, or cannot go on.
public struct WorkflowFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// An input does not exist, or holds no file.
    public static let noInput = Code("no-input")
    /// The inputs hold nothing that could be used.
    public static let nothingUsable = Code("nothing-usable")
    /// Languages do not fit the aligner's direction.
    public static let wrongDirection = Code("wrong-direction")
    /// Two inputs that must correspond do not.
    public static let mismatch = Code("mismatch")
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

extension WorkflowFailure: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
