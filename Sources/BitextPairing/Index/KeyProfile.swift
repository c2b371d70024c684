// SPDX-License-Identifier: Apache-2.0

/// The distinct terms of one document, ascending, as they stand in an index.
///
/// It points into the index's file and is good as long as the index lives.
struct KeyProfile {
  /// The number of its segment.
  let segment: Int
  /// Differences of (term · 2, plus 1 where the document holds the term as a name or number).
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Characters without white space.
  let characterCount: Int
  /// The number of distinct terms.
  let count: Int

  init(segment: Int, record: UnsafeBufferPointer<UInt8>, count: Int) {
    self.segment = segment
    self.count = count
    guard var place = record.baseAddress, !record.isEmpty else {
      bytes = record
      characterCount = 0
      return
    }
    let end = place + record.count
    characterCount = Int(VariableInteger.read(&place, end: end))
    bytes = UnsafeBufferPointer(start: place, count: end - place)
  }

  /// Appends the record of a document.
  ///
  /// - Parameter entries: ascending, term · 2 plus 1 for a name; each term once.
  static func append(_ entries: [UInt32], characterCount: Int, to bytes: inout [UInt8]) {
    VariableInteger.append(UInt32(clamping: characterCount), to: &bytes)
    var last: UInt32 = 0
    for entry in entries {
      VariableInteger.append(entry - last, to: &bytes)
      last = entry
    }
  }

  /// Calls a closure with each term, ascending, and whether it stands there as a name or number.
  @inline(__always)
  func forEachTerm(_ body: (_ term: Int, _ isName: Bool) -> Void) {
    guard var place = bytes.baseAddress else { return }
    let end = place + bytes.count
    var entry: UInt32 = 0
    while place < end {
      entry &+= VariableInteger.read(&place, end: end)
      body(Int(entry >> 1), entry & 1 == 1)
    }
  }

  /// Its terms, ascending.
  var terms: [Int] {
    var terms: [Int] = []
    terms.reserveCapacity(count)
    forEachTerm { term, _ in terms.append(term) }
    return terms
  }
}

/// The terms that both hold over the terms that either holds, 0...1: Jaccard's similarity.
func jaccardSimilarity(_ left: [UInt64], _ right: [UInt64]) -> Double {
  var shared = 0
  var (a, b) = (0, 0)
  while a < left.count, b < right.count {
    let (mine, theirs) = (left[a], right[b])
    if mine == theirs { shared += 1 }
    if mine <= theirs { a += 1 }
    if theirs <= mine { b += 1 }
  }
  let either = left.count + right.count - shared
  return either == 0 ? 1 : Double(shared) / Double(either)
}
