// SPDX-License-Identifier: Apache-2.0

/// The stems of a text's words, and which words of a part of it have a stem: small enough for a
/// processor's nearest cache, however many stems there are.
///
/// Words whose stems agree in their low bits are in one chain, the last one first. A bit tells whether there is a
/// chain at all, and only the bits are cleared for the next part. Belongs to one thread.
final class StemChains {
  private struct Word {
    /// The stem's number; −1 for none.
    var stem: Int32
    /// The word before it in its chain; −1 for the first.
    var before: Int32
  }

  @exclusivity(unchecked) private var words: [Word] = []
  private static let chainCount = 1 << 12
  private let chains = BitSet(chainCount)
  private let ends = UnsafeMutablePointer<Int32>.allocate(capacity: chainCount)

  init() { ends.initialize(repeating: -1, count: Self.chainCount) }

  deinit { ends.deallocate() }

  /// Begins another text.
  func removeAll() { words.removeAll(keepingCapacity: true) }

  /// Appends the next word's stem; −1 for none.
  @inline(__always)
  func append(_ stem: Int32) { words.append(Word(stem: stem, before: -1)) }

  /// Begins another part: the words of a range.
  func enter(_ range: Range<Int>) {
    chains.clear()
    for index in range where words[index].stem >= 0 {
      let chain = Int(words[index].stem) & (Self.chainCount - 1)
      words[index].before = chains.contains(chain) ? ends[chain] : -1
      chains.insert(chain)
      ends[chain] = Int32(index)
    }
  }

  /// The stem of a word; `nil` where it has none.
  func stem(of word: Int) -> UInt16? {
    words[word].stem < 0 ? nil : UInt16(words[word].stem)
  }

  /// The last word of the part with a stem; −1 where there is none.
  @inline(__always)
  func last(_ stem: UInt16) -> Int {
    let chain = Int(stem) & (Self.chainCount - 1)
    return chains.contains(chain) ? nearest(Int32(stem), from: ends[chain]) : -1
  }

  /// The word of the part before this one with the same stem; −1 where there is none.
  @inline(__always)
  func before(_ word: Int) -> Int { nearest(words[word].stem, from: words[word].before) }

  @inline(__always)
  private func nearest(_ stem: Int32, from word: Int32) -> Int {
    var word = word
    while word >= 0, words[Int(word)].stem != stem { word = words[Int(word)].before }
    return Int(word)
  }
}

/// A set of small numbers, a bit each; one thread.
final class BitSet {
  private let bits: UnsafeMutablePointer<UInt64>
  private let count: Int

  /// A set for the numbers below a multiple of 64.
  init(_ limit: Int) {
    count = limit / 64
    bits = .allocate(capacity: count)
    bits.initialize(repeating: 0, count: count)
  }

  deinit { bits.deallocate() }

  func clear() { bits.update(repeating: 0, count: count) }

  @inline(__always)
  func insert(_ number: Int) { bits[number >> 6] |= 1 << UInt64(number & 63) }

  @inline(__always)
  func contains(_ number: Int) -> Bool { bits[number >> 6] & 1 << UInt64(number & 63) != 0 }
}
