// SPDX-License-Identifier: Apache-2.0

/// An input record that could not be used, and why.
///
/// Rejections are values, not errors: a bad record among millions is counted and written to
/// `rejected.jsonl`; it never stops a run and is never dropped in silence.
public struct Rejection: Hashable, Sendable {
  /// The file as the caller named it.
  public var path: String
  /// The 1-based line, where lines mean anything.
  public var line: Int?
  /// The 1-based column in that line, in characters, where one is known.
  public var column: Int?
  /// The 0-based item of a page, where the rejected record was one.
  public var item: Int?
  /// What was wrong.
  public var code: Code
  /// Lower case, what was expected and what was found; never the whole text.
  public var message: String

  /// Makes a rejection.
  public init(
    path: String, line: Int? = nil, column: Int? = nil, item: Int? = nil, code: Code,
    message: String
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.item = item
    self.code = code
    self.message = MessageText.oneLine(message)
  }

  /// What was wrong with a record. A struct, so that a new code breaks no caller's `switch`.
  public struct Code: Hashable, Sendable {
    /// The code as it stands in `rejected.jsonl`.
    public let rawValue: String
    /// Makes a code.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// Bytes that are not UTF-8.
    public static let invalidUTF8 = Code("invalid-utf8")
    /// A line that is not JSON.
    public static let invalidJSON = Code("invalid-json")
    /// A record without a key it needs.
    public static let missingField = Code("missing-field")
    /// A key whose value has another type.
    public static let wrongType = Code("wrong-type")
    /// A record without any text.
    public static let emptyText = Code("empty-text")
    /// A record longer than the cap.
    public static let tooLong = Code("too-long")
    /// An id that an earlier record has.
    public static let duplicateID = Code("duplicate-id")
    /// A row with another number of columns.
    public static let wrongColumns = Code("wrong-columns")
    /// Text in the wrong encoding, seen through another one.
    public static let mojibake = Code("mojibake")
    /// A unit that lacks a side.
    public static let missingSide = Code("missing-side")
    /// A unit that another file has and this one lacks.
    public static let missingUnit = Code("missing-unit")
    /// A file whose end is missing.
    public static let truncated = Code("truncated")
    /// A record whose frame is broken, such as a WET record without its header.
    public static let damaged = Code("damaged")
    /// A line of a page that is no item: navigation, advertisement. Not counted as an item.
    public static let furniture = Code("furniture")
    /// Control characters where text should be: the file is not a text.
    public static let binary = Code("binary")
  }
}

extension Rejection: CustomStringConvertible {
  /// `path:line:column: message`, as compilers write it.
  public var description: String {
    var place = path
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    if let item { place += "#\(item)" }
    return "\(place): \(message)"
  }
}
