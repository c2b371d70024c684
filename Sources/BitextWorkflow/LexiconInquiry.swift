// SPDX-License-Identifier: Apache-2.0

public import BitextLexicon

/// Looks words up in a lexicon, for people.
public struct LexiconInquiry: Sendable {
  /// What is known of one headword.
  public struct Entry: Hashable, Sendable {
    /// What one layer holds.
    public struct Source: Hashable, Sendable {
      /// The layer's name.
      public var layer: String
      /// Its fields.
      public var fields: [String]
      /// Its renderings in their order; of a trained layer, the words by probability.
      public var renderings: [String]
    }

    /// One English word.
    public struct Word: Hashable, Sendable {
      /// A form of it.
      public var word: String
      /// t(e|z) of the whole lexicon, 0...1.
      public var weight: Float
      /// t(z|e) where a trained layer has it, else 0.
      public var reverse: Float
    }

    /// The headword.
    public var headword: String
    /// What each layer holds, in their order.
    public var sources: [Source]
    /// The English words with their weights, the greatest first.
    public var words: [Word]
  }

  /// The lexicon.
  public let lexicon: Lexicon

  /// Makes an inquiry.
  public init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The headword itself, or all headwords that an English word renders, those with the greatest
  /// weights first.
  ///
  /// - Complexity: O(1) for a headword, O(headwords) for an English word.
  public func entries(for word: String) -> [Entry] {
    if lexicon.entry(of: word) != nil { return [entry(of: word)] }
    let stem = EnglishStemmer().key(of: word.utf8)
    var found: [(headword: String, weight: Float)] = []
    var seen: Set<String> = []
    for layer in lexicon.layers {
      for number in 0..<layer.count {
        let headword = layer.headword(at: number)
        guard seen.insert(headword).inserted,
          let link = lexicon.links(of: headword).first(where: { $0.stem == stem })
        else { continue }
        found.append((headword, link.weight))
      }
    }
    found.sort { ($1.weight, $0.headword) < ($0.weight, $1.headword) }
    return found.map { entry(of: $0.headword) }
  }

  private func entry(of headword: String) -> Entry {
    var sources: [Entry.Source] = []
    var forms: [UInt64: String] = [:]
    let stemmer = EnglishStemmer()
    for layer in lexicon.layers {
      guard let number = layer.entry(of: headword) else { continue }
      let renderings = layer.renderings(at: number)
      let learned = layer.probabilities(at: number)
      for word in renderings.flatMap({ $0.split(whereSeparator: { " -,'/".contains($0) }) }) {
        let key = stemmer.key(of: word.utf8)
        forms[key] = forms[key] ?? String(word)
      }
      for word in learned { forms[word.stem] = forms[word.stem] ?? word.word }
      sources.append(
        Entry.Source(
          layer: layer.name, fields: layer.fields(at: number),
          renderings: renderings + learned.map(\.word)))
    }
    let words = lexicon.links(of: headword).map {
      Entry.Word(word: forms[$0.stem] ?? "?", weight: $0.weight, reverse: $0.reverse)
    }
    return Entry(
      headword: headword, sources: sources,
      words: words.sorted { ($1.weight, $0.word) < ($0.weight, $1.word) })
  }
}
