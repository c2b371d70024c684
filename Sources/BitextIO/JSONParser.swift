// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import CSimdJSON

/// Parses JSON documents by simdjson, one after the other. A parser belongs to one thread.
public final class JSONParser {
  private let handle: OpaquePointer

  /// Makes a parser; its buffers grow to the longest document and stay.
  public init() {
    // simdjson's constructor allocates nothing large; it fails only when memory is out.
    guard let handle = bitext_json_open() else { fatalError("memory is out") }
    self.handle = handle
  }

  deinit { bitext_json_close(handle) }

  /// Parses one document.
  ///
  /// - Parameter bytes: UTF-8; must hold one JSON value and nothing else but white space.
  /// - Returns: a view of the value, valid until the next call.
  /// - Throws: ``JSONFailure`` with simdjson's words.
  /// - Complexity: O(bytes), about 1 GB/s.
  public func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFailure) -> JSONView {
    if let message = bitext_json_parse(handle, bytes.baseAddress, bytes.count) {
      throw JSONFailure(message: String(cString: message))
    }
    var count = 0
    // A parse that succeeded left at least the root on the tape.
    guard let tape = bitext_json_tape(handle, &count), count > 0 else {
      throw JSONFailure(message: "expected a value, found nothing")
    }
    return JSONView(tape: UnsafeBufferPointer(start: tape, count: count), index: 0)
  }
}

/// Why a text is not JSON.
public struct JSONFailure: Error, Hashable, Sendable {
  /// What simdjson says.
  public var message: String
}

/// A value on a parser's tape; valid until the parser's next document.
public struct JSONView {
  fileprivate let tape: UnsafeBufferPointer<bitext_json_token>
  fileprivate let index: Int

  private var token: bitext_json_token { tape[index] }

  /// Whether the value is an object.
  public var isObject: Bool { token.kind == BITEXT_JSON_OBJECT }
  /// Whether the value is an array.
  public var isArray: Bool { token.kind == BITEXT_JSON_ARRAY }
  /// Whether the value is `null`.
  public var isNull: Bool { token.kind == BITEXT_JSON_NULL }

  /// The bytes of a string; `nil` for other values.
  public var stringBytes: UnsafeBufferPointer<UInt8>? {
    guard token.kind == BITEXT_JSON_STRING else { return nil }
    return UnsafeBufferPointer(start: token.value.string, count: token.count)
  }

  /// The string; `nil` for other values. simdjson has checked that it is UTF-8.
  public var string: String? { stringBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The integer; `nil` for other values.
  public var integer: Int? {
    token.kind == BITEXT_JSON_INTEGER ? Int(token.value.integer) : nil
  }

  /// The number; `nil` for other values.
  public var double: Double? {
    switch token.kind {
    case BITEXT_JSON_INTEGER: Double(token.value.integer)
    case BITEXT_JSON_NUMBER: token.value.number
    default: nil
    }
  }

  /// Calls a closure with each member of an object, in order; does nothing for other values.
  public func forEachMember(_ body: (UnsafeBufferPointer<UInt8>, JSONView) throws -> Void) rethrows
  {
    guard isObject else { return }
    var place = index + 1
    for _ in 0..<token.count {
      let key = tape[place]
      let value = JSONView(tape: tape, index: place + 1)
      try body(UnsafeBufferPointer(start: key.value.string, count: key.count), value)
      place = Int(tape[place + 1].after)
    }
  }

  /// Calls a closure with each element of an array, in order; does nothing for other values.
  public func forEachElement(_ body: (JSONView) throws -> Void) rethrows {
    guard isArray else { return }
    var place = index + 1
    for _ in 0..<token.count {
      try body(JSONView(tape: tape, index: place))
      place = Int(tape[place].after)
    }
  }

  /// The first member of an object with a key.
  public subscript(key: StaticString) -> JSONView? {
    guard isObject else { return nil }
    var place = index + 1
    for _ in 0..<token.count {
      let name = UnsafeBufferPointer(start: tape[place].value.string, count: tape[place].count)
      if name.equals(key) { return JSONView(tape: tape, index: place + 1) }
      place = Int(tape[place + 1].after)
    }
    return nil
  }

  /// The value as a tree of its own.
  public var value: JSONValue {
    switch token.kind {
    case BITEXT_JSON_FALSE: return .bool(false)
    case BITEXT_JSON_TRUE: return .bool(true)
    case BITEXT_JSON_INTEGER: return .integer(token.value.integer)
    case BITEXT_JSON_NUMBER: return .number(token.value.number)
    case BITEXT_JSON_STRING: return .string(string ?? "")
    case BITEXT_JSON_ARRAY:
      var values: [JSONValue] = []
      forEachElement { values.append($0.value) }
      return .array(values)
    case BITEXT_JSON_OBJECT:
      var members: [JSONMember] = []
      forEachMember { key, view in
        members.append(JSONMember(String(decoding: key, as: UTF8.self), view.value))
      }
      return .object(members)
    default: return .null
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of a literal.
  public func equals(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != literal.utf8Start[index] { return false }
    return true
  }
}
