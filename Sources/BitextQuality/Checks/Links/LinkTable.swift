// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// The shipped lexicon as the rules ask it: which English stems a Chinese word may stand for, which
/// stems it knows at all, and which Han characters a stem's words are made of.
///
/// Stems are numbered, so that a unit's words meet in arrays. Made once a process, some 60 ms.
final class LinkTable: Sendable {
  static let shared = LinkTable(.shipped)

  /// The numbers of stems by their keys.
  let stems: KeyTable
  /// The stems of headword *e*: `links[starts[e]..<starts[e + 1]]`.
  let links: [Int32]
  let starts: [Int32]
  /// The rare characters of stem *s*'s headwords: `characters[characterStarts[s]..<…]`.
  let characters: [UInt16]
  let characterStarts: [Int32]
  /// Whether a headword has a rendering that is no function word.
  let isContent: [Bool]
  /// Whether the lexicon writes a stem's word with capitals.
  let isAcronym: [Bool]
  /// Whether two in three of a stem's headwords or more hold a negation.
  let negation: [Bool]
  /// The lexicon that words are cut by.
  let lexicon: Lexicon

  private init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    var table = KeyTable(capacity: 1 << 16)
    var links: [Int32] = []
    var starts: [Int32] = [0]
    var isContent: [Bool] = []
    var charactersOfStem: [[UInt16]] = []
    var frequency = [Int32](repeating: 0, count: 0x10000)
    var acronyms: [Bool] = []
    var negated: [(all: Int32, own: Int32)] = []
    let stemmer = EnglishStemmer()
    for layer in lexicon.layers {
      for entry in 0..<layer.count {
        var han: [UInt16] = []
        for scalar in layer.headword(at: entry).unicodeScalars where scalar.value < 0x10000 {
          han.append(UInt16(scalar.value))
          frequency[Int(scalar.value)] += 1
        }
        let first = links.count
        let negates = Self.negates(han)
        var hasContent = false
        for rendering in layer.renderings(at: entry) {
          let isOneWord = !rendering.utf8.contains { $0 == 0x20 || $0 == 0x2D }
          Self.forEachWord(of: rendering) { word, hasCapitals in
            let stem = Int32(table.number(of: stemmer.key(of: word)))
            if stem == charactersOfStem.count {
              charactersOfStem.append([])
              acronyms.append(false)
              negated.append((0, 0))
            }
            if isOneWord {
              negated[Int(stem)].all += 1
              if negates { negated[Int(stem)].own += 1 }
            }
            if hasCapitals { acronyms[Int(stem)] = true }
            if !links[first...].contains(stem) { links.append(stem) }
            if !FunctionWords.contains(word) { hasContent = true }
            if charactersOfStem[Int(stem)].count < 200 { charactersOfStem[Int(stem)] += han }
          }
        }
        starts.append(Int32(links.count))
        isContent.append(hasContent)
      }
    }
    negation = negated.map { $0.own > 0 && $0.own * 3 >= $0.all * 2 }
    self.links = links
    self.starts = starts
    self.isContent = isContent
    stems = table
    isAcronym = acronyms
    (characters, characterStarts) = Self.rare(charactersOfStem, frequency)
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

  /// The characters that are part of few headwords, each once, the rarest twelve of a stem.
  private static func rare(
    _ stems: [[UInt16]], _ frequency: [Int32]
  ) -> (characters: [UInt16], starts: [Int32]) {
    var characters: [UInt16] = []
    var starts: [Int32] = [0]
    for own in stems {
      let rare = Set(own.filter { frequency[Int($0)] <= 120 })
      characters += rare.sorted { (frequency[Int($0)], $0) < (frequency[Int($1)], $1) }.prefix(12)
      starts.append(Int32(characters.count))
    }
    return (characters, starts)
  }

  private static func forEachWord(
    of rendering: String, _ body: (_ word: [UInt8], _ hasCapitals: Bool) -> Void
  ) {
    var word: [UInt8] = []
    var capitals = 0
    for byte in rendering.utf8 {
      if (byte | 0x20) &- 0x61 < 26 {
        word.append(byte | 0x20)
        if byte & 0x20 == 0 { capitals += 1 }
      } else if !word.isEmpty {
        if word.count > 1 { body(word, capitals > 0) }
        word.removeAll(keepingCapacity: true)
        capitals = 0
      }
    }
    if word.count > 1 { body(word, capitals > 0) }
  }
}

/// Numbers for 64-bit keys, from 0 on.
struct KeyTable: Sendable {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private(set) var count = 0

  init(capacity: Int) {
    var size = 1 << 10
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    numbers = Array(repeating: -1, count: size)
  }

  /// The number of a key, made where it is new.
  mutating func number(of key: UInt64) -> Int {
    if count * 2 >= keys.count { grow() }
    let place = place(of: key)
    if numbers[place] < 0 {
      keys[place] = key
      numbers[place] = Int32(count)
      count += 1
    }
    return Int(numbers[place])
  }

  /// The number of a key; −1 for a key that is not there.
  @inline(__always)
  func find(_ key: UInt64) -> Int { Int(numbers[place(of: key)]) }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: key ^ (key >> 29)) & mask
    while numbers[place] >= 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    numbers = Array(repeating: -1, count: oldKeys.count * 2)
    for (index, number) in oldNumbers.enumerated() where number >= 0 {
      let place = place(of: oldKeys[index])
      keys[place] = oldKeys[index]
      numbers[place] = number
    }
  }
}
