// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Cuts runs of Han characters into the words of a lexicon.
///
/// Of all ways to cover a run with headwords and single characters the one with the fewest words is
/// taken; a character that is no headword counts as three, ties go to the longer word in front.
public struct ChineseWords {
  /// One word.
  public struct Word: Hashable, Sendable {
    /// The number of the headword; −1 for a character that is none.
    public var entry: Int
    /// Its bytes.
    public var span: TextSpan
  }

  private let lexicon: Lexicon
  private var starts: [Int] = []
  private var cost: [Float] = []
  private var choice: [(entry: Int32, next: Int32)] = []

  /// Makes a splitter; it keeps buffers and belongs to one thread.
  public init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// Appends the words of a run of Han characters.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 text.
  ///   - run: the bytes of the run; every character three or four bytes.
  ///   - words: receives the words in order; together they cover the run.
  /// - Complexity: O(characters · length of the longest headword).
  public mutating func split(
    _ bytes: UnsafeBufferPointer<UInt8>, run: Range<Int>, into words: inout [Word]
  ) {
    starts.removeAll(keepingCapacity: true)
    for index in run where bytes[index] & 0xc0 != 0x80 { starts.append(index) }
    starts.append(run.upperBound)
    let count = starts.count - 1
    cost = Array(repeating: .infinity, count: count + 1)
    choice = Array(repeating: (-1, 0), count: count + 1)
    cost[count] = 0
    let text = UnsafeBufferPointer(rebasing: bytes[..<run.upperBound])
    for place in stride(from: count - 1, through: 0, by: -1) {
      cost[place] = 3 + cost[place + 1]
      choice[place] = (-1, Int32(place + 1))
      var next = place
      lexicon.forEachHeadword(in: text, at: starts[place]) { entry, end in
        while starts[next] < end { next += 1 }
        let price = 1 + cost[next]
        if price <= cost[place] {
          cost[place] = price
          choice[place] = (Int32(entry), Int32(next))
        }
      }
    }
    var place = 0
    while place < count {
      let next = Int(choice[place].next)
      words.append(
        Word(
          entry: Int(choice[place].entry),
          span: TextSpan(start: starts[place], end: starts[next])))
      place = next
    }
  }
}
