// SPDX-License-Identifier: Apache-2.0

/// The page of each document, where neighbours share one: 8 bytes a page.
struct PageRuns: Hashable, Sendable {
  /// The first document of each run, and its page.
  private(set) var starts: [Int32] = []
  private(set) var pages: [Int32] = []
  private(set) var count = 0

  init() {}

  /// Runs that were kept; `nil` where these are none.
  init?(starts: [Int32], pages: [Int32], count: Int) {
    guard starts.count == pages.count, starts.isEmpty == (count == 0), starts.first ?? 0 == 0,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }), Int(starts.last ?? -1) < count
    else { return nil }
    self.starts = starts
    self.pages = pages
    self.count = count
  }

  /// Notes the page of the next documents.
  mutating func append(_ page: Int32, count more: Int = 1) {
    guard more > 0 else { return }
    if pages.last != page {
      starts.append(Int32(count))
      pages.append(page)
    }
    count += more
  }

  /// The page of a document.
  ///
  /// - Complexity: O(log runs).
  subscript(document: Int) -> Int32 {
    precondition(document >= 0 && document < count, "no such document")
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= document { low = middle } else { high = middle }
    }
    return pages[low]
  }
}
