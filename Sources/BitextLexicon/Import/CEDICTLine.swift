// SPDX-License-Identifier: Apache-2.0

/// One entry of CC-CEDICT's text format: `繁體 简体 [pin1 yin1] /gloss/gloss/`.
struct CEDICTLine {
  /// The headword in simplified characters.
  var headword: Substring
  /// The glosses as written.
  var glosses: [Substring]

  /// Reads a line; `nil` where it has another form.
  init?(_ line: Substring) {
    guard let bracket = line.firstIndex(of: "["), let close = line[bracket...].firstIndex(of: "]")
    else { return nil }
    let words = line[..<bracket].split(separator: " ")
    let rest = line[close...].dropFirst()
    guard words.count == 2, let slash = rest.firstIndex(of: "/"),
      rest[..<slash].allSatisfy({ $0 == " " || $0 == "]" })
    else { return nil }
    let body = rest[slash...].split(whereSeparator: { $0 == "\r" }).first ?? ""
    guard body.count > 2, body.last == "/" else { return nil }
    headword = words[1]
    glosses = body.split(separator: "/")
    if glosses.isEmpty { return nil }
  }
}

/// Makes renderings of a dictionary's glosses.
enum GlossCleaner {
  /// Beginnings of glosses that render nothing: references, notes on form and sound.
  private static let notes = [
    "CL:", "variant of ", "old variant of ", "archaic variant of ", "erhua variant of ",
    "Japanese variant of ", "ancient variant of ", "unofficial variant of ", "see ", "see also ",
    "used in ", "abbr. for ", "abbr. to ", "also written ", "also pr. ", "Taiwan pr. ", "pr. ",
    "same as ", "equivalent of ", "Kangxi radical", "(Kangxi radical", "old name ", "old pr. ",
  ]
  /// Beginnings that stand before the rendering itself.
  private static let openings = [
    "to be ", "to ", "a ", "an ", "the ", "surname ", "abbr. ", "lit. ", "fig. ", "esp. ", "e.g. ",
  ]
  /// Words that stand for any person or thing.
  private static let placeholders: Set<String> = [
    "sb", "sth", "sb's", "sth's", "one's", "oneself", "etc", "etc.", "smth", "smb", "...", "…",
  ]
  /// The most words of a rendering; longer glosses explain.
  private static let longest = 5

  /// The renderings in a gloss; empty where it is a note.
  static func renderings(of gloss: Substring) -> [String] {
    let whole = withoutBrackets(gloss)
    if notes.contains(where: { whole.hasPrefix($0) || gloss.hasPrefix($0) }) { return [] }
    return whole.split(separator: ";").compactMap { rendering(of: $0) }
  }

  private static func rendering(of part: Substring) -> String? {
    var text = part.drop { $0 == " " }
    if notes.contains(where: { text.hasPrefix($0) }) { return nil }
    var isDone = false
    while !isDone {
      isDone = true
      for opening in openings where text.count > opening.count && text.hasPrefix(opening) {
        text = text.dropFirst(opening.count)
        isDone = false
      }
    }
    let words = text.split(separator: " ").filter { !placeholders.contains(String($0)) }
    guard !words.isEmpty, words.count <= longest else { return nil }
    let joined = words.joined(separator: " ").trimmed(of: ",.!?:\"'")
    let scalars = joined.unicodeScalars
    guard scalars.contains(where: { $0.properties.isAlphabetic }),
      !scalars.contains(where: { (0x3400...0x9fff).contains($0.value) })
    else { return nil }
    return joined
  }

  private static func withoutBrackets(_ gloss: Substring) -> String {
    var depth = 0
    var text = ""
    for character in gloss {
      switch character {
      case "(", "[", "（": depth += 1
      case ")", "]", "）": depth = max(0, depth - 1)
      default: if depth == 0 { text.append(character) }
      }
    }
    return String(text.drop { $0 == " " })
  }
}

extension String {
  fileprivate func trimmed(of marks: String) -> String {
    var text = self[...]
    while let last = text.last, marks.contains(last) || last == " " { text.removeLast() }
    while let first = text.first, marks.contains(first) || first == " " { text.removeFirst() }
    return String(text)
  }
}
