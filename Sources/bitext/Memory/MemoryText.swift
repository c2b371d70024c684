// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextWorkflow

/// Matches, for programs and people.
enum MatchText {
  /// An array on one line.
  static func json(_ matches: [TranslationMatch]) -> String {
    var json = JSONWriter()
    json.beginArray()
    for match in matches {
      json.beginObject()
      json.member("score", match.score)
      json.member("source", match.unit.unit.source.text)
      json.member("target", match.proposal.text)
      json.member("unit", match.unit.number)
      json.key("penalties")
      json.beginArray()
      for penalty in match.penalties { json.string(penalty.rawValue) }
      json.endArray()
      json.key("context")
      json.beginObject()
      json.key("previous")
      if let text = match.unit.previous { json.string(text) } else { json.null() }
      json.key("next")
      if let text = match.unit.next { json.string(text) } else { json.null() }
      json.key("same")
      json.bool(match.hasSameContext)
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The text, where one of several, and a block a match.
  static func lines(_ matches: [TranslationMatch], of text: String?) -> String {
    var lines = text.map { "\($0)\n" } ?? ""
    let indent = text == nil ? "" : "  "
    for match in matches {
      let penalties =
        match.penalties.isEmpty
        ? "" : "  (" + match.penalties.map(\.rawValue).joined(separator: ", ") + ")"
      let score = String(repeating: " ", count: match.score < 100 ? 1 : 0) + String(match.score)
      lines += "\(indent)\(score)  \(match.unit.unit.source.text)\n"
      lines += "\(indent)     \(match.proposal.text)\(penalties)\n"
    }
    return lines
  }
}

/// Hits of a concordance, for programs and people.
enum ConcordanceText {
  static func json(_ hits: [ConcordanceHit]) -> String {
    var json = JSONWriter()
    json.beginArray()
    for hit in hits {
      json.beginObject()
      json.member("unit", hit.unit.number)
      json.member("source", hit.unit.unit.source.text)
      json.member("target", hit.unit.unit.target.text)
      spans("source_spans", hit.source, &json)
      spans("target_spans", hit.target, &json)
      json.endObject()
    }
    json.endArray()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func spans(_ key: String, _ spans: [TextSpan], _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for span in spans {
      json.beginArray()
      json.integer(span.start)
      json.integer(span.end)
      json.endArray()
    }
    json.endArray()
  }

  /// Two lines a unit, the phrase between marks.
  static func lines(_ hits: [ConcordanceHit], bold: Bool) -> String {
    let marks = bold ? ("\u{1b}[1m", "\u{1b}[0m") : ("[[", "]]")
    return hits.map { hit in
      "\(hit.unit.number)\t\(marked(hit.unit.unit.source.text, hit.source, marks))\n"
        + "\t\(marked(hit.unit.unit.target.text, hit.target, marks))\n"
    }.joined()
  }

  private static func marked(
    _ text: String, _ spans: [TextSpan], _ marks: (String, String)
  ) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for span in spans {
      result += bytes[place..<span.start]
      result += marks.0.utf8
      result += bytes[span.range]
      result += marks.1.utf8
      place = span.end
    }
    result += bytes[place...]
    return String(decoding: result, as: UTF8.self)
  }
}

/// An analysis, for programs and people.
enum LeverageText {
  static func json(_ leverage: Leverage) -> String {
    var json = JSONWriter()
    json.beginObject()
    for band in Leverage.Band.allCases { member(band.rawValue, leverage.bands[band], &json) }
    member("total", leverage.total, &json)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func member(_ name: String, _ count: Leverage.Count?, _ json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.member("segments", count?.segments ?? 0)
    json.member("words", count?.words ?? 0)
    json.member("characters", count?.characters ?? 0)
    json.endObject()
  }

  static func table(_ leverage: Leverage) -> String {
    var lines = [["band", "segments", "words", "characters"]]
    let rows = Leverage.Band.allCases.map { ($0.rawValue, leverage.bands[$0]) }
    for (name, count) in rows + [("total", leverage.total)] {
      lines.append([
        name, String(count?.segments ?? 0), String(count?.words ?? 0),
        String(count?.characters ?? 0),
      ])
    }
    return lines.map { cells in
      cells.enumerated().map { column, cell in
        let blank = String(repeating: " ", count: max(0, 11 - cell.count))
        return column == 0 ? cell + blank : blank + cell
      }.joined(separator: " ") + "\n"
    }.joined()
  }
}
