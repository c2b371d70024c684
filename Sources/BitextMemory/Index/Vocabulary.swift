// SPDX-License-Identifier: Apache-2.0

/// The distinct tokens of a segment that is being built, numbered in the order they came.
struct Vocabulary {
  private(set) var text: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private(set) var hashes: [UInt64] = []
  /// What each token is worth in the hash of folded texts.
  private(set) var folds: [UInt64] = []
  /// How often each token occurs.
  var uses: [UInt32] = []
  private var table: [UInt32]
  private var mask: Int

  init() {
    table = [UInt32](repeating: 0, count: 1 << 12)
    mask = table.count - 1
  }

  var count: Int { ends.count }

  @inline(__always)
  func range(_ id: Int) -> Range<Int> { (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id]) }

  /// The number of a token, given a new one where it is new.
  @inline(__always)
  mutating func id(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: TokenKind) -> Int {
    guard let base = bytes.baseAddress else { return add(bytes, kind, hash: mixed(0)) }
    let hash = hash64(base, count: bytes.count)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = Int(table[slot])
      if entry == 0 { break }
      if hashes[entry - 1] == hash, holds(entry - 1, bytes) {
        uses[entry - 1] += 1
        return entry - 1
      }
      slot = (slot + 1) & mask
    }
    return add(bytes, kind, hash: hash)
  }

  @inline(__always)
  private func holds(_ id: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(id)
    guard range.count == bytes.count else { return false }
    return text.withUnsafeBufferPointer { text in
      for index in 0..<bytes.count where text[range.lowerBound + index] != bytes[index] {
        return false
      }
      return true
    }
  }

  @inline(never)
  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ kind: TokenKind, hash: UInt64
  ) -> Int {
    let id = ends.count
    text.append(contentsOf: bytes)
    ends.append(UInt32(text.count))
    hashes.append(hash)
    folds.append(TokenFold.hash(bytes, kind))
    uses.append(1)
    if 2 * ends.count > table.count { grow() } else { enter(id, hash) }
    return id
  }

  private mutating func enter(_ id: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while table[slot] != 0 { slot = (slot + 1) & mask }
    table[slot] = UInt32(id + 1)
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    mask = table.count - 1
    for (id, hash) in hashes.enumerated() { enter(id, hash) }
  }
}
