// SPDX-License-Identifier: Apache-2.0

/// Where the hypotheses come from.
public enum HypothesisSource {
  /// A stream a system, as with `-i`.
  case files([LineSource])
  /// One stream with a system a column and tabs between them, as on standard input.
  case columns(LineSource)
}

/// Some segments of all systems with their references, to be scored apart from others.
public struct ScoreBlock: Sendable {
  /// How many blocks came before.
  public var number: Int
  /// The segments, a batch a system.
  var batches: [SegmentBatch]

  /// How many segments each system has.
  public var count: Int { batches.first?.count ?? 0 }
}

/// Reads hypotheses and references in step.
struct ScoreReader {
  let names: [String]
  let referenceCount: Int
  private var systems: [CountedLines]
  private var references: [CountedLines]
  private let isColumns: Bool
  private let perLine: Int
  /// Whether the first line of columns was read already, to count them.
  private var isAhead = false
  private var blocks = 0

  init(
    _ hypotheses: HypothesisSource, _ references: [LineSource], _ options: ScoreOptions
  ) throws {
    guard !references.isEmpty else { throw ScoreFailure(.usage, "no references were named") }
    perLine = options.referencesPerLine
    if perLine > 1, references.count > 1 {
      throw ScoreFailure(
        .usage, "several references in a line need one file, found \(references.count)")
    }
    referenceCount = perLine > 1 ? perLine : references.count
    self.references = references.map { CountedLines($0) }
    switch hypotheses {
    case .files(let sources):
      isColumns = false
      let distinct = try Self.distinct(sources, isPaired: options.paired != nil)
      systems = distinct.map { CountedLines($0) }
      names = distinct.map(\.name)
    case .columns(let source):
      isColumns = true
      systems = [CountedLines(source)]
      guard try systems[0].advance() else {
        throw ScoreFailure(.empty, "\(source.name): there is no line to score")
      }
      isAhead = true
      names = (1...Self.fields(systems[0].line, limit: .max).count).map { "System \($0)" }
    }
    guard !names.isEmpty else { throw ScoreFailure(.usage, "no hypotheses were named") }
  }

  /// The systems, the baseline once; two of the same name are a mistake.
  private static func distinct(
    _ sources: [LineSource], isPaired: Bool
  ) throws(ScoreFailure) -> [LineSource] {
    var kept: [LineSource] = []
    for source in sources {
      if !kept.contains(where: { $0.name == source.name }) {
        kept.append(source)
      } else if !isPaired || kept[0].name != source.name {
        throw ScoreFailure(.usage, "\(source.name): the system was named twice")
      }
    }
    return kept
  }

  private static func fields(_ line: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    line.split(
      separator: 9, maxSplits: limit == .max ? .max : limit - 1, omittingEmptySubsequences: false)
  }

  /// The next segments, or `nil` at the end.
  mutating func nextBlock(segments: Int) throws -> ScoreBlock? {
    var batches = Array(repeating: SegmentBatch(), count: names.count)
    while batches[0].count < segments {
      var more: [Bool] = []
      for index in systems.indices {
        more.append(isAhead ? true : try systems[index].advance())
        isAhead = false
      }
      for index in references.indices { more.append(try references[index].advance()) }
      if more.allSatisfy({ !$0 }) { break }
      if more.contains(false) { throw try differentCounts() }
      try append(to: &batches)
    }
    guard batches[0].count > 0 else {
      if blocks == 0 {
        throw ScoreFailure(.empty, "\(systems[0].source.name): there is no line to score")
      }
      return nil
    }
    blocks += 1
    return ScoreBlock(number: blocks - 1, batches: batches)
  }

  private func append(to batches: inout [SegmentBatch]) throws(ScoreFailure) {
    if isColumns {
      let fields = Self.fields(systems[0].line, limit: .max)
      guard fields.count == names.count else {
        throw ScoreFailure(
          .lineCounts,
          "\(place(systems[0])): expected \(names.count) systems, found \(fields.count)")
      }
      for (index, field) in fields.enumerated() { batches[index].begin(Array(field)) }
    } else {
      for index in systems.indices { batches[index].begin(systems[index].line) }
    }
    for stream in references {
      guard perLine > 1 else {
        for index in batches.indices { batches[index].add(reference: stream.line) }
        continue
      }
      let fields = Self.fields(stream.line, limit: perLine)
      guard fields.count == perLine else {
        throw ScoreFailure(
          .missingReference,
          "\(place(stream)): expected \(perLine) references, found \(fields.count)")
      }
      for field in fields {
        for index in batches.indices { batches[index].add(reference: Array(field)) }
      }
    }
  }

  private func place(_ lines: CountedLines) -> String { "\(lines.source.name):\(lines.count)" }

  /// Reads all streams to their ends and says how long each is.
  private mutating func differentCounts() throws -> ScoreFailure {
    for index in systems.indices { try systems[index].drain() }
    for index in references.indices { try references[index].drain() }
    let counts = (systems + references).map { "\($0.source.name) has \($0.count)" }
    return ScoreFailure(
      .lineCounts, "different numbers of lines: " + counts.joined(separator: ", "))
  }
}
