// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon

/// Counts of a lexicon's entries, layer by layer and field by field.
public struct LexiconStatistics: Hashable, Sendable {
  /// Counts of one layer.
  public struct Layer: Hashable, Sendable {
    /// The layer's name.
    public var name: String
    /// Its headwords.
    public var headwords = 0
    /// Its renderings.
    public var renderings = 0
    /// Its links with probabilities.
    public var links = 0
    /// Headwords by field, in the order of the layer; one in several fields counts in each.
    public var fields: [Field] = []
  }

  /// Counts of one field.
  public struct Field: Hashable, Sendable {
    /// The field's name.
    public var name: String
    /// Its headwords.
    public var headwords: Int
  }

  /// The layers in their order.
  public let layers: [Layer]
  /// All headwords, one in several layers once.
  public let headwords: Int

  /// Counts a lexicon's entries.
  public init(_ lexicon: Lexicon) {
    headwords = lexicon.count
    layers = lexicon.layers.map { layer in
      var counts = Layer(name: layer.name)
      counts.headwords = layer.count
      for entry in 0..<layer.count {
        counts.renderings += layer.renderings(at: entry).count
        counts.links += layer.probabilities(at: entry).count
        for field in layer.fields(at: entry) {
          if let known = counts.fields.firstIndex(where: { $0.name == field }) {
            counts.fields[known].headwords += 1
          } else {
            counts.fields.append(Field(name: field, headwords: 1))
          }
        }
      }
      return counts
    }
  }

  /// The counts for people.
  public func lines(
    coverage: LexiconCoverage.Counts?, missing: [(word: String, count: Int)]
  ) -> String {
    var text = "headwords \(headwords)\n"
    for layer in layers {
      text += "layer \(layer.name): \(layer.headwords) headwords, \(layer.renderings) renderings"
      text += ", \(layer.links) probabilities\n"
      for field in layer.fields { text += "  \(field.name) \(field.headwords)\n" }
    }
    if let coverage {
      text += "coverage of \(coverage.tokens) Han words by ICU:\n"
      for (name, count) in Self.shares(coverage) {
        text += "  \(name) \(count) (\(Self.percent(count, coverage.tokens)))\n"
      }
      text += "words as this lexicon cuts them: \(coverage.ownWords), entries "
      text += "\(Self.percent(coverage.ownEntries, coverage.ownWords))\n"
    }
    for word in missing { text += "\(word.count)\t\(word.word)\n" }
    return text
  }

  /// The counts as a JSON object.
  public func json(
    coverage: LexiconCoverage.Counts?, missing: [(word: String, count: Int)]
  ) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("headwords", headwords)
    json.key("layers")
    json.beginArray()
    for layer in layers {
      json.beginObject()
      json.member("name", layer.name)
      json.member("headwords", layer.headwords)
      json.member("renderings", layer.renderings)
      json.member("probabilities", layer.links)
      json.key("fields")
      json.beginObject()
      for field in layer.fields { json.member(field.name, field.headwords) }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    if let coverage {
      json.key("coverage")
      json.beginObject()
      json.member("tokens", coverage.tokens)
      for (name, count) in Self.shares(coverage) {
        json.member(name.replacing(" ", with: "_"), count)
      }
      json.member("own_words", coverage.ownWords)
      json.member("own_entries", coverage.ownEntries)
      json.endObject()
    }
    if !missing.isEmpty {
      json.key("uncovered_words")
      json.beginObject()
      for word in missing { json.member(word.word, word.count) }
      json.endObject()
    }
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func shares(_ counts: LexiconCoverage.Counts) -> [(String, Int)] {
    [
      ("direct", counts.direct), ("composed", counts.composed),
      ("composed of characters", counts.composedOfCharacters), ("uncovered", counts.uncovered),
    ]
  }

  private static func percent(_ count: Int, _ total: Int) -> String {
    let hundredths = total == 0 ? 0 : (count * 20_000 / total + 1) / 2
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.count < 2 ? "0" : "") + digits + " %"
  }
}
