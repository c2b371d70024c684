// SPDX-License-Identifier: Apache-2.0

/// Counts BLEU's n-grams.
///
/// Used by one thread and entered by nobody while it works, so access is not checked at run time.
final class BLEUCounter: SegmentCounter {
  private let maxOrder: Int
  @exclusivity(unchecked) private var preparation: BLEUPreparation
  @exclusivity(unchecked) private var interner = TokenInterner()
  @exclusivity(unchecked) private var matcher = NgramMatcher()
  @exclusivity(unchecked) private var hypothesis = Scalars()
  @exclusivity(unchecked) private var references = Scalars()
  @exclusivity(unchecked) private var ends = Scratch<Int>()
  @exclusivity(unchecked) private var matches = Scratch<UInt32>()

  init(_ options: BLEU.Options) {
    maxOrder = options.maxOrder
    preparation = BLEUPreparation(tokenizer: options.tokenizer, lowercase: options.lowercase)
    matches.resize(options.maxOrder)
  }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    preparation.prepare(bytes)
    hypothesis.removeAll()
    references.removeAll()
    ends.removeAll()
    preparation.appendTokens(to: &hypothesis, enteringInto: &interner)
  }

  func add(reference bytes: UnsafeBufferPointer<UInt8>) {
    preparation.prepare(bytes)
    preparation.appendTokens(to: &references, knownTo: interner)
    ends.append(references.count)
  }

  func finish(into row: UnsafeMutablePointer<Double>) {
    matcher.match(
      hypothesis, with: references, ends: ends, maxOrder: maxOrder, matches: matches.base)
    row[0] = Double(hypothesis.count)
    row[1] = Double(nearestLength())
    for order in 1...maxOrder {
      row[1 + order] = Double(matches[order - 1])
      row[1 + maxOrder + order] = Double(max(0, hypothesis.count - order + 1))
    }
  }

  /// The length of the reference nearest in length, the shorter one of two equally near.
  private func nearestLength() -> Int {
    var nearest = 0
    var distance = Int.max
    var start = 0
    for index in 0..<ends.count {
      let length = ends[index] - start
      start = ends[index]
      let off = abs(hypothesis.count - length)
      if off < distance || (off == distance && length < nearest) {
        distance = off
        nearest = length
      }
    }
    return nearest
  }
}

extension BLEUPreparation {
  /// Where the numbers of tokens of several scalars begin; below, a token is its scalar.
  private static var firstNumber: UInt32 { 0x11_0000 }

  /// Appends the tokens of the segment last prepared; the interner learns them.
  mutating func appendTokens(to tokens: inout Scalars, enteringInto interner: inout TokenInterner) {
    if isByScalar { return appendScalars(to: &tokens) }
    tokens.reserve(text.count)
    var isReady = false
    forEachWord { word, length in
      if length == 1 {
        tokens.append(word[0])
      } else {
        if !isReady { interner.reset(expecting: text.count / 2) }
        isReady = true
        tokens.append(Self.firstNumber + interner.intern(word, length))
      }
    }
    if !isReady { interner.reset(expecting: 0) }
  }

  /// Appends the tokens of the segment last prepared; one that the interner does not know gets a
  /// number that matches nothing.
  func appendTokens(to tokens: inout Scalars, knownTo interner: borrowing TokenInterner) {
    if isByScalar { return appendScalars(to: &tokens) }
    tokens.reserve(tokens.count + text.count)
    forEachWord { word, length in
      if length == 1 {
        tokens.append(word[0])
      } else {
        let number = interner.number(word, length)
        tokens.append(number == TokenInterner.unknown ? number : Self.firstNumber + number)
      }
    }
  }

  private func appendScalars(to tokens: inout Scalars) {
    tokens.reserve(tokens.count + text.count)
    for index in 0..<text.count where !ScalarClass.isSpace(text.base[index]) {
      tokens.append(text.base[index])
    }
  }

  @inline(__always)
  private func forEachWord(_ body: (UnsafePointer<UInt32>, Int) -> Void) {
    text.forEachWord(body)
  }
}

extension Scratch where Element == UInt32 {
  /// Hands on the words between white space.
  @inline(__always)
  func forEachWord(_ body: (UnsafePointer<UInt32>, Int) -> Void) {
    var start = 0
    while start < count {
      if ScalarClass.isSpace(base[start]) {
        start += 1
        continue
      }
      var end = start + 1
      while end < count, !ScalarClass.isSpace(base[end]) { end += 1 }
      body(UnsafePointer(base + start), end - start)
      start = end + 1
    }
  }
}

extension BLEU: RowMetric {
  var rowWidth: Int { 2 + 2 * options.maxOrder }
  var hasWholeRows: Bool { true }
  func makeCounter() -> BLEUCounter { BLEUCounter(options) }

  func add(row: UnsafePointer<Double>, references: Int, to pooled: inout BLEUStatistics) {
    let orders = options.maxOrder
    pooled.matches.pad(to: orders)
    pooled.totals.pad(to: orders)
    pooled.hypothesisLength += Int(row[0])
    pooled.referenceLength += Int(row[1])
    for order in 0..<orders {
      pooled.matches[order] += Int(row[2 + order])
      pooled.totals[order] += Int(row[2 + orders + order])
    }
    pooled.references = pooled.references + .fixed(references)
  }

  func value(ofSum row: [Float]) -> ResampledScore {
    ResampledScore(value: formula(row, whole: false), isSingle: false)
  }

  func value(ofExactSum row: [Double]) -> Double { formula(row, whole: true) }

  private func formula<Number: BinaryFloatingPoint>(_ row: [Number], whole: Bool) -> Double {
    let orders = options.maxOrder
    return breakdown(
      lengths: (Int(row[0]), Int(row[1])), matches: Array(row[2..<(2 + orders)]),
      totals: Array(row[(2 + orders)...]), whole: whole
    ).value
  }
}
