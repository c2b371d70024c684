// SPDX-License-Identifier: Apache-2.0

/// Finds stretches of one side that nothing on the other accounts for.
///
/// Each word that the lexicon knows speaks for or against a stretch by the logarithm of how much more
/// often it is found, or not found, in sentences that were left out than in those that were translated;
/// the stretch of the greatest sum is taken. The lengths speak too: a unit that lacks a stretch is
/// shorter by so much.
enum GapFinder {
  /// A stretch, with what speaks for it in nats.
  struct Gap {
    var range: Range<Int>
    var words: Int
    var lexical: Double
    var total: Double
    /// Whether it lies between marks.
    var isClause = false
  }

  /// What a word says that is unknown, not found, found weakly, or found: ln P(cover | left out) −
  /// ln P(cover | translated). Measured on 4,000 sentences of machine-translated abstracts, 42,789 of whose
  /// 47,366 words are found and 2,397 are not, and on the same sentences with one another's targets (6,743,
  /// 46,148 of 73,602 … see Docs/Guides/Checks.md); what is found is weighed down, because a clause
  /// that was left out shares words with its own sentence.
  static let sourceWeights: [Double] = [0, 2.9, 1.4, -2.0]
  static let targetWeights: [Double] = [0, 2.4, 0, -1.0]

  /// The stretch of the source that the target leaves out, if one does.
  static func omission(_ unit: CheckedUnit, _ part: UnitPart, ratio: Double) -> Gap? {
    let (links, words) = (unit.links, unit.source.words)
    var gap = best(words.indices.filter { part.source.contains(words[$0].start) }) { index in
      (sourceWeights[Int(links.sourceCover[index].rawValue)], words[index].range)
    }
    guard var found = gap else { return nil }
    let short = ratio * Double(part.source.count) - Double(part.target.count)
    found.total += lengths(
      short, expected: ratio * Double(found.range.count), whole: ratio * Double(part.source.count))
    if isClause(found.range, unit.source, part.source) {
      found.isClause = true
      found.total += 1.5
    }
    gap = found
    return gap
  }

  /// Whether a stretch is a clause between marks: nothing but function words stand between it and the
  /// marks, or the ends of the part, on either side.
  private static func isClause(
    _ range: Range<Int>, _ text: PreparedText, _ part: Range<Int>
  ) -> Bool {
    var start = range.lowerBound
    var end = range.upperBound
    func isMark(_ index: Int) -> Bool {
      [0x2C, 0x3B, 0x3A, 0x2E, 0x3F, 0x28, 0x29, 0x2014].contains(text.at(index))
        && text.zones[index] == .plain
    }
    for word in text.words.reversed() where word.end <= range.lowerBound {
      guard word.start >= part.lowerBound, !(word.end..<start).contains(where: isMark),
        FunctionWords.contains(word.folded)
      else { break }
      start = word.start
    }
    for word in text.words where word.start >= range.upperBound {
      guard word.end <= part.upperBound, !(end..<word.start).contains(where: isMark),
        FunctionWords.contains(word.folded)
      else { break }
      end = word.end
    }
    let before = text.words.last { $0.end <= start && $0.start >= part.lowerBound }
    let behind = text.words.first { $0.start >= end && $0.end <= part.upperBound }
    let opens = before.map { ($0.end..<start).contains(where: isMark) } ?? true
    let closes = behind.map { (end..<$0.start).contains(where: isMark) } ?? true
    return opens && closes
  }

  /// The stretch of the target that the source does not have, if there is one.
  static func addition(_ unit: CheckedUnit, _ part: UnitPart, ratio: Double) -> Gap? {
    let words = unit.links.words
    guard
      var found = best(
        words.indices.filter { part.target.contains(words[$0].start) },
        { index in
          (targetWeights[Int(words[index].cover.rawValue)], words[index].start..<words[index].end)
        })
    else { return nil }
    let long = Double(part.target.count) - ratio * Double(part.source.count)
    found.total += lengths(
      long, expected: Double(found.range.count), whole: ratio * Double(part.source.count))
    return found
  }

  /// The stretch of the greatest sum.
  private static func best(
    _ indices: [Int], _ weight: (Int) -> (Double, Range<Int>)
  ) -> Gap? {
    var found: Gap?
    var sum = 0.0
    var start = 0
    var count = 0
    for index in indices {
      let (value, range) = weight(index)
      if value == 0 { continue }
      if sum <= 0 {
        sum = 0
        count = 0
        start = range.lowerBound
      }
      sum += value
      if value > 0 { count += 1 }
      if value > 0, sum > found?.lexical ?? 0 {
        found = Gap(range: start..<range.upperBound, words: count, lexical: sum, total: sum)
      }
    }
    return found
  }

  /// How much a length that is short by so many characters speaks for a stretch of `expected`.
  private static func lengths(_ short: Double, expected: Double, whole: Double) -> Double {
    let deviation = 4 + 0.11 * whole
    let value = (2 * short * expected - expected * expected) / (2 * deviation * deviation)
    return max(-6, min(6, value))
  }
}
