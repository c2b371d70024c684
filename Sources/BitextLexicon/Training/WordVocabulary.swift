// SPDX-License-Identifier: Apache-2.0

/// The words of one side of a training text: numbers by key, how often each occurs, a form of each.
public struct WordVocabulary: Sendable {
  /// The key of each word.
  public private(set) var keys: [UInt64] = []
  /// How often each word occurs.
  public private(set) var counts: [Int] = []
  private var isHan: [Bool] = []
  private var forms: [UInt8] = []
  private var formEnds: [Int] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)

  init() {}

  /// The number of words.
  public var count: Int { keys.count }

  /// The form of a word that was met first.
  public func form(of word: Int) -> String {
    let start = word == 0 ? 0 : formEnds[word - 1]
    return String(decoding: forms[start..<formEnds[word]], as: UTF8.self)
  }

  /// Whether a word is a Chinese one.
  public func isHan(_ word: Int) -> Bool { isHan[word] }

  /// The number of a token's word, which is counted.
  mutating func number(of token: LexiconToken, in text: UnsafeBufferPointer<UInt8>) -> Int32 {
    var place = Int(truncatingIfNeeded: token.key >> 5) & (slots.count - 1)
    while slots[place] >= 0 {
      let known = slots[place]
      if keys[Int(known)] == token.key {
        counts[Int(known)] += 1
        return known
      }
      place = (place + 1) & (slots.count - 1)
    }
    let number = Int32(keys.count)
    slots[place] = number
    keys.append(token.key)
    counts.append(1)
    isHan.append(token.isHan)
    forms.append(contentsOf: text[token.start..<token.end])
    formEnds.append(forms.count)
    if keys.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var place = Int(truncatingIfNeeded: key >> 5) & (slots.count - 1)
      while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Int32(number)
    }
  }
}
