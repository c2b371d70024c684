// SPDX-License-Identifier: Apache-2.0

/// Which numbers of one side the other side accounts for.
struct NumberMatch {
  /// Numbers of the source that the target lacks altogether, by index.
  private(set) var missing: [Int] = []
  /// Numbers of the target that the source lacks altogether.
  private(set) var added: [Int] = []
  /// A number of the source and one of the target in its place that is another.
  private(set) var changed: [(source: Int, target: Int)] = []

  init() {}

  /// Compares the numbers of each part of a unit.
  init(_ source: PreparedText, _ target: PreparedText, parts: [UnitPart]) {
    guard !source.numbers.isEmpty || !target.numbers.isEmpty else { return }
    for part in parts {
      match(
        source, target, source.numbers.placed(in: part.source),
        target.numbers.placed(in: part.target))
    }
    // A number that stands in the sentence before or behind is not lost.
    let (from, to) = (source.numbers, target.numbers)
    let (lost, gained) = (missing, added)
    missing.removeAll { s in gained.contains { to[$0].agrees(with: from[s]) } }
    added.removeAll { t in lost.contains { from[$0].agrees(with: to[t]) } }
    // What a broken formula lost is another rule's; exponents and indices are often written in words.
    missing.removeAll { s in
      from[s].isRaised || from[s].zone == .math || to.contains { $0.agrees(with: from[s]) }
    }
    added.removeAll { t in
      to[t].zone == .markup || parts.count > 1 && from.contains { $0.agrees(with: to[t]) }
    }
  }

  private mutating func match(
    _ source: PreparedText, _ target: PreparedText, _ sources: Range<Int>, _ targets: Range<Int>
  ) {
    guard !sources.isEmpty || !targets.isEmpty else { return }
    let (from, to) = (source.numbers, target.numbers)
    var usedSource = [Bool](repeating: false, count: from.count)
    var usedTarget = [Bool](repeating: false, count: to.count)
    // Numbers in digits find their like first, then those in words, last what may be a number.
    for (one, other) in [
      (NumberExpression.Form.digits, NumberExpression.Form.digits), (.digits, .numeral),
      (.numeral, .digits), (.numeral, .numeral), (.digits, .soft), (.soft, .digits),
      (.numeral, .soft), (.soft, .numeral),
    ] {
      for s in sources where !usedSource[s] && from[s].form == one {
        for t in targets where !usedTarget[t] && to[t].form == other {
          guard from[s].agrees(with: to[t]) else { continue }
          usedSource[s] = true
          usedTarget[t] = true
          break
        }
      }
    }
    var repeatedSource: [Int] = []
    var repeatedTarget: [Int] = []
    var lost: [Int] = []
    var gained: [Int] = []
    for s in sources where !usedSource[s] && from[s].form == .digits {
      if Self.joins(from[s], to, &usedTarget) { continue }
      if targets.contains(where: { from[s].agrees(with: to[$0]) }) {
        repeatedSource.append(s)
      } else {
        lost.append(s)
      }
    }
    for t in targets where !usedTarget[t] && to[t].form != .soft {
      if Self.joins(to[t], from, &usedSource) { continue }
      if sources.contains(where: { to[t].agrees(with: from[$0]) }) {
        repeatedTarget.append(t)
      } else {
        gained.append(t)
      }
    }
    lost.removeAll { usedSource[$0] }
    let (before, behind) = (missing, added)
    (missing, added) = (lost, gained)
    pair(source, target, &repeatedSource, &repeatedTarget)
    (missing, added) = (before + missing, behind + added)
  }

  /// Puts together what is missing and what was added at a like place.
  private mutating func pair(
    _ source: PreparedText, _ target: PreparedText, _ repeatedSource: inout [Int],
    _ repeatedTarget: inout [Int]
  ) {
    func place(_ index: Int, _ text: PreparedText) -> Double {
      Double(text.numbers[index].start) / Double(max(1, text.count))
    }
    func nearest(_ t: Int, _ candidates: [Int]) -> Int? {
      candidates.indices.min {
        abs(place(candidates[$0], source) - place(t, target))
          < abs(place(candidates[$1], source) - place(t, target))
      }
    }
    var rest: [Int] = []
    for t in added {
      if let found = nearest(t, missing) {
        changed.append((missing.remove(at: found), t))
      } else if let found = nearest(t, repeatedSource),
        abs(place(repeatedSource[found], source) - place(t, target)) < 0.25
      {
        changed.append((repeatedSource.remove(at: found), t))
      } else {
        rest.append(t)
      }
    }
    added = rest
    for t in repeatedTarget {
      guard let found = nearest(t, missing),
        abs(place(missing[found], source) - place(t, target)) < 0.25
      else { continue }
      changed.append((missing.remove(at: found), t))
    }
    // Both values stand elsewhere in the sentence too: only one of each may be left over.
    if repeatedTarget.count == 1, repeatedSource.count == 1,
      target.numbers[repeatedTarget[0]].form == .digits
    {
      changed.append((repeatedSource[0], repeatedTarget[0]))
    }
  }

  /// Whether a number is written on the other side in groups: 5，000 read as 5 and 0.
  private static func joins(
    _ number: NumberExpression, _ others: [NumberExpression], _ used: inout [Bool]
  ) -> Bool {
    guard number.value >= 1000 else { return false }
    for first in others.indices where others[first].mayJoinNext {
      var value = others[first].value
      var last = first
      while last + 1 < others.count, others[last].mayJoinNext,
        others[last + 1].start == others[last].end + 1
      {
        last += 1
        value = value * 1000 + others[last].value
        if NumberExpression.same(value, number.value) {
          for index in first...last { used[index] = true }
          return true
        }
      }
    }
    return false
  }
}
