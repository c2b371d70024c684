// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Something wrong with a file of units, and where.
public struct UnitProblem: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// Against the format's rules.
    case error
    /// Allowed, but not what the file's maker can have meant, or out of date.
    case warning
  }

  /// The file as the caller named it.
  public var path: String
  /// The 1-based line.
  public var line: Int
  /// The 1-based column, in characters.
  public var column: Int
  /// How bad it is.
  public var severity: Severity
  /// Lower case, expected and found.
  public var message: String

  /// Makes a problem.
  public init(
    path: String, line: Int, column: Int, severity: Severity, message: String
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.severity = severity
    self.message = MessageText.oneLine(message)
  }
}

extension UnitProblem: CustomStringConvertible {
  /// `path:line:column: error: message`, as compilers write it.
  public var description: String {
    "\(path):\(line):\(column): \(severity.rawValue): \(message)"
  }
}
