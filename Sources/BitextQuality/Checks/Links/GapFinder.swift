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
  }

  /// What a word says: ln P(cover | left out) − ln P(cover | translated), measured on sentences of 3,000
  /// abstracts and on the same sentences shifted by one abstract.
  static let sourceWeights: [Double] = [0, 1.35, 0.35, -1.5]
  static let targetWeights: [Double] = [0, 1.1, 0, -1.5]

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
    gap = found
    return gap
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
    let deviation = 4 + 0.17 * whole
    let value = (2 * short * expected - expected * expected) / (2 * deviation * deviation)
    return max(-6, min(6, value))
  }
}
