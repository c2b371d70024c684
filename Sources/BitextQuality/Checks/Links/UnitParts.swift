// SPDX-License-Identifier: Apache-2.0

/// A stretch of the source and the stretch of the target that translates it; either may be empty.
struct UnitPart {
  var source: Range<Int>
  var target: Range<Int>
}

/// Cuts a unit of several sentences into parts, so that words are sought near where they belong.
///
/// A dynamic programme over the sentences of both sides with the kinds 1-1, 1-2, 2-1, 1-0 and 0-1; what
/// counts is how many words of the source the lexicon finds in the target's sentences.
enum UnitParts {
  /// Units of fewer characters in the source are one part.
  static let leastLength = 260

  /// The ends of the sentences of a text.
  static func sentences(_ text: PreparedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < text.count {
      defer { index += 1 }
      guard text.zones[index] != .math, text.zones[index] != .link, ends(text, index) else {
        continue
      }
      var end = index + 1
      while end < text.count, [0x22, 0x201D, 0x29, 0xFF09, 0x7D].contains(text.scalars[end]) {
        end += 1
      }
      found.append(start..<end)
      start = end
      index = end - 1
    }
    if start < text.count {
      let rest = start..<text.count
      if rest.allSatisfy({ text.kinds[$0] == .space }), let last = found.popLast() {
        found.append(last.lowerBound..<text.count)
      } else {
        found.append(rest)
      }
    }
    return found
  }

  private static func ends(_ text: PreparedText, _ index: Int) -> Bool {
    switch text.scalars[index] {
    case 0x3002, 0xFF01, 0xFF1F: return true
    case 0x21, 0x3F:
      return text.isChinese || text.kind(index + 1) == .space
    case 0x2E:
      if text.isChinese {
        return text.kind(index - 1) == .han && text.kind(index + 1) != .digit
          && text.kind(index + 1) != .latin
      }
      // code.To overcome
      if isLower(text.at(index - 1)), text.at(index + 1) &- 0x41 < 26, isLower(text.at(index + 2)) {
        return !isAbbreviation(text, index)
      }
      guard text.kind(index + 1) == .space || text.at(index + 1) == 0x7E else { return false }
      let next = text.at(index + 2)
      guard next &- 0x41 < 26 || next == 0x24 || next == 0x28 || next &- 0x30 < 10 || next >= 0x80
      else { return false }
      return !isAbbreviation(text, index)
    default: return false
    }
  }

  private static func isLower(_ value: UInt32) -> Bool { value &- 0x61 < 26 }

  /// Whether the full stop at a place belongs to `Fig.`, `et al.`, `e.g.`, or to an initial.
  private static func isAbbreviation(_ text: PreparedText, _ stop: Int) -> Bool {
    var start = stop
    while text.kind(start - 1) == .latin || text.at(start - 1) == 0x2E { start -= 1 }
    if stop - start == 1, text.at(start) &- 0x41 < 26 { return true }
    return abbreviations.contains(text.string(start..<stop))
  }

  private static let abbreviations: Set<String> = [
    "al", "e.g", "i.e", "vs", "Fig", "Figs", "Eq", "Eqs", "Ref", "Refs", "Sec", "cf", "resp",
    "Phys", "Rev", "Lett", "No", "Dr", "Prof", "St", "approx", "Mr", "Mrs", "Ann", "Sci", "Nat",
    "Math", "i.i.d", "iid", "vol", "Vol", "Commun", "Appl", "Theor", "Angew", "Opt", "Chem", "Nucl",
    "Mod", "Proc", "Trans", "Eqn", "Eqns", "Thm", "Lem", "Prop", "Def", "Chap", "ca", "eds", "pp",
  ]

  /// The parts of a unit.
  ///
  /// - Parameters:
  ///   - found: which words of a source sentence stand in a target sentence, a bit a word.
  ///   - wanted: how many words that could be found a source sentence has.
  static func align(
    _ source: [Range<Int>], _ target: [Range<Int>], found: [[UInt64]], wanted: [Double]
  ) -> [UnitPart] {
    let (m, n) = (source.count, target.count)
    var best = [Double](repeating: -.infinity, count: (m + 1) * (n + 1))
    var move = [Int](repeating: -1, count: best.count)
    best[0] = 0
    for i in 0...m {
      for j in 0...n {
        let here = best[i * (n + 1) + j]
        guard here > -.infinity else { continue }
        for (number, (di, dj)) in moves.enumerated() where i + di <= m && j + dj <= n {
          let score = here + gain(i, di, j, dj, source, target, found, wanted)
          let place = (i + di) * (n + 1) + j + dj
          if score > best[place] {
            best[place] = score
            move[place] = number
          }
        }
      }
    }
    var parts: [UnitPart] = []
    var (i, j) = (m, n)
    while i > 0 || j > 0 {
      let (di, dj) = moves[move[i * (n + 1) + j]]
      parts.append(
        UnitPart(
          source: span(source, i - di, i), target: span(target, j - dj, j)))
      i -= di
      j -= dj
    }
    return parts.reversed()
  }

  private static let moves = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)]

  private static func span(_ ranges: [Range<Int>], _ from: Int, _ to: Int) -> Range<Int> {
    guard to > from else {
      let place = from < ranges.count ? ranges[from].lowerBound : ranges.last?.upperBound ?? 0
      return place..<place
    }
    return ranges[from].lowerBound..<ranges[to - 1].upperBound
  }

  /// What a bead is worth: words found beyond what chance finds, less what the lengths say against it.
  private static func gain(
    _ i: Int, _ di: Int, _ j: Int, _ dj: Int, _ source: [Range<Int>], _ target: [Range<Int>],
    _ found: [[UInt64]], _ wanted: [Double]
  ) -> Double {
    if di == 0 || dj == 0 { return -1 }
    var words = 0.0
    var hits = 0.0
    for a in i..<i + di {
      words += wanted[a]
      // A word that stands in both sentences of the target counts once.
      var own: UInt64 = 0
      for b in j..<j + dj { own |= found[a][b] }
      hits += min(Double(own.nonzeroBitCount), wanted[a])
    }
    let (from, to) = (span(source, i, i + di).count, span(target, j, j + dj).count)
    let ratio = Double(max(1, to)) / (0.31 * Double(max(1, from)))
    let skew = ratio > 1 ? ratio - 1 : 1 / ratio - 1
    return hits - 0.35 * words - min(4, 1.5 * skew * skew) - (di + dj > 2 ? 0.8 : 0)
  }
}
