// SPDX-License-Identifier: Apache-2.0

/// The headwords of one layer by the keys of their bytes.
///
/// Every beginning of a headword is in the table too, so that the search for the longest headword at
/// a place stops as soon as no longer one begins alike.
struct HeadwordTable: @unchecked Sendable {
  // Unchecked: the slots are read-only memory that `owner` keeps.
  /// What stands at a key; 16 bytes, also in a file.
  struct Slot {
    var key: UInt64
    /// The number of the entry; −1 for a mere beginning, −2 for a free slot.
    var entry: Int32
    var padding: Int32 = 0
  }

  private let slots: UnsafePointer<Slot>
  private let mask: Int
  private let owner: AnyObject?
  /// A bit for each key: most look-ups end here, without a step into the table, which no cache holds.
  private let filter: KeyFilter

  /// A table over slots that `owner` keeps alive.
  ///
  /// - Parameter slots: a power of two of them, at least one of them free.
  init(_ slots: UnsafeBufferPointer<Slot>, owner: AnyObject?) {
    guard let base = slots.baseAddress else { preconditionFailure("a table needs slots") }
    self.slots = base
    mask = slots.count - 1
    self.owner = owner
    filter = KeyFilter(slots)
  }

  /// The entry of a key: its number, −1 for a mere beginning of headwords, `nil` for neither.
  @inline(__always)
  func entry(_ key: UInt64) -> Int? {
    guard filter.mayHold(key) else { return nil }
    var place = Int(truncatingIfNeeded: key) & mask
    while true {
      let slot = slots[place]
      if slot.entry == -2 { return nil }
      if slot.key == key { return Int(slot.entry) }
      place = (place + 1) & mask
    }
  }
}

/// Collects headwords and numbers them in the order they are met.
struct HeadwordTableBuilder {
  private(set) var slots: [HeadwordTable.Slot]
  private var used = 0
  private(set) var entryCount = 0

  init(capacity: Int = 0) {
    var size = 1 << 10
    while size < capacity * 4 { size *= 2 }
    slots = Array(repeating: HeadwordTable.Slot(key: 0, entry: -2), count: size)
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
        slots[place] = HeadwordTable.Slot(key: hash.key, entry: -1)
        used += 1
      }
      guard isWhole else { continue }
      if slots[place].entry < 0 {
        slots[place].entry = Int32(entryCount)
        entryCount += 1
      }
      let entry = Int(slots[place].entry)
      if used * 2 > slots.count { grow() }
      return entry
    }
    preconditionFailure("a headword needs at least one byte")
  }

  /// The finished table, in memory of its own.
  func table() -> HeadwordTable {
    let memory = SlotMemory(slots)
    return HeadwordTable(UnsafeBufferPointer(memory.slots), owner: memory)
  }

  private func find(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].entry != -2 && slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: HeadwordTable.Slot(key: 0, entry: -2), count: old.count * 2)
    for slot in old where slot.entry != -2 { slots[find(slot.key)] = slot }
  }
}

/// Says of most keys that a table lacks them: one bit for each remainder of a key.
private final class KeyFilter {
  private static let bitCount = 1 << 19
  private let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: bitCount / 64)

  init(_ slots: UnsafeBufferPointer<HeadwordTable.Slot>) {
    bits.initialize(repeating: 0, count: Self.bitCount / 64)
    for slot in slots where slot.entry != -2 {
      let bit = Self.bit(slot.key)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  deinit { bits.deallocate() }

  /// The table's own place comes from the low bits.
  @inline(__always)
  private static func bit(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 40) & (bitCount - 1)
  }

  @inline(__always)
  func mayHold(_ key: UInt64) -> Bool {
    let bit = Self.bit(key)
    return bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }
}

/// Slots outside any array, so that look-ups need no check of bounds or uniqueness.
private final class SlotMemory {
  let slots: UnsafeMutableBufferPointer<HeadwordTable.Slot>

  init(_ slots: [HeadwordTable.Slot]) {
    self.slots = .allocate(capacity: slots.count)
    _ = self.slots.initialize(from: slots)
  }

  deinit { slots.deallocate() }
}

/// The hash of a headword, byte by byte, so that all its beginnings have theirs too.
struct HeadwordHash {
  private var state: UInt64 = 0x8422_2325_cbf2_9ce4

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Equal to ``WordKey/chinese(_:)`` of the bytes added.
  @inline(__always)
  var key: UInt64 { WordKey.mix(state) }
}
