// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// What a rater said in one row.
struct Judgement {
  /// A side's text without marks, and what was marked.
  typealias Side = (text: String, spans: [CharacterSpan])

  let source: Side
  let target: Side
  /// The unit that the metadata names.
  let unit: String?
  private let category: String
  private let note: String?
  /// `nil` where the rater saw no fault.
  private let severity: FaultSeverity?

  /// Reads a row.
  ///
  /// - Returns: `nil` for a row without a judgement, and for one made to test the raters.
  /// - Throws: `NumberedLines.Problem`.
  init?(_ row: MQMRow) throws {
    let word = Self.folded(row.severity)
    if row.category.isEmpty && word.isEmpty { return nil }
    if word.hasPrefix("hotw") { return nil }
    if Self.folded(row.category) == MQMRow.noError || word == MQMRow.noError {
      severity = nil
    } else if let known = FaultSeverity(rawValue: word) {
      severity = known
    } else {
      let known = FaultSeverity.allCases.map(\.rawValue).joined(separator: ", ")
      throw NumberedLines.Problem(
        "expected a severity of \(known) or no-error, found \"\(row.severity.prefix(20))\"")
    }
    guard let source = MarkedText.unmarked(row.source),
      let target = MarkedText.unmarked(row.target)
    else { throw NumberedLines.Problem("expected every <v> to have its </v>") }
    self.source = source
    self.target = target
    category = row.category
    var named: (unit: String?, note: String?) = (nil, nil)
    let parser = JSONParser()
    withExtendedLifetime(parser) {
      Array(row.metadata.utf8).withUnsafeBufferPointer { bytes in
        if let root = try? parser.parse(bytes), root.isObject {
          named = (root["unit"]?.string, root["note"]?.string)
        }
      }
    }
    unit = named.unit
    note = named.note
  }

  /// The fault; `nil` where the rater saw none. Of several marks on a side the fault spans all.
  func fault(unit: String, rater: String) -> Fault? {
    guard let severity else { return nil }
    let category = MQMCategories.ours(self.category)
    let message = note ?? category.name
    return Fault(
      unit: unit, rule: rater.isEmpty ? "rater" : "rater:\(rater)", category: category,
      severity: severity, source: Self.hull(source.spans), target: Self.hull(target.spans),
      message: FaultMessage(english: message, chinese: message), precision: .high)
  }

  private static func hull(_ spans: [CharacterSpan]) -> CharacterSpan? {
    guard let first = spans.first, let last = spans.last else { return nil }
    return CharacterSpan(start: first.start, end: last.end)
  }

  private static func folded(_ word: String) -> String {
    String(word.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }
}
