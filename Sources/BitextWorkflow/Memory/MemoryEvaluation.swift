// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import Glibc

/// What a memory finds of what a comparison with every unit finds, and at what cost.
public struct MemoryEvaluation: Sendable {
  /// Threshold, limit, languages and penalties.
  public var query = MatchQuery("")
  /// How many queries, from the first, are also compared with every unit; 0 for none.
  public var exhaustiveCount = 0
  /// The format read: tmx, tsv, jsonl or lines; by name unless set.
  public var inputFormat: String?

  /// The figures of one way to search.
  public struct Figures: Hashable, Sendable {
    /// CPU milliseconds of each query, ascending.
    public var milliseconds: [Double] = []
    /// Queries for which any match was found.
    public var answered = 0
    /// Of the queries compared with every unit, those that have a match at all.
    public var judged = 0
    /// Of these, those whose best match scores as much.
    public var bestFound = 0
    /// The matches that the comparison with every unit finds, at most the limit a query.
    public var expected = 0
    /// Of these, those found.
    public var found = 0

    /// The time that a share of the queries stays within, in milliseconds.
    public func percentile(_ share: Double) -> Double {
      guard !milliseconds.isEmpty else { return 0 }
      let place = Int((Double(milliseconds.count) * share).rounded(.up)) - 1
      return milliseconds[max(0, min(milliseconds.count - 1, place))]
    }

    /// The mean time.
    public var mean: Double {
      milliseconds.isEmpty ? 0 : milliseconds.reduce(0, +) / Double(milliseconds.count)
    }
  }

  /// All figures.
  public struct Result: Hashable, Sendable {
    /// Queries asked.
    public var queries = 0
    /// How many were compared with every unit.
    public var exhaustive = 0
    /// The search that misses nothing.
    public var lossless = Figures()
    /// The search that misses some.
    public var fast = Figures()
  }

  /// Makes an evaluation with the defaults.
  public init() {}

  /// Asks a memory all texts of a file, one after the other; the first 20 once more beforehand, so that what is read
  /// from the disk for the first time is not counted.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; what the memory throws.
  public func run(_ input: String, in memory: some TranslationMemory) async throws -> Result {
    let rejections = try RejectionFile(path: nil)
    var segments = try SegmentInput(
      path: input, format: inputFormat, limit: LineReader.defaultLimit, languages: query.languages,
      rejections: rejections)
    var queries: [MatchQuery] = []
    while let unit = try segments.next() {
      var query = query
      query.text = unit.source.text
      query.codes = unit.source.codes
      queries.append(query)
    }
    guard !queries.isEmpty else { throw WorkflowFailure(.nothingUsable, "\(input): no text") }
    var result = Result()
    result.queries = queries.count
    result.exhaustive = min(exhaustiveCount, queries.count)
    let expected = try await answers(queries.prefix(exhaustiveCount), .exhaustive, memory)
    result.lossless = try await figures(queries, .lossless, expected, memory)
    result.fast = try await figures(queries, .fast, expected, memory)
    return result
  }

  private func answers(
    _ queries: ArraySlice<MatchQuery>, _ search: MatchQuery.Search, _ memory: some TranslationMemory
  ) async throws -> [[TranslationMatch]] {
    var answers: [[TranslationMatch]] = []
    for query in queries {
      var query = query
      query.search = search
      answers.append(try await memory.matches(for: query))
    }
    return answers
  }

  private func figures(
    _ queries: [MatchQuery], _ search: MatchQuery.Search, _ expected: [[TranslationMatch]],
    _ memory: some TranslationMemory
  ) async throws -> Figures {
    var figures = Figures()
    _ = try await answers(queries.prefix(20), search, memory)
    for (index, query) in queries.enumerated() {
      var query = query
      query.search = search
      let start = Self.seconds
      let matches = try await memory.matches(for: query)
      figures.milliseconds.append(1000 * (Self.seconds - start))
      if !matches.isEmpty { figures.answered += 1 }
      guard index < expected.count, let best = expected[index].first else { continue }
      figures.judged += 1
      if matches.first?.score == best.score { figures.bestFound += 1 }
      let numbers = Set(matches.map(\.unit.number))
      figures.expected += expected[index].count
      figures.found += expected[index].count { numbers.contains($0.unit.number) }
    }
    figures.milliseconds.sort()
    return figures
  }

  /// The CPU time of this process.
  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
