// SPDX-License-Identifier: Apache-2.0

/// A Chinese–English lexicon: headwords and what they are rendered by, with weights.
///
/// A lexicon is the union of its layers, earlier ones first. What a headword links to follows from
/// two rules:
///
/// - **Renderings** of all layers are taken in the order of the layers, each once; rendering *r* (from
///   0) weighs 1/(*r* + 2), all of them together 1; a rendering of several words shares its weight
///   among its content words.
/// - **Probabilities** of trained layers are mixed in: the first layer that has any counts
///   ``Options/trainedShare``, what stands behind it the rest, and so on; a headword that only one of
///   them has takes its weights from that one.
///
/// English is matched by stem.
///
///     let lexicon = Lexicon(layers: [try .load(path: "trained.bitextlexicon"), .shipped])
///     lexicon.renderings(of: "收敛")   // ["converge", "convergence", …]
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
    /// The probability of the headword given the word, t(z|e), 0...1, by the first trained layer that
    /// knows the link; 0 where none does.
    public var reverse: Float

    /// Makes a link.
    public init(stem: UInt64, weight: Float, reverse: Float = 0) {
      self.stem = stem
      self.weight = weight
      self.reverse = reverse
    }
  }

  /// How layers are put together.
  public struct Options: Hashable, Sendable, Codable {
    /// The weight of rendering *r*, counted from 0, before all are brought to the sum 1.
    public enum RankWeight: String, Hashable, Sendable, Codable, CaseIterable {
      /// 1/(*r* + 2).
      case shifted
      /// 1/(*r* + 1).
      case reciprocal
      /// 1/√(*r* + 1).
      case root
      /// All alike.
      case uniform
    }

    /// The rule of the weights.
    public var rankWeight = RankWeight.shifted
    /// What a trained layer counts against the layers behind it, 0...1.
    public var trainedShare: Float = 0.5

    /// Makes the default options.
    public init() {}
  }

  /// The lexicon that ships with this package.
  public static let shipped = Lexicon(layers: [.shipped])

  /// The layers, the first counts most.
  public let layers: [LexiconLayer]
  /// How they are put together.
  public let options: Options

  /// The one table, where there is one; `tables` keeps it.
  private let only: HeadwordTable.View?
  private let tables: [HeadwordTable]
  /// The number of the first entry of each layer.
  private let offsets: [Int]
  private let resolved: ResolvedLinks

  /// Puts layers together.
  ///
  /// - Parameters:
  ///   - layers: the first counts most; at most 32.
  ///   - options: the rules.
  public init(layers: [LexiconLayer], options: Options = Options()) {
    precondition(layers.count <= 32, "a lexicon has at most 32 layers")
    self.layers = layers
    self.options = options
    tables = layers.map(\.table)
    only = tables.count == 1 ? tables[0].view : nil
    var offsets = [0]
    for layer in layers { offsets.append(offsets[offsets.count - 1] + layer.count) }
    self.offsets = offsets
    resolved = ResolvedLinks(entryCount: offsets[layers.count], options: options)
  }

  /// Tells lexicons apart: a checksum of all layers' bytes, and the options.
  ///
  /// - Complexity: O(bytes).
  public var digest: String {
    var text = "\(options.rankWeight.rawValue)|\(options.trainedShare)"
    for layer in layers { text += "|" + String(layer.checksum, radix: 16) }
    return text
  }

  /// The number of headwords; one in several layers counts once.
  ///
  /// - Complexity: O(headwords) with several layers.
  public var count: Int {
    var count = 0
    for (number, layer) in layers.enumerated() {
      if number == 0 {
        count += layer.count
        continue
      }
      for entry in 0..<layer.count {
        let key = WordKey.chinese(layer.headwordBytes(entry))
        if !tables[..<number].contains(where: { ($0.entry(key) ?? -1) >= 0 }) { count += 1 }
      }
    }
    return count
  }

  /// Entries are numbered below this: the sum of the layers' headwords.
  public var entryCount: Int { offsets[layers.count] }

  /// The longest headword at a place of a text, and all shorter ones.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - start: where the headwords begin.
  ///   - body: receives the number of a headword and the place after it, shortest first. Numbers are
  ///     below the sum of the layers' counts; a headword has one number, however many layers hold it.
  @inline(__always)
  public func forEachHeadword(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ body: (_ entry: Int, _ end: Int) -> Void
  ) {
    if let only {
      only.forEachHeadword(in: bytes, at: start, body)
    } else {
      forEachHeadwordOfLayers(in: bytes, at: start, body)
    }
  }

  private func forEachHeadwordOfLayers(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ body: (_ entry: Int, _ end: Int) -> Void
  ) {
    var hash = HeadwordHash()
    var index = start
    var alive: UInt32 = .max
    while index < bytes.count {
      hash.add(bytes[index])
      index += 1
      guard index == bytes.count || bytes[index] & 0xc0 != 0x80 else { continue }
      let key = hash.key
      var found = -1
      var goesOn = false
      for layer in 0..<tables.count where alive & (1 << UInt32(layer)) != 0 {
        guard let entry = tables[layer].entry(key) else {
          alive &= ~(1 << UInt32(layer))
          continue
        }
        goesOn = true
        if found < 0 && entry >= 0 { found = offsets[layer] + entry }
      }
      guard goesOn else { return }
      if found >= 0 { body(found, index) }
    }
  }

  /// The number of a headword; `nil` where the lexicon lacks it.
  public func entry(of headword: String) -> Int? {
    places(of: WordKey.chinese(headword.utf8)).first.map { offsets[$0.layer] + $0.entry }
  }

  /// The renderings of a headword as written, in the order of the layers, each once.
  public func renderings(of headword: String) -> [String] {
    var found: [String] = []
    for place in places(of: WordKey.chinese(headword.utf8)) {
      for text in layers[place.layer].renderings(at: place.entry) where !found.contains(text) {
        found.append(text)
      }
    }
    return found
  }

  /// Calls a closure with the links of some entries, one after the other.
  ///
  /// - Parameters:
  ///   - entries: numbers of headwords.
  ///   - body: receives the place in `entries` and one link.
  public func forEachLink(of entries: [Int], _ body: (_ place: Int, _ link: Link) -> Void) {
    for (place, entry) in entries.enumerated() {
      for link in resolved.links(of: entry, in: self) { body(place, link) }
    }
  }

  /// The links of one headword; empty where the lexicon lacks it.
  public func links(of headword: String) -> [Link] {
    guard let entry = entry(of: headword) else { return [] }
    var links: [Link] = []
    forEachLink(of: [entry]) { links.append($1) }
    return links
  }

  /// Where a headword stands in the layers, in their order.
  func places(of key: UInt64) -> [(layer: Int, entry: Int)] {
    tables.enumerated().compactMap { layer, table in
      guard let entry = table.entry(key), entry >= 0 else { return nil }
      return (layer, entry)
    }
  }

  /// Where the headword with a number stands in the layers.
  func places(ofEntry entry: Int) -> [(layer: Int, entry: Int)] {
    if only != nil { return [(0, entry)] }
    let layer = (offsets.firstIndex { $0 > entry } ?? offsets.count) - 1
    return places(of: WordKey.chinese(layers[layer].headwordBytes(entry - offsets[layer])))
  }
}
