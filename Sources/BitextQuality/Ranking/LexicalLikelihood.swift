// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import Glibc

/// How likely each side of a unit is given the other, by the lexicon's probabilities as IBM Model 1
/// takes them; belongs to one thread.
///
/// For a source word *e*: ln(λ + (1 − λ)·Σ t(e|z)/((n + 1)·p)), the sum over the Chinese words of the
/// target, *n* their number; the same for a Chinese word with t(z|e), the lexicon's weights brought to
/// the sum 1 over the headwords of a stem. λ = .05, p = 1/2,000: words that nothing accounts for get −3.
///
/// - SeeAlso: Brown et al., 1993, "The Mathematics of Statistical Machine Translation". Differs from
///   Model 1 in the background λ, so that a word the lexicon lacks does not decide alone.
final class LexicalLikelihood {
  private let table = LexiconWeights.shared
  private var sums: [Float]
  private var touched: [Int32] = []

  init() { sums = Array(repeating: 0, count: LexiconWeights.shared.stems.count) }

  private static let background: Float = 0.05
  private static let frequency: Float = 1 / 2000

  private static func term(_ sum: Float, _ count: Int) -> Double {
    let ratio = sum / (Float(count + 1) * frequency)
    return Double(logf(background + (1 - background) * ratio))
  }

  /// Over the source's words that the lexicon knows: the mean, and the mean of the worst third.
  func forward(_ unit: CheckedUnit) -> (mean: Double, least: Double) {
    let words = unit.links.words
    for word in words where word.entry >= 0 {
      for place in table.range(word.entry) {
        let stem = Int(table.stemNumbers[place])
        if sums[stem] == 0 { touched.append(Int32(stem)) }
        sums[stem] += table.weights[place]
      }
    }
    var values: [Double] = []
    for word in unit.source.words
    where word.zone == .plain && word.count > 2 && !FunctionWords.contains(word.folded) {
      let stem = table.stems.find(word.stem)
      if stem >= 0 { values.append(Self.term(sums[stem], words.count)) }
    }
    clear()
    return Self.summary(&values)
  }

  /// Over the target's Chinese words.
  func backward(_ unit: CheckedUnit) -> (mean: Double, least: Double) {
    var count = 0
    for word in unit.source.words {
      let stem = table.stems.find(word.stem)
      guard stem >= 0 else { continue }
      count += 1
      if sums[stem] == 0 { touched.append(Int32(stem)) }
      sums[stem] += 1
    }
    var values: [Double] = []
    for word in unit.links.words where word.entry >= 0 && word.end - word.start >= 2 {
      var sum: Float = 0
      for place in table.range(word.entry) {
        let stem = Int(table.stemNumbers[place])
        if sums[stem] > 0 { sum += sums[stem] * table.weights[place] / table.totals[stem] }
      }
      values.append(Self.term(sum, count))
    }
    clear()
    return Self.summary(&values)
  }

  private func clear() {
    for stem in touched { sums[Int(stem)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  private static func summary(_ values: inout [Double]) -> (mean: Double, least: Double) {
    guard !values.isEmpty else { return (0, 0) }
    let mean = values.reduce(0, +) / Double(values.count)
    values.sort()
    let third = values.prefix((values.count + 2) / 3)
    return (mean, third.reduce(0, +) / Double(third.count))
  }

  /// ln(1 + the weight of all headwords that a word renders), 0 for a word the lexicon lacks: how
  /// much of the lexicon a word is part of, for want of its frequency.
  func familiarity(of word: LatinWord) -> Double {
    let stem = table.stems.find(word.stem)
    return stem < 0 ? 0 : Double(log1pf(table.totals[stem]))
  }
}

/// The shipped lexicon's weights in arrays; made once a process.
private final class LexiconWeights: Sendable {
  static let shared = LexiconWeights(LinkTable.shared.lexicon)

  let stems: KeyTable
  let stemNumbers: [Int32]
  /// t(e|z).
  let weights: [Float]
  /// The sum of the weights of each stem.
  let totals: [Float]
  private let starts: [Int32]

  func range(_ entry: Int) -> Range<Int> { Int(starts[entry])..<Int(starts[entry + 1]) }

  private init(_ lexicon: Lexicon) {
    var stems = KeyTable(capacity: 1 << 16)
    var numbers: [Int32] = []
    var weights: [Float] = []
    var totals: [Float] = []
    var starts: [Int32] = [0]
    for entry in 0..<lexicon.entryCount {
      lexicon.forEachLink(of: [entry]) { _, link in
        let stem = stems.number(of: link.stem)
        if stem == totals.count { totals.append(0) }
        totals[stem] += link.weight
        numbers.append(Int32(stem))
        weights.append(link.weight)
      }
      starts.append(Int32(numbers.count))
    }
    self.stems = stems
    stemNumbers = numbers
    self.weights = weights
    self.totals = totals
    self.starts = starts
  }
}
