// SPDX-License-Identifier: Apache-2.0

/// Which negations of one side the other accounts for, part by part.
///
/// First come words that the lexicon links, then what stands near the same words on both sides, then what
/// is left of bare negations wherever it stands in the part, then in the parts beside it.
struct NegationMatch {
  /// Negations of the source that nothing renders, with the part.
  private(set) var lost: [(negation: SourceNegation, part: UnitPart)] = []
  /// Negations of the target that nothing accounts for.
  private(set) var added: [(negation: TargetNegation, part: UnitPart)] = []
  /// The negations of each part with two sides, for the ranking aid.
  private(set) var parts: [Counts] = []

  /// How many negations a part has.
  struct Counts {
    var part: UnitPart
    var sure = 0
    var possible = 0
    var bare = 0
    var other = 0
  }

  /// How far apart in characters what stands near the same words may be.
  private static let near = 9.0

  init() {}

  init(_ unit: CheckedUnit) {
    let sources = unit.findSourceNegations()
    let targets = unit.findTargetNegations()
    var left: [(place: Int, lost: SourceNegation)] = []
    var over: [(place: Int, added: TargetNegation)] = []
    let all = unit.links.parts
    var (i, j) = (0, 0)
    for (number, part) in all.enumerated() {
      while i < sources.count, sources[i].range.lowerBound < part.source.lowerBound { i += 1 }
      while j < targets.count, targets[j].range.lowerBound < part.target.lowerBound { j += 1 }
      let (from, to) = (i, j)
      while i < sources.count, sources[i].range.lowerBound < part.source.upperBound { i += 1 }
      while j < targets.count, targets[j].range.lowerBound < part.target.upperBound { j += 1 }
      guard !part.source.isEmpty, !part.target.isEmpty else { continue }
      let (own, others) = (sources[from..<i], targets[to..<j])
      var counts = Counts(part: part)
      for negation in own {
        if negation.kind == .sure { counts.sure += 1 } else { counts.possible += 1 }
      }
      for negation in others {
        if negation.kind == .bare { counts.bare += 1 }
        if negation.kind == .other { counts.other += 1 }
      }
      parts.append(counts)
      guard counts.bare > 0 || own.contains(where: { $0.kind.rawValue >= 2 }) else { continue }
      let rest = PartMatch(unit, part, Array(own), Array(others), near: Self.near).leftovers
      left += rest.lost.map { (number, $0) }
      over += rest.added.map { (number, $0) }
    }
    // The cut between two parts may be in the wrong place.
    for (place, negation) in left {
      if let other = over.firstIndex(where: { abs($0.place - place) == 1 }) {
        over.remove(at: other)
      } else {
        lost.append((negation, all[place]))
      }
    }
    added = over.map { ($0.added, all[$0.place]) }
  }
}

/// The negations of one part.
private struct PartMatch {
  private let unit: CheckedUnit
  private let part: UnitPart
  private var sources: [SourceNegation]
  private var targets: [TargetNegation]

  init(
    _ unit: CheckedUnit, _ part: UnitPart, _ sources: [SourceNegation],
    _ targets: [TargetNegation], near: Double
  ) {
    self.unit = unit
    self.part = part
    self.sources = sources
    self.targets = targets
    dropAccountedFor()
    keep(left { isLate($0) || !linked($0, $1) ? nil : distance($0, $1) })
    dropRendered()
    keep(
      left { one, other in
        if isLate(one) || other.kind == .wide && !mayStand(other, for: one) { return nil }
        let distance = distance(one, other)
        return distance <= near ? distance : nil
      })
    let rest = left { one, other in
      if other.kind == .wide {
        // 难以区分 for indistinguishable, wherever the sentence has it.
        let mayBe = one.kind == .reliable && mayStand(other, for: one)
        return mayBe ? far(one, other, within: 0.35).map { $0 + 100 } : nil
      }
      if one.kind == .possible {
        let word = unit.source.words[one.word]
        let isWide = word.count >= 6 || EnglishNegations.besideNegation.contains(word.folded)
        let limit = isWide ? 0.45 : 0.3
        return other.kind == .bare ? far(one, other, within: limit) : nil
      }
      return 100 + place(one, other)
    }
    keep(rest)
  }

  private mutating func keep(_ rest: (sources: [SourceNegation], targets: [TargetNegation])) {
    sources = rest.sources
    targets = rest.targets
  }

  /// What nothing accounts for.
  var leftovers: (lost: [SourceNegation], added: [TargetNegation]) {
    (
      sources.filter { $0.kind == .sure || $0.kind == .reliable },
      targets.filter { $0.kind == .bare }
    )
  }

  /// What is left where the nearest are matched first, those that negate before those that may.
  private func left(
    _ price: (SourceNegation, TargetNegation) -> Double?
  ) -> (sources: [SourceNegation], targets: [TargetNegation]) {
    var pairs: [(price: Double, source: Int, target: Int)] = []
    for (i, one) in sources.enumerated() {
      for (j, other) in targets.enumerated() {
        guard let price = price(one, other) else { continue }
        let rank = (one.kind == .possible ? 4.0 : 0) + (other.kind == .bare ? 0 : 3)
        pairs.append((price + rank, i, j))
      }
    }
    guard !pairs.isEmpty else { return (sources, targets) }
    pairs.sort { ($0.price, $0.source, $0.target) < ($1.price, $1.source, $1.target) }
    var (usedSources, usedTargets): (Set<Int>, Set<Int>) = ([], [])
    for pair in pairs
    where !usedSources.contains(pair.source) && !usedTargets.contains(pair.target) {
      usedSources.insert(pair.source)
      usedTargets.insert(pair.target)
    }
    return (
      sources.enumerated().filter { !usedSources.contains($0.offset) }.map(\.element),
      targets.enumerated().filter { !usedTargets.contains($0.offset) }.map(\.element)
    )
  }

  /// Whether a word without negation may stand for one: not for rather than; 难以 for irreversible.
  private func mayStand(_ other: TargetNegation, for one: SourceNegation) -> Bool {
    if unit.source.words[one.word].folded == EnglishNegations.rather { return false }
    guard one.kind == .reliable else { return true }
    // 难缺失异免待有尚悬
    return [0x96BE, 0x7F3A, 0x5931, 0x5F02, 0x514D, 0x5F85, 0x6709, 0x5C1A, 0x60AC].contains(
      unit.target.scalars[other.range.lowerBound])
  }

  private func isLate(_ one: SourceNegation) -> Bool {
    EnglishNegations.late.contains(unit.source.words[one.word].folded)
  }

  private func linked(_ one: SourceNegation, _ other: TargetNegation) -> Bool {
    unit.links.links(unit.links.words[other.word], toWord: one.word)
  }

  /// Drops words of the target such as 误差 that render a word of the source that does not negate.
  private mutating func dropAccountedFor() {
    let negating = Set(sources.map(\.word))
    let words = unit.source.words
    targets.removeAll { other in
      guard other.kind != .bare, unit.links.words[other.word].cover == .strong else { return false }
      // 无 of 无噪 beside free-space; 有待探索 for remain unexplored.
      if other.range.count == 1 || unit.target.scalars[other.range.upperBound - 1] == 0x5F85 {
        return false
      }
      let word = unit.links.words[other.word]
      if negating.contains(where: { unit.links.links(word, toWord: $0) }) { return false }
      return words.indices.contains { index in
        part.source.contains(words[index].start) && !negating.contains(index)
          && unit.links.sourceCover[index] != .unknown && unit.links.links(word, toWord: index)
      }
    }
  }

  /// Drops words of the source that a word without negation renders: 独立 for independent.
  private mutating func dropRendered() {
    sources.removeAll { one in
      if one.kind == .sure,
        !EnglishNegations.withMeaning.contains(unit.source.words[one.word].folded)
      {
        return false
      }
      let place = Int(unit.links.sourcePlace[one.word])
      guard place >= 0,
        !EnglishNegations.besideNegation.contains(unit.source.words[one.word].folded)
      else { return false }
      // A copy is no negation of Chinese either.
      guard let word = unit.links.words.first(where: { $0.start == place }) else { return true }
      // 保真度 of 不保真度 renders fidelity only.
      return !(word.start - 1..<word.end).contains {
        ChineseNegations.isNegating(unit.target.at($0))
      }
    }
  }

  /// How far in characters a negation of the target stands from what the words beside a negation of the
  /// source were rendered by.
  private func distance(_ one: SourceNegation, _ other: TargetNegation) -> Double {
    var best = Double.infinity
    let (places, cover) = (unit.links.sourcePlace, unit.links.sourceCover)
    for offset in [1, 2, 3, -1, 4, -2, -3] {
      let index = one.word + offset
      guard places.indices.contains(index), places[index] >= 0, cover[index] == .strong,
        part.source.contains(unit.source.words[index].start)
      else { continue }
      let gap = abs(Int(places[index]) - other.range.upperBound)
      best = min(best, Double(gap) + Double(abs(offset)))
    }
    return best < .infinity ? best : place(one, other) * Double(part.target.count)
  }

  /// How far apart two negations stand in their part, 0...1.
  private func place(_ one: SourceNegation, _ other: TargetNegation) -> Double {
    let from = Double(one.range.lowerBound - part.source.lowerBound) / Double(part.source.count)
    let to = Double(other.range.lowerBound - part.target.lowerBound) / Double(part.target.count)
    return abs(from - to)
  }

  private func far(
    _ one: SourceNegation, _ other: TargetNegation, within limit: Double
  ) -> Double? {
    let place = place(one, other)
    return place <= limit ? 100 + place : nil
  }
}
