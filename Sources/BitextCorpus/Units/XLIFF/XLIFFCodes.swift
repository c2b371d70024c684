// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The inline elements of XLIFF as codes.
enum XLIFFCodes {
  /// What an element is.
  enum Element {
    /// A code whose content is native data.
    case withData(InlineCode)
    /// A code here, and perhaps another one where the element ends.
    case span(InlineCode, end: InlineCode?)
    /// A character that XML cannot hold as such.
    case character([UInt8])
    /// An element that means nothing here, around text.
    case transparent
    case unknown
  }

  static func code(
    _ name: String, _ attributes: XMLAttributes, data: [String: String], isVersion2: Bool
  ) -> Element {
    switch name {
    case "g", "x", "bx", "ex", "bpt", "ept", "it":
      return version1(name, attributes)
    case "ph": return isVersion2 ? version2(name, attributes, data) : version1(name, attributes)
    case "pc", "sc", "ec", "cp", "sm", "em": return version2(name, attributes, data)
    case "mrk":
      let type = attributes["mtype"] ?? attributes["type"] ?? ""
      if type == "seg" { return .transparent }
      let code = InlineCode(
        kind: .highlightBegin, offset: 0,
        match: own(attributes["mid"] ?? attributes["match"] ?? attributes["id"]),
        type: highlight(type))
      return .span(code, end: InlineCode(kind: .highlightEnd, offset: 0))
    default: return .unknown
    }
  }

  // MARK: Version 1

  private static func version1(_ name: String, _ attributes: XMLAttributes) -> Element {
    let id = attributes["id"]
    let pair = attributes["rid"] ?? id
    let type = self.type(attributes["ctype"])
    switch name {
    case "g":
      return .span(
        InlineCode(kind: .begin, offset: 0, pair: own(pair), match: own(id), type: type),
        end: InlineCode(kind: .end, offset: 0, pair: own(pair)))
    case "x":
      return .span(InlineCode(kind: .placeholder, offset: 0, match: own(id), type: type), end: nil)
    case "bx":
      return .span(
        InlineCode(kind: .begin, offset: 0, pair: pair, match: own(id), type: type), end: nil)
    case "ex": return .span(InlineCode(kind: .end, offset: 0, pair: pair), end: nil)
    case "bpt":
      return .withData(InlineCode(kind: .begin, offset: 0, pair: pair, match: own(id), type: type))
    case "ept": return .withData(InlineCode(kind: .end, offset: 0, pair: pair))
    case "it":
      let kind: InlineCode.Kind = attributes["pos"] == "close" ? .isolatedEnd : .isolatedBegin
      return .withData(InlineCode(kind: kind, offset: 0, match: own(id), type: type))
    default:
      var code = InlineCode(kind: .placeholder, offset: 0, match: own(id), type: type)
      if attributes["ctype"] == unknown {
        code = InlineCode(kind: .unknown, offset: 0, match: own(id))
      }
      switch attributes["assoc"] {
      case "preceding": code.association = "p"
      case "following": code.association = "f"
      case "both": code.association = "b"
      default: break
      }
      return .withData(code)
    }
  }

  // MARK: Version 2

  private static func version2(
    _ name: String, _ attributes: XMLAttributes, _ data: [String: String]
  ) -> Element {
    let id = attributes["id"]
    let type = subtype(attributes)
    func native(_ key: String) -> String { attributes[key].flatMap { data[$0] } ?? "" }
    switch name {
    case "ph":
      let kind: InlineCode.Kind =
        attributes["subType"] == "bitext:ut" ? .unknown : .placeholder
      return .span(
        InlineCode(
          kind: kind, offset: 0, match: own(id), type: kind == .unknown ? nil : type,
          data: native("dataRef")), end: nil)
    case "pc":
      return .span(
        InlineCode(
          kind: .begin, offset: 0, pair: own(id), match: own(id), type: type,
          data: native("dataRefStart")),
        end: InlineCode(kind: .end, offset: 0, pair: own(id), data: native("dataRefEnd")))
    case "sc":
      let isIsolated = attributes["isolated"] == "yes"
      return .span(
        InlineCode(
          kind: isIsolated ? .isolatedBegin : .begin, offset: 0, pair: isIsolated ? nil : id,
          match: own(id), type: type, data: native("dataRef")), end: nil)
    case "ec":
      guard let start = attributes["startRef"] else {
        return .span(
          InlineCode(
            kind: .isolatedEnd, offset: 0, match: own(id), type: type, data: native("dataRef")),
          end: nil)
      }
      return .span(
        InlineCode(kind: .end, offset: 0, pair: start, data: native("dataRef")), end: nil)
    case "sm":
      return .span(
        InlineCode(
          kind: .highlightBegin, offset: 0, match: own(id),
          type: highlight(attributes["type"] ?? "")),
        end: nil)
    case "em": return .span(InlineCode(kind: .highlightEnd, offset: 0), end: nil)
    default:
      guard let value = attributes["hex"].flatMap({ UInt32($0, radix: 16) }),
        let scalar = Unicode.Scalar(value)
      else { return .unknown }
      return .character(Array(String(Character(scalar)).utf8))
    }
  }

  // MARK: Ids

  /// What the ids begin with that a writer made up.
  static let made = "bitext-"

  /// An id, but for one that a writer made up.
  private static func own(_ id: String?) -> String? {
    id.flatMap { $0.hasPrefix(made) ? nil : $0 }
  }

  // MARK: Languages

  /// Whether a language's tag is one by XML Schema: parts of up to eight letters and digits, the first of letters.
  static func isTag(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: 0x2d, omittingEmptySubsequences: false)
    return parts.enumerated().allSatisfy { index, part in
      (1...8).contains(part.count)
        && part.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || index > 0 && $0 &- 0x30 < 10 }
    }
  }

  /// A language's tag as a schema allows it.
  static func tag(_ language: Language) -> String {
    if isTag(language.tag) { return language.tag }
    let dashed = language.tag.replacing("_", with: "-")
    return isTag(dashed) ? dashed : "und"
  }

  // MARK: Types

  /// The `ctype` of a code of which nothing is known.
  static let unknown = "x-bitext-ut"

  /// Types that XLIFF 1.2 has itself, at codes with and without a partner.
  private static let spans: Set<String> = ["bold", "italic", "underlined", "link"]
  private static let points: Set<String> = ["image", "pb", "lb"]

  /// A code's type as `ctype`, which allows a few words and what begins with `x-`.
  static func ctype(_ type: String, isPoint: Bool) -> String {
    if (isPoint ? points : spans).contains(type) { return type }
    return "x-bitext-" + escaped(type)
  }

  /// The type behind a `ctype`.
  static func type(_ ctype: String?) -> String? {
    guard let ctype, ctype != unknown else { return nil }
    return ctype.hasPrefix("x-bitext-") ? unescaped(ctype.dropFirst(9)) : ctype
  }

  /// A highlight's type as XLIFF 1.2's `mtype`.
  static func mtype(_ type: String?) -> String { "x-bitext-hi-" + escaped(type ?? "") }

  private static func highlight(_ type: String) -> String? {
    for prefix in ["x-bitext-hi-", "bitext:hi-"] where type.hasPrefix(prefix) {
      let own = unescaped(type.dropFirst(prefix.utf8.count))
      return own.isEmpty ? nil : own
    }
    return type.isEmpty ? nil : type
  }

  /// XLIFF 2's `subType`, or else its `type`.
  private static func subtype(_ attributes: XMLAttributes) -> String? {
    if let sub = attributes["subType"] {
      return sub.hasPrefix("bitext:") ? unescaped(sub.dropFirst(7)) : sub
    }
    return attributes["type"]
  }

  /// A type without white space, colons and percent signs, each of which becomes `%` and two digits.
  static func escaped(_ type: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in type.utf8 {
      if byte <= 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%") || byte == 0x7f {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let utf8 = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < utf8.count {
      if utf8[index] == UInt8(ascii: "%"), index + 2 < utf8.count,
        let value = UInt8(
          String(decoding: utf8[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(utf8[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
