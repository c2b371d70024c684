// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A term rendered in a sense that its field does not use: 联合学习 for federated learning.
struct WrongTerm: FaultRule {
  let about = RuleDescription(
    "wrong-term", "Terminology", "Wrong term", .major, .high,
    "a term rendered as the termbase says it must not be", "术语误译")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    for found in unit.terms {
      guard !found.wrong.isEmpty else { continue }
      let term = unit.termbase.terms[found.term]
      let parts = unit.links.parts
      var left = parts.map { part -> Int in
        let places = found.places.count { part.source.contains($0.lowerBound) }
        // An acronym in brackets stands beside the words, not for them.
        let words = found.accepted.count { accepted in
          part.target.contains(accepted.lowerBound)
            && unit.target.kinds[accepted.lowerBound] == .han
            && !found.wrong.contains { Self.holds($0, accepted) }
        }
        return places - words
      }
      for place in found.wrong {
        // The cut between two parts may be in the wrong place.
        guard let own = parts.firstIndex(where: { $0.target.contains(place.lowerBound) }),
          let part = [own, own - 1, own + 1].first(where: {
            left.indices.contains($0) && left[$0] > 0
          })
        else { continue }
        if found.accepted.contains(where: { $0.overlaps(place) && !Self.holds(place, $0) }) {
          continue
        }
        // So long a string hardly stands across two words by chance: 数量计算 of 数量计算机.
        if place.count < 4 && unit.isCutAcross(place) || unit.isAccountedFor(place, besides: found)
        {
          continue
        }
        left[part] -= 1
        let source = unit.nearestPlace(found.places, to: place)
        let wrong = unit.target.string(place)
        let right = String(
          String.UnicodeScalarView((term.accepted.first ?? []).compactMap { Unicode.Scalar($0) }))
        report.add(
          source: source, target: place, "\(term.english) is \(right), not \(wrong)",
          "“\(term.english)”应译为“\(right)”，而非“\(wrong)”")
      }
    }
  }

  /// Whether one stretch holds another and more: 关闭形式 holds 闭形式.
  private static func holds(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.count > other.count && one.lowerBound <= other.lowerBound
      && other.upperBound <= one.upperBound
  }
}

/// One term with several renderings in a document.
struct InconsistentTerm: FaultRule {
  let about = RuleDescription(
    "inconsistent-term", "Terminology", "Inconsistent use", .minor, .high, scope: .document,
    "a term with several renderings in one document", "同一文档内术语译法不一致")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) { unit.reportTerms(&report) }
}

/// One term with several renderings in the corpus.
struct InconsistentCorpus: FaultRule {
  let about = RuleDescription(
    "inconsistent-corpus", "Terminology", "Inconsistent use", .neutral, .medium, scope: .corpus,
    isOnByDefault: false, "a term with several renderings in the corpus", "全库术语译法不一致")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    if !report.ledger.renderings.contains(where: { !$0.isName }) { unit.reportTerms(&report) }
  }
}

/// One name in several castings in a document: Inception and INCEPTION.
struct InconsistentName: FaultRule {
  let about = RuleDescription(
    "inconsistent-name", "Terminology", "Inconsistent use", .minor, .high, scope: .document,
    "a name in several castings in one document", "同一文档内名称大小写不一致")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard unit.hasBoth, target.isChinese else { return }
    for word in target.words
    where word.count >= 4 && word.zone == .plain && !word.hasDigit && word.shape != .lower {
      guard let other = onlyForm(unit.source.words, of: word) else { continue }
      report.ledger.renderings.append(
        TermUse(
          term: "name " + unit.source.string(other).lowercased(),
          rendering: target.string(word.range),
          source: CharacterSpan(start: other.lowerBound, end: other.upperBound),
          target: CharacterSpan(start: word.start, end: word.end), isName: true))
    }
  }
}

extension InconsistentName {
  /// Where in the source a name stands first; `nil` where it does not, or in two ways: then it may be
  /// written in two ways.
  private func onlyForm(_ words: [LatinWord], of name: LatinWord) -> Range<Int>? {
    var first: LatinWord?
    for word in words where word.folded == name.folded {
      if let first, first.exact != word.exact { return nil }
      first = first ?? word
    }
    return first?.range
  }
}

extension CheckedUnit {
  /// Reports what each term of the source was rendered by; terms of many senses apart.
  func reportTerms(_ report: inout FaultCollector) {
    for found in terms {
      guard termbase.terms[found.term].senses < 4, !found.accepted.isEmpty || !found.wrong.isEmpty
      else { continue }
      let english = termbase.terms[found.term].english
      let unit = self
      let wrong = found.wrong.filter { place in
        !found.accepted.contains { $0.overlaps(place) } && !unit.isCutAcross(place)
          && !unit.isAccountedFor(place, besides: found)
      }
      // An acronym beside its words is no other rendering.
      let accepted = found.accepted.filter { target.kinds[$0.lowerBound] == .han }
      for place in (accepted + wrong).sorted(by: { $0.lowerBound < $1.lowerBound })
        .prefix(found.places.count)
      {
        guard let source = unit.nearestPlace(found.places, to: place) else { continue }
        report.ledger.renderings.append(
          TermUse(
            term: english, rendering: unit.target.string(place),
            source: CharacterSpan(start: source.lowerBound, end: source.upperBound),
            target: CharacterSpan(start: place.lowerBound, end: place.upperBound)))
      }
    }
  }

  /// Whether a stretch of the target begins or ends inside a word that the source accounts for.
  func isCutAcross(_ place: Range<Int>) -> Bool {
    for word in links.words where word.end - word.start >= 2 && word.cover == .strong {
      if word.start >= place.upperBound { break }
      if word.start < place.lowerBound, word.end > place.lowerBound { return true }
      if word.start < place.upperBound, word.end > place.upperBound { return true }
    }
    return false
  }

  /// Whether another word of the source than a term's own accounts for a stretch of the target.
  func isAccountedFor(_ place: Range<Int>, besides found: FoundTerm) -> Bool {
    for word in links.words where word.start >= place.lowerBound && word.end <= place.upperBound {
      // A word of the stretch that is not the whole of it says little: 学习 of 联合学习.
      guard word.start == place.lowerBound, word.end == place.upperBound, word.entry >= 0 else {
        continue
      }
      for (index, other) in source.words.enumerated() {
        if found.places.contains(where: { $0.contains(other.start) }) { continue }
        if links.links(word, toWord: index) { return true }
      }
    }
    return false
  }

  /// The place of a term that lies nearest to a place of the target.
  func nearestPlace(_ places: [Range<Int>], to place: Range<Int>) -> Range<Int>? {
    let scale = Double(source.count) / Double(max(1, target.count))
    let at = Double(place.lowerBound) * scale
    return places.min { abs(Double($0.lowerBound) - at) < abs(Double($1.lowerBound) - at) }
  }
}
