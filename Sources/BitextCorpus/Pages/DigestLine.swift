// SPDX-License-Identifier: Apache-2.0

/// What one line of a digest is.
enum DigestLine {
  /// Names of fields, and whether their text is the Chinese abstract.
  private static let fields: [(name: StaticString, isAbstract: Bool)] = [
    ("摘要", true), ("简介", false), ("要点", false), ("中文摘要", true), ("一句话总结", false),
  ]

  /// Whether a line begins with the name of a field and a colon.
  static func isField(_ line: UnsafeBufferPointer<UInt8>) -> Bool { field(line) != nil }

  /// The field that a line begins with, and where its text begins.
  static func field(_ line: UnsafeBufferPointer<UInt8>) -> (isAbstract: Bool, textStart: Int)? {
    for field in fields where PageBytes.hasPrefix(line, field.name) {
      let colon = field.name.utf8CodeUnitCount
      guard colon < line.count else { continue }
      if line[colon] == UInt8(ascii: ":") { return (field.isAbstract, colon + 1) }
      if colon + 2 < line.count, line[colon] == 0xef, line[colon + 1] == 0xbc,
        line[colon + 2] == 0x9a
      {
        return (field.isAbstract, colon + 3)
      }
    }
    return nil
  }

  /// Where the title begins in a line that begins a paper: `1、[LG] Title`, `2. Title`, `[CV] Title`.
  static func paperStart(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < line.count, line[index] &- 0x30 < 10, index < 3 { index += 1 }
    let numbered = index > 0
    if numbered {
      guard let width = separator(line, at: index) else { return nil }
      index += width
    }
    while index < line.count, line[index] == 0x20 { index += 1 }
    let afterTag = tag(line, at: index)
    guard numbered || afterTag != nil else { return nil }
    index = afterTag ?? index
    while index < line.count, line[index] == 0x20 { index += 1 }
    guard line.count - index >= 8, line[index] < 0x80 || afterTag != nil else { return nil }
    return index
  }

  /// The width of `、`, `.`, `．` or `)` behind a paper's number.
  private static func separator(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard index < line.count else { return nil }
    if line[index] == UInt8(ascii: ")") { return 1 }
    if line[index] == UInt8(ascii: ".") {
      return index + 1 < line.count && line[index + 1] == 0x20 ? 1 : nil
    }
    guard index + 2 < line.count else { return nil }
    if line[index] == 0xe3, line[index + 1] == 0x80, line[index + 2] == 0x81 { return 3 }
    if line[index] == 0xef, line[index + 1] == 0xbc, line[index + 2] == 0x8e { return 3 }
    return nil
  }

  /// The place behind a bracketed field of two to four capitals: `[LG]`, `[CV]`.
  private static func tag(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard index < line.count, line[index] == UInt8(ascii: "[") else { return nil }
    var end = index + 1
    while end < line.count, line[end] &- 0x41 < 26, end - index <= 4 { end += 1 }
    guard end - index >= 3, end < line.count, line[end] == UInt8(ascii: "]") else { return nil }
    return end + 1
  }

  /// Whether a line is a link.
  static func isLink(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    PageBytes.hasPrefix(line, "http://") || PageBytes.hasPrefix(line, "https://")
  }
}
