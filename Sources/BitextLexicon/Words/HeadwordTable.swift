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

  /// What look-ups read: pointers alone, so that to hand it on counts no references.
  struct View: @unchecked Sendable {
    // Unchecked: what the pointers lead to is never written again.
    fileprivate let slots: UnsafePointer<Slot>
    fileprivate let mask: Int
    fileprivate let filter: UnsafePointer<UInt64>
    fileprivate let firsts: UnsafePointer<Int32>

    /// The entry of a key: its number, −1 for a mere beginning of headwords, `nil` for neither.
    @inline(__always)
    func entry(_ key: UInt64) -> Int? {
      let bit = KeyFilter.bit(key)
      guard filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return nil }
      return search(key)
    }

    @inline(__always)
    fileprivate func search(_ key: UInt64) -> Int? {
      var place = Int(truncatingIfNeeded: key) & mask
      while true {
        let slot = slots[place]
        if slot.entry == -2 { return nil }
        if slot.key == key { return Int(slot.entry) }
        place = (place + 1) & mask
      }
    }

    /// Calls a closure with the headwords at a place of a text, shortest first: see
    /// ``Lexicon/forEachHeadword(in:at:_:)``.
    @inline(__always)
    func forEachHeadword(
      in bytes: UnsafeBufferPointer<UInt8>, at start: Int,
      _ body: (_ entry: Int, _ end: Int) -> Void
    ) {
      var hash = HeadwordHash()
      var index = start
      // The first character has its place in a small table, which a cache holds.
      if let first = FirstCharacter.place(in: bytes, at: start) {
        let entry = firsts[first]
        if entry == -2 { return }
        if entry >= 0 { body(Int(entry), start + 3) }
        for _ in 0..<3 {
          hash.add(bytes[index])
          index += 1
        }
      }
      while index < bytes.count {
        hash.add(bytes[index])
        index += 1
        guard index == bytes.count || bytes[index] & 0xc0 != 0x80 else { continue }
        guard let entry = entry(hash.key) else { return }
        if entry >= 0 { body(entry, index) }
      }
    }
  }

  /// The table without what keeps it alive; good as long as the table is.
  let view: View
  private let owner: AnyObject?
  private let filter: KeyFilter

  /// A table over slots that `owner` keeps alive.
  ///
  /// - Parameter slots: a power of two of them, at least one of them free.
  init(_ slots: UnsafeBufferPointer<Slot>, owner: AnyObject?) {
    guard let base = slots.baseAddress else { preconditionFailure("a table needs slots") }
    self.owner = owner
    filter = KeyFilter(slots)
    let bare = View(
      slots: base, mask: slots.count - 1, filter: filter.bits, firsts: filter.firsts)
    filter.fillFirsts { bare.search($0).map { Int32($0) } ?? -2 }
    view = bare
  }

  /// The entry of a key: its number, −1 for a mere beginning of headwords, `nil` for neither.
  @inline(__always)
  func entry(_ key: UInt64) -> Int? { view.entry(key) }
}

/// The characters U+4E00...U+9FFF, by number.
private enum FirstCharacter {
  static let count = 0xa000 - 0x4e00

  /// The number of the character at a place of a text; `nil` for any other.
  @inline(__always)
  static func place(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard start + 2 < bytes.count, bytes[start] >= 0xe4, bytes[start] <= 0xe9 else { return nil }
    let scalar =
      Int(bytes[start] & 0x0f) << 12 | Int(bytes[start + 1] & 0x3f) << 6
      | Int(bytes[start + 2] & 0x3f)
    return scalar >= 0x4e00 && scalar < 0xa000 ? scalar - 0x4e00 : nil
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

/// What tells most look-ups without a step into the table, which no cache holds: one bit for each
/// remainder of a key, and the entries of single characters.
private final class KeyFilter {
  private static let bitCount = 1 << 19
  let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: bitCount / 64)
  let firsts = UnsafeMutablePointer<Int32>.allocate(capacity: FirstCharacter.count)

  init(_ slots: UnsafeBufferPointer<HeadwordTable.Slot>) {
    bits.initialize(repeating: 0, count: Self.bitCount / 64)
    firsts.initialize(repeating: -2, count: FirstCharacter.count)
    for slot in slots where slot.entry != -2 {
      let bit = Self.bit(slot.key)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  deinit {
    bits.deallocate()
    firsts.deallocate()
  }

  /// Fills in the entries of single characters.
  ///
  /// - Parameter find: gives the entry of a key, −1 for a beginning, −2 for neither.
  func fillFirsts(_ find: (UInt64) -> Int32) {
    for place in 0..<FirstCharacter.count {
      let scalar = UInt32(place + 0x4e00)
      var hash = HeadwordHash()
      hash.add(UInt8(0xe0 | scalar >> 12))
      hash.add(UInt8(0x80 | scalar >> 6 & 0x3f))
      hash.add(UInt8(0x80 | scalar & 0x3f))
      firsts[place] = find(hash.key)
    }
  }

  /// The table's own place comes from the low bits.
  @inline(__always)
  static func bit(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 40) & (bitCount - 1)
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
