// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Reads units, leaves some out for stated reasons, and writes the rest, whole, sampled or split.
///
/// Streams: memory is what duplicates and a sample need.
public struct FilterRun {
  /// What became of the units.
  public struct Counts: Hashable, Sendable {
    /// Units read.
    public var read = 0
    /// Units written.
    public var written = 0
    /// Units left out, by reason, in the order in which the reasons were met first.
    public var leftOut: [(reason: String, count: Int)] = []
    /// Units written to each part of a split, in its order.
    public var parts: [(name: String, count: Int)] = []
    /// Records that could not be read.
    public var rejected = 0

    /// Whether all counts are the same.
    public static func == (one: Counts, other: Counts) -> Bool { one.json == other.json }
    /// Hashes the counts.
    public func hash(into hasher: inout Hasher) { hasher.combine(json) }
  }

  /// What decides.
  public var filter: UnitFilter
  /// How many units are drawn from those that stay; `nil` takes all.
  public var sampleSize: Int?
  /// The seed of the draw.
  public var seed: UInt64 = 0
  /// The parts that the output is divided into; `nil` writes one file.
  public var split: UnitSplit?
  /// The formats read and written; by name unless set.
  public var inputFormat: String?, outputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where left-out units go, as JSON lines with the key `left_out`; `nil` only counts them.
  public var leftOutPath: String?
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a run.
  public init(filter: UnitFilter) { self.filter = filter }

  /// Filters files.
  ///
  /// - Parameters:
  ///   - inputs: units as TMX, TSV or JSON lines; files or `-`.
  ///   - output: a file or `-`; with a split, `corpus.tsv` becomes `corpus.train.tsv` and so on.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `mismatch`; `CorpusFailure`; `IOFailure`.
  public mutating func run(inputs: [String], output: String) throws -> Counts {
    for input in inputs where FileSystem.kind(of: input) == .missing {
      throw WorkflowFailure(.noInput, "\(input): no such file")
    }
    if split != nil, output == "-" {
      throw WorkflowFailure(.mismatch, "a split needs a file to name its parts after, found -")
    }
    let name =
      outputFormat ?? (output == "-" ? inputFormat ?? inputs.first.flatMap(Self.name) : nil)
    let format = try UnitFormat.resolved(path: output, name: name)
    var sinks = try FilterOutputs(
      paths: paths(for: output), format: format, languages: languages, leftOut: leftOutPath)
    let rejections = try RejectionFile(path: rejectedPath)
    var reservoir = sampleSize.map { Reservoir(size: $0, seed: seed) }
    var counts = Counts()
    for input in inputs {
      var reader = try UnitInput.open(
        input, format: inputFormat, limit: recordLimit, languages: languages)
      while let record = try reader.next() {
        switch record {
        case .failure(let rejected): try rejections.write(rejected.rejection)
        case .success(let unit):
          counts.read += 1
          try take(unit, &reservoir, &sinks, &counts)
        }
      }
    }
    for unit in reservoir?.units ?? [] { try sinks.write(unit, part: part(of: unit), &counts) }
    counts.rejected = rejections.count
    counts.parts = split.map { zip($0.parts, sinks.counts).map { ($0.name, $1) } } ?? []
    try sinks.finish()
    _ = try rejections.finish()
    return counts
  }

  private mutating func take(
    _ unit: TranslationUnit, _ reservoir: inout Reservoir?, _ sinks: inout FilterOutputs,
    _ counts: inout Counts
  ) throws {
    if let reason = filter.reason(toLeaveOut: unit) {
      return try sinks.leaveOut(unit, reason, &counts)
    }
    guard reservoir != nil else { return try sinks.write(unit, part: part(of: unit), &counts) }
    if let other = reservoir?.add(unit) { try sinks.leaveOut(other, "not-sampled", &counts) }
  }

  private func part(of unit: TranslationUnit) -> Int { split?.part(of: unit) ?? 0 }

  private static func name(of path: String) -> String? { UnitFormat(path: path)?.rawValue }

  private func paths(for output: String) -> [String] {
    guard let split else { return [output] }
    let slash = output.lastIndex(of: "/").map { output.index(after: $0) } ?? output.startIndex
    let dot = output[slash...].dropFirst().firstIndex(of: ".") ?? output.endIndex
    return split.parts.map { "\(output[..<dot]).\($0.name)\(output[dot...])" }
  }
}
