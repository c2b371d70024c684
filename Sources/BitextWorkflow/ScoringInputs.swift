// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// The files of a scoring run, and what they hold.
struct ScoringInputs {
  private let hypotheses: [String]
  private let references: [String]
  /// A format a file, hypotheses first; empty for lines.
  private let formats: [UnitFormat]
  private let isByName: Bool

  /// Tells lines from units.
  ///
  /// - Parameters:
  ///   - format: the caller's word: `lines` or a format of units.
  ///   - columns: whether references stand in columns; such files are never units.
  init(hypotheses: [String], references: [String], format: String?, columns: Bool) throws {
    self.hypotheses = hypotheses
    self.references = references
    isByName = format == nil
    let paths = (hypotheses.isEmpty ? ["-"] : hypotheses) + references
    if paths.filter({ $0 == "-" }).count > 1 {
      throw ScoreFailure(.usage, "standard input cannot be read twice: name files after -i")
    }
    for path in paths where FileSystem.kind(of: path) == .missing {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    if let format, format != "lines" {
      guard let known = UnitFormat(rawValue: format) else {
        let names = (["lines"] + UnitFormat.allCases.map(\.rawValue)).joined(separator: ", ")
        throw ScoreFailure(.usage, "unknown format '\(format)': expected one of \(names)")
      }
      formats = paths.map { _ in known }
      return
    }
    let named = paths.map { UnitFormat(path: $0) }
    guard format == nil, !columns, let first = named.firstIndex(where: { $0 != nil }) else {
      formats = []
      return
    }
    if let other = named.firstIndex(of: nil) {
      throw ScoreFailure(
        .usage,
        "\(Self.name(paths[first])) holds units and \(Self.name(paths[other])) lines by their "
          + "names: give --units lines, or a format of units")
    }
    formats = named.compactMap(\.self)
  }

  /// What messages and tables call a file.
  private static func name(_ path: String) -> String { path == "-" ? "stdin" : path }

  /// Opens all files.
  ///
  /// - Returns: the sources, and the join behind them where they hold units.
  func open(
    limit: Int, rejections: RejectionFile
  ) throws -> (sources: (hypotheses: HypothesisSource, references: [LineSource]), UnitJoin?) {
    guard formats.isEmpty else { return try openUnits(limit: limit, rejections: rejections) }
    let human = try references.map { try lines($0, limit: limit) }
    guard hypotheses.isEmpty else {
      return ((.files(try hypotheses.map { try lines($0, limit: limit) }), human), nil)
    }
    let columns = UniversalLines(try CappedLines(path: "-", name: "stdin", limit: limit))
    return ((.columns(LineSource(name: "stdin") { try columns.next(into: &$0) }), human), nil)
  }

  private func lines(_ path: String, limit: Int) throws -> LineSource {
    let lines = try CappedLines(path: path, name: Self.name(path), limit: limit)
    return LineSource(name: lines.name) { buffer in
      guard try lines.advance() else { return false }
      buffer.append(contentsOf: lines.bytes)
      return true
    }
  }

  private func openUnits(
    limit: Int, rejections: RejectionFile
  ) throws -> (sources: (hypotheses: HypothesisSource, references: [LineSource]), UnitJoin?) {
    let machine = hypotheses.isEmpty ? ["-"] : hypotheses
    let numbers = UnitNumbers()
    let streams = try zip(machine + references, formats).map { path, format in
      UnitStream(
        name: Self.name(path), reader: try reader(path, format, limit: limit),
        numbers: numbers, rejections: rejections)
    }
    let join = UnitJoin(streams, rejections: rejections)
    let sources = streams.indices.map { index in
      // The sources are read in step: the first moves the join on.
      LineSource(name: streams[index].name) { buffer in
        guard try index > 0 ? join.isInside : join.advance() else { return false }
        buffer.append(contentsOf: join.texts[index].utf8)
        return true
      }
    }
    let files = HypothesisSource.files(Array(sources[..<machine.count]))
    return ((files, Array(sources[machine.count...])), join)
  }
}

extension ScoringInputs {
  private func reader(
    _ path: String, _ format: UnitFormat, limit: Int
  ) throws -> any CorpusReader<TranslationUnit> {
    do {
      return try format.reader(try ByteSource(path: path), limit: limit)
    } catch var failure as CorpusFailure where isByName {
      failure.message += "; for plain lines give --units lines"
      throw failure
    }
  }
}

/// The lines of a file; one longer than the cap is an error, for no line may be left out.
final class CappedLines {
  /// What messages call the file.
  let name: String
  private let lines: LineReader

  init(path: String, name: String, limit: Int) throws {
    self.name = name
    lines = LineReader(try ByteSource(path: path), limit: limit)
  }

  var bytes: UnsafeBufferPointer<UInt8> { lines.bytes }

  func advance() throws -> Bool {
    guard try lines.advance() else { return false }
    guard !lines.isTooLong else {
      throw WorkflowFailure(
        .nothingUsable,
        "\(name):\(lines.number): expected a line within the cap, found one of "
          + "\(lines.byteCount) bytes")
    }
    return true
  }
}

/// Lines that end at LF, CRLF or CR, as Python reads standard input.
final class UniversalLines {
  private let lines: CappedLines
  /// What follows a carriage return within a line.
  private var rest: ArraySlice<UInt8>?

  init(_ lines: CappedLines) { self.lines = lines }

  func next(into buffer: inout [UInt8]) throws -> Bool {
    if rest == nil {
      guard try lines.advance() else { return false }
      rest = Array(lines.bytes)[...]
    }
    guard let line = rest else { return false }
    let end = line.firstIndex(of: 13)
    buffer.append(contentsOf: line[..<(end ?? line.endIndex)])
    rest = end.map { line[($0 + 1)...] }
    return true
  }
}
