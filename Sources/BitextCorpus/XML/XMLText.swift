// SPDX-License-Identifier: Apache-2.0

/// XML as bytes while it is written.
///
/// Characters that XML 1.0 cannot hold become U+FFFD and are counted.
struct XMLText {
  /// What was written and not taken yet.
  var bytes: [UInt8] = []
  /// How many characters could not be written.
  private(set) var replacedCharacters = 0

  mutating func literal(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func literal(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    literal(name)
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
    escaped(value, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes ` name="value"` where there is a value.
  mutating func attribute(_ name: StaticString, ifPresent value: String?) {
    if let value { attribute(name, value) }
  }

  /// Writes the text of an element or the value of an attribute.
  mutating func escaped(_ text: String, inAttribute: Bool = false) {
    var text = text
    text.withUTF8 { escaped($0, inAttribute: inAttribute) }
  }

  /// Writes UTF-8 that is well formed.
  mutating func escaped(_ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool = false) {
    // What needs no escape is copied in runs.
    var clean = 0
    var index = Self.firstSpecial(text, from: 0)
    while index < text.count {
      let byte = text[index]
      if Self.isNeeded(byte, text, at: index, inAttribute: inAttribute) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean..<index]))
        escape(byte)
        clean = index + (byte == 0xef ? 3 : 1)
        index = clean
      } else {
        index += 1
      }
      index = Self.firstSpecial(text, from: index)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean...]))
  }

  /// The next byte that may need an escape, eight at a time: `& < > "`, control characters, and 0xEF, which
  /// begins U+FFFE and U+FFFF but full-width signs too.
  private static func firstSpecial(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index + 8 <= text.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let ampersands = word ^ (ones &* 0x26)
      let quotes = word ^ (ones &* 0x22)
      // 0x3c and 0x3e differ in one bit.
      let angles = (word & (ones &* 0xfd)) ^ (ones &* 0x3c)
      let marks = word ^ (ones &* 0xef)
      var found = (ampersands &- ones) & ~ampersands
      found |= (quotes &- ones) & ~quotes
      found |= (angles &- ones) & ~angles
      found |= (marks &- ones) & ~marks
      found |= (word &- ones &* 0x20) & ~word
      if found & high != 0 { break }
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0xef
      {
        return index
      }
      index += 1
    }
    return index
  }

  private static func isNeeded(
    _ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>, at index: Int, inAttribute: Bool
  ) -> Bool {
    switch byte {
    // U+FFFE and U+FFFF are no characters of XML. A Swift string is well formed: two bytes follow.
    case 0xef: text[index + 1] == 0xbf && text[index + 2] >= 0xbe
    case 0x09, 0x0a, UInt8(ascii: "\""): inAttribute
    default: true
    }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): literal("&amp;")
    case UInt8(ascii: "<"): literal("&lt;")
    case UInt8(ascii: ">"): literal("&gt;")
    case UInt8(ascii: "\""): literal("&quot;")
    case 0x0d: literal("&#13;")
    case 0x09: literal("&#9;")
    case 0x0a: literal("&#10;")
    default:
      literal("\u{fffd}")
      replacedCharacters += 1
    }
  }
}
