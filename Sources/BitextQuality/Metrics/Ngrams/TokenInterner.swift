// SPDX-License-Identifier: Apache-2.0

/// Gives the words of a segment numbers, equal words the same one.
struct TokenInterner: ~Copyable {
  /// The number of a word that was not interned.
  static let unknown = UInt32.max

  struct Slot: BitwiseCopyable {
    var hash: UInt64
    var start: UInt32
    var length: UInt32
    var number: UInt32
  }

  private var slots = Scratch<Slot>()
  private var words = Scalars()
  private var shift: UInt64 = 0
  /// How many words were interned since the last ``reset(expecting:)``.
  private(set) var count: UInt32 = 0

  /// Forgets all words and makes room for `total`.
  mutating func reset(expecting total: Int) {
    let bits = max(4, Int.bitWidth - (2 * total).leadingZeroBitCount)
    shift = UInt64(64 - bits)
    slots.fill(1 << bits, with: Slot(hash: 0, start: 0, length: 0, number: Self.unknown))
    words.removeAll()
    count = 0
  }

  /// The number of a word, a new one if it is new.
  mutating func intern(_ word: UnsafePointer<UInt32>, _ length: Int) -> UInt32 {
    let hash = Self.hash(word, length)
    let at = find(hash, word, length)
    if slots.base[at].number != Self.unknown { return slots.base[at].number }
    slots.base[at] = Slot(
      hash: hash, start: UInt32(words.count), length: UInt32(length), number: count)
    for index in 0..<length { words.append(word[index]) }
    count += 1
    return count - 1
  }

  /// The number of a word, or ``unknown``.
  func number(_ word: UnsafePointer<UInt32>, _ length: Int) -> UInt32 {
    slots.base[find(Self.hash(word, length), word, length)].number
  }

  private static func hash(_ word: UnsafePointer<UInt32>, _ length: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<length {
      hash = (hash ^ UInt64(word[index])) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return hash &* 0x9E37_79B9_7F4A_7C15
  }

  /// The slot of a word, or the empty one where it belongs.
  private func find(_ hash: UInt64, _ word: UnsafePointer<UInt32>, _ length: Int) -> Int {
    let mask = slots.count - 1
    var at = Int(hash >> shift)
    while slots.base[at].number != Self.unknown {
      let slot = slots.base[at]
      if slot.hash == hash, slot.length == length, same(word, Int(slot.start), length) {
        return at
      }
      at = (at + 1) & mask
    }
    return at
  }

  private func same(_ word: UnsafePointer<UInt32>, _ start: Int, _ length: Int) -> Bool {
    for index in 0..<length where words.base[start + index] != word[index] { return false }
    return true
  }
}
