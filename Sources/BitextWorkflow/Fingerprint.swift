// SPDX-License-Identifier: Apache-2.0

internal import BitextText

/// Tells equal texts: the same characters but for white space, width and compatibility forms.
enum Fingerprint {
  /// A 64-bit hash of the text's NFKC form without white space.
  ///
  /// - Complexity: O(text).
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var text = Normalizer.nfkc(text)
    text.withUTF8 { bytes in
      for byte in bytes where byte > 0x20 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
    return hash ^ (hash >> 29)
  }
}
