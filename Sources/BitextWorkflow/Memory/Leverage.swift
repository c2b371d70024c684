// SPDX-License-Identifier: Apache-2.0

/// How much of a new text a memory covers, in the bands that translators count in.
public struct Leverage: Hashable, Sendable {
  /// The bands, the best first.
  public enum Band: String, Hashable, Sendable, CaseIterable {
    /// The same text between the same neighbours.
    case context = "101"
    /// The same text.
    case exact = "100"
    /// 95–99.
    case from95 = "95-99"
    /// 85–94.
    case from85 = "85-94"
    /// 75–84.
    case from75 = "75-84"
    /// 50–74.
    case from50 = "50-74"
    /// Less than 50.
    case none
    /// A text that stands earlier in the same input and is not in the memory.
    case repetition = "repetitions"

    /// The band of a score.
    public init(score: Int) {
      self =
        switch score {
        case 101...: .context
        case 100: .exact
        case 95...: .from95
        case 85...: .from85
        case 75...: .from75
        case 50...: .from50
        default: .none
        }
    }
  }

  /// What fell into a band.
  public struct Count: Hashable, Sendable {
    /// Segments.
    public var segments = 0
    /// Words: runs of letters and digits, and each Han or kana character.
    public var words = 0
    /// Characters without white space.
    public var characters = 0
  }

  /// The bands that are not empty.
  public var bands: [Band: Count] = [:]
  /// Records that could not be used.
  public var rejected = 0

  /// All segments.
  public var total: Count {
    bands.values.reduce(into: Count()) {
      $0.segments += $1.segments
      $0.words += $1.words
      $0.characters += $1.characters
    }
  }

  /// Makes an empty analysis.
  public init() {}

  mutating func add(_ text: String, _ band: Band) {
    var count = bands[band] ?? Count()
    count.segments += 1
    var isInWord = false
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isSpace = scalar.properties.isWhitespace
      if !isSpace { count.characters += 1 }
      if scalar.properties.isIdeographic || (0x3041...0x30FF).contains(value) {
        count.words += 1
        isInWord = false
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if !isInWord { count.words += 1 }
        isInWord = true
      } else if value != 0x27 && value != 0x2019 && value != 0x2E && value != 0x2C {
        isInWord = false
      } else if isSpace {
        isInWord = false
      }
    }
    bands[band] = count
  }
}
