// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Hashes of whole texts, by which equal ones are found.
enum TextHash {
  /// The hash of a text: NFC, white space collapsed, codes left out.
  static func text(of list: TokenList) -> UInt64 {
    list.bytes.withUnsafeBufferPointer { bytes in
      let seed: UInt64 = 0x7465_7874
      var index = 0
      // A text whose white space is single spaces is hashed whole.
      while index < list.textCount {
        let space = Characters.spaceLength(bytes, at: index)
        if space == 0 {
          index += 1
          continue
        }
        let isPlain =
          bytes[index] == 0x20 && index > 0 && index + 1 < list.textCount
          && Characters.spaceLength(bytes, at: index + 1) == 0
        if !isPlain { return hash64(list.collapsed) ^ seed }
        index += 1
      }
      return seed ^ (bytes.baseAddress.map { hash64($0, count: list.textCount) } ?? mixed(0))
    }
  }

  /// The hash of a text with its codes.
  static func whole(of list: TokenList, text: UInt64) -> UInt64 {
    guard list.bytes.count > list.textCount else { return text }
    var hash = text
    for (index, token) in list.tokens.enumerated() where token.kind == .code {
      hash = mixed(hash ^ UInt64(index))
      hash = mixed(hash ^ hash64(Array(list.bytes(of: index))))
    }
    return hash
  }

  /// What a neighbour is known by; never 0.
  static func context(_ text: UInt64) -> UInt32 {
    max(1, UInt32(truncatingIfNeeded: text ^ text >> 32))
  }

  /// What a neighbour is known by.
  static func context(of text: String) -> UInt32 {
    let tokenizer = MemoryTokenizer()
    var list = TokenList()
    tokenizer.normalize(&list, text)
    return context(self.text(of: list))
  }
}
