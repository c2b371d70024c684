// SPDX-License-Identifier: Apache-2.0

extension NumberReader {
  /// What an English number word does to the number before it.
  struct EnglishWord {
    /// Which place it fills.
    enum Role { case ones, teens, tens, hundred, scale }

    var role: Role
    var value: UInt64
    /// Whether the number ends with it: *third*, *hundredth*.
    var isLast = false
  }

  /// The words that numbers are made of, cardinals and ordinals, in small letters, with the value of
  /// each alone.
  public static let englishWords: [(word: String, value: NumberValue)] = EnglishWords.all.map {
    ($0.0, NumberValue($0.1.value))
  }

  /// The longest number in words that begins at a place: *twenty-one*, *two hundred and five thousand*,
  /// *nineteen eighty-four*, *thirty-first*.
  ///
  /// Words are divided by one space or hyphen.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - start: where a word begins.
  /// - Returns: `nil` where the word there is no number word.
  public static func english(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> NumberReading? {
    var sum = EnglishSum()
    var reading: NumberReading?
    var parts = 0
    var index = start
    while true {
      let end = wordEnd(text, from: index)
      if parts > 0, sum.takesAnd, isAnd(text, index..<end), end < text.count,
        text[end] == UInt8(ascii: " ")
      {
        let next = wordEnd(text, from: end + 1)
        guard let word = EnglishWords.word(text, end + 1..<next), word.role != .scale,
          word.role != .hundred, sum.add(word)
        else { return reading }
        parts += 1
        index = next
      } else {
        guard let word = EnglishWords.word(text, index..<end), sum.add(word) else {
          return reading
        }
        parts += 1
        index = end
      }
      reading = NumberReading(value: NumberValue(sum.value), end: index, parts: parts)
      guard !sum.isClosed, index + 1 < text.count,
        text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "-")
      else { return reading }
      index += 1
    }
  }

  private static func wordEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, (text[end] | 0x20) &- 0x61 < 26 { end += 1 }
    // Digits and letters with diacritics behind it make another word of it.
    if end < text.count, text[end] >= 0xc3 && text[end] <= 0xc5 || text[end] &- 0x30 < 10 {
      return start
    }
    return end
  }

  private static func isAnd(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 3 && text[range.lowerBound] == UInt8(ascii: "a")
      && text[range.lowerBound + 1] == UInt8(ascii: "n")
      && text[range.lowerBound + 2] == UInt8(ascii: "d")
  }
}

/// A number in English words, added up word by word.
private struct EnglishSum {
  private var total: UInt64 = 0
  private var group: UInt64 = 0
  private var smallestScale = UInt64.max
  private var count = 0
  private(set) var takesAnd = false
  private(set) var isClosed = false

  var value: UInt64 { total &+ group }

  /// Adds a word; `false` where it does not go on with the number.
  mutating func add(_ word: NumberReader.EnglishWord) -> Bool {
    switch word.role {
    case .ones:
      // Twenty-one, a hundred and one; not one two, not ten one.
      guard group % 10 == 0, group % 100 != 10 else { return false }
      if word.value == 0 && count > 0 { return false }
      group += word.value
      if word.value == 0 { isClosed = true }
    case .teens, .tens:
      // Nineteen eighty-four, eighteen twelve: years.
      if count == 1, total == 0, (11...20).contains(group) {
        group *= 100
      } else if group % 100 != 0 {
        return false
      }
      group += word.value
    case .hundred:
      if count == 0 {
        group = 100
      } else {
        guard group > 0, group < 100 else { return false }
        group *= 100
      }
    case .scale:
      guard word.value < smallestScale else { return false }
      if count == 0 { group = 1 }
      guard group > 0 else { return false }
      total = total &+ group &* word.value
      group = 0
      smallestScale = word.value
    }
    count += 1
    takesAnd = word.role == .hundred || word.role == .scale
    isClosed = isClosed || word.isLast
    return true
  }
}

/// The English number words by their bytes.
private enum EnglishWords {
  static func word(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> NumberReader.EnglishWord? {
    guard range.count >= 3, range.count <= 11 else { return nil }
    var hash: UInt64 = 0
    for index in range { hash = hash &* 31 &+ UInt64(text[index] | 0x20) }
    return table[hash]
  }

  private static let table: [UInt64: NumberReader.EnglishWord] = Dictionary(
    uniqueKeysWithValues: all.map { entry in
      (entry.0.utf8.reduce(0 as UInt64) { $0 &* 31 &+ UInt64($1) }, entry.1)
    })

  static let all: [(String, NumberReader.EnglishWord)] = {
    typealias Word = NumberReader.EnglishWord
    var all: [(String, Word)] = []
    func add(_ words: String, _ role: Word.Role, from first: UInt64, by step: UInt64, last: Bool) {
      for (place, word) in words.split(separator: " ").enumerated() {
        let value = first + UInt64(place) * step
        all.append((String(word), Word(role: role, value: value, isLast: last)))
      }
    }
    add("zero one two three four five six seven eight nine", .ones, from: 0, by: 1, last: false)
    add(
      "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", .teens,
      from: 10, by: 1, last: false)
    add(
      "twenty thirty forty fifty sixty seventy eighty ninety", .tens, from: 20, by: 10,
      last: false)
    add(
      "first second third fourth fifth sixth seventh eighth ninth", .ones, from: 1, by: 1,
      last: true)
    add(
      """
      tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth \
      nineteenth
      """, .teens, from: 10, by: 1, last: true)
    add(
      "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", .tens,
      from: 20, by: 10, last: true)
    add("hundred", .hundred, from: 100, by: 0, last: false)
    add("hundredth", .hundred, from: 100, by: 0, last: true)
    for (word, exponent) in [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)] {
      let value = (0..<exponent).reduce(1 as UInt64) { power, _ in power * 10 }
      all.append((word, Word(role: .scale, value: value)))
      all.append((word + "th", Word(role: .scale, value: value, isLast: true)))
    }
    return all
  }()
}
