// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextText

/// The stems of English words that say numbers, months and per cent.
struct NumberWordTable {
  enum Kind { case number, month, percent, per }

  struct Meaning {
    var kind: Kind
    /// The key of the number or month.
    var value: UInt64
  }

  static let shared = NumberWordTable()

  /// Open addressing by the stems' keys, which are hashes; 0 where nothing stands. Few slots are taken:
  /// most words are told by the first.
  private var keys = [UInt64](repeating: 0, count: 1024)
  private var meanings = [Meaning](repeating: Meaning(kind: .per, value: 0), count: 1024)

  private init() {
    let stemmer = EnglishStemmer()
    for (word, value) in NumberReader.englishWords {
      insert(stemmer.key(of: word.utf8), Meaning(kind: .number, value: value.key))
    }
    for (place, names) in Self.months.enumerated() {
      for name in names.split(separator: " ") {
        let meaning = Meaning(kind: .month, value: MonthKey.key(ofMonth: place + 1))
        insert(stemmer.key(of: name.utf8), meaning)
      }
    }
    insert(stemmer.key(of: "percent".utf8), Meaning(kind: .percent, value: 0))
    insert(stemmer.key(of: "per".utf8), Meaning(kind: .per, value: 0))
  }

  private static let months = [
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sep sept", "october oct", "november nov", "december dec",
  ]

  private mutating func insert(_ key: UInt64, _ meaning: Meaning) {
    var place = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while keys[place] != 0 && keys[place] != key { place = (place + 1) & (keys.count - 1) }
    guard keys[place] == 0 else { return }
    keys[place] = key
    meanings[place] = meaning
  }

  /// What a stem says; `nil` for nearly all.
  @inline(__always)
  func meaning(of key: UInt64) -> Meaning? {
    var place = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while keys[place] != 0 {
      if keys[place] == key { return meanings[place] }
      place = (place + 1) & (keys.count - 1)
    }
    return nil
  }

  /// The place behind the word *cent*, where it follows.
  static func cent(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Int? {
    let start = index + 1
    guard start + 4 <= text.count, text[index] == UInt8(ascii: " ") else { return nil }
    let isCent =
      text[start] == UInt8(ascii: "c") && text[start + 1] == UInt8(ascii: "e")
      && text[start + 2] == UInt8(ascii: "n") && text[start + 3] == UInt8(ascii: "t")
    guard isCent, start + 4 == text.count || (text[start + 4] | 0x20) &- 0x61 >= 26 else {
      return nil
    }
    return start + 4
  }
}

/// Keys of the twelve months, apart from those of numbers.
enum MonthKey {
  static func key(ofMonth month: Int) -> UInt64 { 0x6d6f_6e74_6800_0000 | UInt64(month) }

  /// The key of the month that a number with 月 behind it names; 月 is looked for at `unitAt`.
  static func key(
    _ value: NumberValue, _ text: UnsafeBufferPointer<UInt8>, unitAt index: Int
  ) -> UInt64? {
    guard index + 2 < text.count, text[index] == 0xe6, text[index + 1] == 0x9c,
      text[index + 2] == 0x88, value.exponent >= 0, value.exponent <= 1
    else { return nil }
    let month = value.exponent == 1 ? value.mantissa &* 10 : value.mantissa
    return (1...12).contains(month) ? key(ofMonth: Int(month)) : nil
  }
}
