// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What a reader said of faults that rules named: of each, whether it is right.
///
/// A table with tabs and a header that names at least the columns `unit`, `rule`, `source`, `target` and
/// `verdict`. Spans are written `3-7`, in characters, or stand empty; a verdict is `right` or `wrong`.
/// It holds no text, so that a sheet on units of others may be kept.
public struct FaultVerdicts: Hashable, Sendable {
  private struct Key: Hashable, Sendable {
    var unit: String
    var rule: String
    var source: String
    var target: String
  }

  private var verdicts: [Key: Bool] = [:]

  /// How many faults were judged.
  public var count: Int { verdicts.count }

  /// Reads a table.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line that cannot be used.
  public init(path: String) throws {
    let columns = ["unit", "rule", "source", "target", "verdict"]
    var places: [Int] = []
    try NumberedLines(path: path).forEach { _, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard !places.isEmpty else {
        places = columns.compactMap { cells.firstIndex(of: $0) }
        guard places.count == columns.count else {
          throw NumberedLines.Problem(
            "expected a header with the columns \(columns.joined(separator: ", "))")
        }
        return
      }
      guard let last = places.max(), cells.count > last else {
        throw NumberedLines.Problem(
          "expected \((places.max() ?? 0) + 1) columns, found \(cells.count)")
      }
      let verdict = cells[places[4]]
      guard verdict == "right" || verdict == "wrong" else {
        throw NumberedLines.Problem("expected right or wrong as verdict, found \"\(verdict)\"")
      }
      let key = Key(
        unit: cells[places[0]], rule: cells[places[1]], source: cells[places[2]],
        target: cells[places[3]])
      verdicts[key] = verdict == "right"
    }
  }

  /// Whether a fault was judged right; `nil` for one that nobody judged.
  public func isRight(_ fault: Fault) -> Bool? {
    verdicts[
      Key(
        unit: fault.unit, rule: fault.rule, source: Self.text(fault.source),
        target: Self.text(fault.target))]
  }

  private static func text(_ span: CharacterSpan?) -> String {
    span.map { "\($0.start)-\($0.end)" } ?? ""
  }
}
