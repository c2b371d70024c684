// SPDX-License-Identifier: Apache-2.0

/// The quoted strings of PO.
enum POText {
  /// Adds a text as one quoted string, or as one for each of its lines behind an empty one.
  static func append(_ text: String, to bytes: inout [UInt8], linePrefix: String = "") {
    let lines = text.utf8.contains(10) && text.utf8.last != 10 || text.utf8.dropLast().contains(10)
    bytes.append(0x22)
    if lines {
      bytes += Array("\"\n\(linePrefix)\"".utf8)
    }
    var rest = text.utf8.count
    for byte in text.utf8 {
      rest -= 1
      escape(byte, to: &bytes)
      if byte == 10 && lines && rest > 0 { bytes += Array("\"\n\(linePrefix)\"".utf8) }
    }
    bytes.append(0x22)
  }

  /// Adds a text as one quoted string on one line.
  static func appendLine(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 { escape(byte, to: &bytes) }
    bytes.append(0x22)
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22, 0x5c: bytes += [0x5c, byte]
    case 0x0a: bytes += Array("\\n".utf8)
    case 0x09: bytes += Array("\\t".utf8)
    case 0x0d: bytes += Array("\\r".utf8)
    case 0..<0x20, 0x7f:
      bytes += [0x5c, 0x30 + byte >> 6, 0x30 + byte >> 3 & 7, 0x30 + byte & 7]
    default: bytes.append(byte)
    }
  }

  /// Reads a quoted string.
  ///
  /// - Returns: the bytes behind the escapes, and what follows the closing quote; `nil` where there is no
  ///   string.
  static func string(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], rest: ArraySlice<UInt8>)? {
    guard text.first == 0x22 else { return nil }
    var bytes: [UInt8] = []
    var rest = text.dropFirst()
    while let byte = rest.popFirst() {
      if byte == 0x22 { return (bytes, rest) }
      guard byte == 0x5c else {
        bytes.append(byte)
        continue
      }
      guard let sign = rest.popFirst() else { return nil }
      switch sign {
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "a"): bytes.append(7)
      case UInt8(ascii: "b"): bytes.append(8)
      case UInt8(ascii: "v"): bytes.append(11)
      case UInt8(ascii: "f"): bytes.append(12)
      case UInt8(ascii: "x"): number(&rest, radix: 16, first: nil, limit: 2, into: &bytes)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        number(&rest, radix: 8, first: sign, limit: 2, into: &bytes)
      default: bytes.append(sign)
      }
    }
    return nil
  }

  private static func number(
    _ rest: inout ArraySlice<UInt8>, radix: Int, first: UInt8?, limit: Int,
    into bytes: inout [UInt8]
  ) {
    var digits = first.map { [$0] } ?? []
    var left = limit
    while left > 0, let next = rest.first,
      Int(String(Unicode.Scalar(next)), radix: radix) != nil
    {
      digits.append(next)
      rest = rest.dropFirst()
      left -= 1
    }
    let value = Int(String(decoding: digits, as: UTF8.self), radix: radix) ?? 0
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}
