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

  /// The best way to cover the run from one character on.
  private struct Cell {
    /// Where the character begins.
    var start: Int32
    /// The price of the way, and the first word of it: its headword and the cell behind it.
    var cost: Float
    var entry: Int32
    var next: Int32
  }

  private let lexicon: Lexicon
  private var cells: [Cell] = []

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
    cells.removeAll(keepingCapacity: true)
    for index in run where bytes[index] & 0xc0 != 0x80 {
      cells.append(Cell(start: Int32(index), cost: .infinity, entry: -1, next: 0))
    }
    let count = cells.count
    cells.append(Cell(start: Int32(run.upperBound), cost: 0, entry: -1, next: 0))
    let text = UnsafeBufferPointer(rebasing: bytes[..<run.upperBound])
    let lexicon = self.lexicon
    cells.withUnsafeMutableBufferPointer { cells in
      for place in stride(from: count - 1, through: 0, by: -1) {
        var best = cells[place]
        best.cost = 3 + cells[place + 1].cost
        best.next = Int32(place + 1)
        var next = place
        lexicon.forEachHeadword(in: text, at: Int(best.start)) { entry, end in
          while cells[next].start < Int32(end) { next += 1 }
          let price = 1 + cells[next].cost
          if price <= best.cost {
            best.cost = price
            best.entry = Int32(entry)
            best.next = Int32(next)
          }
        }
        cells[place] = best
      }
    }
    var place = 0
    while place < count {
      let cell = cells[place]
      place = Int(cell.next)
      words.append(
        Word(
          entry: Int(cell.entry),
          span: TextSpan(start: Int(cell.start), end: Int(cells[place].start))))
    }
  }

  /// Whether a headword begins at a place of a text and ends behind another place.
  public func hasHeadword(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int, beyond end: Int
  ) -> Bool {
    var isLonger = false
    lexicon.forEachHeadword(in: bytes, at: start) { isLonger = isLonger || $1 > end }
    return isLonger
  }

  /// The number of the headword that a stretch of a text is; `nil` where it is none.
  public func entry(in bytes: UnsafeBufferPointer<UInt8>, of span: Range<Int>) -> Int? {
    var found: Int?
    lexicon.forEachHeadword(in: bytes, at: span.lowerBound) {
      if $1 == span.upperBound { found = $0 }
    }
    return found
  }
}
