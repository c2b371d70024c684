// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel

/// Which words of one side the lexicon finds on the other.
///
/// Belongs to one thread; its memory is used again for the next unit.
final class LexicalLinks {
  /// How well a word is accounted for.
  enum Cover: UInt8 {
    /// The lexicon does not know the word, or it says too little: no evidence either way.
    case unknown
    /// Nothing on the other side stands for it.
    case none
    /// A word with a character in common with one of its renderings.
    case weak
    /// A rendering, a copy, or a number.
    case strong
  }

  /// A Chinese word of the target.
  struct HanWord: PlacedWord {
    /// The first character, and the place after the last.
    var start: Int
    var end: Int
    /// The number of the headword; −1 for a character that is none.
    var entry: Int
    var cover = Cover.unknown
  }

  /// The Chinese words of the target, in their order.
  @exclusivity(unchecked) private(set) var words: [HanWord] = []
  /// How well each Latin word of the source is accounted for.
  @exclusivity(unchecked) private(set) var sourceCover: [Cover] = []
  /// Whether the target has a source word as it is.
  @exclusivity(unchecked) private(set) var isCopied: [Bool] = []
  /// Where in the target a source word is rendered: the place of the nearest word; −1 for nowhere.
  @exclusivity(unchecked) private(set) var sourcePlace: [Int32] = []

  let table = LinkTable.shared
  @exclusivity(unchecked) private var splitter = ChineseWords(LinkTable.shared.lexicon)
  @exclusivity(unchecked) private var pieces: [ChineseWords.Word] = []

  /// The stems of the part of the source that is looked at, and the characters of the target's words.
  private let stems = StemChains()
  private let characters = BitSet(0x10000)

  /// The parts of the unit: sentences of both sides that belong together.
  @exclusivity(unchecked) private(set) var parts: [UnitPart] = []

  /// Links the words of a unit, each part for itself.
  func link(_ source: PreparedText, _ target: PreparedText) {
    cut(target)
    resetSource(source)
    let whole = UnitPart(source: 0..<source.count, target: 0..<target.count)
    parts.removeAll(keepingCapacity: true)
    parts.append(whole)
    if source.count >= UnitParts.leastLength, source.isEnglish {
      let (from, to) = (UnitParts.sentences(source), UnitParts.sentences(target))
      if from.count > 1, to.count >= 1, from.count <= 60, to.count <= 60 {
        parts = align(source, target, from, to)
      }
    }
    for part in parts { link(part, source, target) }
  }

  private func link(_ part: UnitPart, _ source: PreparedText, _ target: PreparedText) {
    let from = source.words.placed(in: part.source)
    stems.enter(from)
    let to = words.placed(in: part.target)
    characters.clear()
    for index in to {
      for place in words[index].start..<words[index].end {
        characters.insert(Int(target.scalars[place]))
      }
    }
    let scale = Double(part.target.count) / Double(max(1, part.source.count))
    func expected(_ word: LatinWord) -> Double {
      Double(part.target.lowerBound) + Double(word.start - part.source.lowerBound) * scale
    }
    for index in to { link(index, source, expected) }
    for word in target.words where part.target.contains(word.start) {
      copy(word, source, from, expected)
    }
    weaken(from)
  }

  private func align(
    _ source: PreparedText, _ target: PreparedText, _ from: [Range<Int>], _ to: [Range<Int>]
  ) -> [UnitPart] {
    var found = [[UInt64]](repeating: Array(repeating: 0, count: to.count), count: from.count)
    var wanted = [Double](repeating: 0, count: from.count)
    let (words, cover, table, stems) = (self.words, sourceCover, self.table, self.stems)
    // Of each word of the source the round in which it was found last.
    var foundIn = [Int32](repeating: 0, count: cover.count)
    var round: Int32 = 0
    let places = to.map { words.placed(in: $0) }
    for (number, sentence) in from.enumerated() {
      let range = source.words.placed(in: sentence)
      stems.enter(range)
      for index in range where cover[index] == .none { wanted[number] += 1 }
      for (other, place) in places.enumerated() {
        // Each word of the source counts once a sentence.
        round += 1
        var hits: UInt64 = 0
        for index in place where words[index].entry >= 0 {
          for stem in table.stems(of: words[index].entry) {
            let word = stems.last(stem)
            if word >= 0, foundIn[word] != round, cover[word] != .unknown {
              foundIn[word] = round
              hits |= 1 << UInt64((word - range.lowerBound) & 63)
            }
          }
        }
        found[number][other] = hits
      }
    }
    return UnitParts.align(from, to, found: found, wanted: wanted)
  }

  /// Whether a word of the target may stand for the source's word with a number.
  func links(_ word: HanWord, toWord index: Int) -> Bool {
    guard word.entry >= 0, let stem = stems.stem(of: index) else { return false }
    return table.stems(of: word.entry).contains(stem)
  }

  /// Whether the lexicon writes a word with capitals: an acronym, a name.
  func isAcronym(_ word: LatinWord) -> Bool {
    word.stemNumber >= 0 && table.isAcronym[Int(word.stemNumber)]
  }

  /// How often the source has the word that a word of the target stands for best.
  func sourceCount(of word: HanWord) -> Int {
    guard word.entry >= 0 else { return 0 }
    var most = 0
    for stem in table.stems(of: word.entry) {
      var count = 0
      var next = stems.last(stem)
      while next >= 0 {
        count += 1
        next = stems.before(next)
      }
      most = max(most, count)
    }
    return most
  }

  /// Cuts the Han runs of the target into words.
  private func cut(_ target: PreparedText) {
    words.removeAll(keepingCapacity: true)
    var text = target.text
    let kinds = target.kinds
    let scalars = target.scalars
    text.withUTF8 { bytes in
      var index = 0
      var byte = 0
      while index < kinds.count {
        guard kinds[index] == .han, scalars[index] < 0x10000 else {
          let value = scalars[index]
          byte += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4
          index += 1
          continue
        }
        let start = index
        while index < kinds.count, kinds[index] == .han, scalars[index] < 0x10000 {
          index += 1
        }
        let end = byte + 3 * (index - start)
        pieces.removeAll(keepingCapacity: true)
        splitter.split(bytes, run: byte..<end, into: &pieces)
        for piece in pieces {
          words.append(
            HanWord(
              start: start + (piece.span.start - byte) / 3,
              end: start + (piece.span.end - byte) / 3,
              entry: piece.entry))
        }
        byte = end
      }
    }
  }

  private func resetSource(_ source: PreparedText) {
    let count = source.words.count
    sourceCover.removeAll(keepingCapacity: true)
    sourcePlace.removeAll(keepingCapacity: true)
    isCopied.removeAll(keepingCapacity: true)
    isCopied.append(contentsOf: repeatElement(false, count: count))
    stems.removeAll()
    sourceCover.append(contentsOf: repeatElement(.unknown, count: count))
    sourcePlace.append(contentsOf: repeatElement(-1, count: count))
    for (index, word) in source.words.enumerated() {
      let stem = word.zone == .plain ? word.stemNumber : -1
      stems.append(stem)
      if stem >= 0, word.count > 2, !word.isFunction {
        sourceCover[index] = .none
      }
    }
  }

  private func link(
    _ index: Int, _ source: PreparedText, _ expected: (LatinWord) -> Double
  ) {
    let word = words[index]
    guard word.entry >= 0 else { return }
    let isContent = table.isContent(word.entry) && word.end - word.start >= 2
    var cover = isContent ? Cover.none : .unknown
    for stem in table.stems(of: word.entry) {
      var next = stems.last(stem)
      guard next >= 0 else { continue }
      cover = .strong
      while next >= 0 {
        take(next, word.start, expected(source.words[next]))
        next = stems.before(next)
      }
    }
    words[index].cover = cover
  }

  private func take(_ word: Int, _ place: Int, _ expected: Double) {
    if sourceCover[word] != .unknown { sourceCover[word] = .strong }
    let old = sourcePlace[word]
    if old < 0 || abs(Double(place) - expected) < abs(Double(old) - expected) {
      sourcePlace[word] = Int32(place)
    }
  }

  /// A Latin word of the target stands for its like in the source.
  private func copy(
    _ word: LatinWord, _ source: PreparedText, _ range: Range<Int>,
    _ expected: (LatinWord) -> Double
  ) {
    for index in range {
      let other = source.words[index]
      if other.folded == word.folded || other.stem == word.stem {
        isCopied[index] = true
        take(index, word.start, expected(other))
      }
    }
  }

  /// A word that no rendering accounts for may yet be rendered by a word with one of its characters.
  private func weaken(_ range: Range<Int>) {
    for index in range where sourceCover[index] == .none {
      guard let stem = stems.stem(of: index) else { continue }
      if table.rareCharacters(of: stem).contains(where: { characters.contains(Int($0)) }) {
        sourceCover[index] = .weak
      }
    }
  }
}

/// A word, or a number, that knows where it begins.
protocol PlacedWord {
  /// Its first character.
  var start: Int { get }
}

extension Array where Element: PlacedWord {
  /// The numbers of those that begin in a range; they are in order.
  func placed(in range: Range<Int>) -> Range<Int> {
    func first(from place: Int) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self[middle].start < place { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(from: range.lowerBound)..<first(from: range.upperBound)
  }
}
