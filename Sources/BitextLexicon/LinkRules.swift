// SPDX-License-Identifier: Apache-2.0

/// The rules by which the layers' renderings and probabilities become links.
struct LinkRules {
  private let options: Lexicon.Options
  private let stemmer = EnglishStemmer()
  private var seen: Set<UInt64> = []
  private var trained: [Lexicon.Link] = []

  init(_ options: Lexicon.Options) { self.options = options }

  /// Appends a headword's links: distinct stems.
  mutating func append(
    _ places: [(layer: Int, entry: Int)], of layers: [LexiconLayer], to links: inout [Lexicon.Link]
  ) {
    let first = links.count
    appendRenderings(places, of: layers, to: &links)
    for place in places.reversed() {
      trained.removeAll(keepingCapacity: true)
      layers[place.layer].appendProbabilities(place.entry, to: &trained)
      guard !trained.isEmpty else { continue }
      let share = links.count == first ? 1 : options.trainedShare
      for index in links.indices[first...] { links[index].weight *= 1 - share }
      for link in trained {
        if let known = links[first...].firstIndex(where: { $0.stem == link.stem }) {
          links[known].weight += share * link.weight
          if link.reverse > 0 { links[known].reverse = link.reverse }
        } else {
          links.append(
            Lexicon.Link(stem: link.stem, weight: share * link.weight, reverse: link.reverse))
        }
      }
    }
  }

  /// Appends the links that the renderings give; their weights sum to 1.
  private mutating func appendRenderings(
    _ places: [(layer: Int, entry: Int)], of layers: [LexiconLayer], to links: inout [Lexicon.Link]
  ) {
    let first = links.count
    var rank = 0
    seen.removeAll(keepingCapacity: true)
    for place in places {
      layers[place.layer].forEachRendering(place.entry) { rendering in
        guard seen.insert(WordKey.latin(rendering)).inserted else { return }
        let weight = weight(ofRank: rank)
        rank += 1
        let words = RenderingWords.content(of: rendering)
        for word in words {
          let stem = stemmer.key(of: word)
          let share = weight / Float(words.count)
          if let known = links[first...].firstIndex(where: { $0.stem == stem }) {
            links[known].weight += share
          } else {
            links.append(Lexicon.Link(stem: stem, weight: share))
          }
        }
      }
    }
    let sum = links[first...].reduce(0) { $0 + $1.weight }
    for index in links.indices[first...] { links[index].weight /= sum }
  }

  private func weight(ofRank rank: Int) -> Float {
    switch options.rankWeight {
    case .shifted: 1 / Float(rank + 2)
    case .reciprocal: 1 / Float(rank + 1)
    case .root: 1 / Float(rank + 1).squareRoot()
    case .uniform: 1
    }
  }
}

/// The words of a rendering.
enum RenderingWords {
  /// Words that say nothing beside others: articles, prepositions, forms of be.
  private static let empty: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or", "be", "is",
    "as", "one", "ones", "s", "from", "up", "out", "it", "that",
  ]

  /// The content words of a rendering; all its words where it has nothing else.
  static func content(of bytes: UnsafeBufferPointer<UInt8>) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    let words = bytes.split { !isWordByte($0) }
    guard words.count > 1 else { return words }
    let content = words.filter { !empty.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
    return content.isEmpty ? words : content
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}
