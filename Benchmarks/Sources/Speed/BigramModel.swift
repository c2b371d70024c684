// SPDX-License-Identifier: Apache-2.0

import BitextKit

/// Texts with the words of given texts, each drawn from those that follow the word before.
///
/// Only time and memory are measured on them: how many words there are, and how often each, stays as in
/// the given texts, however many are drawn; what they mean does not.
struct BigramModel {
  private var words: [String] = []
  private var numbers: [String: Int32] = [:]
  /// Every word that follows a word, as often as it does; those that begin a text stand at 0.
  private var followers: [[Int32]] = [[]]

  /// Learns from originals.
  init(_ path: String) throws {
    words.append("")
    var reader = DocumentReader(try ByteSource(path: path))
    while let record = try reader.next() {
      guard case .success(let document) = record else { continue }
      var last = 0
      for word in document.text.split(separator: " ") {
        let number = number(of: String(word))
        followers[last].append(number)
        last = Int(number)
      }
      followers[last].append(0)
    }
  }

  private mutating func number(of word: String) -> Int32 {
    if let number = numbers[word] { return number }
    let number = Int32(words.count)
    numbers[word] = number
    words.append(word)
    followers.append([])
    return number
  }

  /// Writes originals drawn from the model, as JSON lines.
  ///
  /// - Returns: the bytes of their texts.
  func write(_ count: Int, to path: String) throws -> Int {
    let output = try OutputFile(path: path)
    var random = SplitMix(state: 20_000)
    var json = JSONWriter()
    var textBytes = 0
    for number in 0..<count {
      var text = ""
      var last = 0
      while text.utf8.count < 4000 {
        let list = followers[last]
        last = Int(list[Int(random.next() % UInt64(list.count))])
        if last == 0 { break }
        if !text.isEmpty { text += " " }
        text += words[last]
      }
      textBytes += text.utf8.count
      json.removeAll()
      json.beginObject()
      json.member("id", "b\(number)")
      json.member("language", "en")
      json.member("text", text.isEmpty ? "empty" : text)
      json.endObject()
      json.newline()
      try output.write(json.bytes)
    }
    try output.finish()
    return textBytes
  }
}

/// Steele, Lea and Flood, 2014: a small generator that is the same everywhere.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
