// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import Glibc

/// What the ranking aid sees of a unit: numbers by name, and which buckets its words fall into.
package struct RankingFeatures: Sendable {
  /// How many buckets the words of both sides are hashed into.
  static let bucketCount = 4096

  /// The numbers that are not counts of a rule's faults.
  static let plainNames = [
    "source-length", "target-length", "length-ratio", "length-deviation", "source-words",
    "word-length", "name-share", "name-count", "number-count", "function-share",
    "source-known", "source-none", "source-weak", "source-none-count", "target-known",
    "target-none", "target-none-count", "worst-part", "worst-part-back", "empty-parts",
    "omission-gap", "addition-gap", "forward-likelihood", "backward-likelihood",
    "least-forward", "least-backward", "latin-share", "copied-count", "uncopied-names",
    "numbers-missing", "numbers-added", "numbers-changed", "source-commas", "target-commas",
    "comma-difference", "source-quotes", "source-brackets", "bracket-difference",
    "target-variety", "particle-share", "rare-share", "least-frequency", "mean-frequency",
    "negation-excess", "negation-excess-sure", "negation-lack", "negation-balance",
    "negation-surprise", "negation-shortfall", "negation-surprise-any", "negation-shortfall-any",
    "weighted-faults", "weighted-faults-share", "terms-unrendered", "terms-short",
    "wrong-term-kinds", "wrong-term-mixed",
  ]

  /// All numbers: the plain ones, then a count a rule.
  static let names = plainNames + RuleSet.known.map { "rule:" + $0.id }

  /// The numbers, in the order of ``names``.
  var numbers: [Float] = []
  /// Buckets, each once, ascending.
  var buckets: [Int32] = []
  /// The words of the source.
  var wordCount = 0
}

/// Makes features; belongs to one thread.
final class RankingFeatureMaker {
  private let likelihood = LexicalLikelihood()
  private let places: [String: Int]
  private let weights = MQMWeights()
  private let negators: NegationWeights

  /// - Parameter negators: how many negations each word of a source leads to.
  init(_ negators: NegationWeights) {
    self.negators = negators
    var places: [String: Int] = [:]
    for (place, rule) in RuleSet.known.enumerated() { places[rule.id] = place }
    self.places = places
  }

  /// The features of a unit that was prepared, with what the rules found in it.
  func features(_ unit: CheckedUnit, _ faults: [Fault]) -> RankingFeatures {
    var features = RankingFeatures()
    var numbers: [Float] = []
    numbers.reserveCapacity(RankingFeatures.names.count)
    add(lengths(unit), to: &numbers)
    add(links(unit), to: &numbers)
    add(copies(unit), to: &numbers)
    add(marks(unit), to: &numbers)
    add(frequencies(unit), to: &numbers)
    add(negations(unit), to: &numbers)
    add(surprises(unit), to: &numbers)
    var counts = [Float](repeating: 0, count: RuleSet.known.count)
    var weight = 0.0
    for fault in faults {
      if let place = places[fault.rule], counts[place] < 4 { counts[place] += 1 }
      weight += weights.weight(of: fault.category, fault.severity)
    }
    add([weight, weight / Double(unit.source.words.count + 5)], to: &numbers)
    add(terms(unit, faults), to: &numbers)
    features.numbers = numbers + counts
    features.buckets = buckets(unit)
    features.wordCount = unit.source.words.count
    return features
  }

  private func add(_ values: [Double], to numbers: inout [Float]) {
    for value in values { numbers.append(Float(value)) }
  }

  private func lengths(_ unit: CheckedUnit) -> [Double] {
    let (source, target) = (unit.source, unit.target)
    let (m, n) = (Double(source.count), Double(target.count))
    let ratio = log((n + 1) / (m + 1))
    let words = source.words
    let letters = words.reduce(0) { $0 + $1.count }
    let names = words.count { $0.shape != .lower && !$0.startsSentence }
    let functions = words.count { FunctionWords.contains($0.folded) }
    let count = Double(words.count)
    return [
      log(m + 1), log(n + 1), ratio, abs(ratio - log(0.31)), log(count + 1),
      Double(letters) / (count + 1), Double(names) / (count + 1), min(20, Double(names)),
      min(20, Double(source.numbers.count)), Double(functions) / (count + 1),
    ]
  }

  private func links(_ unit: CheckedUnit) -> [Double] {
    let links = unit.links
    var source = CoverCounts()
    for cover in links.sourceCover { source.add(cover) }
    var target = CoverCounts()
    for word in links.words { target.add(word.cover) }
    var worst = (1.0, 1.0)
    var empty = 0.0
    var (omission, addition) = (-6.0, -6.0)
    for part in links.parts {
      if part.source.isEmpty || part.target.isEmpty {
        empty += 1
        continue
      }
      var (own, other) = (CoverCounts(), CoverCounts())
      for (index, word) in unit.source.words.enumerated() where part.source.contains(word.start) {
        own.add(links.sourceCover[index])
      }
      for word in links.words where part.target.contains(word.start) { other.add(word.cover) }
      if own.known >= 4 { worst.0 = min(worst.0, (own.strong + 0.5 * own.weak) / own.known) }
      if other.known >= 3 { worst.1 = min(worst.1, other.strong / other.known) }
      if let gap = GapFinder.omission(unit, part) {
        omission = max(omission, gap.total)
      }
      if let gap = GapFinder.addition(unit, part) {
        addition = max(addition, gap.total)
      }
    }
    let forward = likelihood.forward(unit)
    let backward = likelihood.backward(unit)
    return [
      source.known, source.share(source.none), source.share(source.weak), min(15, source.none),
      target.known, target.share(target.none), min(15, target.none), worst.0, worst.1, empty,
      min(20, omission), min(20, addition), forward.mean, backward.mean, forward.least,
      backward.least,
    ]
  }

  private func copies(_ unit: CheckedUnit) -> [Double] {
    let (source, target) = (unit.source, unit.target)
    var known: Set<UInt64> = []
    for word in target.words {
      known.insert(word.folded)
      known.insert(word.stem)
    }
    var (copied, names, lost) = (0.0, 0.0, 0.0)
    for word in source.words where word.zone == .plain {
      let isThere = known.contains(word.folded) || known.contains(word.stem)
      if isThere { copied += 1 }
      if word.isNameLike {
        names += 1
        if !isThere { lost += 1 }
      }
    }
    let letters = target.words.reduce(0) { $0 + $1.count }
    let match = unit.numberMatch
    return [
      Double(letters) / Double(target.count + 1), min(20, copied), min(6, lost),
      min(4, Double(match.missing.count)), min(4, Double(match.added.count)),
      min(4, Double(match.changed.count)),
    ]
  }

  /// By how many negations the sides of a part differ: the most of any part, and over the unit.
  private func negations(_ unit: CheckedUnit) -> [Double] {
    guard unit.hasBoth, unit.source.isEnglish, unit.target.isChinese else {
      return [-2, -2, -2, 0]
    }
    var (excess, sure, lack, balance) = (-2, -2, -2, 0)
    for counts in unit.negations.parts {
      excess = max(excess, counts.bare - counts.sure - counts.possible)
      sure = max(sure, counts.bare - counts.sure)
      lack = max(lack, counts.sure - counts.bare - counts.other)
      balance += counts.bare - counts.sure
    }
    return [excess, sure, lack, balance].map { Double(max(-4, min(4, $0))) }
  }

  /// By how much the negations of a part differ from what its source leads one to expect: the most
  /// of any part, those beyond first, for bare negations and for all words with their characters.
  private func surprises(_ unit: CheckedUnit) -> [Double] {
    var found: [Float] = [-1, -1, -1, -1]
    for part in NegationWeights.parts(of: unit) {
      let bare = part.bare - negators.expected(part.words, negators.bare)
      let any = part.any - negators.expected(part.words, negators.any)
      for (place, value) in [bare, -bare, any, -any].enumerated() {
        found[place] = max(found[place], min(3, value))
      }
    }
    return found.map { Double($0) }
  }

  /// How many terms of which the termbase knows a wrong rendering have no accepted one, or fewer than the
  /// source has places; how many were found wrong, and of those how many are rendered rightly too.
  private func terms(_ unit: CheckedUnit, _ faults: [Fault]) -> [Double] {
    let wrong = faults.filter { $0.rule == "wrong-term" }.compactMap { $0.source?.start }
    var (unrendered, short, kinds, mixed) = (0, 0, 0, 0)
    for found in unit.terms where !unit.termbase.terms[found.term].wrong.isEmpty {
      let words = found.accepted.count { unit.target.kinds[$0.lowerBound] == .han }
      if found.accepted.isEmpty {
        unrendered += 1
      } else if words < found.places.count {
        short += 1
      }
      guard found.places.contains(where: { wrong.contains($0.lowerBound) }) else { continue }
      kinds += 1
      if words > 0 { mixed += 1 }
    }
    return [unrendered, short, kinds, mixed].map { Double(min(4, $0)) }
  }

  private func marks(_ unit: CheckedUnit) -> [Double] {
    let (source, target) = (MarkCounts(unit.source), MarkCounts(unit.target))
    var seen: Set<UInt32> = []
    var particles = 0.0
    for value in unit.target.scalars {
      seen.insert(value)
      if value == 0x7684 { particles += 1 }
    }
    let count = Double(unit.target.count + 1)
    return [
      min(15, source.commas), min(15, target.commas), source.commas - target.commas,
      min(8, source.quotes), min(8, source.brackets), abs(source.brackets - target.brackets),
      Double(seen.count) / count, particles / count,
    ]
  }

  /// How rare the words of the source are in the lexicon: the words that it lacks count as rarest.
  private func frequencies(_ unit: CheckedUnit) -> [Double] {
    var (sum, least, rare, count) = (0.0, 12.0, 0.0, 0.0)
    for word in unit.source.words where word.zone == .plain && word.count > 1 {
      let value = likelihood.familiarity(of: word)
      sum += value
      least = min(least, value)
      if value < 0.5 { rare += 1 }
      count += 1
    }
    return [rare / (count + 1), count > 0 ? least : 0, sum / (count + 1)]
  }

  private func buckets(_ unit: CheckedUnit) -> [Int32] {
    var found: Set<Int32> = []
    for word in unit.source.words { found.insert(Self.bucket(word.folded)) }
    for (index, value) in unit.target.scalars.enumerated() where unit.target.kinds[index] == .han {
      found.insert(Self.bucket(UInt64(value) &* 0x9e37_79b9_7f4a_7c15))
    }
    return found.sorted()
  }

  private static func bucket(_ key: UInt64) -> Int32 {
    var mixed = key ^ (key >> 31)
    mixed = mixed &* 0xbf58_476d_1ce4_e5b9
    return Int32((mixed ^ (mixed >> 32)) % UInt64(RankingFeatures.bucketCount))
  }
}

/// How many words are accounted for how well.
private struct CoverCounts {
  var none = 0.0
  var weak = 0.0
  var strong = 0.0
  var known: Double { none + weak + strong }

  mutating func add(_ cover: LexicalLinks.Cover) {
    switch cover {
    case .unknown: break
    case .none: none += 1
    case .weak: weak += 1
    case .strong: strong += 1
    }
  }

  func share(_ part: Double) -> Double { known > 0 ? part / known : 0 }
}

/// Punctuation of a text, half and full width alike.
private struct MarkCounts {
  var commas = 0.0
  var quotes = 0.0
  var brackets = 0.0

  init(_ text: PreparedText) {
    for value in text.scalars {
      switch value {
      case 0x2C, 0xFF0C, 0x3001: commas += 1
      case 0x22, 0x201C, 0x201D, 0x300C, 0x300D: quotes += 1
      case 0x28, 0xFF08: brackets += 1
      default: break
      }
    }
  }
}
