// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// Collects what a ``LinkTable`` holds, headword by headword.
struct LinkTableBuilder {
  private(set) var stems = KeyTable(capacity: 1 << 16)
  private(set) var links: [Int32] = []
  private(set) var starts: [Int32] = [0]
  private(set) var isContent: [Bool] = []
  private(set) var isAcronym: [Bool] = []
  /// Of each stem the headwords that it alone renders: all, and those that hold a negation.
  private(set) var negations: [(all: Int32, own: Int32)] = []

  /// Characters of the headwords of stems, as they came; of each stem how many there are.
  private var characters: [(stem: Int32, value: UInt16)] = []
  private var characterCounts: [Int32] = []
  private var frequency = [Int32](repeating: 0, count: 0x10000)

  private let stemmer = EnglishStemmer()
  private var han: [UInt16] = []
  private var word: [UInt8] = []
  /// The renderings of a headword so far, one behind the other, and their ends.
  private var seen: [UInt8] = []
  private var seenEnds: [Int] = []

  /// Of a stem no more characters are gone through.
  private static let characterLimit = 200

  /// Takes a headword with its renderings.
  mutating func add(_ entry: Int, of layer: LexiconLayer) {
    han.removeAll(keepingCapacity: true)
    for scalar in layer.headword(at: entry).unicodeScalars where scalar.value < 0x10000 {
      han.append(UInt16(scalar.value))
      frequency[Int(scalar.value)] += 1
    }
    let first = links.count
    let negates = Self.negates(han)
    var hasContent = false
    seen.removeAll(keepingCapacity: true)
    seenEnds.removeAll(keepingCapacity: true)
    layer.forEachRendering(entry) { bytes in
      guard isNew(bytes) else { return }
      let isOneWord = !bytes.contains { $0 == 0x20 || $0 == 0x2D }
      forEachWord(of: bytes) { table, word, hasCapitals in
        let isContent = table.add(word, hasCapitals, isOneWord: isOneWord, negates, first)
        hasContent = hasContent || isContent
      }
    }
    starts.append(Int32(links.count))
    isContent.append(hasContent)
  }

  /// Whether a headword has a rendering for the first time.
  private mutating func isNew(_ rendering: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    for end in seenEnds {
      if end - start == rendering.count, seen[start..<end].elementsEqual(rendering) {
        return false
      }
      start = end
    }
    seen.append(contentsOf: rendering)
    seenEnds.append(seen.count)
    return true
  }

  /// Takes a word of a rendering; returns whether it is no function word.
  private mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, _ hasCapitals: Bool, isOneWord: Bool, _ negates: Bool,
    _ first: Int
  ) -> Bool {
    let stem = stems.number(of: stemmer.key(word))
    if stem == characterCounts.count {
      characterCounts.append(0)
      isAcronym.append(false)
      negations.append((0, 0))
    }
    if isOneWord {
      negations[stem].all += 1
      if negates { negations[stem].own += 1 }
    }
    if hasCapitals { isAcronym[stem] = true }
    if !links[first...].contains(Int32(stem)) { links.append(Int32(stem)) }
    if characterCounts[stem] < Self.characterLimit {
      characterCounts[stem] += Int32(han.count)
      for value in han { characters.append((Int32(stem), value)) }
    }
    return !FunctionWords.contains(word)
  }

  /// The characters that are part of few headwords, each once, the rarest twelve of a stem.
  func rareCharacters() -> (characters: [UInt16], starts: [Int32]) {
    var places = [0]
    for count in characterCounts { places.append(places[places.count - 1] + Int(count)) }
    var byStem = [UInt16](repeating: 0, count: characters.count)
    var next = places
    for (stem, value) in characters {
      byStem[next[Int(stem)]] = value
      next[Int(stem)] += 1
    }
    var rare: [UInt16] = []
    var starts: [Int32] = [0]
    var own: [UInt16] = []
    for stem in characterCounts.indices {
      own.removeAll(keepingCapacity: true)
      for value in byStem[places[stem]..<places[stem + 1]]
      where frequency[Int(value)] <= 120 && !own.contains(value) {
        own.append(value)
      }
      own.sort { (frequency[Int($0)], $0) < (frequency[Int($1)], $1) }
      rare += own.prefix(12)
      starts.append(Int32(rare.count))
    }
    return (rare, starts)
  }

  /// Whether a headword holds 不, 无, 非, 未 or 没 as a negation: not 非常, 不同, 未来, 无线.
  private static func negates(_ han: [UInt16]) -> Bool {
    guard han.count >= 2 else { return false }
    for (index, value) in han.enumerated() {
      let next = index + 1 < han.count ? han[index + 1] : 0
      switch value {
      case 0x4E0D: if ![0x540C, 0x65AD, 0x4EC5, 0x8FC7, 0x7BA1].contains(next) { return true }
      case 0x65E0: if ![0x7EBF, 0x8BBA].contains(next) { return true }
      case 0x975E: if ![0x5E38, 0x6D32].contains(next) { return true }
      case 0x672A: if next != 0x6765 { return true }
      case 0x6CA1: if next == 0x6709 { return true }
      default: break
      }
    }
    return false
  }

  /// Calls a closure with the words of a rendering that have two letters or more, in lower case.
  private mutating func forEachWord(
    of rendering: UnsafeBufferPointer<UInt8>,
    _ body: (inout Self, _ word: UnsafeBufferPointer<UInt8>, _ hasCapitals: Bool) -> Void
  ) {
    var word: [UInt8] = []
    swap(&word, &self.word)
    word.removeAll(keepingCapacity: true)
    var hasCapitals = false
    for place in 0...rendering.count {
      let byte = place < rendering.count ? rendering[place] : 0
      if (byte | 0x20) &- 0x61 < 26 {
        word.append(byte | 0x20)
        hasCapitals = hasCapitals || byte & 0x20 == 0
      } else if !word.isEmpty {
        if word.count > 1 { word.withUnsafeBufferPointer { body(&self, $0, hasCapitals) } }
        word.removeAll(keepingCapacity: true)
        hasCapitals = false
      }
    }
    swap(&word, &self.word)
  }
}
