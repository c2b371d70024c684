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

  init(_ source: PreparedText, _ target: PreparedText) {
    let (from, to) = (source.numbers, target.numbers)
    guard !from.isEmpty || !to.isEmpty else { return }
    var usedSource = [Bool](repeating: false, count: from.count)
    var usedTarget = [Bool](repeating: false, count: to.count)
    // Numbers in digits find their like first, then those in words, last what may be a number.
    for (one, other) in [
      (NumberExpression.Form.digits, NumberExpression.Form.digits), (.digits, .numeral),
      (.numeral, .digits), (.numeral, .numeral), (.digits, .soft), (.soft, .digits),
      (.numeral, .soft), (.soft, .numeral),
    ] {
      for s in from.indices where !usedSource[s] && from[s].form == one {
        for t in to.indices where !usedTarget[t] && to[t].form == other {
          guard from[s].agrees(with: to[t]) else { continue }
          usedSource[s] = true
          usedTarget[t] = true
          break
        }
      }
    }
    var repeatedSource: [Int] = []
    var repeatedTarget: [Int] = []
    for s in from.indices where !usedSource[s] && from[s].form == .digits {
      if Self.joins(from[s], to, &usedTarget) { continue }
      if to.contains(where: { from[s].agrees(with: $0) }) {
        repeatedSource.append(s)
      } else {
        missing.append(s)
      }
    }
    for t in to.indices where !usedTarget[t] && to[t].form != .soft {
      if Self.joins(to[t], from, &usedSource) { continue }
      if from.contains(where: { to[t].agrees(with: $0) }) {
        repeatedTarget.append(t)
      } else {
        added.append(t)
      }
    }
    missing.removeAll { usedSource[$0] }
    pair(source, target, &repeatedSource, &repeatedTarget)
    // What a broken formula lost is another rule's; exponents and indices are often written in words.
    missing.removeAll { from[$0].isRaised || from[$0].zone == .math }
    added.removeAll { to[$0].zone == .markup || to[$0].isRaised }
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
