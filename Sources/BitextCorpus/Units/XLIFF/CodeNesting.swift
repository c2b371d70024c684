// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Which begins and ends enclose their text cleanly, so that one element can hold it.
struct CodeNesting {
  /// The end of each begin that encloses cleanly, by the begin's place; and the other way round.
  private(set) var partner: [Int: Int] = [:]

  /// Looks through codes that pair up.
  ///
  /// - Parameter isEligible: whether a begin and its end may become one element at all.
  init(_ codes: [InlineCode], isEligible: (InlineCode, InlineCode) -> Bool = { _, _ in true }) {
    var open: [Int] = []
    for (index, code) in codes.enumerated() {
      switch code.kind {
      case .begin, .highlightBegin: open.append(index)
      case .end:
        guard
          let place = open.lastIndex(where: {
            codes[$0].kind == .begin && codes[$0].pair == code.pair
          }
          )
        else { continue }
        if place == open.count - 1, isEligible(codes[open[place]], code) {
          partner[open[place]] = index
          partner[index] = open[place]
        }
        open.remove(at: place)
      case .highlightEnd:
        while let last = open.popLast(), codes[last].kind != .highlightBegin {}
      case .isolatedBegin, .isolatedEnd, .placeholder, .unknown: break
      }
    }
  }
}

/// Ids of codes in XLIFF: a code's own where it can be one, or else a number with a prefix.
struct CodeIDs {
  private var used: Set<String> = []
  private var count = 0

  mutating func id(_ match: String?) -> String {
    if let match, Self.isName(match), used.insert(match).inserted { return match }
    while true {
      count += 1
      let made = XLIFFCodes.made + String(count)
      if used.insert(made).inserted { return made }
    }
  }

  /// Whether a text is an NMTOKEN of ASCII letters and digits, and not made up by a writer.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix(XLIFFCodes.made)
      && text.utf8.allSatisfy {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e
      }
  }
}
