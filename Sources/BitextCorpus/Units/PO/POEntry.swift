// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// An entry of a catalogue while it is read.
struct POEntry {
  var line = 0
  /// The place of the first byte that is no UTF-8.
  var invalid: (line: Int, column: Int)?
  var comments: [[UInt8]] = []
  var context: [UInt8]?
  var source: [UInt8]?
  var plural: [UInt8]?
  var targets: [Int: [UInt8]] = [:]
  var isObsolete = false
  /// What this package wrote beyond PO's own keys.
  var meta: [(type: String, value: String)] = []
  private var marks: [UnitProperty] = []
  private var open = Open.nothing

  private enum Open { case nothing, context, source, plural, target(Int) }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the entry has its translation and the next line begins another one.
  func isComplete(before line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !targets.isEmpty, let first = line.first else { return false }
    if first == UInt8(ascii: "#") { return !PageBytes.hasPrefix(line, "#~ \"") && !isPart(line) }
    return PageBytes.hasPrefix(line, "msgctxt") || PageBytes.hasPrefix(line, "msgid ")
      || PageBytes.hasPrefix(line, "msgid\"")
  }

  /// Whether a line goes on with an obsolete entry.
  private func isPart(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    isObsolete && PageBytes.hasPrefix(line, "#~ msgstr")
  }

  /// What PO says besides the texts.
  var properties: [UnitProperty] {
    var properties = marks
    if let plural {
      properties.append(UnitProperty(type: "x-po-plural", value: Self.text(plural)))
      for index in targets.keys.sorted() where index > 0 {
        properties.append(
          UnitProperty(type: "x-po-msgstr-\(index)", value: Self.text(targets[index] ?? [])))
      }
    }
    if isObsolete { properties.append(UnitProperty(type: "x-po-obsolete", value: "yes")) }
    return properties
  }

  /// What is wrong with a line, and how many of its bytes stand behind the place.
  typealias Mistake = (message: String, rest: Int)

  /// Takes one line.
  ///
  /// - Returns: what is wrong with it; `nil` where nothing is.
  mutating func take(_ line: [UInt8]) -> Mistake? {
    guard line[0] == UInt8(ascii: "#") else { return keyword(line[...]) }
    guard line.count > 1 else {
      comments.append([])
      return nil
    }
    let text = Array(line.dropFirst(line.count > 2 && line[2] == 0x20 ? 3 : 2))
    switch line[1] {
    case UInt8(ascii: "."): extracted(text)
    case UInt8(ascii: ":"): mark("x-po-reference", text)
    case UInt8(ascii: ","): mark("x-po-flag", text)
    case UInt8(ascii: "|"): mark("x-po-previous", text)
    case UInt8(ascii: "~"):
      isObsolete = true
      if text.first == UInt8(ascii: "|") {
        mark("x-po-previous", Array(text.dropFirst(2)))
      } else {
        return keyword(text[...])
      }
    case 0x20: comments.append(Array(line.dropFirst(2)))
    default: comments.append(Array(line.dropFirst(1)))
    }
    return nil
  }

  private mutating func mark(_ type: String, _ text: [UInt8]) {
    marks.append(UnitProperty(type: type, value: Self.text(text)))
  }

  /// A comment for programs: `bitext: "type" "value"` is a property of this package's.
  private mutating func extracted(_ text: [UInt8]) {
    if text.starts(with: "bitext: ".utf8), let type = POText.string(text[8...]),
      let value = POText.string(type.rest.dropFirst())
    {
      meta.append((Self.text(type.bytes), Self.text(value.bytes)))
    } else {
      mark("x-po-extracted", text)
    }
  }

  private mutating func keyword(_ line: ArraySlice<UInt8>) -> Mistake? {
    var line = line
    if line.first != 0x22 {
      guard let quote = line.firstIndex(of: 0x22) else {
        return ("expected a keyword and a quoted string, found neither", line.count)
      }
      let word = Self.text(Array(line[..<quote].filter { $0 != 0x20 && $0 != 9 }))
      let whole = line.count
      line = line[quote...]
      switch word {
      case "msgctxt": (open, context) = (.context, [])
      case "msgid": (open, source) = (.source, [])
      case "msgid_plural": (open, plural) = (.plural, [])
      case "msgstr":
        open = .target(0)
        targets[0] = []
      default:
        guard word.hasPrefix("msgstr["), word.hasSuffix("]"),
          let index = Int(word.dropFirst(7).dropLast()), (0..<16).contains(index)
        else { return ("expected a keyword of PO, found \"\(word.prefix(40))\"", whole) }
        open = .target(index)
        targets[index] = []
      }
    }
    guard let string = POText.string(line) else {
      return ("expected one quoted string to the end of the line, found something else", line.count)
    }
    let behind = string.rest.drop { $0 <= 0x20 }
    guard behind.isEmpty else {
      return (
        "expected one quoted string to the end of the line, found something else", behind.count
      )
    }
    switch open {
    case .context: context?.append(contentsOf: string.bytes)
    case .source: source?.append(contentsOf: string.bytes)
    case .plural: plural?.append(contentsOf: string.bytes)
    case .target(let index): targets[index]?.append(contentsOf: string.bytes)
    case .nothing: return ("expected a keyword before a string, found none", line.count)
    }
    return nil
  }
}
