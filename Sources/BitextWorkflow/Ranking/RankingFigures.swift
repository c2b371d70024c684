// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextQuality

/// What the ranking aid's values go along with.
public struct RankingFigures: Hashable, Sendable {
  /// Units that people gave a score.
  public struct Human: Hashable, Sendable {
    /// How many there are.
    public var units: Int
    /// Pearson's correlation of value and score, −1...1.
    public var pearson: Double
    /// Spearman's.
    public var spearman: Double
  }

  /// Units that were spoilt on purpose.
  public struct Made: Hashable, Sendable {
    /// How.
    public var kind: MadeFault
    /// How many were spoilt.
    public var made: Int
    /// The probability that a spoilt unit has a lower value than a unit as it came, both drawn from all
    /// there are, ties counted half: the area under the curve of the pooled values.
    public var area: Double
    /// The share of spoilt units with a lower value than the same unit as it came, ties counted half.
    public var paired: Double
  }

  /// Against people's scores; `nil` where none were given.
  public var human: Human?
  /// Units as they came.
  public var units = 0
  /// Against made faults; empty where no units were given.
  public var made: [Made] = []

  /// The figures for people.
  public var summary: String {
    var text = ""
    if let human {
      text +=
        "\(human.units) judged units: Pearson \(Self.signed(human.pearson)), Spearman "
        + "\(Self.signed(human.spearman))\n"
    }
    if units > 0 {
      text += "\(units) units as they came\nmade       units  area   against its own\n"
    }
    for row in made {
      text +=
        "\(Figures.padded(row.kind.rawValue, 10)) \(Figures.padded(String(row.made), 6)) "
        + "\(Figures.fixed(row.area)) \(Figures.fixed(row.paired))\n"
    }
    return text
  }

  private static func signed(_ value: Double) -> String {
    value < 0 ? "-" + Figures.fixed(-value) : Figures.fixed(value)
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    if let human {
      json.key("human")
      json.beginObject()
      json.member("units", human.units)
      json.member("pearson", human.pearson, decimals: 4)
      json.member("spearman", human.spearman, decimals: 4)
      json.endObject()
    }
    json.member("units", units)
    json.key("made")
    json.beginObject()
    for row in made {
      json.key(row.kind.rawValue)
      json.beginObject()
      json.member("made", row.made)
      json.member("area", row.area, decimals: 4)
      json.member("against_its_own", row.paired, decimals: 4)
      json.endObject()
    }
    json.endObject()
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// Figures of lists of numbers.
enum Correlation {
  /// Pearson's; 0 where one list has no variance.
  static func pearson(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(max(1, one.count))
    let (mean, otherMean) = (one.reduce(0, +) / count, other.reduce(0, +) / count)
    var (product, square, otherSquare) = (0.0, 0.0, 0.0)
    for (a, b) in zip(one, other) {
      product += (a - mean) * (b - otherMean)
      square += (a - mean) * (a - mean)
      otherSquare += (b - otherMean) * (b - otherMean)
    }
    let scale = (square * otherSquare).squareRoot()
    return scale > 0 ? product / scale : 0
  }

  /// Spearman's: Pearson's of the ranks.
  static func spearman(_ one: [Double], _ other: [Double]) -> Double {
    pearson(ranks(one), ranks(other))
  }

  /// The probability that a number of `lower` is below one of `higher`, ties counted half.
  static func area(lower: [Double], higher: [Double]) -> Double {
    guard !lower.isEmpty, !higher.isEmpty else { return 0 }
    let sum = ranks(lower + higher)[..<lower.count].reduce(0, +)
    let (m, n) = (Double(lower.count), Double(higher.count))
    return 1 - (sum - m * (m + 1) / 2) / (m * n)
  }

  /// Ranks from 1 on; equal numbers share the mean of theirs.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
