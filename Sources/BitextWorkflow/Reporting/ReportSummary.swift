// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextQuality

/// What a report was made of.
public struct ReportSummary: Hashable, Sendable {
  /// One file of units.
  public struct System: Hashable, Sendable {
    /// What the page calls it.
    public var name: String
    /// Its units.
    public var units: Int
    /// Their faults, those found when all were read included.
    public var faults: Int
  }

  /// The files.
  public var systems: [System]
  /// Rows: units, those of several files joined.
  public var rows: Int
  /// Rows that stand in the page one by one.
  public var shown: Int
  /// Records that could not be read.
  public var rejected: Int
  /// The bytes of the page.
  public var bytes = 0

  init(_ builder: borrowing ReportBuilder, rejected: Int) {
    let counts = builder.counts
    systems = zip(builder.systems, counts.systems).map {
      System(name: $0.name, units: $1.units, faults: $1.faults)
    }
    rows = counts.rows
    shown = counts.shown
    self.rejected = rejected
  }

  /// The counts as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.key("systems")
    json.beginArray()
    for system in systems {
      json.beginObject()
      json.member("name", system.name)
      json.member("units", system.units)
      json.member("faults", system.faults)
      json.endObject()
    }
    json.endArray()
    json.member("rows", rows)
    json.member("shown", shown)
    json.member("rejected", rejected)
    json.member("bytes", bytes)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The counts for people, some lines.
  public var summary: String {
    var text = ""
    for system in systems {
      text += "\(system.name): \(system.units) units, \(system.faults) faults\n"
    }
    return text + "\(shown) of \(rows) units shown one by one, \(rejected) records rejected\n"
  }
}
