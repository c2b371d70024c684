// SPDX-License-Identifier: Apache-2.0

/// Goes through a JSON text byte by byte, to tell where something stands in it.
///
/// Slow beside ``JSONParser``, which tells only that a text is wrong: for messages. Total.
public struct JSONScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  /// What stands at the end of values that are open: `}` or `]`.
  private var open: [UInt8] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The offset of the first byte that makes a text no JSON value; `nil` where it is one.
  ///
  /// - Complexity: O(bytes) time, O(depth) memory.
  public static func mistake(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var scan = JSONScan(bytes)
    return scan.document { _, _, _ in false } == nil ? nil : scan.place
  }

  /// The offset of the value of a key of the outermost object; `nil` where there is none.
  public static func value(
    of key: String, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var scan = JSONScan(bytes)
    var found: Int?
    _ = scan.document { depth, name, value in
      guard depth == 1, bytes[name].elementsEqual(key.utf8) else { return false }
      found = value
      return true
    }
    return found
  }

  private struct Stop: Error {}

  /// Goes through the whole text; a value in the way is told to the closure, which may end it.
  private mutating func document(
    member: (_ depth: Int, _ key: Range<Int>, _ value: Int) -> Bool
  ) -> Stop? {
    do throws(Stop) {
      try value(member)
      while !open.isEmpty { try behindValue(member) }
      space()
      guard place == bytes.count else { throw Stop() }
      return nil
    } catch {
      return error
    }
  }

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func space() {
    while let byte, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
  }

  /// One value; of an object or array only what stands before its second member or element.
  private mutating func value(
    _ member: (Int, Range<Int>, Int) -> Bool
  ) throws(Stop) {
    space()
    switch byte {
    case UInt8(ascii: "{"):
      place += 1
      space()
      open.append(UInt8(ascii: "}"))
      if byte != UInt8(ascii: "}") { try self.member(member) }
    case UInt8(ascii: "["):
      place += 1
      space()
      open.append(UInt8(ascii: "]"))
      if byte != UInt8(ascii: "]") { try nested(member) }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  /// A value inside another one: as ``value(_:)``, but deep nesting must not use up the stack.
  private mutating func nested(_ member: (Int, Range<Int>, Int) -> Bool) throws(Stop) {
    guard open.count < 1024 else { throw Stop() }
    try value(member)
  }

  private mutating func member(_ told: (Int, Range<Int>, Int) -> Bool) throws(Stop) {
    space()
    guard byte == UInt8(ascii: "\"") else { throw Stop() }
    let key = try string()
    space()
    guard byte == UInt8(ascii: ":") else { throw Stop() }
    place += 1
    space()
    if told(open.count, key, place) { throw Stop() }
    try nested(told)
  }

  private mutating func behindValue(_ told: (Int, Range<Int>, Int) -> Bool) throws(Stop) {
    space()
    guard let byte, let end = open.last else { throw Stop() }
    if byte == end {
      place += 1
      open.removeLast()
    } else if byte == UInt8(ascii: ",") {
      place += 1
      if end == UInt8(ascii: "}") { try member(told) } else { try nested(told) }
    } else {
      throw Stop()
    }
  }

  private mutating func word(_ word: StaticString) throws(Stop) {
    for index in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[index] else { throw Stop() }
      place += 1
    }
  }

  private mutating func number() throws(Stop) {
    if byte == UInt8(ascii: "-") { place += 1 }
    if byte == UInt8(ascii: "0") { place += 1 } else { try digits() }
    if byte == UInt8(ascii: ".") {
      place += 1
      try digits()
    }
    if let byte, byte | 0x20 == UInt8(ascii: "e") {
      place += 1
      if self.byte == UInt8(ascii: "+") || self.byte == UInt8(ascii: "-") { place += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(Stop) {
    guard let first = byte, first &- 0x30 < 10 else { throw Stop() }
    while let byte, byte &- 0x30 < 10 { place += 1 }
  }

  /// A string; returns what stands between its quotes, escapes as they are.
  private mutating func string() throws(Stop) -> Range<Int> {
    place += 1
    let start = place
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw Stop() }
      if byte == UInt8(ascii: "\\") {
        place += 1
        try escape()
      } else {
        try character()
      }
    }
    guard byte != nil else { throw Stop() }
    place += 1
    return start..<(place - 1)
  }

  private mutating func escape() throws(Stop) {
    guard let byte else { throw Stop() }
    if byte == UInt8(ascii: "u") {
      place += 1
      for _ in 0..<4 {
        guard let byte = self.byte, byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 else {
          throw Stop()
        }
        place += 1
      }
    } else {
      guard "\"\\/bfnrt".utf8.contains(byte) else { throw Stop() }
      place += 1
    }
  }

  /// One character of UTF-8.
  private mutating func character() throws(Stop) {
    guard bytes[place] >= 0x80 else {
      place += 1
      return
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes[place..<min(place + 4, bytes.count)].makeIterator()
    guard case .valid(let scalar) = parser.parseScalar(from: &iterator) else { throw Stop() }
    place += scalar.count
  }
}
