// SPDX-License-Identifier: Apache-2.0

public import BitextModel
public import Testing

/// Holds a memory to the laws of `TranslationMemory`.
///
/// - Parameters:
///   - memory: an empty memory.
///   - units: what is inserted, in one direction of translation; no two with the same languages, source and target.
///   - queries: texts to ask for.
///   - phrases: phrases to look for.
public func checkMemory(
  _ memory: some TranslationMemory, _ units: [TranslationUnit], queries: [String],
  phrases: [String], sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  try await checkInsertion(memory, units, sourceLocation)
  for unit in units { try await checkOwnSource(memory, unit, sourceLocation) }
  for query in queries {
    for threshold in [50, 70, 95] {
      try await checkMatches(memory, query, threshold, sourceLocation)
    }
  }
  for phrase in phrases { try await checkConcordance(memory, units, phrase, sourceLocation) }
}

/// The units of a memory.
private func contents(of memory: some TranslationMemory) async throws -> [MemoryUnit] {
  let found = Collected()
  try await memory.forEachUnit(UnitSelection()) { found.units.append($0) }
  return found.units
}

/// Filled by a closure that has returned when it is read.
private final class Collected: @unchecked Sendable {
  var units: [MemoryUnit] = []
}

private struct Stop: Error {}

private func checkInsertion(
  _ memory: some TranslationMemory, _ units: [TranslationUnit], _ place: SourceLocation
) async throws {
  let first = try await memory.insert(units)
  #expect(first.read == units.count, "each unit is counted once", sourceLocation: place)
  let before = try await contents(of: memory)
  #expect(before.map(\.unit) == units, "units come back as they were", sourceLocation: place)
  #expect(
    Set(before.map(\.number)).count == units.count, "a number for each", sourceLocation: place)
  let again = try await memory.insert(units)
  #expect(again.duplicates == units.count, "again is a duplicate each", sourceLocation: place)
  #expect(
    try await contents(of: memory) == before, "again changes nothing", sourceLocation: place)
  await #expect(throws: Stop.self, sourceLocation: place) {
    var index = 0
    _ = try await memory.insert(options: InsertionOptions()) {
      guard index < 1500 else { throw Stop() }
      defer { index += 1 }
      var unit = units[index % units.count]
      unit.id = "new \(index)"
      unit.source.text += " \(index)"
      return .success(unit)
    }
  }
  #expect(
    try await contents(of: memory) == before, "an insertion that throws changes nothing",
    sourceLocation: place)
}

private func checkOwnSource(
  _ memory: some TranslationMemory, _ unit: TranslationUnit, _ place: SourceLocation
) async throws {
  var query = MatchQuery(unit.source.text)
  query.codes = unit.source.codes
  query.limit = 1000
  query.penalties.severalTranslations = 0
  let matches = try await memory.matches(for: query)
  let own = matches.first { $0.unit.unit == unit }
  #expect(own?.score == 100, "its own source finds \(unit.id)", sourceLocation: place)
}

private func checkMatches(
  _ memory: some TranslationMemory, _ text: String, _ threshold: Int, _ place: SourceLocation
) async throws {
  var query = MatchQuery(text)
  query.threshold = threshold
  query.limit = 1000
  let matches = try await memory.matches(for: query)
  #expect(matches.allSatisfy { $0.score >= threshold }, sourceLocation: place)
  #expect(
    zip(matches, matches.dropFirst()).allSatisfy {
      ($0.score, $1.unit.number) > ($1.score, $0.unit.number)
    }, "best first, then the lower number", sourceLocation: place)
  #expect(
    try await memory.matches(for: query) == matches, "the same every time", sourceLocation: place)
  query.search = .exhaustive
  #expect(
    try await memory.matches(for: query) == matches,
    "lossless finds what a comparison finds: \(text)",
    sourceLocation: place)
  query.search = .fast
  let fast = try await memory.matches(for: query)
  #expect(fast.allSatisfy(matches.contains), "fast finds nothing else", sourceLocation: place)
  query.search = .lossless
  for limit in [1, 3] {
    query.limit = limit
    #expect(
      try await memory.matches(for: query) == Array(matches.prefix(limit)),
      "a lower limit only cuts the list", sourceLocation: place)
  }
}

private func checkConcordance(
  _ memory: some TranslationMemory, _ units: [TranslationUnit], _ phrase: String,
  _ place: SourceLocation
) async throws {
  var query = ConcordanceQuery(phrase)
  query.isExact = true
  query.limit = units.count
  let hits = try await memory.concordance(query)
  let expected = units.filter {
    !phrase.isEmpty && (holds($0.source.text, phrase) || holds($0.target.text, phrase))
  }
  #expect(hits.map(\.unit.unit) == expected, "all that hold \(phrase)", sourceLocation: place)
  for hit in hits {
    for (side, spans) in [(hit.unit.unit.source, hit.source), (hit.unit.unit.target, hit.target)] {
      let bytes = Array(side.text.utf8)
      for span in spans {
        #expect(
          span.end <= bytes.count && Array(bytes[span.range]) == Array(phrase.utf8),
          "a span is the phrase", sourceLocation: place)
      }
    }
  }
  query.limit = 2
  #expect(
    try await memory.concordance(query) == Array(hits.prefix(2)), "a limit only cuts the list",
    sourceLocation: place)
}

private func holds(_ text: String, _ phrase: String) -> Bool {
  let (text, phrase) = (Array(text.utf8), Array(phrase.utf8))
  guard phrase.count <= text.count else { return false }
  return (0...(text.count - phrase.count)).contains {
    text[$0..<$0 + phrase.count].elementsEqual(phrase)
  }
}
