// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Lines that both sides must pass at once: chapters, pages.
struct HardDelimiters {
  /// The line.
  let line: String

  /// Aligns a text section by section; a delimiter and its counterpart are a bead of their own.
  ///
  /// - Throws: ``WorkflowFailure`` with `mismatch` where the sides hold unequal numbers of delimiters.
  func align(_ text: TextToAlign, with aligner: some SentenceAligner) throws -> Ladder {
    let source = sections(of: text.source)
    let target = sections(of: text.target)
    guard source.count == target.count else {
      throw WorkflowFailure(
        .mismatch,
        "\(text.sourceName), \(text.targetName): expected as many lines \"\(line)\" on both sides, "
          + "found \(source.count - 1) and \(target.count - 1)")
    }
    var beads: [Bead] = []
    for (number, (source, target)) in zip(source, target).enumerated() {
      if number > 0 {
        beads.append(
          Bead(
            source: source.lowerBound - 1..<source.lowerBound,
            target: target.lowerBound - 1..<target.lowerBound, cost: 0, probability: 1))
      }
      let part = aligner.align(Array(text.source[source]), with: Array(text.target[target]))
      beads += part.beads.map { bead in
        Bead(
          source: bead.source.lowerBound + source.lowerBound..<bead.source.upperBound
            + source.lowerBound,
          target: bead.target.lowerBound + target.lowerBound..<bead.target.upperBound
            + target.lowerBound,
          cost: bead.cost, probability: bead.probability)
      }
    }
    return Ladder(beads)
  }

  /// What stands between the delimiters, one section more than there are delimiters.
  private func sections(of segments: [Segment]) -> [Range<Int>] {
    var sections: [Range<Int>] = []
    var start = 0
    for (index, segment) in segments.enumerated() where isDelimiter(segment.text) {
      sections.append(start..<index)
      start = index + 1
    }
    return sections + [start..<segments.count]
  }

  /// Space at the ends of a line does not count.
  private func isDelimiter(_ text: String) -> Bool {
    trimmed(text).elementsEqual(trimmed(line))
  }

  private func trimmed(_ text: String) -> Substring.UTF8View {
    var view = Substring(text).utf8
    while let first = view.first, first <= 0x20 { view.removeFirst() }
    while let last = view.last, last <= 0x20 { view.removeLast() }
    return view
  }
}
