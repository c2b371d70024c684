// SPDX-License-Identifier: Apache-2.0

/// The distinct terms of one document, ascending.
struct AnchorProfile {
  /// Term · 2, plus 1 where the document holds the term as a name or number.
  fileprivate let entries: ArraySlice<UInt32>
  /// Characters without white space.
  let characterCount: Int

  var count: Int { entries.count }

  /// Whether the document holds a term.
  func contains(_ term: Int) -> Bool {
    var low = entries.startIndex
    var high = entries.endIndex
    let wanted = UInt32(term)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] >> 1 < wanted { low = middle + 1 } else { high = middle }
    }
    return low < entries.endIndex && entries[low] >> 1 == wanted
  }

  /// Calls a closure with each term, ascending, and whether it stands there as a name or number.
  @inline(__always)
  func forEachTerm(_ body: (_ term: Int, _ isName: Bool) -> Void) {
    for entry in entries { body(Int(entry >> 1), entry & 1 == 1) }
  }

  /// The terms that both hold over the terms that either holds, 0...1: Jaccard's similarity.
  func similarity(to other: AnchorProfile) -> Double {
    var shared = 0
    var mine = entries.startIndex
    var theirs = other.entries.startIndex
    while mine < entries.endIndex, theirs < other.entries.endIndex {
      let (a, b) = (entries[mine] >> 1, other.entries[theirs] >> 1)
      if a == b { shared += 1 }
      if a <= b { mine += 1 }
      if b <= a { theirs += 1 }
    }
    let either = entries.count + other.entries.count - shared
    return either == 0 ? 1 : Double(shared) / Double(either)
  }
}

/// The profiles of all documents, in one array.
struct AnchorProfiles: Sendable {
  private var entries: [UInt32] = []
  private var starts = [0]
  private var characterCounts: [UInt32] = []

  var count: Int { characterCounts.count }

  subscript(document: Int) -> AnchorProfile {
    AnchorProfile(
      entries: entries[starts[document]..<starts[document + 1]],
      characterCount: Int(characterCounts[document]))
  }

  /// Adds a document; `new` is sorted, and of one term's entries the one that marks a name stays.
  mutating func append(_ new: inout [UInt32], characterCount: Int) {
    new.sort()
    let first = entries.count
    for entry in new {
      if entries.count > first, entries[entries.count - 1] >> 1 == entry >> 1 {
        entries[entries.count - 1] = entry
      } else {
        entries.append(entry)
      }
    }
    starts.append(entries.count)
    characterCounts.append(UInt32(clamping: characterCount))
  }

  /// The documents of each term, ascending, and where each term's begin.
  func inverted(terms: Int) -> (postings: [UInt32], start: [Int]) {
    var start = [Int](repeating: 0, count: terms + 1)
    for entry in entries { start[Int(entry >> 1) + 1] += 1 }
    for term in 0..<terms { start[term + 1] += start[term] }
    var next = start
    var postings = [UInt32](repeating: 0, count: entries.count)
    for document in 0..<count {
      for entry in entries[starts[document]..<starts[document + 1]] {
        let term = Int(entry >> 1)
        postings[next[term]] = UInt32(document)
        next[term] += 1
      }
    }
    return (postings, start)
  }
}
