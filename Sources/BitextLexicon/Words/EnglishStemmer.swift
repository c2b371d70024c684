// SPDX-License-Identifier: Apache-2.0

internal import CStemmer

/// Keys of English words by their Snowball stems, remembered word by word. One thread at a time.
public final class EnglishStemmer {
  private let stemmer: OpaquePointer
  /// A word: the key of it as written, 0 in a free slot, and the key of its stem.
  private struct Slot {
    var word: UInt64 = 0
    var stem: UInt64 = 0
  }

  /// Open addressing. Unchecked, like the number below: the one thread does nothing else meanwhile.
  @exclusivity(unchecked) private var slots: UnsafeMutableBufferPointer<Slot>
  @exclusivity(unchecked) private var count = 0
  /// The words met last, each at the place of its key: a cache holds these, and the table it does not.
  private let recent: UnsafeMutableBufferPointer<Slot>
  private static let recentCount = 1 << 11

  /// The number of words remembered.
  var wordCount: Int { count }

  private var folded: [UInt8] = []

  /// Makes a stemmer with an empty memory.
  public init() {
    // sb_stemmer_new fails only for an unknown name or when memory is out; "english" is built in.
    guard let stemmer = sb_stemmer_new("english", nil) else { fatalError("memory is out") }
    self.stemmer = stemmer
    slots = Self.free(1 << 9)
    recent = Self.free(Self.recentCount)
  }

  deinit {
    sb_stemmer_delete(stemmer)
    slots.deallocate()
    recent.deallocate()
  }

  private static func free(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot())
    return slots
  }

  /// The key of a word's stem.
  ///
  /// - Parameter word: letters and digits in lower case, diacritics folded.
  /// - Complexity: O(1) for a word met before, a microsecond for a new one.
  public func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let own = WordKey.latin(word) | 1
    let front = Int(truncatingIfNeeded: own >> 40) & (Self.recentCount - 1)
    let met = recent[front]
    if met.word == own { return met.stem }
    let place = place(of: own)
    var slot = slots[place]
    if slot.word != own {
      slot = Slot(word: own, stem: stemmed(word))
      slots[place] = slot
      count += 1
      if count * 2 > slots.count { grow() }
    }
    recent[front] = slot
    return slot.stem
  }

  /// The key of a word's stem; the word is folded first.
  public func key(of word: some Sequence<UInt8>) -> UInt64 {
    folded.removeAll(keepingCapacity: true)
    for byte in word { folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    return folded.withUnsafeBufferPointer { key($0) }
  }

  private func stemmed(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard word.count <= 64, let stem = sb_stemmer_stem(stemmer, word.baseAddress, Int32(word.count))
    else { return WordKey.latin(word) }
    let length = Int(sb_stemmer_length(stemmer))
    return WordKey.latin(UnsafeBufferPointer(start: stem, count: length))
  }

  /// The slot of a word, or the free one that it would take.
  @inline(__always)
  private func place(of word: UInt64) -> Int {
    let slots = self.slots
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: word >> 7) & mask
    while slots[place].word != 0, slots[place].word != word { place = (place + 1) & mask }
    return place
  }

  private func grow() {
    let old = slots
    slots = Self.free(old.count * 2)
    for slot in old where slot.word != 0 { slots[place(of: slot.word)] = slot }
    old.deallocate()
  }
}
