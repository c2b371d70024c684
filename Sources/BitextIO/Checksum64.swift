// SPDX-License-Identifier: Apache-2.0

/// A 64-bit checksum of a stream of bytes: XXH64 with seed 0. Guards against damage, not against
/// forgery.
///
///     var checksum = Checksum64()
///     checksum.update(bytes)
///     checksum.value
///
/// - Complexity: O(bytes); 32 bytes of state.
public struct Checksum64: Sendable {
  private static let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
  private static let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
  private static let prime3: UInt64 = 0x1656_67b1_9e37_79f9
  private static let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
  private static let prime5: UInt64 = 0x27d4_eb2f_1656_67c5

  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
    prime1 &+ prime2, prime2, 0, 0 &- prime1
  )
  /// What is left of the last piece, fewer than 32 bytes.
  private var rest: [UInt8] = []
  private var byteCount = 0

  /// The checksum of nothing yet.
  public init() {}

  /// The checksum of some bytes.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var checksum = Checksum64()
    checksum.update(bytes)
    return checksum.value
  }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    byteCount += bytes.count
    var bytes = bytes
    if !rest.isEmpty {
      let missing = min(32 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<missing])
      bytes = UnsafeRawBufferPointer(rebasing: bytes[missing...])
      guard rest.count == 32 else { return }
      rest.withUnsafeBytes { lanes = Self.mixed(lanes, $0, upTo: 32) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = bytes.count & ~31
    lanes = Self.mixed(lanes, bytes, upTo: whole)
    if whole < bytes.count { rest.append(contentsOf: bytes[whole...]) }
  }

  /// The checksum of everything added so far.
  public var value: UInt64 {
    var hash = Self.prime5
    if byteCount >= 32 {
      let (a, b, c, d) = lanes
      hash = Self.rotated(a, 1) &+ Self.rotated(b, 7) &+ Self.rotated(c, 12) &+ Self.rotated(d, 18)
      for lane in [a, b, c, d] {
        hash = (hash ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4
      }
    }
    hash &+= UInt64(byteCount)
    return Self.avalanche(rest.withUnsafeBytes { Self.tail($0, hash) })
  }

  /// The lanes after the first `end` bytes, a multiple of 32.
  private static func mixed(
    _ lanes: (UInt64, UInt64, UInt64, UInt64), _ bytes: UnsafeRawBufferPointer, upTo end: Int
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (a, b, c, d) = lanes
    var index = 0
    while index < end {
      a = round(a, word(bytes, index))
      b = round(b, word(bytes, index + 8))
      c = round(c, word(bytes, index + 16))
      d = round(d, word(bytes, index + 24))
      index += 32
    }
    return (a, b, c, d)
  }

  private static func tail(_ bytes: UnsafeRawBufferPointer, _ start: UInt64) -> UInt64 {
    var (index, hash) = (0, start)
    while index + 8 <= bytes.count {
      hash = rotated(hash ^ round(0, word(bytes, index)), 27) &* prime1 &+ prime4
      index += 8
    }
    if index + 4 <= bytes.count {
      let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      hash = rotated(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
      index += 4
    }
    while index < bytes.count {
      hash = rotated(hash ^ UInt64(bytes[index]) &* prime5, 11) &* prime1
      index += 1
    }
    return hash
  }

  private static func avalanche(_ value: UInt64) -> UInt64 {
    var hash = (value ^ value >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotated(lane &+ input &* prime2, 31) &* prime1
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }
}
