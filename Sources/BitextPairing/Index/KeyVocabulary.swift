// SPDX-License-Identifier: Apache-2.0

/// Numbers for keys, and how many documents hold each: a hash table with open addressing; keys are
/// hashes already.
struct KeyVocabulary: Sendable {
  private var slots: [UInt32]
  private(set) var keys: [UInt64] = []
  /// The number of documents that hold each term.
  private(set) var frequencies: [UInt32] = []
  private var mask: Int

  init() {
    slots = Array(repeating: .max, count: 1 << 12)
    mask = slots.count - 1
  }

  var count: Int { keys.count }

  /// Counts a document for a key, and returns the key's number, a new one where it has none.
  mutating func count(_ key: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != .max {
      let term = slots[slot]
      if keys[Int(term)] == key {
        frequencies[Int(term)] += 1
        return term
      }
      slot = (slot + 1) & mask
    }
    let term = UInt32(keys.count)
    slots[slot] = term
    keys.append(key)
    frequencies.append(1)
    if keys.count * 2 > slots.count { grow() }
    return term
  }

  private mutating func grow() {
    slots = KeySlots.table(of: keys, size: slots.count * 2)
    mask = slots.count - 1
  }

  /// The terms by how many documents hold them, the most first; ties by the key.
  func ranking() -> [UInt32] {
    // One integer a term: what is compared stands in front.
    var order = (0..<UInt32(keys.count)).map { $0 }
    order.sort { a, b in
      let (left, right) = (frequencies[Int(a)], frequencies[Int(b)])
      return left != right ? left > right : keys[Int(a)] < keys[Int(b)]
    }
    return order
  }
}

/// A hash table from keys to their numbers.
enum KeySlots {
  /// The number of slots for so many keys: a power of two.
  static func size(for count: Int) -> Int {
    var size = 16
    while size * 3 < count * 4 { size *= 2 }
    return size
  }

  /// The table; an empty slot holds the greatest number.
  static func table(of keys: [UInt64], size: Int) -> [UInt32] {
    var slots = [UInt32](repeating: .max, count: size)
    let mask = size - 1
    for (term, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = UInt32(term)
    }
    return slots
  }
}
