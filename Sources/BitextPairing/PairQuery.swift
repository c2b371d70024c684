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
  /// Every term that would account for something, with the greatest strength, 0...1.
  private var strengths: [Int: Double] = [:]

  init(_ document: Document, index: AnchorIndex) {
    var terms = TermScanner()
    var anchors: [Anchor] = []
    var words: [ChineseWords.Word] = []
    var text = document.text
    let lexicon = document.language.isChinese ? index.lexicon : nil
    characterCount = text.withUTF8 { bytes in
      terms.scan(bytes, into: &anchors)
      if let lexicon { HanRuns.words(of: bytes, lexicon, into: &words) }
      return PairLength.characters(bytes)
    }
    addAnchors(anchors, index)
    if let lexicon { addWords(words, lexicon, index) }
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
        if isNew, let term { add(term, weight, strength: 1) }
        units[last].alternatives = units[last].alternatives.lowerBound..<alternatives.count
        continue
      }
      guard isNew else { continue }
      let start = alternatives.count
      if let term { add(term, weight, strength: 1) }
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
      let strength = Double(link.weight.squareRoot())
      let weight = index.weight(ofTerm: term) * strength
      add(term, weight, strength: strength)
      let last = units.count - 1
      units[last].alternatives = units[last].alternatives.lowerBound..<alternatives.count
      units[last].weight = max(units[last].weight, weight)
    }
  }

  private mutating func add(_ term: Int, _ weight: Double, strength: Double) {
    alternatives.append(Alternative(term: term, weight: weight))
    strengths[term] = max(strengths[term] ?? 0, strength)
  }

  /// How strongly the translation accounts for a term, 0...1.
  func strength(of term: Int) -> Double { strengths[term] ?? 0 }
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
