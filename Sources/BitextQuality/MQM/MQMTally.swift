// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Adds up units and their faults by document, and weighs them.
///
///     var tally = MQMTally()
///     for unit in units {
///       tally.add(unit)
///       for fault in checker.faults(in: unit) { tally.add(fault) }
///     }
///     print(tally.score().all.perThousand)
///
/// The document of a unit is its ``TranslationUnit/pair``; else what its property
/// `x-bitext-target-document` names; else the unit is a document of its own. The interval is from a
/// bootstrap over documents: sums of weights and words are drawn together. Above
/// ``documentLimit`` further documents join earlier ones by their hash, and groups are drawn: their sums
/// vary as those of documents do, and memory stays flat.
///
/// - Complexity: O(text) a unit; up to 32 bytes a document.
/// - Note: Deterministic. A fault that comes after other units is put down to its own document.
/// - SeeAlso: Koehn, 2004, "Statistical significance tests for machine translation evaluation";
///   differs from it in drawing documents, for sentences of one document fail together.
public struct MQMTally: Sendable {
  /// How many documents are drawn one by one.
  public static let documentLimit = 2048

  /// What faults are weighed by.
  public let weights: MQMWeights

  private struct Row {
    var words = 0.0
    /// Weights by precision class, in the order of `FaultPrecision.allCases`.
    var weights = SIMD4<Double>()
  }

  private var rows: [Row] = []
  private var rowsByDocument: [UInt64: Int32] = [:]
  /// Units whose id does not tell their document.
  private var rowsByUnit: [UInt64: Int32] = [:]
  private var documents = 0
  private var units = 0
  /// Words of the sources so far, as ``SourceWords`` counts them.
  public private(set) var sourceWords = 0
  private var faults = SIMD4<Int>()
  private var current: (unit: String, row: Int) = ("", 0)
  private var latest: (name: String?, row: Int) = (nil, 0)

  /// Makes an empty tally.
  public init(weights: MQMWeights = MQMWeights()) { self.weights = weights }

  /// Adds a unit; its faults follow.
  public mutating func add(_ unit: TranslationUnit) {
    let name = Self.document(of: unit)
    let words = SourceWords.count(unit.source.text)
    // Units of a document mostly stand together.
    let row = name == latest.name ? latest.row : row(ofDocument: Self.hash(name[...]))
    latest = (name, row)
    if name != unit.id, Self.documentPart(of: unit.id).map({ $0 != name }) ?? true {
      rowsByUnit[Self.hash(unit.id[...])] = Int32(row)
    }
    rows[row].words += Double(words)
    units += 1
    sourceWords += words
    current = (unit.id, row)
  }

  /// The document that a unit counts for.
  public static func document(of unit: TranslationUnit) -> String {
    unit.pair ?? unit.properties.first { $0.type == "x-bitext-target-document" }?.value ?? unit.id
  }

  private mutating func row(ofDocument hash: UInt64) -> Int {
    if let known = rowsByDocument[hash] { return Int(known) }
    let row = documents < Self.documentLimit ? documents : Int(hash % UInt64(Self.documentLimit))
    if row == rows.count { rows.append(Row()) }
    rowsByDocument[hash] = Int32(row)
    documents += 1
    return row
  }

  /// Adds a fault of the unit that was added last, or of one before.
  public mutating func add(_ fault: Fault) {
    guard !rows.isEmpty else { return }
    let row = fault.unit == current.unit ? current.row : earlierRow(of: fault.unit)
    let place = FaultPrecision.allCases.firstIndex(of: fault.precision) ?? 0
    rows[row].weights[place] += weights.weight(of: fault.category, fault.severity)
    faults[place] += 1
  }

  private func earlierRow(of unit: String) -> Int {
    if let row = rowsByUnit[Self.hash(unit[...])] { return Int(row) }
    if let row = rowsByDocument[Self.hash(unit[...])] { return Int(row) }
    let row = Self.documentPart(of: unit).flatMap { rowsByDocument[Self.hash($0)] }
    return row.map { Int($0) } ?? current.row
  }

  /// `a` of `a:3`.
  private static func documentPart(of unit: String) -> Substring? {
    unit.utf8.lastIndex(of: 0x3A).map { unit[..<$0] }
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: Substring) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// Weighs what was added.
  ///
  /// - Parameters:
  ///   - samples: how many bootstrap samples the intervals are from; 0 gives none.
  ///   - seed: where the random stream starts.
  public func score(samples: Int = 1000, seed: UInt64 = 12345) -> MQMScore {
    var score = MQMScore(weights: weights, samples: samples, seed: seed)
    score.documents = documents
    score.units = units
    score.sourceWords = sourceWords
    var total = Row()
    for row in rows {
      total.words += row.words
      total.weights += row.weights
    }
    let intervals = documents >= 2 && samples > 0 ? intervals(samples, seed) : []
    for place in score.classes.indices {
      score.classes[place].figure = figure(
        faults[place], total.weights[place], total.words, intervals.isEmpty ? nil : intervals[place]
      )
    }
    score.all = figure(
      faults.wrappedSum(), total.weights.sum(), total.words, intervals.last)
    return score
  }

  private func figure(
    _ faults: Int, _ weight: Double, _ words: Double, _ interval: ClosedRange<Double>?
  ) -> MQMScore.Figure {
    MQMScore.Figure(
      faults: faults, weight: weight, perThousand: words > 0 ? weight / words * 1000 : 0,
      interval: interval)
  }

  /// Of each class, and of all together last.
  private func intervals(_ samples: Int, _ seed: UInt64) -> [ClosedRange<Double>] {
    var stream = RandomStream(seed: seed)
    let classes = FaultPrecision.allCases.count
    var values = [[Double]](repeating: [], count: classes + 1)
    for _ in 0..<samples {
      var sum = Row()
      for _ in rows.indices {
        let drawn = rows[stream.index(below: UInt32(rows.count))]
        sum.words += drawn.words
        sum.weights += drawn.weights
      }
      let scale = sum.words > 0 ? 1000 / sum.words : 0
      for place in 0..<classes { values[place].append(sum.weights[place] * scale) }
      values[classes].append(sum.weights.sum() * scale)
    }
    return values.map { values in
      let sorted = values.sorted()
      return sorted[samples / 40]...sorted[samples - samples / 40 - 1]
    }
  }
}
