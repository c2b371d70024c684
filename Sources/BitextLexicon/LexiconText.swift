// SPDX-License-Identifier: Apache-2.0

/// The lines of a lexicon: `headword<TAB>rendering; rendering`, with the table of headwords.
///
/// A line that begins with `#` names the field of the lines behind it: `# field: physics`.
struct LexiconText: @unchecked Sendable {
  // Unchecked: the bytes are read-only memory that lives as long as the process or the owner.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let owner: [UInt8]?
  private(set) var headwords: HeadwordTable
  /// Where each line's renderings stand, and the next line of the same headword.
  private var lines: [Line] = []
  private var firstLine: [Int32] = []
  private var lastLine: [Int32] = []

  private struct Line {
    var start: Int32
    var end: Int32
    var next: Int32
  }

  var entryCount: Int { firstLine.count }

  /// Lines in memory that is never freed.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    owner = nil
    headwords = HeadwordTable(capacity: bytes.count / 24)
    var start = 0
    while start < bytes.count {
      var end = start
      var tab = -1
      while end < bytes.count, bytes[end] != 10 {
        if bytes[end] == 9 && tab < 0 { tab = end }
        end += 1
      }
      if tab > start, bytes[start] != UInt8(ascii: "#") { add(start, tab, end) }
      start = end + 1
    }
  }

  private mutating func add(_ start: Int, _ tab: Int, _ end: Int) {
    let entry = headwords.insert(UnsafeBufferPointer(rebasing: bytes[start..<tab]))
    let number = Int32(lines.count)
    lines.append(Line(start: Int32(tab + 1), end: Int32(end), next: -1))
    if entry == firstLine.count {
      firstLine.append(number)
      lastLine.append(number)
    } else {
      lines[Int(lastLine[entry])].next = number
      lastLine[entry] = number
    }
  }

  /// The renderings of an entry, those of earlier lines first, each once.
  func renderings(of entry: Int) -> [String] {
    var found: [String] = []
    forEachRendering(of: entry) { range in
      let text = String(decoding: bytes[range], as: UTF8.self)
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  private func forEachRendering(of entry: Int, _ body: (Range<Int>) -> Void) {
    var line = firstLine[entry]
    while line >= 0 {
      var start = Int(lines[Int(line)].start)
      let end = Int(lines[Int(line)].end)
      while start < end {
        while start < end, bytes[start] == 0x20 { start += 1 }
        var stop = start
        while stop < end, bytes[stop] != UInt8(ascii: ";") { stop += 1 }
        if stop > start { body(start..<stop) }
        start = stop + 1
      }
      line = lines[Int(line)].next
    }
  }

  /// Appends an entry's links: distinct stems, weights summing to 1.
  func appendLinks(of entry: Int, stemmer: EnglishStemmer, to links: inout [Lexicon.Link]) {
    let first = links.count
    var rank = 0
    var seen: Set<UInt64> = []
    forEachRendering(of: entry) { range in
      guard seen.insert(WordKey.latin(UnsafeBufferPointer(rebasing: bytes[range]))).inserted else { return }
      let weight = 1 / Float(rank + 2)
      rank += 1
      let words = RenderingWords.content(of: UnsafeBufferPointer(rebasing: bytes[range]))
      for word in words {
        let stem = stemmer.key(of: word)
        let share = weight / Float(words.count)
        if let known = links[first...].firstIndex(where: { $0.stem == stem }) {
          links[known].weight += share
        } else {
          links.append(Lexicon.Link(stem: stem, weight: share))
        }
      }
    }
    let sum = links[first...].reduce(0) { $0 + $1.weight }
    for index in links.indices[first...] { links[index].weight /= sum }
  }
}

/// The words of a rendering.
enum RenderingWords {
  /// Words that say nothing beside others: articles, prepositions, forms of be.
  private static let empty: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or", "be", "is",
    "as", "one", "ones", "s", "from", "up", "out", "it", "that",
  ]

  /// The content words of a rendering; all its words where it has nothing else.
  static func content(of bytes: UnsafeBufferPointer<UInt8>) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    let words = bytes.split { !isWordByte($0) }
    guard words.count > 1 else { return words }
    let content = words.filter { !empty.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
    return content.isEmpty ? words : content
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}
