// SPDX-License-Identifier: Apache-2.0

/// Which words of the two sides stand in one pair of texts: rows by Chinese word, and the same links
/// by English word.
final class LinkPattern {
  /// Where each Chinese word's links begin; one entry more than words.
  let chineseStarts: [Int]
  /// Where each English word's links begin in ``places`` and ``chineseColumns``.
  let englishStarts: [Int]
  let count: Int
  private let englishColumns: UnsafeMutablePointer<Int32>
  private let chineseColumns: UnsafeMutablePointer<Int32>
  /// The place in the Chinese rows of each link of the English rows.
  private let places: UnsafeMutablePointer<UInt32>

  /// The links of one word: their places among the probabilities, and the words of the other side.
  struct Row {
    fileprivate let columns: UnsafeMutablePointer<Int32>
    fileprivate let places: UnsafeMutablePointer<UInt32>?
    fileprivate let range: Range<Int>

    @inline(__always)
    func forEach(_ body: (_ place: Int, _ column: Int) -> Void) {
      if let places {
        for index in range { body(Int(places[index]), Int(columns[index])) }
      } else {
        for index in range { body(index, Int(columns[index])) }
      }
    }
  }

  init(chinese: TrainingSide, english: TrainingSide) {
    let (starts, columns) = Self.rows(chinese, english)
    chineseStarts = starts
    count = columns.count
    precondition(
      count < Int(UInt32.max), "too many pairs of words for one model: raise the minimum")
    englishColumns = .allocate(capacity: count)
    chineseColumns = .allocate(capacity: count)
    places = .allocate(capacity: count)
    var firsts = [Int](repeating: 0, count: english.wordCount + 1)
    for (place, column) in columns.enumerated() {
      englishColumns[place] = column
      firsts[Int(column) + 1] += 1
    }
    for word in 0..<english.wordCount { firsts[word + 1] += firsts[word] }
    englishStarts = firsts
    for word in 0..<chinese.wordCount {
      for place in starts[word]..<starts[word + 1] {
        let column = Int(columns[place])
        chineseColumns[firsts[column]] = Int32(word)
        places[firsts[column]] = UInt32(place)
        firsts[column] += 1
      }
    }
  }

  deinit {
    englishColumns.deallocate()
    chineseColumns.deallocate()
    places.deallocate()
  }

  func chineseRow(_ word: Int) -> Row {
    Row(
      columns: englishColumns, places: nil, range: chineseStarts[word]..<chineseStarts[word + 1])
  }

  func englishRow(_ word: Int) -> Row {
    Row(
      columns: chineseColumns, places: places,
      range: englishStarts[word]..<englishStarts[word + 1])
  }

  /// For each Chinese word the English words beside it, in the order they are met.
  private static func rows(
    _ chinese: TrainingSide, _ english: TrainingSide
  ) -> (starts: [Int], columns: [Int32]) {
    var occurrences = [Int](repeating: 0, count: chinese.wordCount + 1)
    for word in chinese.words { occurrences[Int(word) + 1] += 1 }
    for word in 0..<chinese.wordCount { occurrences[word + 1] += occurrences[word] }
    var next = occurrences
    var pairs = [Int32](repeating: 0, count: chinese.words.count)
    for pair in 0..<chinese.pairCount {
      for place in chinese.starts[pair]..<chinese.starts[pair + 1] {
        let word = Int(chinese.words[place])
        pairs[next[word]] = Int32(pair)
        next[word] += 1
      }
    }
    var starts = [0]
    var columns: [Int32] = []
    var lastSeen = [Int32](repeating: -1, count: english.wordCount)
    for word in 0..<chinese.wordCount {
      var before: Int32 = -1
      for pair in pairs[occurrences[word]..<occurrences[word + 1]] where pair != before {
        before = pair
        for place in english.starts[Int(pair)]..<english.starts[Int(pair) + 1] {
          let column = english.words[place]
          if lastSeen[Int(column)] != Int32(word) {
            lastSeen[Int(column)] = Int32(word)
            columns.append(column)
          }
        }
      }
      starts.append(columns.count)
    }
    return (starts, columns)
  }
}
