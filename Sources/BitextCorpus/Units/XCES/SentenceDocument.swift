// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The sentences of one of OPUS's documents, read as far as links ask for them.
final class SentenceDocument: XMLHandler {
  /// The language: that of the root element, or the folder that OPUS keeps the document in.
  private(set) var language: Language?
  private(set) var sawRoot = false

  private let push: XMLPush
  private let source: ByteSource
  private let limit: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 15)
  private var ended = false
  /// Sentences that no link has asked for yet.
  private var waiting: [String: String] = [:]
  private var held = 0
  private var id: String?
  private var bytes: [UInt8] = []
  private var hasWords = false
  private var inWord = false
  /// Whether white space at the ends of sentences is part of them.
  private var preservesSpace = false

  init(path: String, name: String, limit: Int) throws {
    source = try ByteSource(path: path)
    push = XMLPush(path: path)
    self.limit = limit
    push.handler = self
    let folder = name.split(separator: "/").first.map(String.init) ?? ""
    if name.contains("/"), (2...3).contains(folder.prefix { $0 != "_" && $0 != "-" }.count) {
      language = Language(folder)
    }
    // The root tells the language.
    while !sawRoot && !ended { try read() }
  }

  /// The sentences of some ids, joined as the language has it; or the first id that there is none for.
  func text(of ids: [String]) throws -> (text: String, missing: String?) {
    var texts: [String] = []
    for id in ids {
      while waiting[id] == nil && !ended { try read() }
      guard let text = waiting.removeValue(forKey: id) else { return ("", id) }
      held -= text.utf8.count + id.utf8.count
      texts.append(text)
    }
    return (texts.joined(separator: language?.isChinese == true ? "" : " "), nil)
  }

  private func read() throws {
    let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
    ended = count == 0
    push.feed(chunk[..<count], isLast: ended)
    try push.check()
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if !sawRoot {
      sawRoot = true
      if let tag = attributes.language, !tag.isEmpty { language = Language(tag) }
      preservesSpace = attributes["space"] == "preserve"
      return
    }
    switch name.string {
    case "s":
      id = attributes["id"]
      bytes.removeAll(keepingCapacity: true)
      (hasWords, inWord) = (false, false)
    case "w" where id != nil:
      if !hasWords { bytes.removeAll(keepingCapacity: true) }
      if hasWords && language?.isChinese != true { bytes.append(0x20) }
      (hasWords, inWord) = (true, true)
    default: break
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard id != nil, !hasWords || inWord else { return }
    bytes.append(contentsOf: text)
    if bytes.count > limit {
      push.refuse("expected a sentence within the cap of \(limit) bytes, found a longer one")
    }
  }

  func end(_ name: XMLName) {
    switch name.string {
    case "w": inWord = false
    case "s":
      guard let id else { return }
      let text = bytes.withUnsafeBufferPointer {
        String(decoding: preservesSpace ? $0 : PageBytes.trimmed($0), as: UTF8.self)
      }
      held += text.utf8.count + id.utf8.count
      waiting[id] = text
      self.id = nil
      if held > max(limit, 1 << 20) || waiting.count > 100_000 {
        push.refuse("expected sentences in the order of their links, found too many without one")
      }
    default: break
    }
  }
}
