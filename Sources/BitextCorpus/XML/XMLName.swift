// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// The local name of an element or attribute, as libxml2 holds it.
struct XMLName {
  let bytes: UnsafePointer<UInt8>

  /// A name of up to eight bytes as a number, to be compared with ``xmlKey(_:_:_:_:_:_:_:_:)``; 0 for longer
  /// ones.
  var key: UInt64 {
    var key: UInt64 = 0
    var shift: UInt64 = 0
    var index = 0
    while bytes[index] != 0 {
      if index == 8 { return 0 }
      key |= UInt64(bytes[index]) << shift
      shift += 8
      index += 1
    }
    return key
  }

  var string: String { String(cString: bytes) }
}

/// The ``XMLName/key`` of a name, letter by letter, so that it is a constant.
@inline(__always)
func xmlKey(
  _ a: Unicode.Scalar, _ b: Unicode.Scalar = "\0", _ c: Unicode.Scalar = "\0",
  _ d: Unicode.Scalar = "\0", _ e: Unicode.Scalar = "\0", _ f: Unicode.Scalar = "\0",
  _ g: Unicode.Scalar = "\0", _ h: Unicode.Scalar = "\0"
) -> UInt64 {
  let low =
    UInt64(a.value) | UInt64(b.value) << 8 | UInt64(c.value) << 16 | UInt64(d.value) << 24
  let high =
    UInt64(e.value) << 32 | UInt64(f.value) << 40 | UInt64(g.value) << 48 | UInt64(h.value) << 56
  return low | high
}

/// The attributes of a start tag; valid while its callback runs.
struct XMLAttributes {
  /// Five pointers an attribute: local name, prefix, namespace, begin and end of the value.
  private let raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let count: Int

  init(_ raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
    self.raw = raw
    self.count = raw == nil ? 0 : count
  }

  func name(_ index: Int) -> XMLName? {
    raw.flatMap { $0[index * 5] }.map { XMLName(bytes: $0) }
  }

  /// Whether an attribute has a prefix, as `xml:lang`.
  func hasPrefix(_ index: Int) -> Bool { raw.flatMap { $0[index * 5 + 1] } != nil }

  /// The prefix of an attribute; empty where it has none.
  func prefix(_ index: Int) -> String {
    raw.flatMap { $0[index * 5 + 1] }.map { String(cString: $0) } ?? ""
  }

  /// The bytes of a value, with `&#38;` for each ampersand.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let raw, let from = raw[index * 5 + 3], let to = raw[index * 5 + 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: from, count: to - from)
  }

  func value(_ index: Int) -> String { Self.text(of: bytes(index)) }

  /// The value of the first attribute with a local name, whatever its prefix.
  subscript(_ name: String) -> String? {
    for index in 0..<count where self.name(index)?.string == name { return value(index) }
    return nil
  }

  /// The bytes of all values.
  var byteCount: Int {
    var sum = 0
    for index in 0..<count { sum += bytes(index).count }
    return sum
  }

  /// The language: `xml:lang`, or else the older `lang`.
  var language: String? {
    var found: String?
    for index in 0..<count where name(index)?.key == xmlKey("l", "a", "n", "g") {
      if hasPrefix(index) { return value(index) }
      found = value(index)
    }
    return found
  }

  /// The text of a value; without NOENT libxml2 leaves `&#38;` for each ampersand.
  private static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      text.append(bytes[index])
      let isReference =
        bytes[index] == UInt8(ascii: "&") && index + 5 <= bytes.count
        && UnsafeBufferPointer(rebasing: bytes[index..<index + 5]).elementsEqual("&#38;".utf8)
      index += isReference ? 5 : 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
