// SPDX-License-Identifier: Apache-2.0

internal import CStemmer

/// Keys of English words by their Snowball stems, remembered word by word. One thread at a time.
public final class EnglishStemmer {
  private let stemmer: OpaquePointer
  /// Open addressing: the key of the word as written, and the key of its stem.
  private var words: [UInt64]
  private var stems: [UInt64]
  private var count = 0

  /// The number of words remembered.
  var wordCount: Int { count }

  private var folded: [UInt8] = []

  /// Makes a stemmer with an empty memory.
  public init() {
    // sb_stemmer_new fails only for an unknown name or when memory is out; "english" is built in.
    guard let stemmer = sb_stemmer_new("english", nil) else { fatalError("memory is out") }
    self.stemmer = stemmer
    words = Array(repeating: 0, count: 1 << 9)
    stems = words
  }

  deinit { sb_stemmer_delete(stemmer) }

  /// The key of a word's stem.
  ///
  /// - Parameter word: letters and digits in lower case, diacritics folded.
  /// - Complexity: O(1) for a word met before, a microsecond for a new one.
  public func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let own = WordKey.latin(word) | 1
    var slot = Int(truncatingIfNeeded: own >> 7) & (words.count - 1)
    while words[slot] != 0 {
      if words[slot] == own { return stems[slot] }
      slot = (slot + 1) & (words.count - 1)
    }
    let key = stemmed(word)
    words[slot] = own
    stems[slot] = key
    count += 1
    if count * 2 > words.count { grow() }
    return key
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

  private func grow() {
    let (oldWords, oldStems) = (words, stems)
    words = Array(repeating: 0, count: oldWords.count * 2)
    stems = words
    for (index, word) in oldWords.enumerated() where word != 0 {
      var slot = Int(truncatingIfNeeded: word >> 7) & (words.count - 1)
      while words[slot] != 0 { slot = (slot + 1) & (words.count - 1) }
      words[slot] = word
      stems[slot] = oldStems[index]
    }
  }
}
