// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The links of the headwords met so far.
///
/// They stand in memory that never moves: who finds a headword resolved reads its links without a lock.
final class ResolvedLinks: @unchecked Sendable {
  // Unchecked: a place is written once, under the lock, and published by a store with release; what it
  // points to is never written again.
  private let places: UnsafeMutablePointer<Atomic<UInt>>
  private let entryCount: Int
  private let building: Mutex<Building>

  init(entryCount: Int, options: Lexicon.Options) {
    self.entryCount = entryCount
    places = .allocate(capacity: max(1, entryCount))
    for entry in 0..<entryCount { (places + entry).initialize(to: Atomic(0)) }
    building = Mutex(Building(options))
  }

  deinit { places.deallocate() }

  /// The links of an entry; they stay where they are as long as this object lives.
  @inline(__always)
  func links(of entry: Int, in lexicon: Lexicon) -> UnsafeBufferPointer<Lexicon.Link> {
    precondition(entry >= 0 && entry < entryCount, "a lexicon has no such entry")
    var address = places[entry].load(ordering: .acquiring)
    if address == 0 { address = resolve(entry, in: lexicon) }
    // The number of links stands in front of them.
    guard let block = UnsafeRawPointer(bitPattern: address) else {
      preconditionFailure("a resolved place has an address")
    }
    return UnsafeBufferPointer(
      start: (block + Building.head).assumingMemoryBound(to: Lexicon.Link.self),
      count: block.load(as: Int.self))
  }

  private func resolve(_ entry: Int, in lexicon: Lexicon) -> UInt {
    building.withLock { building in
      let known = places[entry].load(ordering: .relaxed)
      guard known == 0 else { return known }
      let address = building.block(for: lexicon.places(ofEntry: entry), in: lexicon)
      places[entry].store(address, ordering: .releasing)
      return address
    }
  }

  /// What makes links, and the memory they stand in.
  private struct Building: ~Copyable {
    /// The bytes in front of a block's links.
    static let head = 16
    private static let chunkBytes = 1 << 18

    // The rules hold a stemmer, which is used under the lock only.
    nonisolated(unsafe) private var rules: LinkRules
    private var links: [Lexicon.Link] = []
    private var chunks: [UnsafeMutableRawPointer] = []
    private var used = chunkBytes

    init(_ options: Lexicon.Options) { rules = LinkRules(options) }

    deinit { for chunk in chunks { chunk.deallocate() } }

    mutating func block(
      for places: [(layer: Int, entry: Int)], in lexicon: Lexicon
    ) -> UInt {
      links.removeAll(keepingCapacity: true)
      rules.append(places, of: lexicon.layers, to: &links)
      let size = Self.head + links.count * MemoryLayout<Lexicon.Link>.stride
      if used + size > Self.chunkBytes {
        chunks.append(
          .allocate(byteCount: max(size, Self.chunkBytes), alignment: 16))
        used = 0
      }
      let block = chunks[chunks.count - 1] + used
      used += (size + 15) & ~15
      block.storeBytes(of: links.count, as: Int.self)
      let start = (block + Self.head).bindMemory(to: Lexicon.Link.self, capacity: links.count)
      links.withUnsafeBufferPointer { all in
        if let base = all.baseAddress { start.initialize(from: base, count: all.count) }
      }
      return UInt(bitPattern: block)
    }
  }
}
