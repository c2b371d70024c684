// SPDX-License-Identifier: Apache-2.0

/// How far answers agree with gold.
public struct Agreement: Hashable, Sendable {
  /// Answers that gold has.
  public var right = 0
  /// Answers given.
  public var answered = 0
  /// Answers that gold has in all.
  public var wanted = 0

  /// Makes an agreement.
  public init(right: Int = 0, answered: Int = 0, wanted: Int = 0) {
    self.right = right
    self.answered = answered
    self.wanted = wanted
  }

  /// Right answers among those given, 0...1; 0 where none was given.
  public var precision: Double { Self.share(right, answered) }
  /// Right answers among those wanted, 0...1; 0 where none was wanted.
  public var recall: Double { Self.share(right, wanted) }
  /// The harmonic mean of both, 0...1.
  public var f1: Double { Self.harmonicMean(precision, recall) }

  static func share(_ part: Int, _ whole: Int) -> Double {
    Double(part) / Double(max(whole, 1))
  }

  static func harmonicMean(_ one: Double, _ other: Double) -> Double {
    one + other > 0 ? 2 * one * other / (one + other) : 0
  }

  /// The sum of two agreements.
  public static func + (one: Agreement, other: Agreement) -> Agreement {
    Agreement(
      right: one.right + other.right, answered: one.answered + other.answered,
      wanted: one.wanted + other.wanted)
  }
}

/// How often answers of a stated probability are right.
public struct ReliabilityTable: Hashable, Sendable {
  /// One bin of probabilities.
  public struct Bin: Hashable, Sendable {
    /// The least probability of the bin; it ends where the next one begins.
    public var start: Double
    /// Answers in it.
    public var count = 0
    /// Of these, right ones.
    public var right = 0
    /// The sum of their probabilities.
    public var sum = 0.0

    /// The mean probability that was stated.
    public var stated: Double { count > 0 ? sum / Double(count) : 0 }
    /// The share of right answers.
    public var observed: Double { Agreement.share(right, count) }
  }

  /// The bins: tenths, the last one cut at .95 and .99, for most answers lie there.
  public private(set) var bins: [Bin] =
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map { Bin(start: $0) }

  /// Makes an empty table.
  public init() {}

  /// Adds an answer.
  public mutating func add(probability: Double, isRight: Bool) {
    let index = bins.lastIndex { probability >= $0.start } ?? 0
    bins[index].count += 1
    bins[index].right += isRight ? 1 : 0
    bins[index].sum += probability
  }

  /// The number of answers.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The mean distance between what was stated and what was observed, weighted by answers, 0...1.
  public var expectedError: Double {
    guard count > 0 else { return 0 }
    return bins.reduce(0) { $0 + abs($1.stated - $1.observed) * Double($1.count) } / Double(count)
  }
}
