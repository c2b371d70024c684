// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Which renderings each term got, in a document or in a corpus.
struct TermLedger {
  /// The uses of one term.
  private struct Uses {
    /// Renderings that are one within the other are one.
    var renderings: [(text: String, count: Int, first: Fault)] = []

    mutating func add(_ use: TermUse, as fault: @autoclosure () -> Fault, _ count: Int) {
      let text = use.rendering
      if let place = renderings.firstIndex(where: {
        use.isName ? $0.text == text : TermLedger.areOne($0.text, text)
      }) {
        renderings[place].count += count
      } else {
        renderings.append((text, count, fault()))
      }
    }
  }

  private var terms: [String: Uses] = [:]
  private var order: [String] = []

  var isEmpty: Bool { order.isEmpty }

  /// Takes a use of a term, as the fault that it is if most uses differ.
  mutating func add(_ use: TermUse, as fault: @autoclosure () -> Fault, count: Int = 1) {
    terms[use.term, default: Uses()].add(use, as: fault(), count)
    if terms.count > order.count { order.append(use.term) }
  }

  /// 鲁棒 and 鲁棒性 are one rendering.
  private static func areOne(_ one: String, _ other: String) -> Bool {
    one == other || one.contains(other) || other.contains(one)
  }

  /// The faults: for each term with several renderings one for each but the most frequent, at its
  /// first place; the earliest of equals is the most frequent.
  func faults(_ isWide: Bool) -> [Fault] {
    order.flatMap { term -> [Fault] in
      guard let all = terms[term]?.renderings, all.count > 1 else { return [] }
      let most = all.map(\.count).max() ?? 0
      guard let usual = all.firstIndex(where: { $0.count == most }) else { return [] }
      return all.indices.filter { $0 != usual }.map { index in
        var fault = all[index].first
        let (here, there) = (all[index], all[usual])
        let place = isWide ? "the corpus" : "this document"
        fault.message = FaultMessage(
          english:
            "\(term) is \(here.text) here (\(here.count)) and \(there.text) elsewhere in \(place) "
            + "(\(there.count))",
          chinese:
            "“\(term)”此处译作“\(here.text)”（\(here.count)次），\(isWide ? "全库" : "本文")另译作“\(there.text)”"
            + "（\(there.count)次）")
        return fault
      }
    }
  }
}
