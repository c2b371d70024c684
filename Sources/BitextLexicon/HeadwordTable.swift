// SPDX-License-Identifier: Apache-2.0

/// The headwords of a lexicon by their bytes, with the lines that define them.
///
/// Every beginning of a headword is in the table too, so that the search for the longest headword at
/// a place stops as soon as no longer one begins alike.
struct HeadwordTable: Sendable {
  /// What stands at a key.
  struct Slot: Sendable {
    var key: UInt64
    /// The number of the entry; −1 for a mere beginning.
    var entry: Int32
  }

  private var slots: [Slot]
  private var used = 0
  private(set) var entryCount = 0

  init(capacity: Int) {
    var size = 1 << 10
    while size < capacity * 4 { size *= 2 }
    slots = Array(repeating: Slot(key: 0, entry: -2), count: size)
  }

  /// The number of a headword, made where it is new.
  mutating func insert(_ headword: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = HeadwordHash()
    for (offset, byte) in headword.enumerated() {
      hash.add(byte)
      let isWhole = offset + 1 == headword.count
      guard isWhole || headword[offset + 1] & 0xc0 != 0x80 else { continue }
      let place = find(hash.key)
      if slots[place].entry == -2 {
        slots[place] = Slot(key: hash.key, entry: -1)
        used += 1
      }
      if isWhole {
        if slots[place].entry < 0 {
          slots[place].entry = Int32(entryCount)
          entryCount += 1
        }
        let entry = Int(slots[place].entry)
        if used * 2 > slots.count { grow() }
        return entry
      }
    }
    preconditionFailure("a headword needs at least one byte")
  }

  /// The entry of a key: its number, −1 for a mere beginning of headwords, `nil` for neither.
  func entry(_ key: UInt64) -> Int? {
    let slot = slots[find(key)]
    return slot.entry == -2 ? nil : Int(slot.entry)
  }

  private func find(_ key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].entry != -2 && slots[place].key != key {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: 0, entry: -2), count: old.count * 2)
    for slot in old where slot.entry != -2 { slots[find(slot.key)] = slot }
  }
}

/// The hash of a headword, byte by byte, so that all its beginnings have theirs too.
struct HeadwordHash {
  private var state: UInt64 = 0x8422_2325_cbf2_9ce4

  mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Equal to ``WordKey/chinese(_:)`` of the bytes added.
  var key: UInt64 { WordKey.mix(state) }
}
