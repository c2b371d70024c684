// SPDX-License-Identifier: Apache-2.0

public import BitextCorpus
internal import BitextIO
internal import BitextModel

extension Conversion {
  /// What became of the units.
  public struct Counts: Hashable, Sendable {
    /// Units written.
    public var written = 0
    /// Records that could not be used.
    public var rejected = 0
    /// Characters that the format could not hold and that became U+FFFD.
    public var replacedCharacters = 0
    /// Cells that got an apostrophe, for a spreadsheet would have taken them for formulas.
    public var defusedCells = 0
    /// What the format could not hold.
    public var losses: UnitLosses
    /// What was mended on reading.
    public var repairs = UnitRepairs()
    private let format: UnitFormat

    init(format: UnitFormat, languages: LanguagePair) {
      self.format = format
      losses = UnitLosses(format: format, languages: languages)
    }

    /// The counts as one JSON object and a line feed.
    public var json: String {
      var json = JSONWriter()
      json.beginObject()
      json.member("written", written)
      json.member("rejected", rejected)
      json.member("replaced_characters", replacedCharacters)
      json.member("defused_cells", defusedCells)
      json.key("lost")
      json.beginObject()
      for loss in losses.all { json.member(loss.name, loss.count) }
      json.endObject()
      json.key("mended")
      json.beginObject()
      for repair in repairs.all { json.member(repair.kind.rawValue, repair.count) }
      json.endObject()
      json.endObject()
      json.newline()
      return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The counts for people, a line each.
    public var lines: [String] {
      var lines = ["\(written) units, \(rejected) rejected"]
      for repair in repairs.all { lines.append("\(repair.count) \(repair.words)") }
      let lost = losses.all.map { "\($0.count) \($0.words)" }
      if !lost.isEmpty {
        lines.append("\(format.rawValue) cannot hold: \(lost.joined(separator: ", "))")
      }
      if replacedCharacters > 0 {
        lines.append("\(replacedCharacters) characters that XML cannot hold became U+FFFD")
      }
      if defusedCells > 0 {
        lines.append("\(defusedCells) cells that begin like a formula got an apostrophe")
      }
      return lines
    }
  }
}
