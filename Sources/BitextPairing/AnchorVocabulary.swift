// SPDX-License-Identifier: Apache-2.0

/// Numbers for anchor keys: a hash table with open addressing; keys are hashes already.
struct AnchorVocabulary: Sendable {
  private var slots: [UInt32]
  private var keys: [UInt64] = []
  private var mask: Int

  init() {
    slots = Array(repeating: .max, count: 1 << 12)
    mask = slots.count - 1
  }

  var count: Int { keys.count }

  /// The number of a key; `nil` where no document holds it.
  func term(_ key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != .max {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The number of a key, a new one where it has none.
  mutating func insert(_ key: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != .max {
      if keys[Int(slots[slot])] == key { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let term = UInt32(keys.count)
    slots[slot] = term
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return term
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 2)
    mask = slots.count - 1
    for (term, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = UInt32(term)
    }
  }
}
