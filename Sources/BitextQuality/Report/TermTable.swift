// SPDX-License-Identifier: Apache-2.0

/// Terms of the source and what they were rendered by.
struct TermTable {
  /// One rendering of a term.
  struct Rendering: Hashable {
    var text: String
    var count: Int
    /// The first unit that has it.
    var unit: String
  }

  private var terms: [String: [Rendering]] = [:]

  mutating func add(_ use: TermUse, unit: String) {
    var renderings = terms[use.term] ?? []
    if let place = renderings.firstIndex(where: { $0.text == use.rendering }) {
      renderings[place].count += 1
    } else {
      renderings.append(Rendering(text: use.rendering, count: 1, unit: unit))
    }
    terms[use.term] = renderings
  }

  /// The terms with several renderings: first those where most uses differ from the usual one.
  var inconsistent: [(term: String, renderings: [Rendering])] {
    terms.filter { $0.value.count > 1 }
      .map { term, renderings in
        (term, renderings.sorted { ($1.count, $0.text) < ($0.count, $1.text) })
      }
      .sorted { one, other in
        (Self.unusual(other.1), one.0) < (Self.unusual(one.1), other.0)
      }
  }

  private static func unusual(_ renderings: [Rendering]) -> Int {
    renderings.dropFirst().reduce(0) { $0 + $1.count }
  }
}
