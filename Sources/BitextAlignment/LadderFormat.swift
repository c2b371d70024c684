// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// The line formats in which aligners exchange ladders.
public enum LadderFormat: String, Hashable, Sendable, CaseIterable {
  /// hunalign's: one rung a line, `source rung`, `target rung`, cost of the bead that begins there,
  /// separated by tabs; the last rung closes the text with cost 0.
  case ladder
  /// Vecalign's: one bead a line, `[0]:[0, 1]:cost`.
  case vecalign

  /// The lines of a ladder, each with its line feed.
  public func lines(of ladder: Ladder) -> String {
    switch self {
    case .vecalign:
      return ladder.beads.map { bead in
        "[\(list(bead.source))]:[\(list(bead.target))]:\(rounded(bead.cost))\n"
      }.joined()
    case .ladder:
      var text = ladder.beads.map { bead in
        "\(bead.source.lowerBound)\t\(bead.target.lowerBound)\t\(rounded(bead.cost))\n"
      }.joined()
      if let last = ladder.beads.last {
        text += "\(last.source.upperBound)\t\(last.target.upperBound)\t0\n"
      }
      return text
    }
  }

  private func list(_ range: Range<Int>) -> String {
    range.map(String.init).joined(separator: ", ")
  }

  private func rounded(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int64(rounded)) : rounded.description
  }
}
