// SPDX-License-Identifier: Apache-2.0

internal import CLexiconData
internal import Synchronization

/// A Chinese–English lexicon: headwords and what they are rendered by, with weights.
///
/// The weights of one headword's renderings follow from their order by one rule: rendering *r* (from
/// 0) weighs 1/(*r* + 2), all of them together 1; a rendering of several words shares its weight among
/// its content words. English is matched by stem.
///
/// - Note: Safe to share between threads. What a headword links to is worked out when the headword is
///   first met, and remembered.
public final class Lexicon: Sendable {
  /// One English word that a headword is rendered by.
  public struct Link: Hashable, Sendable {
    /// The key of the word's stem, as ``EnglishStemmer`` gives it.
    public var stem: UInt64
    /// The share of the headword's weight, 0...1: t(e|z).
    public var weight: Float

    /// Makes a link.
    public init(stem: UInt64, weight: Float) {
      self.stem = stem
      self.weight = weight
    }
  }

  /// The lexicon that ships with this package.
  public static let shipped: Lexicon = {
    var count = 0
    let bytes = UnsafeBufferPointer(start: bitext_lexicon_data(&count), count: count)
    return Lexicon(LexiconText(bytes))
  }()

  let text: LexiconText
  private let resolved: Mutex<ResolvedLinks>

  init(_ text: LexiconText) {
    self.text = text
    resolved = Mutex(ResolvedLinks(entryCount: text.entryCount))
  }

  /// The number of headwords.
  public var count: Int { text.entryCount }

  /// The longest headword at a place of a text, and all shorter ones.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - start: where the headwords begin.
  ///   - body: receives the number of a headword and the place after it, shortest first.
  public func forEachHeadword(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ body: (_ entry: Int, _ end: Int) -> Void
  ) {
    var hash = HeadwordHash()
    var index = start
    while index < bytes.count {
      hash.add(bytes[index])
      index += 1
      guard index == bytes.count || bytes[index] & 0xc0 != 0x80 else { continue }
      guard let entry = text.headwords.entry(hash.key) else { return }
      if entry >= 0 { body(entry, index) }
    }
  }

  /// The number of a headword; `nil` where the lexicon lacks it.
  public func entry(of headword: String) -> Int? {
    var hash = HeadwordHash()
    for byte in headword.utf8 { hash.add(byte) }
    guard let entry = text.headwords.entry(hash.key), entry >= 0 else { return nil }
    return entry
  }

  /// The renderings of a headword in the order of use, as written.
  public func renderings(of headword: String) -> [String] {
    entry(of: headword).map { text.renderings(of: $0) } ?? []
  }

  /// Calls a closure with the links of some entries, one after the other.
  ///
  /// - Parameters:
  ///   - entries: numbers of headwords.
  ///   - body: receives the place in `entries` and one link.
  public func forEachLink(of entries: [Int], _ body: (_ place: Int, _ link: Link) -> Void) {
    resolved.withLock { resolved in
      for (place, entry) in entries.enumerated() {
        for index in resolved.range(of: entry, in: text) {
          body(place, resolved.links[index])
        }
      }
    }
  }
}

/// The links of the headwords met so far.
private struct ResolvedLinks {
  var links: [Lexicon.Link] = []
  private var ranges: [(start: Int32, end: Int32)]
  // The stemmer is used under the lexicon's lock only.
  nonisolated(unsafe) private let stemmer = EnglishStemmer()

  init(entryCount: Int) { ranges = Array(repeating: (-1, -1), count: entryCount) }

  mutating func range(of entry: Int, in text: LexiconText) -> Range<Int> {
    if ranges[entry].start < 0 {
      let start = links.count
      text.appendLinks(of: entry, stemmer: stemmer, to: &links)
      ranges[entry] = (Int32(start), Int32(links.count))
    }
    return Int(ranges[entry].start)..<Int(ranges[entry].end)
  }
}
