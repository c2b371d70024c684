// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport

/// Short byte strings, half of them pieces that the anchor scanner looks at closely.
struct TestRandomBytes {
  private var random = TestRandom(seed: 17)
  private static let pieces: [[UInt8]] = [
    "\\", "\\ em", "-", ".", ",", "0", "12", "a", "Ab", "s", "万", "亿", " million", "ｘ", "９", "é",
    "$",
  ].map { Array($0.utf8) }

  mutating func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        bytes += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }
    }
    return bytes
  }
}
