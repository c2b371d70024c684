// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

extension JSONWriter {
  /// An object of integers, and a line feed.
  fileprivate static func line(_ members: [(String, Int)]) -> String {
    var json = JSONWriter()
    json.beginObject()
    for (name, value) in members { json.member(name, value) }
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension MQMExport.Counts {
  /// The counts as one JSON object and a line feed.
  public var json: String {
    JSONWriter.line([("units", units), ("faults", faults), ("rejected", rejected)])
  }
  /// The counts for people.
  public var summary: String { "\(units) units, \(faults) faults, \(rejected) records rejected\n" }
}

extension MQMImport.Counts {
  /// The counts as one JSON object and a line feed.
  public var json: String {
    JSONWriter.line([("faults", faults), ("units", units), ("passed_over", passedOver)])
  }
  /// The counts for people.
  public var summary: String {
    "\(faults) faults in \(units) judged units, \(passedOver) rows passed over\n"
  }
}

extension EvaluationSheet.Counts {
  /// The counts as one JSON object and a line feed.
  public var json: String {
    JSONWriter.line(
      [("shared", shared), ("drawn", drawn), ("rows", rows), ("rejected", rejected)])
  }
  /// The counts for people.
  public var summary: String {
    "\(drawn) of \(shared) units drawn, \(rows) rows, \(rejected) records rejected\n"
  }
}

extension ScoreImport.Counts {
  /// The counts as one JSON object and a line feed.
  public var json: String {
    JSONWriter.line([("units", units), ("scored", scored), ("rejected", rejected)])
  }
  /// The counts for people.
  public var summary: String {
    "\(scored) of \(units) units scored, \(rejected) records rejected\n"
  }
}
