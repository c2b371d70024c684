// SPDX-License-Identifier: Apache-2.0

/// Which group a key belongs to: open addressing over the groups' keys.
struct GroupTable {
  private var slots = [Int32](repeating: -1, count: 1024)
  private var keys: [UInt64] = []

  /// The group of a key; a new one, numbered next, where it has none.
  mutating func find(_ key: UInt64) -> (group: Int, isNew: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] >= 0 {
      let group = Int(slots[slot])
      if keys[group] == key { return (group, false) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return (keys.count - 1, true)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (group, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(group)
    }
  }
}

/// Which group a term of a segment belongs to: open addressing.
struct TermTable {
  private var slots: [(term: Int32, group: Int32)]
  private let mask: Int

  init(count: Int) {
    var size = 64
    while size < count * 3 { size *= 2 }
    slots = Array(repeating: (-1, -1), count: size)
    mask = size - 1
  }

  @inline(__always)
  private static func hash(_ term: Int) -> Int { (term &* 0x9e37_79b1) >> 7 }

  mutating func insert(_ term: Int, group: Int32) {
    var slot = Self.hash(term) & mask
    while slots[slot].term >= 0 { slot = (slot + 1) & mask }
    slots[slot] = (Int32(term), group)
  }

  /// The group of a term; −1 where it has none.
  @inline(__always)
  func group(of term: Int) -> Int {
    var slot = Self.hash(term) & mask
    while slots[slot].term >= 0 {
      if slots[slot].term == Int32(truncatingIfNeeded: term) { return Int(slots[slot].group) }
      slot = (slot + 1) & mask
    }
    return -1
  }
}
