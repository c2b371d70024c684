// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Sums by document of the units that all systems have, for paired bootstrap.
///
/// - SeeAlso: Koehn, 2004, "Statistical significance tests for machine translation evaluation"; differs
///   from it in drawing documents, for the sentences of one document fail together.
struct ReportComparison {
  /// Lengths of the source in words that are told apart; the last has no end.
  static let buckets = [1...10, 11...20, 21...30, 31...40, 41...Int.max]

  /// One row of the comparison: a system against the first.
  struct Row {
    var label: String
    /// The words of the sources.
    var words: Double
    /// Faults of the first system and of the other.
    var faults: (Int, Int)
    /// Weighted faults per 1,000 source words, likewise.
    var rates: (Double, Double)
    /// Where 95 of 100 samples of the difference (other − first) lie.
    var interval: ClosedRange<Double>?
    /// How probable so large a difference is by chance; `nil` with fewer than two documents.
    var probability: Double?
  }

  /// Units that all systems have.
  private(set) var units = 0
  private let systems: Int
  private let categories: [String]
  private var sums: BlockSums
  private var faults: [[Int]]
  /// Where units stand, by the hash of their ids.
  private var places: [Int: (place: Int32, bucket: Int8)] = [:]
  /// The unit at hand; no bucket where some system lacks it.
  private var bucket: Int?
  private var id = ""

  init(_ rules: [RuleDescription], systems: Int) {
    self.systems = systems
    var names: [String] = []
    for rule in rules where !names.contains(rule.category.name) { names.append(rule.category.name) }
    categories = names
    let groups = 1 + Self.buckets.count + names.count
    sums = BlockSums(width: 1 + Self.buckets.count + systems * groups)
    faults = (0..<systems).map { _ in Array(repeating: 0, count: groups) }
  }

  /// Where the weight of a group of a system is summed: all, then the buckets, then the categories.
  private func column(_ system: Int, _ group: Int) -> Int {
    1 + Self.buckets.count + system * (1 + Self.buckets.count + categories.count) + group
  }

  /// Takes the next unit; its faults follow.
  mutating func add(_ unit: ReportUnit) {
    id = unit.id
    guard unit.parts.allSatisfy({ $0?.isChecked ?? false }), unit.words > 0 else {
      bucket = nil
      return
    }
    units += 1
    let found = Self.buckets.firstIndex { $0.contains(unit.words) } ?? 0
    bucket = found
    sums.add(Double(unit.words), document: unit.place, column: 0)
    sums.add(Double(unit.words), document: unit.place, column: 1 + found)
    places[unit.id.hashedStably] = (Int32(unit.place), Int8(found))
  }

  /// Counts a fault of the unit at hand.
  mutating func count(_ fault: Fault, _ weight: Double, _ system: Int, place: Int) {
    guard let bucket else { return }
    count(fault, weight, system, place, bucket)
  }

  /// Counts a fault of a unit before.
  mutating func count(late fault: Fault, _ weight: Double, _ system: Int) {
    guard let found = places[fault.unit.hashedStably] else { return }
    count(fault, weight, system, Int(found.place), Int(found.bucket))
  }

  private mutating func count(
    _ fault: Fault, _ weight: Double, _ system: Int, _ place: Int, _ bucket: Int
  ) {
    var groups = [0, 1 + bucket]
    if let category = categories.firstIndex(of: fault.category.name) {
      groups.append(1 + Self.buckets.count + category)
    }
    for group in groups {
      faults[system][group] += 1
      sums.add(weight, document: place, column: column(system, group))
    }
  }

  /// Compares each system with the first.
  func results(
    samples: Int, seed: UInt64
  ) -> [(all: Row, lengths: [Row], categories: [Row])] {
    let total = sums.total
    let drawn = sums.count > 1 ? sums.samples(samples, seed: seed) : []
    guard !total.isEmpty else { return [] }
    return (1..<systems).map { system in
      func row(_ label: String, _ group: Int, words: Int) -> Row {
        self.row(label, system, group, words, total, drawn)
      }
      let lengths = Self.buckets.indices.filter { total[1 + $0] > 0 }.map {
        row(Self.label(Self.buckets[$0]), 1 + $0, words: 1 + $0)
      }
      let categories = self.categories.indices.map {
        row(self.categories[$0], 1 + Self.buckets.count + $0, words: 0)
      }
      return (
        row("all", 0, words: 0), lengths,
        categories.filter { $0.faults.0 + $0.faults.1 > 0 }
      )
    }
  }

  private static func label(_ bucket: ClosedRange<Int>) -> String {
    bucket.upperBound == .max
      ? "\(bucket.lowerBound)+" : "\(bucket.lowerBound)–\(bucket.upperBound)"
  }

  private func row(
    _ label: String, _ system: Int, _ group: Int, _ words: Int, _ total: [Double],
    _ drawn: [[Double]]
  ) -> Row {
    let (base, other) = (column(0, group), column(system, group))
    func difference(_ sums: [Double]) -> Double {
      ReportRate.perThousand(sums[other] - sums[base], sums[words])
    }
    let differences = drawn.map(difference)
    let observed = difference(total)
    let larger = differences.count { abs($0 - observed) >= abs(observed) }
    return Row(
      label: label, words: total[words], faults: (faults[0][group], faults[system][group]),
      rates: (
        ReportRate.perThousand(total[base], total[words]),
        ReportRate.perThousand(total[other], total[words])
      ),
      interval: ReportRate.interval(differences),
      probability: differences.isEmpty ? nil : Double(larger + 1) / Double(differences.count + 1))
  }
}

extension String {
  /// FNV-1a of the bytes: the same in every run.
  fileprivate var hashedStably: Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: hash)
  }
}
