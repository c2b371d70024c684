// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import CLexiconData

/// One source of entries: the shipped lexicon, an imported dictionary, a trained table.
///
/// A layer may hold renderings, probabilities, or both. How several layers make one lexicon,
/// ``Lexicon`` says.
public struct LexiconLayer: Sendable {
  enum Content: Sendable {
    case text(LexiconText)
    case image(LexiconImage)
  }

  /// What people see: a file's path, or `shipped`.
  public let name: String
  let content: Content
  /// The headwords; apart from the content, so that the search for words need not ask which it is.
  let table: HeadwordTable

  init(name: String, content: Content) {
    self.name = name
    self.content = content
    table =
      switch content {
      case .text(let text): text.headwords
      case .image(let image): image.headwords
      }
  }

  /// The lexicon that ships with this package.
  public static let shipped: LexiconLayer = {
    var count = 0
    let bytes = UnsafeBufferPointer(start: bitext_lexicon_data(&count), count: count)
    return LexiconLayer(name: "shipped", content: .text(LexiconText(bytes)))
  }()

  /// The number of headwords.
  public var count: Int {
    switch content {
    case .text(let text): text.entryCount
    case .image(let image): image.entryCount
    }
  }

  /// A checksum of all that it holds.
  var checksum: UInt64 {
    switch content {
    case .text(let text): Checksum64.of(UnsafeRawBufferPointer(text.bytes))
    case .image(let image): Checksum64.of(image.bytes)
    }
  }

  /// The headword with a number in `0..<count`.
  public func headword(at entry: Int) -> String {
    String(decoding: headwordBytes(entry), as: UTF8.self)
  }

  /// The number of a headword in this layer.
  public func entry(of headword: String) -> Int? {
    guard let entry = table.entry(WordKey.chinese(headword.utf8)), entry >= 0 else { return nil }
    return entry
  }

  /// The renderings of an entry as written, each once.
  public func renderings(at entry: Int) -> [String] {
    var found: [String] = []
    forEachRendering(entry) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  /// The fields of an entry, the first that names it first; empty where none is known.
  public func fields(at entry: Int) -> [String] {
    switch content {
    case .text(let text): text.fields(of: entry)
    case .image(let image): image.fields(of: entry)
    }
  }

  /// The English words that an entry's probabilities name, with t(e|z) and t(z|e); the greatest
  /// t(e|z) first.
  public func probabilities(
    at entry: Int
  ) -> [(word: String, stem: UInt64, weight: Float, reverse: Float)] {
    guard case .image(let image) = content else { return [] }
    return image.links(of: entry).map {
      (image.form(ofStem: $0.stem), image.key(ofStem: $0.stem), $0.weight, $0.reverse)
    }
  }

  /// How often the headword stood in the texts that the probabilities were trained on.
  public func occurrences(at entry: Int) -> Int {
    guard case .image(let image) = content else { return 0 }
    return image.occurrences(of: entry)
  }

  func headwordBytes(_ entry: Int) -> UnsafeBufferPointer<UInt8> {
    switch content {
    case .text(let text): text.headword(of: entry)
    case .image(let image): image.headword(of: entry)
    }
  }

  /// Calls a closure with the bytes of each rendering of an entry as written; one may come twice.
  public func forEachRendering(_ entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    switch content {
    case .text(let text): text.forEachRendering(of: entry, body)
    case .image(let image): image.forEachRendering(of: entry, body)
    }
  }

  /// Appends an entry's probabilities as links; nothing where it has none.
  func appendProbabilities(_ entry: Int, to links: inout [Lexicon.Link]) {
    guard case .image(let image) = content else { return }
    for link in image.links(of: entry) {
      links.append(
        Lexicon.Link(
          stem: image.key(ofStem: link.stem), weight: link.weight, reverse: link.reverse))
    }
  }
}
