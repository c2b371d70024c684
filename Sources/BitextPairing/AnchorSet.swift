// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// The distinct anchors of one text, in order of first appearance.
struct AnchorSet {
  /// One distinct anchor.
  struct Entry {
    var key: UInt64
    var kind: Anchor.Kind
    var isPart: Bool
    var start: Int
    var end: Int
  }

  private(set) var entries: [Entry] = []
  /// The keys, ascending.
  private let sorted: [UInt64]

  init(_ anchors: [Anchor]) {
    var seen: Set<UInt64> = []
    seen.reserveCapacity(anchors.count)
    for anchor in anchors where seen.insert(anchor.key).inserted {
      entries.append(
        Entry(
          key: anchor.key, kind: anchor.kind, isPart: anchor.isPart, start: anchor.span.start,
          end: anchor.span.end))
    }
    sorted = seen.sorted()
  }

  func contains(_ key: UInt64) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == key
  }

  /// The anchors that both hold over the anchors that either holds, 0...1: Jaccard's similarity.
  func similarity(to other: AnchorSet) -> Double {
    let shared = sorted.reduce(0) { $0 + (other.contains($1) ? 1 : 0) }
    let either = sorted.count + other.sorted.count - shared
    return either == 0 ? 1 : Double(shared) / Double(either)
  }
}
