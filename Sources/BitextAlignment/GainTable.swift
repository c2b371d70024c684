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
    let total = Float(max(1, own.tokens.count))
    let factor = (1 - background) / background
    var hits = SentenceHits(count: other.count)
    for sentence in rows.indices {
      let row = rows[sentence]
      let tokens = own.starts[sentence]..<own.starts[sentence + 1]
      let constant = logBackground * Float(tokens.count)
      for place in offsets[sentence]..<offsets[sentence + 1] { values[place] = constant }
      for token in tokens {
        let type = Int(own.tokens[Int(token)])
        let linked = linkStarts[type]..<linkStarts[type + 1]
        guard !linked.isEmpty else { continue }
        let rarity = factor * total / Float(own.counts[type])
        hits.collect(
          links, Int(linked.lowerBound)..<Int(linked.upperBound), in: other,
          from: max(0, row.lowerBound - 4), to: min(other.count, row.upperBound))
        guard hits.first <= hits.last else { continue }
        add(hits, sentence, row, other, rarity)
        hits.clear()
      }
    }
  }

  /// Adds one token's part to all groups that hold a sentence with a hit.
  @inline(__always)
  private mutating func add(
    _ hits: SentenceHits, _ sentence: Int, _ row: ClosedRange<Int>,
    _ other: AlignmentText.Side, _ rarity: Float
  ) {
    let base = base(sentence)
    let last = min(row.upperBound, hits.last + 4)
    var end = max(row.lowerBound, hits.first + 1)
    while end <= last {
      var sum: Float = 0
      var size = 1
      while size <= 4 && size <= end {
        sum += hits.weights[end - size]
        if sum > 0 {
          let words = Float(other.starts[end] - other.starts[end - size] + 1)
          values[base + end * 4 + size - 1] += FastLog.onePlus(sum * rarity / words)
        }
        size += 1
      }
      end += 1
    }
  }
}

/// The weight with which each sentence of a side explains one token.
struct SentenceHits {
  private(set) var weights: [Float]
  private(set) var first = Int.max
  private(set) var last = -1

  init(count: Int) { weights = Array(repeating: 0, count: count) }

  /// Adds up the linked types' occurrences within some sentences.
  mutating func collect(
    _ links: [TokenLinks.Link], _ range: Range<Int>, in side: AlignmentText.Side, from: Int,
    to: Int
  ) {
    for index in range {
      let link = links[index]
      let type = Int(link.other)
      let end = Int(side.occurrenceStarts[type + 1])
      var place = Int(side.occurrenceStarts[type])
      if end - place > 16 {
        var high = end
        while place < high {
          let middle = (place + high) / 2
          if side.occurrences[middle] < Int32(from) { place = middle + 1 } else { high = middle }
        }
      }
      while place < end {
        let sentence = Int(side.occurrences[place])
        place += 1
        if sentence < from { continue }
        if sentence >= to { break }
        weights[sentence] += link.probability
        if sentence < first { first = sentence }
        if sentence > last { last = sentence }
      }
    }
  }

  mutating func clear() {
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
