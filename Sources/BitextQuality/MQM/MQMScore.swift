// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Weighted faults per 1,000 source words, in all and by precision class of the rules; lower is
/// better.
public struct MQMScore: Hashable, Sendable {
  /// The faults of one class.
  public struct Figure: Hashable, Sendable {
    /// How many there are.
    public var faults = 0
    /// The sum of their weights.
    public var weight = 0.0
    /// The weight per 1,000 source words; 0 where there are no words.
    public var perThousand = 0.0
    /// Where 95 of 100 bootstrap samples of documents lie; `nil` with fewer than two documents.
    public var interval: ClosedRange<Double>?
  }

  /// What the faults were weighed by.
  public var weights: MQMWeights
  /// How many documents the units are of.
  public var documents = 0
  /// How many units there are.
  public var units = 0
  /// Words of the sources, as ``SourceWords`` counts them.
  public var sourceWords = 0
  /// All faults.
  public var all = Figure()
  /// The faults of each precision class, the surest first.
  public var classes: [(precision: FaultPrecision, figure: Figure)]
  /// How many bootstrap samples the intervals are from, and the seed of their random numbers.
  public var samples: Int, seed: UInt64

  init(weights: MQMWeights, samples: Int, seed: UInt64) {
    self.weights = weights
    self.samples = samples
    self.seed = seed
    classes = FaultPrecision.allCases.map { ($0, Figure()) }
  }

  /// What the number is, in one line.
  public var signature: String {
    "MQM|" + weights.list.map { "\($0.name):\(Self.number($0.value))" }.joined(separator: "|")
      + "|per:1000-source-words|resampled:documents|bootstrap:\(samples)|seed:\(seed)"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value < 1e15 ? String(Int64(value)) : value.description
  }

  /// Whether all figures are the same.
  public static func == (one: Self, other: Self) -> Bool {
    one.signature == other.signature && one.documents == other.documents
      && one.units == other.units && one.sourceWords == other.sourceWords && one.all == other.all
      && one.classes.map(\.figure) == other.classes.map(\.figure)
  }

  /// Hashes the figures.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(signature)
    hasher.combine(all)
  }
}

/// How words are counted.
public enum SourceWords {
  /// Runs of characters other than white space; each Han character and kana is a word of its own, and
  /// full-width marks are none.
  public static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { count($0) }
  }

  private static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInside = false
    var before: UInt8 = 0
    for byte in text {
      if byte < 0x80 {
        // Without a branch: that a word ends is what no processor foretells.
        let isText = byte > 0x20
        count += isText && !isInside ? 1 : 0
        isInside = isText
        before = byte
        continue
      }
      switch byte {
      case 0x80..<0xC0:
        // U+3040 to U+3FFF: kana and rare Han; what comes before them are marks.
        if before == 0xE3, byte > 0x80 { count += 1 }
      case 0xE3: isInside = false
      case 0xE4...0xE9:
        // U+4000 to U+9FFF: Han, but for the hexagrams.
        count += 1
        isInside = false
      case 0xEF: break
      default:
        if !isInside { count += 1 }
        isInside = true
      }
      before = byte
    }
    return count
  }
}
