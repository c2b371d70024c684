// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Looks the texts of a file up in a memory, each with its neighbours as context.
public struct MemoryLookup: Sendable {
  /// Threshold, limit, search and penalties; text and neighbours are those of the file.
  public var query = MatchQuery("")
  /// The format read: tmx, tsv, jsonl or lines; by name unless set.
  public var inputFormat: String?
  /// The format written; by name unless set.
  public var outputFormat: String?
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// The type of the property that holds a pre-translation's score.
  public static let scoreType = "x-bitext-match"

  /// What became of the texts.
  public struct Counts: Hashable, Sendable {
    /// Texts read.
    public var read = 0
    /// Texts that a match was found for.
    public var translated = 0
    /// Records that could not be used.
    public var rejected = 0
  }

  /// Makes a lookup with the defaults.
  public init() {}

  /// Hands each text of a file on with its matches, the best first.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure`; `IOFailure`; what the memory and the closure throw.
  public func forEach(
    _ input: String, in memory: some TranslationMemory,
    _ body: (TranslationUnit, [TranslationMatch]) throws -> Void
  ) async throws -> Counts {
    let rejections = try RejectionFile(path: rejectedPath)
    var segments = try SegmentInput(
      path: input, format: inputFormat, limit: recordLimit, languages: query.languages,
      rejections: rejections)
    var counts = Counts()
    var previous: TranslationUnit?
    var current = try segments.next()
    while let unit = current {
      let next = try segments.next()
      var query = query
      query.text = unit.source.text
      query.codes = unit.source.codes
      if let previous, previous.pair == unit.pair { query.previous = previous.source.text }
      if let next, next.pair == unit.pair { query.next = next.source.text }
      let matches = try await memory.matches(for: query)
      counts.read += 1
      if !matches.isEmpty { counts.translated += 1 }
      try body(unit, matches)
      previous = unit
      current = next
    }
    counts.rejected = rejections.count
    _ = try rejections.finish()
    return counts
  }

  /// Writes a file's units with the best match's target, or an empty one where there is none.
  public func pretranslate(
    _ input: String, with memory: some TranslationMemory, output: String
  ) async throws -> Counts {
    let format = try UnitFormat.resolved(path: output, name: outputFormat)
    var settings = self
    settings.query.limit = 1
    let sink = MemorySink(try UnitWriter(to: try OutputFile(path: output), format: format))
    let counts = try await settings.forEach(input, in: memory) { unit, matches in
      var unit = unit
      unit.target.text = ""
      unit.target.codes = []
      unit.setProperty(Self.scoreType, matches.first.map { String($0.score) })
      if let match = matches.first { unit.target = match.proposal }
      try sink.write(unit)
    }
    _ = try sink.finish()
    return counts
  }

  /// Counts how much of a file a memory covers.
  public func leverage(_ input: String, in memory: some TranslationMemory) async throws -> Leverage
  {
    var settings = self
    settings.query.threshold = 50
    settings.query.limit = 1
    var result = Leverage()
    var seen: Set<String> = []
    let counts = try await settings.forEach(input, in: memory) { unit, matches in
      let text = unit.source.text
      guard text.contains(where: { !$0.isWhitespace }) else { return }
      let score = matches.first?.score ?? 0
      let isRepeated = !seen.insert(text).inserted
      result.add(text, score < 100 && isRepeated ? .repetition : Leverage.Band(score: score))
    }
    result.rejected = counts.rejected
    return result
  }
}
