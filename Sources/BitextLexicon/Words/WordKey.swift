// SPDX-License-Identifier: Apache-2.0

/// Keys of words: 64-bit hashes, so that the stages compare words without their texts.
///
/// Two words with one key are the same word for every purpose here; among a million words the chance
/// of any collision is below 10⁻⁷.
public enum WordKey {
  /// The key of an English stem or any other Latin word, by its folded bytes.
  public static func latin(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0xcbf2_9ce4_8422_2325))
  }

  /// The same of an array.
  public static func latin(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { latin($0) }
  }

  /// The key of a Chinese word, by its bytes.
  public static func chinese(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0x8422_2325_cbf2_9ce4))
  }

  // The public functions above are not generic: called from another module, these would read byte by
  // byte through witnesses.
  static func latin(_ bytes: some Sequence<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0xcbf2_9ce4_8422_2325))
  }

  static func chinese(_ bytes: some Sequence<UInt8>) -> UInt64 {
    mix(fnv(bytes, seed: 0x8422_2325_cbf2_9ce4))
  }

  private static func fnv(_ bytes: some Sequence<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value ^= value >> 32
    value = value &* 0xd6e8_feb8_6659_fd93
    value ^= value >> 32
    return value
  }
}
