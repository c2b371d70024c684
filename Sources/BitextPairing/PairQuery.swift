// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import BitextText

/// A translation as the pairer sees it: for each distinct word or anchor the terms of an original that
/// would account for it.
struct PairQuery {
  /// One way to account for a unit.
  struct Alternative {
    /// The term's number in the index.
    var term: Int
    /// Its weight in the index, in nats, times the strength of the link.
    var weight: Double
    /// The unit that it accounts for.
    var unit: Int32
    /// The next alternative with the same term, −1 for none.
    var next: Int32
    /// Whether it is the anchor itself, not a rendering.
    var isExact: Bool
  }

  /// One distinct word or anchor of the translation.
  struct Unit {
    /// The ways to account for it, as a range of ``PairQuery/alternatives``.
    var alternatives: Range<Int>
    /// The weight of the heaviest way, in nats; for an anchor that no document holds the weight of an
    /// unknown term.
    var weight: Double
    /// Whether it is a copied anchor, not a word of the lexicon.
    var isAnchor: Bool
    /// Where it stands first.
    var span: TextSpan
  }

  private(set) var units: [Unit] = []
  private(set) var alternatives: [Alternative] = []
  /// Characters without white space.
  let characterCount: Int
  /// The first alternative of each term: open addressing, −1 where empty.
  private var heads: [Int32] = []

  init(_ document: Document, index: AnchorIndex) {
    var anchors: [Anchor] = []
    var words: [ChineseWords.Word] = []
    var text = document.text
    let lexicon = document.language.isChinese ? index.lexicon : nil
    characterCount = text.withUTF8 { bytes in
      StemmerPool.shared.lend { stemmer in
        var terms = TermScanner(stemmer: stemmer)
        terms.scan(bytes, into: &anchors)
      }
      if let lexicon { HanRuns.words(of: bytes, lexicon, into: &words) }
      return PairLength.characters(bytes)
    }
    addAnchors(anchors, index)
    if let lexicon { addWords(words, lexicon, index) }
    findHeads()
  }

  /// A compound with its parts is one unit: the whole or its heaviest part accounts for it.
  private mutating func addAnchors(_ anchors: [Anchor], _ index: AnchorIndex) {
    var seen: Set<UInt64> = []
    for anchor in anchors {
      let isNew = seen.insert(anchor.key).inserted
      guard isNew || anchor.isPart else { continue }
      let term = index.term(of: anchor.key)
      let weight = index.weight(ofTerm: term)
      if anchor.isPart, let last = units.indices.last, units[last].span.end >= anchor.span.end {
        if isNew, let term { add(term, weight, unit: last, isExact: true) }
        units[last].alternatives = units[last].alternatives.lowerBound..<alternatives.count
        continue
      }
      guard isNew else { continue }
      let start = alternatives.count
      if let term { add(term, weight, unit: units.count, isExact: true) }
      units.append(
        Unit(
          alternatives: start..<alternatives.count, weight: weight, isAnchor: true,
          span: anchor.span))
    }
  }

  private mutating func addWords(
    _ words: [ChineseWords.Word], _ lexicon: Lexicon, _ index: AnchorIndex
  ) {
    var seen: Set<Int> = []
    let distinct = words.filter { $0.entry >= 0 && seen.insert($0.entry).inserted }
    var place = -1
    lexicon.forEachLink(of: distinct.map(\.entry)) { word, link in
      if word != place {
        place = word
        units.append(
          Unit(
            alternatives: alternatives.count..<alternatives.count, weight: 0, isAnchor: false,
            span: distinct[word].span))
      }
      guard link.weight >= 0.02, let term = index.term(of: link.stem) else { return }
      let weight = index.weight(ofTerm: term) * Double(link.weight.squareRoot())
      let last = units.count - 1
      add(term, weight, unit: last, isExact: false)
      units[last].alternatives = units[last].alternatives.lowerBound..<alternatives.count
      units[last].weight = max(units[last].weight, weight)
    }
  }

  private mutating func add(_ term: Int, _ weight: Double, unit: Int, isExact: Bool) {
    alternatives.append(
      Alternative(term: term, weight: weight, unit: Int32(unit), next: -1, isExact: isExact))
  }

  private mutating func findHeads() {
    var size = 64
    while size < alternatives.count * 3 { size *= 2 }
    heads = Array(repeating: -1, count: size)
    for place in alternatives.indices {
      let slot = slot(of: alternatives[place].term)
      alternatives[place].next = heads[slot]
      heads[slot] = Int32(place)
    }
  }

  /// The place in ``heads`` of a term.
  @inline(__always)
  private func slot(of term: Int) -> Int {
    var slot = (term &* 0x9e37_79b1) >> 7 & (heads.count - 1)
    while heads[slot] >= 0, alternatives[Int(heads[slot])].term != term {
      slot = (slot + 1) & (heads.count - 1)
    }
    return slot
  }

  /// What a document accounts for, and what of the document the translation accounts for.
  ///
  /// - Parameters:
  ///   - profile: the document.
  ///   - weights: the weight of each term of the index.
  ///   - best: a buffer; what accounts for each unit afterwards, 0 where nothing does.
  /// - Complexity: O(terms of the document + units).
  func match(_ profile: AnchorProfile, weights: [Float], best: inout [Double]) -> PairMatch {
    for unit in units.indices { best[unit] = 0 }
    var match = PairMatch()
    profile.forEachTerm { term, isName in
      let weight = Double(weights[term])
      var place = Int(heads[slot(of: term)])
      match.original += weight
      if isName { match.names += weight }
      guard place >= 0 else { return }
      match.originalAccounted += weight
      var isExact = false
      while place >= 0 {
        let alternative = alternatives[place]
        let unit = Int(alternative.unit)
        if alternative.weight > best[unit] { best[unit] = alternative.weight }
        isExact = isExact || alternative.isExact
        place = Int(alternative.next)
      }
      if isName && isExact { match.namesKept += weight }
    }
    for (unit, value) in units.enumerated() {
      let accounted = min(best[unit], value.weight)
      match.accounted += accounted
      if value.isAnchor { match.anchors += accounted }
    }
    return match
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

/// The runs of Han characters of a text.
enum HanRuns {
  /// Appends the lexicon's words of all runs, in order.
  static func words(
    of text: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon, into words: inout [ChineseWords.Word]
  ) {
    var splitter = ChineseWords(lexicon)
    var index = 0
    while index + 2 < text.count {
      guard text[index] >= 0xe4, text[index] <= 0xe9 else {
        index += 1
        continue
      }
      var end = index
      while end + 2 < text.count, text[end] >= 0xe4, text[end] <= 0xe9 { end += 3 }
      splitter.split(text, run: index..<end, into: &words)
      index = end
    }
  }
}

/// Lengths as the pairer counts them.
enum PairLength {
  /// Characters (Unicode scalars) without ASCII white space.
  static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte > 0x20 && byte & 0xc0 != 0x80 { count += 1 }
    return count
  }
}
