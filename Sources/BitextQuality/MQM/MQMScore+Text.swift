// SPDX-License-Identifier: Apache-2.0

public import BitextIO
internal import BitextModel

extension MQMScore {
  /// A line a class that has faults, then all.
  public var lines: [String] {
    var lines = classes.filter { $0.figure.faults > 0 }.map {
      "  precision \($0.precision.rawValue): \(Self.text($0.figure))"
    }
    let words = "\(sourceWords) source words in \(documents) document\(documents == 1 ? "" : "s")"
    lines.insert("weighted faults per 1,000 source words: \(Self.text(all)), \(words)", at: 0)
    return lines
  }

  private static func text(_ figure: Figure) -> String {
    var text = fixed(figure.perThousand)
    if let interval = figure.interval {
      text += " [\(fixed(interval.lowerBound)), \(fixed(interval.upperBound))]"
    }
    return text + " (\(figure.faults) fault\(figure.faults == 1 ? "" : "s"))"
  }

  /// Two decimals.
  private static func fixed(_ value: Double) -> String {
    let cents = Int((value * 100).rounded())
    return "\(cents / 100)." + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
  }
}

extension JSONWriter {
  /// Writes a score as an object.
  public mutating func mqm(_ score: MQMScore) {
    beginObject()
    member("signature", score.signature)
    member("documents", score.documents)
    member("units", score.units)
    member("source_words", score.sourceWords)
    figure("all", score.all)
    for entry in score.classes { figure(entry.precision.rawValue, entry.figure) }
    endObject()
  }

  private mutating func figure(_ name: String, _ figure: MQMScore.Figure) {
    key(name)
    beginObject()
    member("faults", figure.faults)
    key("weight")
    number(figure.weight, decimals: 4)
    key("per_1000_words")
    number(figure.perThousand, decimals: 4)
    if let interval = figure.interval {
      key("low")
      number(interval.lowerBound, decimals: 4)
      key("high")
      number(interval.upperBound, decimals: 4)
    }
    endObject()
  }
}
