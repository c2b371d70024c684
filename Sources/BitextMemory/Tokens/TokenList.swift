// SPDX-License-Identifier: Apache-2.0

/// What a token of the fuzzy score is.
enum TokenKind: UInt8, Sendable {
  /// A word, or one Han or kana character.
  case word
  /// A number: digits with stops, commas or apostrophes between them.
  case number
  /// A punctuation mark or symbol.
  case mark
  /// An inline code.
  case code
}

/// One token: bytes of a ``TokenList``.
struct Token: Sendable {
  var start: Int32
  var end: Int32
  var kind: TokenKind

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// The tokens of one text, in a buffer that can be used again.
///
/// ``bytes`` holds the text in NFC; what inline codes are compared by stands behind it.
struct TokenList: Sendable {
  var bytes: [UInt8] = []
  var tokens: [Token] = []
  /// The bytes that are text; the rest belongs to codes.
  var textCount = 0

  var count: Int { tokens.count }

  func bytes(of index: Int) -> ArraySlice<UInt8> { bytes[tokens[index].range] }

  func text(of index: Int) -> String { String(decoding: bytes(of: index), as: UTF8.self) }

  /// Whether two texts are the same but for the width of white space; codes are not looked at.
  static func sameText(_ left: TokenList, _ right: TokenList) -> Bool {
    left.collapsed == right.collapsed
  }

  /// The text with runs of white space as one space, none at the ends.
  var collapsed: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(textCount)
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      var pending = false
      while index < textCount {
        let space = Characters.spaceLength(buffer, at: index)
        if space > 0 {
          pending = !result.isEmpty
          index += space
        } else {
          if pending { result.append(0x20) }
          pending = false
          result.append(buffer[index])
          index += 1
        }
      }
    }
    return result
  }
}

/// 64 bits of a run of bytes; the same in every process and on every machine.
///
/// - SeeAlso: the multiply-and-fold step is that of wyhash (Wang Yi).
@inline(__always)
func hash64(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
  var index = 0
  while index + 8 <= count {
    hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index += 8
  }
  var rest: UInt64 = 0
  var shift: UInt64 = 0
  while index < count {
    rest |= UInt64(bytes.load(fromByteOffset: index, as: UInt8.self)) << shift
    shift += 8
    index += 1
  }
  return mixed(hash ^ rest)
}

@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

func hash64(_ bytes: [UInt8]) -> UInt64 {
  bytes.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress else { return mixed(0) }
    return hash64(base, count: buffer.count)
  }
}
