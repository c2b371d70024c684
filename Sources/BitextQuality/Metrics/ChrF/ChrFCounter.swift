// SPDX-License-Identifier: Apache-2.0

/// Counts chrF's n-grams.
///
/// Used by one thread and entered by nobody while it works, so access is not checked at run time.
final class ChrFCounter: SegmentCounter {
  private let metric: ChrF
  @exclusivity(unchecked) private var text = Scalars()
  @exclusivity(unchecked) private var spare = Scalars()
  @exclusivity(unchecked) private var interner = TokenInterner()
  @exclusivity(unchecked) private var matcher = NgramMatcher()
  @exclusivity(unchecked) private var characters = Scalars()
  @exclusivity(unchecked) private var words = Scalars()
  @exclusivity(unchecked) private var otherCharacters = Scalars()
  @exclusivity(unchecked) private var otherWords = Scalars()
  @exclusivity(unchecked) private var limits = Scratch<Int>()
  @exclusivity(unchecked) private var matches = Scratch<UInt32>()
  @exclusivity(unchecked) private var row = Scratch<Double>()
  @exclusivity(unchecked) private var best = Scratch<Double>()
  @exclusivity(unchecked) private var bestScore = -1.0

  init(_ metric: ChrF) {
    self.metric = metric
    matches.resize(max(1, max(metric.options.characterOrder, metric.options.wordOrder)))
    row.resize(metric.rowWidth)
    best.resize(metric.rowWidth)
    limits.resize(1)
  }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    prepare(bytes)
    bestScore = -1
    best.fill(metric.rowWidth, with: 0)
    Self.appendCharacters(of: text, to: &characters, whitespace: metric.options.whitespace)
    guard metric.options.wordOrder > 0 else { return }
    interner.reset(expecting: text.count + 1)
    words.removeAll()
    Self.forEachStrippedWord(of: text) { word, length in
      words.append(interner.intern(word, length))
    }
  }

  func add(reference bytes: UnsafeBufferPointer<UInt8>) {
    prepare(bytes)
    Self.appendCharacters(of: text, to: &otherCharacters, whitespace: metric.options.whitespace)
    count(characters, otherCharacters, orders: metric.options.characterOrder, from: 0)
    if metric.options.wordOrder > 0 {
      otherWords.removeAll()
      Self.forEachStrippedWord(of: text) { word, length in
        otherWords.append(interner.number(word, length))
      }
      count(
        words, otherWords, orders: metric.options.wordOrder, from: 3 * metric.options.characterOrder
      )
    }
    let score = metric.formula(UnsafePointer(row.base)).value
    if score > bestScore {
      bestScore = score
      best.copy(row)
    }
  }

  func finish(into result: UnsafeMutablePointer<Double>) {
    result.update(from: best.base, count: metric.rowWidth)
  }

  private func prepare(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.decode(bytes)
    if metric.options.lowercase { text.lowercase(using: &spare) }
  }

  /// Writes the triplets of all orders of characters or words.
  private func count(
    _ own: borrowing Scalars, _ other: borrowing Scalars, orders: Int, from place: Int
  ) {
    limits[0] = other.count
    matcher.match(own, with: other, ends: limits, maxOrder: orders, matches: matches.base)
    for order in 0..<orders {
      let others = max(0, other.count - order)
      row[place + 3 * order] = others > 0 ? Double(max(0, own.count - order)) : 0
      row[place + 3 * order + 1] = Double(others)
      row[place + 3 * order + 2] = Double(matches[order])
    }
  }

  private static func appendCharacters(
    of text: borrowing Scalars, to characters: inout Scalars, whitespace: Bool
  ) {
    if whitespace { return characters.copy(text) }
    characters.resize(text.count)
    var kept = 0
    for index in 0..<text.count {
      let scalar = text.base[index]
      characters.base[kept] = scalar
      kept += ScalarClass.isSpace(scalar) ? 0 : 1
    }
    characters.resize(kept)
  }

  /// Hands on the words, with one mark of ASCII punctuation cut off the end of each, or else off
  /// its beginning.
  @inline(__always)
  private static func forEachStrippedWord(
    of text: borrowing Scalars, _ body: (UnsafePointer<UInt32>, Int) -> Void
  ) {
    text.forEachWord { word, length in
      if length > 1, ScalarClass.isEdgePunctuation(word[length - 1]) {
        body(word, length - 1)
        body(word + length - 1, 1)
      } else if length > 1, ScalarClass.isEdgePunctuation(word[0]) {
        body(word, 1)
        body(word + 1, length - 1)
      } else {
        body(word, length)
      }
    }
  }
}
