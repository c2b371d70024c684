// SPDX-License-Identifier: Apache-2.0

/// Why texts could not be scored, in one line.
public struct ScoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a failure.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the kind.
    public var rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Options that cannot go together, or have no meaning.
    public static let usage = Code(rawValue: "usage")
    /// A tokenizer that there is not.
    public static let unknownTokenizer = Code(rawValue: "unknown-tokenizer")
    /// Streams with different numbers of lines.
    public static let lineCounts = Code(rawValue: "line-counts")
    /// A line that is no UTF-8.
    public static let encoding = Code(rawValue: "encoding")
    /// A segment without all its references.
    public static let missingReference = Code(rawValue: "missing-reference")
    /// No line at all.
    public static let empty = Code(rawValue: "empty")
  }

  /// The kind.
  public var code: Code
  /// The place, what was expected and what was found.
  public var message: String

  /// Makes a failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}

/// A number that may mislead, in one line.
public struct ScoreWarning: Hashable, Sendable, CustomStringConvertible {
  /// The kind of a warning.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the kind.
    public var rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Chinese text with a tokenizer that leaves it in one piece.
    public static let tokenizer = Code(rawValue: "tokenizer")
    /// Chinese text with TER counting runs of characters as one word.
    public static let wordsOfTER = Code(rawValue: "ter-words")
    /// Asian support without the switches that make it work.
    public static let idleAsianSupport = Code(rawValue: "idle-asian-support")
  }

  /// The kind.
  public var code: Code
  /// What is odd, and what would help.
  public var message: String

  /// The message.
  public var description: String { message }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
