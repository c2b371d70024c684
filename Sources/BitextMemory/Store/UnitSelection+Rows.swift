// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

extension UnitSelection {
  /// Whether a row passes; the phrase has a finder of its own.
  func admits(_ row: UnitRow, _ finder: PhraseFinder?) -> Bool {
    let unit = row.unit
    if let numbers, !numbers.contains(Int(row.key)) { return false }
    if let sourceLanguage, unit.source.language != sourceLanguage { return false }
    if let targetLanguage, unit.target.language != targetLanguage { return false }
    if let origin, unit.origin != origin { return false }
    if let review, unit.review != review { return false }
    if let engine, unit.engine != engine { return false }
    if let pair, unit.pair != pair { return false }
    if let maximumScore, let score = unit.score, score > maximumScore { return false }
    if let user, unit.lastUser != user { return false }
    if before != nil || since != nil {
      guard let date = unit.lastChange else { return false }
      if let before, date >= before { return false }
      if let since, date < since { return false }
    }
    if let finder {
      return !finder.spans(in: unit.source.text).isEmpty
        || !finder.spans(in: unit.target.text).isEmpty
    }
    return true
  }

  /// Finds the phrase, where there is one.
  var finder: PhraseFinder? { phrase.map { PhraseFinder(ConcordanceQuery($0)) } }
}
