// SPDX-License-Identifier: Apache-2.0

/// A JSON value that keeps the order of members and the digits of numbers.
public indirect enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// An integer that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, members in their order.
  case object([JSONMember])
}

/// One `"key": value` of a JSON object.
public struct JSONMember: Hashable, Sendable {
  /// The key.
  public var key: String
  /// The value.
  public var value: JSONValue

  /// Makes a member.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue {
  /// The value of a key of an object; `nil` where the value is no object or lacks the key.
  ///
  /// - Complexity: O(members).
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The string, where the value is one.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The number as a `Double`, where the value is a number.
  public var double: Double? {
    switch self {
    case .integer(let value): return Double(value)
    case .number(let value): return value
    default: return nil
    }
  }

  /// The elements, where the value is an array.
  public var elements: [JSONValue]? {
    if case .array(let values) = self { return values }
    return nil
  }
}
