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
  private let links: LinkLists
  private let characters: LinkLists
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
    links = LinkLists(
      table.links.map { UInt16($0) }, starts: table.starts, marks: table.isContent)
    isAcronym = table.isAcronym
    negation = table.negations.map { $0.own > 0 && $0.own * 3 >= $0.all * 2 }
    let rare = table.rareCharacters()
    characters = LinkLists(rare.characters, starts: rare.starts, marks: [])
  }

  /// The stems that a headword may stand for.
  @inline(__always)
  func stems(of headword: Int) -> UnsafeBufferPointer<UInt16> { links[headword] }

  /// Whether a headword has a rendering that is no function word.
  @inline(__always)
  func isContent(_ headword: Int) -> Bool { links.isMarked(headword) }

  /// The rare characters of the headwords that a stem renders.
  @inline(__always)
  func rareCharacters(of stem: UInt16) -> UnsafeBufferPointer<UInt16> { characters[Int(stem)] }
}

/// Lists of numbers, each with a mark; never changed and never freed.
///
/// Sixteen bytes a list, and the lists of more than seven numbers behind them: a short list is one look
/// into memory.
private struct LinkLists: @unchecked Sendable {
  // Unchecked: what the pointer leads to is written once, before there is a value.
  private let words: UnsafePointer<UInt16>
  private static let width = 8

  /// - Parameters:
  ///   - items: the numbers of all lists.
  ///   - starts: where each list begins in them, and the end of the last.
  ///   - marks: of each list; none where it has fewer.
  init(_ items: [UInt16], starts: [Int32], marks: [Bool]) {
    let count = max(0, starts.count - 1)
    func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }
    let long = (0..<count).reduce(0) { sum, number in
      sum + (range(number).count < Self.width ? 0 : range(number).count)
    }
    let memory = UnsafeMutablePointer<UInt16>.allocate(capacity: count * Self.width + long)
    memory.initialize(repeating: 0, count: count * Self.width + long)
    var end = count * Self.width
    for number in 0..<count {
      let head = memory + number * Self.width
      let list = items[range(number)]
      head[0] = UInt16(list.count) << 1 | (number < marks.count && marks[number] ? 1 : 0)
      var place = head + 1
      if list.count >= Self.width {
        place = memory + end
        (head[1], head[2]) = (UInt16(truncatingIfNeeded: end), UInt16(end >> 16))
        end += list.count
      }
      for (offset, item) in list.enumerated() { place[offset] = item }
    }
    words = UnsafePointer(memory)
  }

  @inline(__always)
  subscript(number: Int) -> UnsafeBufferPointer<UInt16> {
    let head = words + number * Self.width
    let count = Int(head[0] >> 1)
    let start = count < Self.width ? head + 1 : words + (Int(head[2]) << 16 | Int(head[1]))
    return UnsafeBufferPointer(start: start, count: count)
  }

  @inline(__always)
  func isMarked(_ number: Int) -> Bool { words[number * Self.width] & 1 != 0 }
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
