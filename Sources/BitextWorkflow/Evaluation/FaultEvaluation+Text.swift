// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

extension FaultEvaluation {
  /// The figures for people: all at three levels, then categories and rules at the level `category`.
  public var summary: String {
    var text = "\(units) units, \(all.answered) faults, gold \(all.wanted)\n"
    for level in Level.allCases {
      text +=
        "\(Figures.padded(level.rawValue, 12)) P \(Figures.fixed(all.precision(level))) R "
        + "\(Figures.fixed(all.recall(level))) F1 \(Figures.fixed(all.f1(level)))\n"
    }
    text += "by category, main category right\n"
    for entry in categories {
      text +=
        "  \(Figures.padded(entry.name, 44)) P \(Figures.fixed(entry.tally.precision(.category))) R "
        + "\(Figures.fixed(entry.tally.recall(.category))) F1 "
        + "\(Figures.fixed(entry.tally.f1(.category)))  faults \(entry.tally.answered) gold "
        + "\(entry.tally.wanted)\n"
    }
    text += "by rule: any fault there, main category right\n"
    for entry in rules {
      text +=
        "  \(Figures.padded(entry.name, 24)) P \(Figures.fixed(entry.tally.precision(.span))) "
        + "\(Figures.fixed(entry.tally.precision(.category)))  faults \(entry.tally.answered) found "
        + "\(entry.tally.found[1]) of gold\n"
    }
    return text
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("units", units)
    json.key("all")
    json.tally(all)
    for (name, entries) in [("categories", categories), ("rules", rules)] {
      json.key(name)
      json.beginObject()
      for entry in entries {
        json.key(entry.name)
        json.tally(entry.tally)
      }
      json.endObject()
    }
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func tally(_ tally: FaultEvaluation.Tally) {
    beginObject()
    member("answered", tally.answered)
    member("wanted", tally.wanted)
    for level in FaultEvaluation.Level.allCases {
      key(level.rawValue)
      beginObject()
      member("right", tally.right[level.place])
      member("found", tally.found[level.place])
      for (name, value) in [
        ("precision", tally.precision(level)), ("recall", tally.recall(level)),
        ("f1", tally.f1(level)),
      ] {
        key(name)
        number(value, decimals: 4)
      }
      endObject()
    }
    endObject()
  }
}
