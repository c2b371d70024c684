// SPDX-License-Identifier: Apache-2.0

/// What may follow an abbreviation's full stop.
enum AbbreviationClass: String {
  /// The stop never ends a sentence.
  case never
  /// A number or a name follows; otherwise as ``starter``.
  case reference
  /// An abbreviation only before a number, otherwise a plain word.
  case number
  /// The stop ends a sentence only before a word of ``AbbreviationData/sentenceStarters``.
  case starter
  /// The stop ends a sentence before any capital letter.
  case capital
}

/// A set of words looked up by their bytes, without making a `String`.
///
/// Keys are 64-bit FNV-1a hashes; a test proves that the shipped lists are free of collisions.
struct WordTable<Value> {
  private var keys: [UInt64]
  private var values: [Value?]
  private let mask: Int

  init(_ entries: [(String, Value)]) {
    var size = 16
    while size < entries.count * 4 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: nil, count: size)
    mask = size - 1
    for (word, value) in entries {
      let key = WordHash.of(word.utf8)
      var slot = Int(truncatingIfNeeded: key) & mask
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }

  subscript(_ key: UInt64) -> Value? {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

/// 64-bit FNV-1a over bytes, capital ASCII letters folded.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    value = (value ^ UInt64(folded)) &* 0x0000_0100_0000_01B3
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

/// The lists of ``AbbreviationData``, ready for lookup; made once a process.
final class WordLists: Sendable {
  private let abbreviations: WordTable<AbbreviationClass>
  private let capitalised: WordTable<AbbreviationClass>
  let namesWithMark: WordTable<Bool>
  let starters: WordTable<Bool>
  let wordsBeforeInitial: WordTable<Bool>
  let wordsBeforeLabel: WordTable<Bool>
  let chineseStarters: [[UInt8]]
  let chineseContinuations: [[UInt8]]
  let chineseLabels: [[UInt8]]

  static let shared = WordLists()

  private init() {
    var entries: [(String, AbbreviationClass)] = []
    for line in AbbreviationData.abbreviations.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let first = fields.first, let kind = AbbreviationClass(rawValue: String(first)) else {
        continue
      }
      entries += fields.dropFirst().map { (String($0), kind) }
    }
    let isCapitalised: (String) -> Bool = { $0.utf8.first.map { $0 < 0x61 } ?? false }
    abbreviations = WordTable(entries.filter { !isCapitalised($0.0) })
    capitalised = WordTable(entries.filter { isCapitalised($0.0) })
    wordsBeforeLabel = Self.set(AbbreviationData.wordsBeforeLabel)
    namesWithMark = Self.set(AbbreviationData.namesWithMark)
    starters = Self.set(AbbreviationData.sentenceStarters)
    wordsBeforeInitial = Self.set(AbbreviationData.wordsBeforeInitial)
    chineseStarters = Self.words(AbbreviationData.chineseStarters).map { Array($0.utf8) }
    chineseContinuations = Self.words(AbbreviationData.chineseContinuations).map { Array($0.utf8) }
    chineseLabels = Self.words(AbbreviationData.chineseLabels).map { Array($0.utf8) }
  }

  /// The class of an abbreviation as it is written; `nil` for other words and for capitals
  /// throughout, such as the initial P.
  func abbreviation(_ word: BreakWord) -> AbbreviationClass? {
    if word.capitals > 0, word.dots == 0, word.capitals == word.letters { return nil }
    if word.startsWithCapital, let kind = capitalised[word.hash] { return kind }
    return abbreviations[word.hash]
  }

  /// The bytes of the longest abbreviation; a test holds it to the lists.
  static let longestAbbreviation = 9

  /// Whether any list of abbreviations for words in small letters holds this hash.
  func isAbbreviation(_ hash: UInt64) -> Bool { abbreviations[hash] != nil }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static func set(_ text: String) -> WordTable<Bool> {
    WordTable(words(text).map { ($0, true) })
  }
}

extension WordTable: Sendable where Value: Sendable {}
