// SPDX-License-Identifier: Apache-2.0

/// The random numbers that numpy's `default_rng(seed)` gives, draw for draw.
///
/// - SeeAlso: O'Neill, 2014, "PCG: a family of simple fast space-efficient statistically good
///   algorithms for random number generation"; Lemire, 2019, "Fast random integer generation in an
///   interval".
package struct RandomStream: Sendable {
  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

  private var state: UInt128 = 0
  private let increment: UInt128
  /// The upper half of the last 64 bits, if only the lower was used.
  private var half: UInt32?

  /// Makes the stream of a seed.
  package init(seed: UInt64) {
    let words = SeedSequence(seed).words(8)
    func long(_ index: Int) -> UInt128 {
      UInt128(words[2 * index]) | UInt128(words[2 * index + 1]) << 32
    }
    increment = (long(2) << 64 | long(3)) << 1 | 1
    step()
    state &+= long(0) << 64 | long(1)
    step()
  }

  @inline(__always)
  private mutating func step() { state = state &* Self.multiplier &+ increment }

  /// The next 64 bits.
  @inline(__always)
  package mutating func next64() -> UInt64 {
    step()
    let mixed = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return mixed >> turn | mixed << ((64 &- turn) & 63)
  }

  /// The next 32 bits: the lower half of 64, then the upper.
  @inline(__always)
  package mutating func next32() -> UInt32 {
    if let kept = half {
      half = nil
      return kept
    }
    let next = next64()
    half = UInt32(truncatingIfNeeded: next >> 32)
    return UInt32(truncatingIfNeeded: next)
  }

  /// A number from 0 to `count` − 1, as `choice` with replacement draws it.
  @inline(__always)
  package mutating func index(below count: UInt32) -> Int {
    if count <= 1 { return 0 }
    var product = UInt64(next32()) &* UInt64(count)
    if UInt32(truncatingIfNeeded: product) < count {
      let threshold = (0 &- count) % count
      while UInt32(truncatingIfNeeded: product) < threshold {
        product = UInt64(next32()) &* UInt64(count)
      }
    }
    return Int(product >> 32)
  }
}

/// Truth values as numpy's `integers(2, dtype=bool)` fills an array with them: bits of 32, lowest
/// first.
package struct RandomFlags {
  private var bits: UInt32 = 0
  private var left = 0

  /// Makes a new filling.
  package init() {}

  /// The next value.
  @inline(__always)
  package mutating func next(from stream: inout RandomStream) -> Bool {
    if left == 0 {
      bits = stream.next32()
      left = 31
    } else {
      bits >>= 1
      left -= 1
    }
    return bits & 1 == 1
  }
}

/// numpy's way from a seed to the state of a generator.
package struct SeedSequence {
  private var pool: [UInt32]

  /// Mixes a seed into the pool.
  package init(_ seed: UInt64) {
    var constant: UInt32 = 0x43B0_D7E5
    func hash(_ value: UInt32) -> UInt32 {
      var mixed = value ^ constant
      constant = constant &* 0x931E_8875
      mixed = mixed &* constant
      return mixed ^ mixed >> 16
    }
    func mix(_ one: UInt32, _ other: UInt32) -> UInt32 {
      let mixed = one &* 0xCA01_F9DD &- other &* 0x4973_F715
      return mixed ^ mixed >> 16
    }
    let entropy = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), 0, 0]
    var mixed = entropy.map { hash($0) }
    for from in 0..<4 {
      for to in 0..<4 where to != from { mixed[to] = mix(mixed[to], hash(mixed[from])) }
    }
    pool = mixed
  }

  /// The first words that the pool gives.
  package func words(_ count: Int) -> [UInt32] {
    var constant: UInt32 = 0x8B51_F9DD
    return (0..<count).map { index in
      var word = pool[index % 4] ^ constant
      constant = constant &* 0x58F3_8DED
      word = word &* constant
      return word ^ word >> 16
    }
  }
}
