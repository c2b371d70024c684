// SPDX-License-Identifier: Apache-2.0

internal import CStemmer
internal import Glibc

/// Keys of English words by their Snowball stems; those met lately are remembered. One thread at a time.
///
/// - Note: Memory is constant, at most 560 KB, however many words there are.
public final class EnglishStemmer {
  private let stemmer: OpaquePointer
  /// A word: the key of it as written, 0 in a free slot, and the key of its stem.
  private struct Slot {
    var word: UInt64 = 0
    var stem: UInt64 = 0
  }

  /// The words met last, each at the place of its key: a processor's cache holds these.
  private let recent: UnsafeMutableBufferPointer<Slot>
  private static let recentCount = 1 << 11
  /// More words, two to a pair of slots, the one that was asked for later first.
  private let slots: UnsafeMutableBufferPointer<Slot>
  private static let slotCount = 1 << 15

  private var folded: [UInt8] = []

  /// Makes a stemmer with an empty memory.
  public init() {
    // sb_stemmer_new fails only for an unknown name or when memory is out; "english" is built in.
    guard let stemmer = sb_stemmer_new("english", nil) else { fatalError("memory is out") }
    self.stemmer = stemmer
    slots = Self.room(Self.slotCount)
    recent = Self.room(Self.recentCount)
  }

  deinit {
    sb_stemmer_delete(stemmer)
    free(slots.baseAddress)
    free(recent.baseAddress)
  }

  /// Slots of zeros, which take room only once they are used.
  private static func room(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
    guard let room = calloc(count, MemoryLayout<Slot>.stride) else { fatalError("memory is out") }
    return UnsafeMutableBufferPointer(
      start: room.bindMemory(to: Slot.self, capacity: count), count: count)
  }

  /// The key of a word's stem.
  ///
  /// - Parameter word: letters and digits in lower case, diacritics folded.
  /// - Complexity: O(1) for a word met lately, a microsecond for another.
  public func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let own = WordKey.latin(word) | 1
    let front = Int(truncatingIfNeeded: own >> 40) & (Self.recentCount - 1)
    let met = recent[front]
    if met.word == own { return met.stem }
    let slot = remembered(own) { stemmed(word) }
    recent[front] = slot
    return slot.stem
  }

  /// The slot of a word, taken from the one of its pair that was asked for earlier where it is new.
  private func remembered(_ word: UInt64, _ stem: () -> UInt64) -> Slot {
    let first = Int(truncatingIfNeeded: word >> 7) & (Self.slotCount - 2)
    let earlier = slots[first]
    if earlier.word == word { return earlier }
    let other = slots[first + 1]
    let slot = other.word == word ? other : Slot(word: word, stem: stem())
    slots[first + 1] = earlier
    slots[first] = slot
    return slot
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
}
