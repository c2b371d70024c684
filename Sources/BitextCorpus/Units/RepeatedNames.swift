// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// Tells which names came before, for formats that have each name once: 16 bytes or so a name.
///
/// Two names of the same 64-bit hash count as one, which does no harm: the second gets a number that it did not need.
struct RepeatedNames {
  private var seen: Set<UInt64> = []
  private var count = 0

  /// A number that no other repetition has; `nil` for a name that comes for the first time.
  mutating func repetition(of name: String, and other: String = "") -> Int? {
    guard seen.insert(Self.hash(name) &* 31 &+ Self.hash(other)).inserted else {
      count += 1
      return count
    }
    return nil
  }

  private static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { Checksum64.of(UnsafeRawBufferPointer($0)) }
  }
}
