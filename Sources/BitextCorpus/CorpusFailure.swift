// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Why a file cannot be read as what it was taken for.
public struct CorpusFailure: Error, Hashable, Sendable {
  /// What went wrong. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code's name.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The file is not in the format that it was read as.
    public static let malformed = Code("malformed")
    /// Nothing tells which format the file is in.
    public static let unknownFormat = Code("unknown-format")
    /// No converter has the name of the encoding.
    public static let unknownEncoding = Code("unknown-encoding")
  }

  /// What went wrong.
  public var code: Code
  /// The file as the caller named it.
  public var path: String
  /// The 1-based line, where one is known.
  public var line: Int?
  /// The 1-based column in that line, where one is known.
  public var column: Int?
  /// Lower case, expected and found.
  public var message: String

  /// Makes a failure.
  public init(
    _ code: Code, path: String, line: Int? = nil, column: Int? = nil, message: String
  ) {
    self.code = code
    self.path = path
    self.line = line
    self.column = column
    self.message = MessageText.oneLine(message)
  }
}

extension CorpusFailure: CustomStringConvertible {
  /// `path:line:column: message`.
  public var description: String {
    var place = path
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return "\(place): \(message)"
  }
}
