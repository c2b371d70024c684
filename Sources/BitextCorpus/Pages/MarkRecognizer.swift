// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Recognises the lines that say which engine translated the text before them.
///
/// A line is a mark when it is short, names an engine, and holds nothing else than words of such
/// marks (`translated`, `by`, `由`, `翻译` …), punctuation, brackets and a time. The engines and the
/// words are data: ``engines`` and ``MarkWords``. `机器翻译结果` and `machine translated` name no engine;
/// they are marks of the engine ``unnamed``.
public enum MarkRecognizer {
  /// The longest mark, in bytes.
  static let limit = 120
  /// The engine of a mark that names none.
  public static let unnamed = "unnamed"

  /// Names of engines as marks write them, in lower case, with the id that documents carry.
  public static let engines: [(name: String, id: String)] = MarkWords.engines

  /// The engine that a line names, when the line is a mark.
  ///
  /// - Parameter line: UTF-8, without white space at its ends.
  /// - Returns: the engine's id, such as `google`; `nil` when the line is no mark.
  /// - Complexity: O(1): lines over 120 bytes are no marks.
  public static func engine(named line: UnsafeBufferPointer<UInt8>) -> String? {
    reading(of: line)?.engine
  }

  /// Cuts the mark off a line whose end is one: `… results. (translated by 谷歌翻译)`.
  ///
  /// The mark stands behind the end of a sentence, or in brackets and says `by` or `由`.
  ///
  /// - Returns: where the text ends and the engine's id; `nil` where no mark ends the line.
  static func markAtEnd(
    of line: UnsafeBufferPointer<UInt8>
  ) -> (textEnd: Int, engine: String)? {
    // Most items end in a stop, and few marks do: those are short.
    let endsInStop = line.last == 0x2e || line.last == 0x82
    let first = max(1, line.count - (endsInStop ? limit / 2 : limit))
    guard line.count > 24, speaksOfTranslation(line, from: first) else { return nil }
    for start in first..<line.count where line[start] & 0xc0 != 0x80 {
      let before = PageBytes.trimmed(UnsafeBufferPointer(rebasing: line[..<start]))
      let isBehindStop = PageBytes.endsStatement(before)
      guard isBehindStop || isBracket(line, at: start) else { continue }
      let rest = PageBytes.trimmed(UnsafeBufferPointer(rebasing: line[start...]))
      guard let found = reading(of: rest), isBehindStop || found.saysBy else { continue }
      return (before.count, found.engine)
    }
    return nil
  }

  private struct Reading {
    var engine: String
    /// Whether the words say that the text was translated by something.
    var saysBy: Bool
  }

  private static func reading(of line: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard line.count <= limit, line.count >= 6 else { return nil }
    var lower: [UInt8] = []
    lower.reserveCapacity(line.count)
    for byte in line { lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    let table = MarkWords.table
    var engine: String?
    var translation = 0
    var agents = 0
    var index = 0
    while index < lower.count {
      if let width = table.filler(lower, at: index) {
        index += width
      } else if let found = table.engine(lower, at: index) {
        engine = engine ?? found.id
        index += found.width
      } else if let word = table.word(lower, at: index) {
        if word.isTranslation { translation += 1 }
        if word.isAgent { agents += 1 }
        index += word.width
      } else {
        return nil
      }
    }
    guard translation > 0 else { return nil }
    if let engine { return Reading(engine: engine, saysBy: agents > 0) }
    return agents > 0 ? Reading(engine: unnamed, saysBy: true) : nil
  }

  private static func speaksOfTranslation(
    _ line: UnsafeBufferPointer<UInt8>, from first: Int
  ) -> Bool {
    let tail = UnsafeBufferPointer(rebasing: line[first...])
    return hints.contains { PageBytes.contains(tail, $0) }
  }

  private static let hints = ["译", "譯", "ranslat", "RANSLAT"].map { Array($0.utf8) }

  private static func isBracket(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    if line[index] == UInt8(ascii: "(") || line[index] == UInt8(ascii: "[") { return true }
    let rest = UnsafeBufferPointer(rebasing: line[index...])
    return PageBytes.hasPrefix(rest, "（") || PageBytes.hasPrefix(rest, "【")
      || PageBytes.hasPrefix(rest, "「")
  }
}

/// Recognises marks, and a mark like the last one at once: pages repeat theirs.
struct MarkMemory {
  private var last: [UInt8] = []
  private var engine: String?

  mutating func engine(named line: UnsafeBufferPointer<UInt8>) -> String? {
    guard line.count <= MarkRecognizer.limit else { return nil }
    if let base = line.baseAddress, line.count == last.count, memcmp(base, last, last.count) == 0 {
      return engine
    }
    guard let found = MarkRecognizer.engine(named: line) else { return nil }
    last = Array(line)
    engine = found
    return found
  }
}
