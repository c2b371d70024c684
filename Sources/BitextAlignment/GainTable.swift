// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The log likelihood ratios of one side's sentences given groups of the other side's.
///
/// For each sentence *k* and each end *j* of a group of *g* = 1…4 sentences of the other side the
/// table holds G = Σ over the tokens of *k* of ln(λ + (1 − λ)·Σ t/((n + 1)·p)), the inner sum over the
/// group's tokens, *n* their number, *p* the token's relative frequency on its side.
struct GainTable {
  /// The first end of each sentence's row, and where the row begins.
  private let first: [Int32]
  private let offsets: [Int]
  private(set) var values: [Float]

  /// Where the values of a sentence's row begin: the value for end *j* and group size *g* stands at
  /// `base + j * 4 + g − 1`.
  @inline(__always)
  func base(_ sentence: Int) -> Int { offsets[sentence] - Int(first[sentence]) * 4 }

  /// Fills the table.
  ///
  /// - Parameters:
  ///   - own: the side whose sentences are scored.
  ///   - other: the side of the groups.
  ///   - links: the links of `own`'s types.
  ///   - rows: the ends wanted for each sentence of `own`.
  ///   - background: λ.
  /// - Complexity: O(tokens · links within the rows).
  init(
    own: AlignmentText.Side, other: AlignmentText.Side, links: [TokenLinks.Link],
    linkStarts: [Int32], rows: [ClosedRange<Int>], background: Float
  ) {
    first = rows.map { Int32($0.lowerBound) }
    var offsets = [0]
    for row in rows { offsets.append(offsets[offsets.count - 1] + row.count * 4) }
    self.offsets = offsets
    values = Array(repeating: 0, count: offsets[offsets.count - 1])
    fill(own, other, links, linkStarts, rows, background)
  }

  private mutating func fill(
    _ own: AlignmentText.Side, _ other: AlignmentText.Side, _ links: [TokenLinks.Link],
    _ linkStarts: [Int32], _ rows: [ClosedRange<Int>], _ background: Float
  ) {
    let logBackground = logf(background)
    for sentence in rows.indices {
      let constant = logBackground * Float(own.starts[sentence + 1] - own.starts[sentence])
      for place in offsets[sentence]..<offsets[sentence + 1] { values[place] = constant }
    }
    let total = Float(max(1, own.tokens.count))
    let factor = (1 - background) / background
    let hits = GroupHits(other)
    for type in own.counts.indices where linkStarts[type] < linkStarts[type + 1] {
      let linked = Int(linkStarts[type])..<Int(linkStarts[type + 1])
      let rarity = factor * total / Float(own.counts[type])
      let last = Int(own.occurrenceStarts[type + 1])
      var place = Int(own.occurrenceStarts[type])
      while place < last {
        // What a group says of the type is the same for all its sentences: worked out once for those
        // whose rows overlap.
        let start = place
        var window = rows[Int(own.occurrences[place])]
        while place < last {
          let row = rows[Int(own.occurrences[place])]
          guard row.lowerBound <= window.upperBound else { break }
          window = window.lowerBound...max(window.upperBound, row.upperBound)
          place += 1
        }
        hits.collect(links, linked, from: window.lowerBound - 4, to: window.upperBound)
        guard let ends = hits.gains(in: window, rarity: rarity) else { continue }
        for occurrence in start..<place {
          add(hits, ends, to: Int(own.occurrences[occurrence]), rows)
        }
        hits.clear()
      }
    }
  }

  /// Adds what the groups that end in a range say to a sentence's row.
  @inline(__always)
  private mutating func add(
    _ hits: GroupHits, _ ends: ClosedRange<Int>, to sentence: Int, _ rows: [ClosedRange<Int>]
  ) {
    let row = rows[sentence]
    let low = max(row.lowerBound, ends.lowerBound)
    let high = min(row.upperBound, ends.upperBound)
    guard low <= high else { return }
    let gains = hits.gains + low * 4
    let count = (high - low + 1) * 4
    let place = base(sentence) + low * 4
    values.withUnsafeMutableBufferPointer { values in
      guard let own = values.baseAddress.map({ $0 + place }) else { return }
      for step in 0..<count { own[step] += gains[step] }
    }
  }
}

/// What groups of a side's sentences say of one token type of the other side.
private final class GroupHits {
  private let side: AlignmentText.Side
  /// The weight with which each sentence explains the type; 0 between two uses.
  private let weights: UnsafeMutablePointer<Float>
  /// ln(1 + …) of the groups of one to four sentences that end at each place; valid within the range
  /// that ``gains(in:rarity:)`` gave.
  let gains: UnsafeMutablePointer<Float>
  private let starts: UnsafeMutablePointer<Int32>
  private var first = Int.max
  private var last = -1

  init(_ side: AlignmentText.Side) {
    self.side = side
    weights = .allocate(capacity: side.count + 1)
    weights.initialize(repeating: 0, count: side.count + 1)
    gains = .allocate(capacity: (side.count + 1) * 4)
    starts = .allocate(capacity: side.count + 1)
    for place in 0...side.count { starts[place] = side.starts[place] }
  }

  deinit {
    weights.deallocate()
    gains.deallocate()
    starts.deallocate()
  }

  /// Adds up the linked types' occurrences within some sentences.
  func collect(_ links: [TokenLinks.Link], _ range: Range<Int>, from: Int, to: Int) {
    let (from, to) = (Int32(max(0, from)), Int32(min(side.count, to)))
    side.occurrences.withUnsafeBufferPointer { occurrences in
      for index in range {
        let link = links[index]
        let type = Int(link.other)
        let end = Int(side.occurrenceStarts[type + 1])
        var place = Int(side.occurrenceStarts[type])
        if end - place > 16 {
          var high = end
          while place < high {
            let middle = (place + high) / 2
            if occurrences[middle] < from { place = middle + 1 } else { high = middle }
          }
        }
        while place < end {
          let sentence = occurrences[place]
          place += 1
          if sentence < from { continue }
          if sentence >= to { break }
          weights[Int(sentence)] += link.probability
          first = min(first, Int(sentence))
          last = max(last, Int(sentence))
        }
      }
    }
  }

  /// Works out the gains of all groups that hold a hit.
  ///
  /// - Returns: the ends of those groups, within the window; `nil` where nothing was hit.
  func gains(in window: ClosedRange<Int>, rarity: Float) -> ClosedRange<Int>? {
    guard first <= last else { return nil }
    let low = max(window.lowerBound, first + 1)
    let high = min(window.upperBound, last + 4)
    guard low <= high else {
      clear()
      return nil
    }
    for end in low...high {
      let own = gains + end * 4
      var sum: Float = 0
      for size in 1...4 {
        if size <= end { sum += weights[end - size] }
        guard sum > 0, size <= end else {
          own[size - 1] = 0
          continue
        }
        let words = Float(starts[end] - starts[end - size] + 1)
        own[size - 1] = FastLog.onePlus(sum * rarity / words)
      }
    }
    return low...high
  }

  func clear() {
    if first <= last { for index in first...last { weights[index] = 0 } }
    first = .max
    last = -1
  }
}

/// ln(1 + x) for x ≥ 0 in single precision, right to 10⁻⁴.
enum FastLog {
  @inline(__always)
  static func onePlus(_ x: Float) -> Float {
    let bits = (1 + x).bitPattern
    let exponent = Float(Int32(bits >> 23) - 127)
    let m = Float(bitPattern: bits & 0x007f_ffff | 0x3f80_0000)
    // Chebyshev's polynomial of degree 5 for log₂ on 1...2, fitted for this; off by 1.5·10⁻⁵ at most.
    var log2: Float = 0.04392863
    log2 = log2 * m - 0.40947559
    log2 = log2 * m + 1.6101775
    log2 = log2 * m - 3.5202188
    log2 = log2 * m + 5.0697563
    log2 = log2 * m - 2.7941537 + exponent
    return log2 * 0.69314718
  }
}
