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
    /// The words of the source from the first to the last; empty for a stretch of the target.
    var indices: Range<Int>
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
  static let sourceWeights: [Double] = [0, 2.9, 1.8, -1.7]
  static let targetWeights: [Double] = [0, 2.4, 0, -1.0]

  /// What a word says that the target has fewer times than the source, and has nearer to its other places.
  /// Fitted on one half of 3,000 machine-translated abstracts with a clause left out, and the same with
  /// each half for the other: .80 and .82 of the clauses are found without it, .87 and .88 with it, where .024
  /// of the unspoilt are marked.
  static let outnumberedWeight = 2.0

  /// The stretch of the source that the target leaves out, if one does.
  static func omission(_ unit: CheckedUnit, _ part: UnitPart) -> Gap? {
    let (cover, words, lengths) = (unit.links.sourceCover, unit.source.words, unit.lengths)
    let own = words.placed(in: part.source)
    let whole = lengths.expected(own) * lengths.scale(besides: own, part.target)
    let short = whole - lengths.length(part.target)
    // A target that is no shorter than expected has room for all words.
    let left = short > 0 ? outnumbered(unit, part, own) : []
    func weight(_ index: Int) -> Double {
      cover[index] == .strong && left.contains(index)
        ? outnumberedWeight : sourceWeights[Int(cover[index].rawValue)]
    }
    guard var found = best(own, weight, { words[$0].range }) else { return nil }
    found.total += gain(short, expected: lengths.expected(found.indices), whole: whole)
    if isClause(found.indices, unit.source, own) {
      found.isClause = true
      found.total += 2.5
    }
    return found
  }

  /// The words of a part of the source that the target has fewer times than the source: of each such word
  /// the places that are left over when each rendering stands for the nearest.
  private static func outnumbered(
    _ unit: CheckedUnit, _ part: UnitPart, _ own: Range<Int>
  ) -> [Int] {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: own.count) { stems in
      let words = unit.source.words
      for (place, index) in own.enumerated() {
        let isFound = unit.links.sourceCover[index] == .strong
        stems.initializeElement(at: place, to: isFound ? words[index].stemNumber : -1)
      }
      return outnumbered(unit, part, own, UnsafeBufferPointer(stems))
    }
  }

  private static func outnumbered(
    _ unit: CheckedUnit, _ part: UnitPart, _ own: Range<Int>, _ stems: UnsafeBufferPointer<Int32>
  ) -> [Int] {
    let (links, words) = (unit.links, unit.source.words)
    var found: [Int] = []
    for first in stems.indices where stems[first] >= 0 {
      guard stems[(first + 1)...].contains(stems[first]) else { continue }
      let places = stems.indices.filter { stems[$0] == stems[first] }.map { own.lowerBound + $0 }
      // Each word is looked at once.
      guard places[0] == own.lowerBound + first, !places.contains(where: { links.isCopied[$0] })
      else { continue }
      let targets = links.words.placed(in: part.target)
      let renderings = targets.filter { links.links(links.words[$0], toWord: places[0]) }
      guard !renderings.isEmpty, renderings.count < places.count else { continue }
      let scale = Double(part.target.count) / Double(max(1, part.source.count))
      found += leftOver(places, renderings) { place, rendering in
        let expected = Double(words[place].start - part.source.lowerBound) * scale
        return abs(Double(links.words[rendering].start - part.target.lowerBound) - expected)
      }
    }
    return found
  }

  /// The places that are left when each rendering takes the nearest, the nearest pair first.
  private static func leftOver(
    _ places: [Int], _ renderings: [Int], _ distance: (Int, Int) -> Double
  ) -> [Int] {
    var (places, renderings) = (places, renderings)
    while !renderings.isEmpty, places.count > 1 {
      var best = (distance: Double.infinity, place: 0, rendering: 0)
      for (i, place) in places.enumerated() {
        for (j, rendering) in renderings.enumerated() {
          let distance = distance(place, rendering)
          if distance < best.distance { best = (distance, i, j) }
        }
      }
      places.remove(at: best.place)
      renderings.remove(at: best.rendering)
    }
    return places
  }

  /// Whether a stretch is a clause between marks: nothing but function words stand between it and the
  /// marks, or the ends of the part, on either side.
  private static func isClause(
    _ range: Range<Int>, _ text: PreparedText, _ own: Range<Int>
  ) -> Bool {
    let words = text.words
    func hasMark(_ gap: Range<Int>) -> Bool {
      for index in gap where text.zones[index] == .plain {
        switch text.scalars[index] {
        case 0x2C, 0x3B, 0x3A, 0x2E, 0x3F, 0x28, 0x29, 0x2014: return true
        default: break
        }
      }
      return false
    }
    var first = range.lowerBound
    while first > own.lowerBound {
      if hasMark(words[first - 1].end..<words[first].start) { break }
      guard words[first - 1].isFunction else { return false }
      first -= 1
    }
    var last = range.upperBound - 1
    while last + 1 < own.upperBound {
      if hasMark(words[last].end..<words[last + 1].start) { break }
      guard words[last + 1].isFunction else { return false }
      last += 1
    }
    return true
  }

  /// The stretch of the target that the source does not have, if there is one.
  static func addition(_ unit: CheckedUnit, _ part: UnitPart) -> Gap? {
    let (words, lengths) = (unit.links.words, unit.lengths)
    let own = words.placed(in: part.target)
    guard
      var found = best(
        own, { targetWeights[Int(words[$0].cover.rawValue)] }, { words[$0].start..<words[$0].end })
    else { return nil }
    let sources = unit.source.words.placed(in: part.source)
    let whole = lengths.expected(sources) * lengths.scale(besides: sources, part.target)
    found.total += gain(
      lengths.length(part.target) - whole, expected: lengths.length(found.range), whole: whole)
    return found
  }

  /// The stretch of the greatest sum.
  @inline(__always)
  private static func best(
    _ indices: Range<Int>, _ weight: (Int) -> Double, _ place: (Int) -> Range<Int>
  ) -> Gap? {
    var found: Gap?
    var sum = 0.0
    var start = 0
    var count = 0
    for index in indices {
      let value = weight(index)
      if value == 0 { continue }
      if sum <= 0 {
        sum = 0
        count = 0
        start = index
      }
      sum += value
      if value > 0 { count += 1 }
      if value > 0, sum > found?.lexical ?? 0 {
        found = Gap(
          range: place(start).lowerBound..<place(index).upperBound, indices: start..<index + 1,
          words: count, lexical: sum, total: sum)
      }
    }
    return found
  }

  /// How much a length that is short by so many characters speaks for a stretch of `expected`.
  private static func gain(_ short: Double, expected: Double, whole: Double) -> Double {
    let deviation = UnitLengths.deviation(whole)
    let value = (2 * short * expected - expected * expected) / (2 * deviation * deviation)
    return max(-6, min(6, value))
  }
}
