// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel

/// What the cost looks at: lengths and tokens of both sides, and the links between token types.
struct AlignmentText {
  /// One side of the text.
  struct Side {
    /// Characters before each segment, white space not counted; one entry more than segments.
    var lengths: [Int32] = [0]
    /// The types of the tokens, segment by segment.
    var tokens: [Int32] = []
    /// Where each segment's tokens begin; one entry more than segments.
    var starts: [Int32] = [0]
    /// How often each type occurs.
    var counts: [Int32] = []
    /// The lexicon's headword of each type, −1 where there is none, and its key.
    var entries: [Int32] = []
    var keys: [UInt64] = []
    /// The segments that hold a type, ascending, with repetition: those of type t stand at
    /// `occurrenceStarts[t]..<occurrenceStarts[t + 1]`.
    var occurrences: [Int32] = []
    var occurrenceStarts: [Int32] = []

    /// The number of segments.
    var count: Int { lengths.count - 1 }
    var length: Int { Int(lengths[count]) }
  }

  let source: Side
  let target: Side
  let links: TokenLinks

  init(source: [Segment], target: [Segment], lexicon: Lexicon?, isSourceChinese: Bool) {
    var tokenizer = AlignmentTokenizer(lexicon: lexicon)
    self.source = Side(source, tokenizer: &tokenizer)
    self.target = Side(target, tokenizer: &tokenizer)
    links = TokenLinks(
      source: self.source, target: self.target, lexicon: lexicon, isSourceChinese: isSourceChinese)
  }
}

extension AlignmentText.Side {
  init(_ segments: [Segment], tokenizer: inout AlignmentTokenizer) {
    var types: [UInt64: Int32] = [:]
    var cut: [AlignmentToken] = []
    for segment in segments {
      cut.removeAll(keepingCapacity: true)
      var text = segment.text
      text.withUTF8 { tokenizer.cut($0, into: &cut) }
      for token in cut {
        let type: Int32
        if let known = types[token.key] {
          type = known
        } else {
          type = Int32(keys.count)
          types[token.key] = type
          keys.append(token.key)
          entries.append(token.entry)
          counts.append(0)
        }
        counts[Int(type)] += 1
        tokens.append(type)
      }
      starts.append(Int32(tokens.count))
      lengths.append((lengths.last ?? 0) + Int32(tokenizer.characterCount))
    }
    findOccurrences()
  }

  private mutating func findOccurrences() {
    occurrenceStarts = [0]
    for count in counts { occurrenceStarts.append((occurrenceStarts.last ?? 0) + count) }
    occurrences = Array(repeating: 0, count: tokens.count)
    var next = occurrenceStarts
    for segment in 0..<count {
      for place in starts[segment]..<starts[segment + 1] {
        let type = Int(tokens[Int(place)])
        occurrences[Int(next[type])] = Int32(segment)
        next[type] += 1
      }
    }
  }
}

/// Which token types of the two sides translate one another, and with what probability.
struct TokenLinks {
  /// The links of one type: the type of the other side, and the probability of this type given that
  /// one.
  struct Link {
    var other: Int32
    var probability: Float
  }

  /// Links of source types; those of type t stand at `sourceStarts[t]..<sourceStarts[t + 1]`.
  private(set) var source: [Link] = []
  private(set) var sourceStarts: [Int32] = []
  private(set) var target: [Link] = []
  private(set) var targetStarts: [Int32] = []

  /// The weight of a link between equal tokens: a copied word, number or mark. FINDINGS of the
  /// prototype: .8.
  static let copied: Float = 0.8

  /// One link before it is sorted in: t(e|z) and t(z|e).
  private struct Pair {
    var chinese: Int32
    var english: Int32
    var forward: Float
    var backward: Float
  }

  init(
    source: AlignmentText.Side, target: AlignmentText.Side, lexicon: Lexicon?,
    isSourceChinese: Bool
  ) {
    let chinese = isSourceChinese ? source : target
    let english = isSourceChinese ? target : source
    var types: [UInt64: Int32] = [:]
    types.reserveCapacity(english.keys.count)
    for (type, key) in english.keys.enumerated() { types[key] = Int32(type) }
    var pairs: [Pair] = []
    if let lexicon {
      pairs = Self.lexical(chinese: chinese, types: types, count: english.keys.count, lexicon)
    }
    for (type, key) in chinese.keys.enumerated() where chinese.entries[type] < 0 {
      guard let other = types[key] else { continue }
      pairs.append(
        Pair(
          chinese: Int32(type), english: other, forward: Self.copied, backward: Self.copied))
    }
    let chineseSide = Self.sorted(
      pairs, types: chinese.keys.count, own: \.chinese, other: \.english, probability: \.backward)
    let englishSide = Self.sorted(
      pairs, types: english.keys.count, own: \.english, other: \.chinese, probability: \.forward)
    (self.source, sourceStarts) = isSourceChinese ? chineseSide : englishSide
    (self.target, targetStarts) = isSourceChinese ? englishSide : chineseSide
  }

  /// The lexicon's links between types of the two sides. t(z|e) is the link's weight over the weights
  /// of all Chinese types of this text that e renders.
  private static func lexical(
    chinese: AlignmentText.Side, types: [UInt64: Int32], count: Int, _ lexicon: Lexicon
  ) -> [Pair] {
    var places: [Int32] = []
    var entries: [Int] = []
    for (type, entry) in chinese.entries.enumerated() where entry >= 0 {
      places.append(Int32(type))
      entries.append(Int(entry))
    }
    var pairs: [Pair] = []
    var sums = [Float](repeating: 0, count: count)
    lexicon.forEachLink(of: entries) { place, link in
      guard let other = types[link.stem] else { return }
      pairs.append(
        Pair(chinese: places[place], english: other, forward: link.weight, backward: 0))
      sums[Int(other)] += link.weight
    }
    for index in pairs.indices {
      pairs[index].backward = pairs[index].forward / max(sums[Int(pairs[index].english)], 0.5)
    }
    return pairs
  }

  private static func sorted(
    _ pairs: [Pair], types: Int, own: KeyPath<Pair, Int32>, other: KeyPath<Pair, Int32>,
    probability: KeyPath<Pair, Float>
  ) -> ([Link], [Int32]) {
    var starts = [Int32](repeating: 0, count: types + 1)
    for pair in pairs { starts[Int(pair[keyPath: own]) + 1] += 1 }
    for type in 0..<types { starts[type + 1] += starts[type] }
    var next = starts
    var links = [Link](repeating: Link(other: 0, probability: 0), count: pairs.count)
    for pair in pairs {
      let type = Int(pair[keyPath: own])
      links[Int(next[type])] = Link(
        other: pair[keyPath: other], probability: pair[keyPath: probability])
      next[type] += 1
    }
    return (links, starts)
  }
}
