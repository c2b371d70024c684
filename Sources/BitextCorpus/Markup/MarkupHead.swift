// SPDX-License-Identifier: Apache-2.0

internal import BitextText

/// What the first bytes of a page say about its markup.
enum MarkupHead {
  /// How far declarations are looked for, in bytes; HTML itself demands the first 1,024.
  static let limit = 4096

  /// Whether a text begins as HTML does.
  static func isHTML(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = PageBytes.trimmed(UnsafeBufferPointer(rebasing: head.prefix(limit)))
    guard start.first == UInt8(ascii: "<") else { return false }
    let lower = lowercased(start)
    return tags.contains { contains(lower, $0) }
  }

  /// The encoding that a page declares, as a converter's name: `<meta charset="gb2312">`,
  /// `<?xml version="1.0" encoding="big5"?>`.
  ///
  /// - Returns: `nil` where none is declared that anybody knows; UTF-8 for UTF-16, which bytes that could be read so far
  ///   cannot be.
  static func declaredEncoding(_ head: UnsafeBufferPointer<UInt8>) -> String? {
    let lower = lowercased(UnsafeBufferPointer(rebasing: head.prefix(limit)))
    var label: String?
    if lower.starts(with: "<?xml".utf8) {
      let end = lower.firstIndex(of: UInt8(ascii: ">")) ?? lower.count
      label = value(of: "encoding", in: lower[..<end])
    }
    var rest = lower[...]
    while label == nil, let place = position(of: "<meta", in: rest) {
      let end = rest[place...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
      label = value(of: "charset", in: rest[place..<end])
      rest = rest[end...]
    }
    guard let label else { return nil }
    let name = PageEncoding.standardName(of: label)
    guard !name.hasPrefix("UTF-16") else { return "UTF-8" }
    return (try? Transcoder(encoding: name)) == nil ? nil : name
  }

  private static let tags = [
    "<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<table", "<meta", "<ul",
    "<ol",
    "<article", "<section", "<span", "<h1", "<h2", "<dl", "<main",
  ]

  /// The value behind `name=`, with or without quotes.
  private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
    guard let place = position(of: name, in: tag) else { return nil }
    var rest = tag[(place + name.utf8.count)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
    let label = rest.prefix { $0 > 0x20 && ![0x22, 0x27, 0x3b, 0x2f, 0x3e, 0x3f].contains($0) }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  private static func lowercased(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  private static func contains(_ text: [UInt8], _ word: String) -> Bool {
    position(of: word, in: text[...]) != nil
  }

  private static func position(of word: String, in text: ArraySlice<UInt8>) -> Int? {
    let word = Array(word.utf8)
    guard text.count >= word.count else { return nil }
    for start in text.startIndex...text.endIndex - word.count where text[start] == word[0] {
      if text[start..<start + word.count].elementsEqual(word) { return start }
    }
    return nil
  }
}
