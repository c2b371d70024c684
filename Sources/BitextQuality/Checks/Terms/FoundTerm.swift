// SPDX-License-Identifier: Apache-2.0

/// A term of the termbase that stands in a source, and what stands for it in the target.
struct FoundTerm {
  /// The number of the term.
  var term: Int
  /// Its places in the source.
  var places: [Range<Int>]
  /// The places of accepted renderings in the target, of which none lies within another.
  var accepted: [Range<Int>]
  /// The places of wrong renderings in the target, of which none lies within another.
  var wrong: [Range<Int>]
}

extension CheckedUnit {
  /// The terms of the source, each once, the longest first at every place; worked out when a rule first
  /// asks.
  var terms: [FoundTerm] {
    if let found = foundTerms { return found }
    let found = hasBoth && source.isEnglish && target.isChinese ? findTerms() : []
    foundTerms = found
    return found
  }

  private func findTerms() -> [FoundTerm] {
    var found: [FoundTerm] = []
    let words = source.words
    var index = 0
    while index < words.count {
      guard words[index].termStart >= 0, words[index].zone == .plain,
        let (term, length) = longest(Int(words[index].termStart), index)
      else {
        index += 1
        continue
      }
      let range = words[index].start..<words[index + length - 1].end
      if let place = found.firstIndex(where: { $0.term == term }) {
        found[place].places.append(range)
      } else {
        let accepted = Self.places(of: termbase.terms[term].accepted, in: target)
        let wrong = Self.places(of: termbase.terms[term].wrong, in: target)
        found.append(FoundTerm(term: term, places: [range], accepted: accepted, wrong: wrong))
      }
      index += length
    }
    return found
  }

  /// The longest term of those that begin with a stem that stands at a word, and its words.
  private func longest(_ number: Int, _ index: Int) -> (term: Int, length: Int)? {
    source.words.withUnsafeBufferPointer { words in
      let next = index + 1 < words.count ? words[index + 1].stem : 0
      guard termbase.starts[number].mayGoOn(with: next) else {
        return termbase.starts[number].single.map { ($0, 1) }
      }
      for candidate in termbase.starts[number].all
      where candidate.second == 0 || candidate.second == next {
        let rest = candidate.rest
        guard index + rest.count < words.count else { continue }
        let matches = rest.indices.allSatisfy { offset in
          let word = words[index + offset + 1]
          return word.stem == rest[offset] && word.start - words[index + offset].end == 1
        }
        if matches { return (candidate.term, rest.count + 1) }
      }
      return nil
    }
  }

  private static func isLatin(_ text: PreparedText, _ one: Int, _ other: Int) -> Bool {
    text.kind(one) == .latin && text.kind(other) == .latin
  }

  /// The places of renderings in a text; where several meet, the longest.
  static func places(of renderings: [[UInt32]], in text: PreparedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for rendering in renderings {
      var from = 0
      while let place = text.firstPlace(of: rendering, from: from) {
        let range = place..<place + rendering.count
        from = place + 1
        // NN is no part of QNN.
        if isLatin(text, place - 1, place) || isLatin(text, range.upperBound, range.upperBound - 1)
        {
          continue
        }
        if !found.contains(where: { $0.contains(range.lowerBound) && $0.count >= range.count }) {
          found.removeAll { range.contains($0.lowerBound) && $0.count <= range.count }
          found.append(range)
        }
      }
    }
    if found.count > 1 { found.sort { $0.lowerBound < $1.lowerBound } }
    return found
  }
}
