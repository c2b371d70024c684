// SPDX-License-Identifier: Apache-2.0

/// Which group a key belongs to: open addressing.
struct GroupTable {
  private struct Slot {
    var key: UInt64 = 0
    /// −1 in a free slot.
    var group: Int32 = -1
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0

  /// The group of a key; a new one, numbered next, where it has none.
  mutating func find(_ key: UInt64) -> (group: Int, isNew: Bool) {
    let place = place(of: key)
    guard slots[place].group < 0 else { return (Int(slots[place].group), false) }
    slots[place] = Slot(key: key, group: Int32(count))
    count += 1
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var place = Int(truncatingIfNeeded: key) & mask
      while slots[place].group >= 0, slots[place].key != key { place = (place + 1) & mask }
      return place
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.group >= 0 { slots[place(of: slot.key)] = slot }
  }
}

/// Which group a term of a segment belongs to: open addressing behind a bit a term, by which most of the
/// terms that belong to none are told.
struct TermTable {
  private struct Slot {
    /// −1 in a free slot.
    var term: Int32 = -1
    var group: Int32 = -1
  }

  private var slots: [Slot]
  private var filter = [UInt64](repeating: 0, count: filterBits / 64)
  private let mask: Int

  private static let filterBits = 1 << 14

  init(count: Int) {
    var size = 64
    while size < count * 3 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    mask = size - 1
  }

  @inline(__always)
  private static func hash(_ term: Int) -> Int { (term &* 0x9e37_79b1) >> 7 }

  mutating func insert(_ term: Int, group: Int32) {
    let hash = Self.hash(term)
    var slot = hash & mask
    while slots[slot].term >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(term: Int32(term), group: group)
    let bit = hash & (Self.filterBits - 1)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Calls a closure with a look-up: of a term the group, −1 where it has none.
  @inline(__always)
  func withLookup(_ body: ((_ term: Int) -> Int) -> Void) {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        body { term in
          let hash = Self.hash(term)
          let bit = hash & (Self.filterBits - 1)
          guard filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return -1 }
          var slot = hash & mask
          while slots[slot].term >= 0 {
            if slots[slot].term == Int32(truncatingIfNeeded: term) { return Int(slots[slot].group) }
            slot = (slot + 1) & mask
          }
          return -1
        }
      }
    }
  }
}
