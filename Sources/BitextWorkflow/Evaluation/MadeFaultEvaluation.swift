// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// How often the rules that are meant for a made fault fire on it, and on the units as they came.
public struct MadeFaultEvaluation: Hashable, Sendable {
  /// The figures of one kind of fault.
  public struct Row: Hashable, Sendable {
    /// The kind.
    public var kind: MadeFault
    /// The units that could be spoilt so.
    public var made = 0
    /// Those of them on which a rule that is meant for it fires.
    public var found = 0
    /// The units, as they came, on which one of these rules fires.
    public var onUnchanged = 0
    /// The spoilt units of which, as they came, one of these rules marks the very place that was spoilt.
    public var atPlace = 0
    /// The units, as they came, on which one of these rules fires without a reader who says that it is
    /// right; counted where there are verdicts.
    public var unfounded = 0

    /// The share found, 0...1.
    public var recall: Double { made == 0 ? 0 : Double(found) / Double(made) }
  }

  /// The units as they came.
  public internal(set) var units = 0
  /// A row a kind.
  public internal(set) var rows: [Row] = []
  /// Whether a reader's verdicts were given.
  public internal(set) var hasVerdicts = false

  /// The share of unchanged units on which a row's rules fire, 0...1.
  public func unchangedShare(_ row: Row) -> Double {
    units == 0 ? 0 : Double(row.onUnchanged) / Double(units)
  }

  /// The share of spoilt units whose place was marked before it was spoilt, 0...1.
  public func placeShare(_ row: Row) -> Double {
    row.made == 0 ? 0 : Double(row.atPlace) / Double(row.made)
  }

  /// The share of unchanged units with a fault that no reader says is right, 0...1.
  public func unfoundedShare(_ row: Row) -> Double {
    units == 0 ? 0 : Double(row.unfounded) / Double(units)
  }

  /// The figures for people.
  public var summary: String {
    var text = "\(units) units\nmade       units  found   on unchanged  at the place"
    text += hasVerdicts ? "  unfounded\n" : "\n"
    for row in rows {
      text +=
        "\(Figures.padded(row.kind.rawValue, 10)) \(Figures.padded(String(row.made), 6)) "
        + "\(Figures.fixed(row.recall))  \(Figures.fixed(unchangedShare(row)))        "
        + Figures.fixed(placeShare(row))
      text += hasVerdicts ? "        \(Figures.fixed(unfoundedShare(row)))\n" : "\n"
    }
    return text
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("units", units)
    json.key("made")
    json.beginObject()
    for row in rows {
      json.key(row.kind.rawValue)
      json.beginObject()
      json.member("made", row.made)
      json.member("found", row.found)
      json.member("recall", row.recall, decimals: 4)
      json.member("on_unchanged", unchangedShare(row), decimals: 4)
      json.member("at_place", placeShare(row), decimals: 4)
      if hasVerdicts {
        json.member("unfounded", unfoundedShare(row), decimals: 4)
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
