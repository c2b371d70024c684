// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import Synchronization

/// What a headword finds in an index: the terms of its renderings, worked out when the headword is first
/// asked for.
///
/// As in the lexicon, the terms stand in memory that never moves: who finds a headword known reads them
/// without a lock.
final class LinkedTerms: @unchecked Sendable {
  // Unchecked: a place is written once, under the lock, and published by a store with release; what it
  // points to is never written again.
  /// One term that a headword may be rendered by.
  struct Term {
    /// Its key.
    var key: UInt64
    /// How many documents hold it, at least one.
    var frequency: Int32
    /// Its number in the index's first segment, −1 where that lacks it.
    var first: Int32
    /// Its weight in the index, in nats, times the strength of the link.
    var weight: Double
  }

  private let places: UnsafeMutablePointer<Atomic<UInt>>
  private let entryCount: Int
  private let building = Mutex(Building())

  /// Makes a table for the headwords of a lexicon.
  init(entryCount: Int) {
    self.entryCount = entryCount
    places = .allocate(capacity: max(1, entryCount))
    for entry in 0..<entryCount { (places + entry).initialize(to: Atomic(0)) }
  }

  deinit { places.deallocate() }

  /// The terms of a headword; they stay where they are as long as this object lives.
  @inline(__always)
  func terms(of entry: Int, lexicon: Lexicon, index: KeyIndex) -> UnsafeBufferPointer<Term> {
    precondition(entry >= 0 && entry < entryCount, "a lexicon has no such entry")
    var address = places[entry].load(ordering: .acquiring)
    if address == 0 { address = resolve(entry, lexicon, index) }
    guard let block = UnsafeRawPointer(bitPattern: address) else {
      preconditionFailure("a resolved place has an address")
    }
    return UnsafeBufferPointer(
      start: (block + Building.head).assumingMemoryBound(to: Term.self),
      count: block.load(as: Int.self))
  }

  private func resolve(_ entry: Int, _ lexicon: Lexicon, _ index: KeyIndex) -> UInt {
    var found: [Term] = []
    var numbers: [Int32] = []
    lexicon.forEachLink(of: [entry]) { _, link in
      guard link.weight >= 0.02 else { return }
      numbers.removeAll(keepingCapacity: true)
      let frequency = index.find(link.stem, terms: &numbers)
      guard frequency > 0 else { return }
      found.append(
        Term(
          key: link.stem, frequency: Int32(clamping: frequency), first: numbers[0],
          weight: index.weight(ofFrequency: frequency) * Double(link.weight.squareRoot())))
    }
    return building.withLock { building in
      let known = places[entry].load(ordering: .relaxed)
      guard known == 0 else { return known }
      let address = building.block(of: found)
      places[entry].store(address, ordering: .releasing)
      return address
    }
  }

  /// The memory that the terms stand in.
  private struct Building: ~Copyable {
    /// The bytes in front of a block's terms: their number.
    static let head = 16
    private static let chunkBytes = 1 << 17
    private var chunks: [UnsafeMutableRawPointer] = []
    private var used = chunkBytes

    deinit { for chunk in chunks { chunk.deallocate() } }

    mutating func block(of terms: [Term]) -> UInt {
      let size = Self.head + terms.count * MemoryLayout<Term>.stride
      if used + size > Self.chunkBytes {
        chunks.append(.allocate(byteCount: max(size, Self.chunkBytes), alignment: 16))
        used = 0
      }
      let block = chunks[chunks.count - 1] + used
      used += (size + 15) & ~15
      block.storeBytes(of: terms.count, as: Int.self)
      let start = (block + Self.head).bindMemory(to: Term.self, capacity: terms.count)
      terms.withUnsafeBufferPointer { all in
        if let base = all.baseAddress { start.initialize(from: base, count: all.count) }
      }
      return UInt(bitPattern: block)
    }
  }
}
