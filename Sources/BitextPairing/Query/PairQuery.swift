// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import BitextText

/// A translation as the pairer sees it: for each distinct word or anchor the terms of an original that
/// would account for it.
struct PairQuery {
  /// One way to account for a unit.
  struct Alternative {
    /// Its weight in the index, in nats, times the strength of the link.
    var weight: Double
    /// The unit that it accounts for.
    var unit: Int32
    /// The next alternative with the same key, −1 for none.
    var next: Int32
    /// Whether it is the anchor itself, not a rendering.
    var isExact: Bool
  }

  /// The alternatives with one key.
  struct Group {
    /// The key.
    var key: UInt64
    /// The first of them.
    var first: Int32
    /// How many documents of the index hold the key; 0 for a key that none holds.
    var frequency: Int
  }

  /// One distinct word or anchor of the translation.
  struct Unit {
    /// The weight of the heaviest way to account for it, in nats; for an anchor that no document holds
    /// the weight of an unknown term.
    var weight: Double
    /// Whether it is a copied anchor, not a word of the lexicon.
    var isAnchor: Bool
    /// The keys of an anchor, as a range of ``PairQuery/anchorGroups``.
    var anchors: Range<Int>
    /// Where it stands first.
    var span: TextSpan
  }

  private(set) var units: [Unit] = []
  private(set) var alternatives: [Alternative] = []
  private(set) var groups: [Group] = []
  /// The groups of the anchors' keys, unit by unit.
  private(set) var anchorGroups: [Int32] = []
  /// Characters without white space.
  let characterCount: Int
  /// Sums over the units, in nats: of all weights, of the anchors'.
  private(set) var weight = 0.0
  private(set) var anchorWeight = 0.0
  /// What a random document of the collection accounts for, in nats, the terms taken as independent:
  /// mean and variance.
  private(set) var chance = (mean: 0.0, variance: 0.0)
  /// The terms of the groups in each segment, −1 where it has none.
  private var terms: [Int32] = []
  private let segmentCount: Int
  private var keys = GroupTable()
  /// For each segment, which group a term belongs to.
  private var heads: [TermTable] = []

  init(_ document: Document, index: KeyIndex) {
    var anchors: [Anchor] = []
    var words: [ChineseWords.Word] = []
    var text = document.text
    let lexicon = document.language.isChinese ? index.lexicon : nil
    segmentCount = index.segments.count
    characterCount = text.withUTF8 { bytes in
      StemmerPool.shared.lend { stemmer in
        var terms = TermScanner(stemmer: stemmer)
        terms.scan(bytes, into: &anchors)
      }
      if let lexicon { HanRuns.words(of: bytes, lexicon, into: &words) }
      return PairLength.characters(bytes)
    }
    let expected = words.count * 8
    units.reserveCapacity(words.count)
    alternatives.reserveCapacity(expected)
    groups.reserveCapacity(expected)
    terms.reserveCapacity(expected * segmentCount)
    addAnchors(anchors, index)
    if let lexicon { addWords(words, lexicon, index) }
    for unit in units {
      weight += unit.weight
      if unit.isAnchor { anchorWeight += unit.weight }
    }
    measureChance(documentCount: index.documentTotal)
    for segment in 0..<segmentCount {
      var table = TermTable(count: groups.count)
      for place in groups.indices {
        let term = term(ofGroup: place, segment: segment)
        if term >= 0 { table.insert(term, group: Int32(place)) }
      }
      heads.append(table)
    }
  }

  /// The number of a group's key in a segment; −1 where it has none.
  @inline(__always)
  func term(ofGroup group: Int, segment: Int) -> Int {
    Int(terms[group * segmentCount + segment])
  }

  /// A compound with its parts is one unit: the whole or its heaviest part accounts for it.
  private mutating func addAnchors(_ anchors: [Anchor], _ index: KeyIndex) {
    var seen = GroupTable()
    for anchor in anchors {
      let isNew = seen.find(anchor.key).isNew
      guard isNew || anchor.isPart else { continue }
      let group = self.group(of: anchor.key, index)
      let weight = index.weight(ofFrequency: groups[group].frequency)
      if anchor.isPart, let last = units.indices.last, units[last].span.end >= anchor.span.end {
        if isNew { add(group, weight, unit: last) }
        continue
      }
      guard isNew else { continue }
      units.append(
        Unit(
          weight: weight, isAnchor: true, anchors: anchorGroups.count..<anchorGroups.count,
          span: anchor.span))
      add(group, weight, unit: units.count - 1)
    }
  }

  /// Adds an anchor's own key as a way to account for it.
  private mutating func add(_ group: Int, _ weight: Double, unit: Int) {
    anchorGroups.append(Int32(group))
    units[unit].anchors = units[unit].anchors.lowerBound..<anchorGroups.count
    if groups[group].frequency > 0 { add(group, weight, unit: unit, isExact: true) }
  }

  private mutating func addWords(
    _ words: [ChineseWords.Word], _ lexicon: Lexicon, _ index: KeyIndex
  ) {
    var seen = GroupTable()
    for word in words where word.entry >= 0 && seen.find(UInt64(word.entry)).isNew {
      let unit = units.count
      units.append(Unit(weight: 0, isAnchor: false, anchors: 0..<0, span: word.span))
      for term in index.linked.terms(of: word.entry, lexicon: lexicon, index: index) {
        let group = self.group(of: term, index)
        add(group, term.weight, unit: unit, isExact: false)
        units[unit].weight = max(units[unit].weight, term.weight)
      }
    }
  }

  private mutating func add(_ group: Int, _ weight: Double, unit: Int, isExact: Bool) {
    alternatives.append(
      Alternative(
        weight: weight, unit: Int32(unit), next: groups[group].first, isExact: isExact))
    groups[group].first = Int32(alternatives.count - 1)
  }

  /// The group of a key, a new one where it has none.
  private mutating func group(of key: UInt64, _ index: KeyIndex) -> Int {
    let found = keys.find(key)
    if found.isNew {
      let frequency = index.find(key, terms: &terms)
      groups.append(Group(key: key, first: -1, frequency: frequency))
    }
    return found.group
  }

  private mutating func measureChance(documentCount: Int) {
    for group in groups {
      let share = Double(group.frequency) / Double(max(1, documentCount))
      var place = Int(group.first)
      while place >= 0 {
        let weight = alternatives[place].weight
        chance.mean += share * weight
        chance.variance += share * (1 - share) * weight * weight
        place = Int(alternatives[place].next)
      }
    }
  }

  private mutating func group(of term: LinkedTerms.Term, _ index: KeyIndex) -> Int {
    let found = keys.find(term.key)
    if found.isNew {
      if segmentCount == 1 {
        terms.append(term.first)
      } else {
        _ = index.find(term.key, terms: &terms)
      }
      groups.append(Group(key: term.key, first: -1, frequency: Int(term.frequency)))
    }
    return found.group
  }

  /// What a document accounts for, and what of the document the translation accounts for.
  ///
  /// - Parameters:
  ///   - profile: the document.
  ///   - weights: the weight of each term of its segment.
  ///   - best: a buffer of at least as many as there are units.
  /// - Complexity: O(terms of the document + units).
  func match(
    _ profile: KeyProfile, weights: UnsafeBufferPointer<Float>, best: inout [Double]
  ) -> PairMatch {
    var match = PairMatch()
    best.withUnsafeMutableBufferPointer { best in
      for unit in units.indices { best[unit] = 0 }
      heads[profile.segment].withLookup { group in
        profile.forEachTerm { term, isName in
          guard term < weights.count else { return }
          let weight = Double(weights[term])
          match.original += weight
          if isName { match.names += weight }
          let group = group(term)
          guard group >= 0 else { return }
          match.originalAccounted += weight
          if account(group, in: best), isName { match.namesKept += weight }
        }
      }
      for (unit, value) in units.enumerated() {
        let accounted = min(best[unit], value.weight)
        match.accounted += accounted
        if value.isAnchor { match.anchors += accounted }
      }
    }
    return match
  }

  /// Lets a group account for its units, and says whether one of them is the anchor itself.
  @inline(__always)
  private func account(_ group: Int, in best: UnsafeMutableBufferPointer<Double>) -> Bool {
    var place = Int(groups[group].first)
    var isExact = false
    while place >= 0 {
      let alternative = alternatives[place]
      let unit = Int(alternative.unit)
      if alternative.weight > best[unit] { best[unit] = alternative.weight }
      isExact = isExact || alternative.isExact
      place = Int(alternative.next)
    }
    return isExact
  }
}

/// Sums of weights, in nats, of what a translation and a document account for in one another.
struct PairMatch {
  /// Of the translation's units those that the document accounts for; of these the anchors.
  var accounted = 0.0
  var anchors = 0.0
  /// Of the document all terms, and those that the translation accounts for.
  var original = 0.0
  var originalAccounted = 0.0
  /// Of the document's names and numbers all, and those that the translation holds.
  var names = 0.0
  var namesKept = 0.0
}
