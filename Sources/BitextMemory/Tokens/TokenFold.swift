// SPDX-License-Identifier: Apache-2.0

internal import BitextText

/// What is left of a token when case, width and punctuation do not count.
enum TokenFold {
  /// The hash of a number, whatever its digits.
  static let number: UInt64 = 0x6E75_6D62_6572
  /// The hash of what is left out: marks and codes.
  static let dropped: UInt64 = 0

  /// The hash of a folded token; never ``dropped`` for words and numbers.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: TokenKind) -> UInt64 {
    switch kind {
    case .mark, .code: return dropped
    case .number: return number
    case .word:
      // Han and lower-case ASCII are folded already.
      if bytes.allSatisfy({ $0 &- 0x61 < 26 }) || (bytes.count == 3 && bytes[0] &- 0xE4 < 6) {
        return bytes.baseAddress.map { hash64($0, count: bytes.count) | 1 } ?? 1
      }
      return hash64(folded(bytes)) | 1
    }
  }

  /// A word or number in NFKC and lower case.
  static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }
    let text = Normalizer.nfkc(String(decoding: bytes, as: UTF8.self)).lowercased()
    return Array(text.utf8)
  }

  /// The hash of a whole folded text; `nil` where nothing is left.
  static func sum(of list: TokenList) -> UInt32? {
    var sum = Sum()
    list.bytes.withUnsafeBufferPointer { bytes in
      for token in list.tokens {
        sum.add(hash(UnsafeBufferPointer(rebasing: bytes[token.range]), token.kind))
      }
    }
    return sum.result
  }

  /// The hash of a whole text, from the hashes of its tokens; `nil` where nothing is left.
  struct Sum {
    private var value: UInt64 = 0x5D1C_3A59
    private var isEmpty = true

    @inline(__always)
    mutating func add(_ hash: UInt64) {
      guard hash != dropped else { return }
      value = mixed(value ^ hash)
      isEmpty = false
    }

    var result: UInt32? { isEmpty ? nil : UInt32(truncatingIfNeeded: value ^ (value >> 32)) }
  }
}
