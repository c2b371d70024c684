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
    /// The key of the number or month that each type says; 0 where it says none.
    var values: [UInt64] = []
    /// The segments that hold a type, ascending, with repetition: those of type t stand at
    /// `occurrenceStarts[t]..<occurrenceStarts[t + 1]`.
    var occurrences: [Int32] = []
    var occurrenceStarts: [Int32] = []
    /// The class of the boundary at each rung.
    var boundaries: [UInt8] = []
    /// The number of each key's type.
    fileprivate var types = TypeTable()

    /// The number of segments.
    var count: Int { lengths.count - 1 }
    var length: Int { Int(lengths[count]) }
  }

  let source: Side
  let target: Side
  let links: TokenLinks

  init(source: [Segment], target: [Segment], lexicon: Lexicon?, isSourceChinese: Bool) {
    (self.source, self.target) = StemmerPool.shared.lend { stemmer in
      var tokenizer = AlignmentTokenizer(lexicon: lexicon, stemmer: stemmer)
      return (Side(source, tokenizer: &tokenizer), Side(target, tokenizer: &tokenizer))
    }
    links = TokenLinks(
      source: self.source, target: self.target, lexicon: lexicon, isSourceChinese: isSourceChinese)
  }
}

extension AlignmentText.Side {
  init(_ segments: [Segment], tokenizer: inout AlignmentTokenizer) {
    var cut: [AlignmentToken] = []
    var scanner = BoundaryScanner()
    for segment in segments {
      cut.removeAll(keepingCapacity: true)
      var text = segment.text
      text.withUTF8 {
        tokenizer.cut($0, into: &cut)
        scanner.add($0)
      }
      for token in cut {
        let type = types.number(token.key)
        if Int(type) == keys.count {
          keys.append(token.key)
          entries.append(token.entry)
          values.append(token.value)
          counts.append(0)
        }
        counts[Int(type)] += 1
        tokens.append(type)
      }
      starts.append(Int32(tokens.count))
      lengths.append((lengths.last ?? 0) + Int32(tokenizer.characterCount))
    }
    scanner.end()
    boundaries = scanner.classes
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

  /// The weight of a link between equal tokens: a copied word, number or mark.
  static let copied: Float = 0.8

  /// One link before it is sorted in: t(e|z) and t(z|e).
  private struct Pair {
    var chinese: Int32
    var english: Int32
    var forward: Float
    var backward: Float

    /// Lets both sides change places.
    mutating func turn() {
      swap(&chinese, &english)
      swap(&forward, &backward)
    }
  }

  init(
    source: AlignmentText.Side, target: AlignmentText.Side, lexicon: Lexicon?,
    isSourceChinese: Bool
  ) {
    let chinese = isSourceChinese ? source : target
    let english = isSourceChinese ? target : source
    var pairs: [Pair] = []
    if let lexicon {
      pairs = Self.lexical(
        chinese: chinese, types: english.types, count: english.keys.count, lexicon)
    }
    for (type, key) in chinese.keys.enumerated() where chinese.entries[type] < 0 {
      guard let other = english.types.find(key) else { continue }
      pairs.append(
        Pair(
          chinese: Int32(type), english: other, forward: Self.copied, backward: Self.copied))
    }
    Self.appendEqualValues(chinese, english, to: &pairs)
    let chineseSide = Self.sorted(pairs, types: chinese.keys.count)
    for index in pairs.indices { pairs[index].turn() }
    let englishSide = Self.sorted(pairs, types: english.keys.count)
    (self.source, sourceStarts) = isSourceChinese ? chineseSide : englishSide
    (self.target, targetStarts) = isSourceChinese ? englishSide : chineseSide
  }

  /// The lexicon's links between types of the two sides. t(z|e) is the link's weight over the weights
  /// of all Chinese types of this text that e renders.
  private static func lexical(
    chinese: AlignmentText.Side, types: TypeTable, count: Int, _ lexicon: Lexicon
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
      guard let other = types.find(link.stem) else { return }
      pairs.append(
        Pair(chinese: places[place], english: other, forward: link.weight, backward: 0))
      sums[Int(other)] += link.weight
    }
    for index in pairs.indices {
      pairs[index].backward = pairs[index].forward / max(sums[Int(pairs[index].english)], 0.5)
    }
    return pairs
  }

  /// Links the types that say one number or month in different words, where nothing else links them.
  private static func appendEqualValues(
    _ chinese: AlignmentText.Side, _ english: AlignmentText.Side, to pairs: inout [Pair]
  ) {
    var types: [UInt64: [Int32]] = [:]
    for (type, value) in english.values.enumerated() where value != 0 {
      types[value, default: []].append(Int32(type))
    }
    guard !types.isEmpty else { return }
    let valued = chinese.values.indices.filter { types[chinese.values[$0]] != nil }
    var linked: Set<UInt64> = []
    let isValued = Set(valued.map { Int32($0) })
    for pair in pairs where isValued.contains(pair.chinese) {
      linked.insert(UInt64(pair.chinese) << 32 | UInt64(pair.english))
    }
    for type in valued {
      for other in types[chinese.values[type]] ?? []
      where !linked.contains(UInt64(type) << 32 | UInt64(other)) {
        pairs.append(
          Pair(
            chinese: Int32(type), english: other, forward: copied, backward: copied))
      }
    }
  }

  /// The links of the Chinese types, in the order of the pairs, and where each type's begin.
  private static func sorted(_ pairs: [Pair], types: Int) -> ([Link], [Int32]) {
    var starts = [Int32](repeating: 0, count: types + 1)
    for pair in pairs { starts[Int(pair.chinese) + 1] += 1 }
    for type in 0..<types { starts[type + 1] += starts[type] }
    var next = starts
    var links = [Link](repeating: Link(other: 0, probability: 0), count: pairs.count)
    for pair in pairs {
      let type = Int(pair.chinese)
      links[Int(next[type])] = Link(other: pair.english, probability: pair.backward)
      next[type] += 1
    }
    return (links, starts)
  }
}

/// Numbers for the keys of one side's tokens, in the order they are met: a hash table with open
/// addressing, whose keys are hashes already.
private struct TypeTable {
  private struct Slot {
    var key: UInt64
    /// −1 in a free slot.
    var type: Int32
  }

  private var slots = [Slot](repeating: Slot(key: 0, type: -1), count: 256)
  private var count = 0

  /// The type of a key; `nil` where the side has none.
  func find(_ key: UInt64) -> Int32? {
    let slot = slots[place(of: key)]
    return slot.type < 0 ? nil : slot.type
  }

  /// The type of a key, the next number where it is new.
  mutating func number(_ key: UInt64) -> Int32 {
    let place = place(of: key)
    guard slots[place].type < 0 else { return slots[place].type }
    let type = Int32(count)
    slots[place] = Slot(key: key, type: type)
    count += 1
    if count * 2 > slots.count { grow() }
    return type
  }

  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].type >= 0 && slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: 0, type: -1), count: old.count * 2)
    for slot in old where slot.type >= 0 { slots[place(of: slot.key)] = slot }
  }
}
