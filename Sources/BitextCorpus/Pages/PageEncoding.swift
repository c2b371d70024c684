// SPDX-License-Identifier: Apache-2.0

internal import BitextText
internal import Glibc

/// The encoding that a page is read in.
///
/// In this order: what the caller says; a byte-order mark; zero bytes on one side, UTF-16; well-formed
/// UTF-8, whatever a label says; what the page declares; GB18030 or Big5 where one of them gives
/// common Chinese; UTF-8. See `Docs/Formats/Encodings.md`.
struct PageEncoding: Hashable {
  /// The converter's name; `UTF-8` needs none.
  var name: String
  /// The length of the byte-order mark in front.
  var markLength = 0

  var isUTF8: Bool { name == "UTF-8" }

  /// Decides by the first bytes of a page.
  ///
  /// - Parameters:
  ///   - head: the first 64 KiB or fewer.
  ///   - forced: what the caller says.
  ///   - declared: what the page says of itself, looked for when nothing surer is known.
  static func decided(
    for head: UnsafeBufferPointer<UInt8>, forced: String?,
    declared: (UnsafeBufferPointer<UInt8>) -> String?
  ) -> PageEncoding {
    if let forced {
      let name = standardName(of: forced)
      let estimate = Transcoder.detect(from: UnsafeBufferPointer(rebasing: head.prefix(4)).span)
      let isSame = estimate.encoding == name || name == "UTF-16"
      return PageEncoding(
        name: name, markLength: isSame && name != "UTF-16" ? estimate.markLength : 0)
    }
    let start = Transcoder.detect(from: UnsafeBufferPointer(rebasing: head.prefix(4)).span)
    if start.markLength > 0 {
      return PageEncoding(name: start.encoding, markLength: start.markLength)
    }
    if hasZero(head) {
      let estimate = Transcoder.detect(from: head.span)
      return PageEncoding(name: estimate.encoding.hasPrefix("UTF-16") ? estimate.encoding : "UTF-8")
    }
    let survey = UTF8Survey(of: head)
    if survey.isUTF8 {
      return PageEncoding(name: survey.isASCII ? declared(head) ?? "UTF-8" : "UTF-8")
    }
    let label = declared(head)
    if let label, label != "UTF-8" { return PageEncoding(name: label) }
    let estimate = Transcoder.detect(from: head.span).encoding
    return PageEncoding(name: ["GB18030", "Big5"].contains(estimate) ? estimate : "UTF-8")
  }

  /// The converter for a label as pages write it; supersets stand in for what they hold, as in
  /// browsers.
  static func standardName(of label: String) -> String {
    switch label.lowercased() {
    case "utf-8", "utf8", "unicode-1-1-utf-8": "UTF-8"
    case "gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030", "cp936", "ms936", "euc-cn",
      "hz-gb-2312":
      "GB18030"
    case "big5", "big5-hkscs", "x-x-big5", "cn-big5", "cp950": "Big5"
    case "iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1", "cp1252": "windows-1252"
    case "utf-16le": "UTF-16LE"
    case "utf-16be": "UTF-16BE"
    case "utf-16", "utf16": "UTF-16"
    default: label
    }
  }

  private static func hasZero(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = head.baseAddress else { return false }
    return memchr(base, 0, head.count) != nil
  }
}

/// How well bytes read as UTF-8.
struct UTF8Survey {
  /// Sequences of several bytes that are characters.
  private(set) var characters = 0
  /// Bytes that belong to no character.
  private(set) var strays = 0

  /// Whether all bytes are below 128.
  var isASCII: Bool { characters == 0 && strays == 0 }
  /// Whether the text is UTF-8, a few damaged places apart.
  var isUTF8: Bool { strays * 4 <= characters }

  init(of bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      index = Self.endOfASCII(bytes, from: index)
      guard index < bytes.count else { return }
      let length = Self.length(of: bytes[index])
      if length > 1, index + length > bytes.count, bytes.count == 1 << 16 { return }
      if length > 1, index + length <= bytes.count,
        bytes[index + 1..<index + length].allSatisfy({ $0 & 0xc0 == 0x80 })
      {
        characters += 1
        index += length
        // What is sound so far is sound on; damage comes early or is rare.
        if characters == 4096, strays == 0 { return }
      } else {
        strays += 1
        index += 1
      }
    }
  }

  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count,
      raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }

  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 1
    }
  }
}
