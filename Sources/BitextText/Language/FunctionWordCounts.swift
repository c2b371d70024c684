// SPDX-License-Identifier: Apache-2.0

/// How many function words of each Latin-script language a text holds.
struct FunctionWordCounts {
  /// All words of letters.
  private(set) var words = 0
  /// English function words.
  private(set) var english = 0
  /// The most function words that any other language has.
  private(set) var bestOther = 0

  /// Bit 0 is English, bit *n* the *n*-th other language.
  private static let table = makeTable()
  private static let languageCount = 24

  init(of text: Span<UInt8>) {
    var counts = [Int](repeating: 0, count: Self.languageCount)
    let table = Self.table
    var found = 0
    text.withUnsafeBufferPointer { buffer in
      var hash = WordHash()
      var length = 0
      for byte in buffer {
        if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 {
          if length < 12 { hash.add(byte) }
          length += 1
        } else if length > 0 {
          found += 1
          if length < 12, let mask = table[hash.value] { Self.add(mask, to: &counts) }
          hash = WordHash()
          length = 0
        }
      }
      if length > 0 {
        found += 1
        if length < 12, let mask = table[hash.value] { Self.add(mask, to: &counts) }
      }
    }
    words = found
    english = counts[0]
    bestOther = counts.dropFirst().max() ?? 0
  }

  private static func add(_ mask: UInt32, to counts: inout [Int]) {
    var rest = mask
    while rest != 0 {
      counts[rest.trailingZeroBitCount] += 1
      rest &= rest - 1
    }
  }

  private static func makeTable() -> WordTable<UInt32> {
    var masks: [String: UInt32] = [:]
    for word in FunctionWords.english.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      masks[String(word), default: 0] |= 1
    }
    for (index, line) in FunctionWords.others.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") {
        masks[String(word), default: 0] |= 1 << UInt32(index + 1)
      }
    }
    return WordTable(masks.map { ($0.key, $0.value) })
  }
}
