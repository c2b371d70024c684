// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// The shipped lexicon as the rules ask it: which English stems a Chinese word may stand for, which
/// stems it knows at all, and which Han characters a stem's words are made of.
///
/// Stems are numbered, so that a unit's words meet in arrays. Made once a process, some 40 ms.
final class LinkTable: Sendable {
  static let shared = LinkTable(.shipped)

  /// The numbers of stems by their keys.
  let stems: KeyTable
  /// The stems of headword *e*: `links[starts[e]..<starts[e + 1]]`.
  let links: [UInt16]
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
    var table = LinkTableBuilder()
    for layer in lexicon.layers {
      for entry in 0..<layer.count { table.add(entry, of: layer) }
    }
    stems = table.stems
    // Two bytes each, so that a cache holds more: the shipped lexicon has fewer stems than that.
    links = table.links.map { UInt16($0) }
    starts = table.starts
    isContent = table.isContent
    isAcronym = table.isAcronym
    negation = table.negations.map { $0.own > 0 && $0.own * 3 >= $0.all * 2 }
    (characters, characterStarts) = table.rareCharacters()
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
