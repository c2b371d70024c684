// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import BitextQuality

/// Draws units for people to judge, and hides which file they are from.
///
/// The sheet has the ten columns of Google's MQM viewer, category and severity empty, and names no
/// system. The key, a file of its own, says what each row is. Of several files the same ids are drawn
/// from all, and the rows of all are shuffled.
///
/// - Note: The same seed and files give the same bytes.
public struct EvaluationSheet: Sendable {
  /// What was written.
  public struct Counts: Hashable, Sendable {
    /// Units that all files have.
    public var shared = 0
    /// Ids drawn.
    public var drawn = 0
    /// Rows written.
    public var rows = 0
    /// Records that could not be read.
    public var rejected = 0
  }

  /// How many ids are drawn; all where there are fewer.
  public var size = 100
  /// Where the random stream starts.
  public var seed: UInt64 = 0
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a sheet with the default options.
  public init() {}

  /// Writes a sheet and its key.
  ///
  /// - Parameters:
  ///   - paths: files of units, one a system; read twice.
  ///   - output: the sheet.
  ///   - key: the key.
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` where the files have no id in common;
  ///   `CorpusFailure`; `IOFailure`.
  public func run(units paths: [String], output: String, key: String) throws -> Counts {
    var files = AnnotatedUnits()
    files.inputFormat = inputFormat
    files.languages = languages
    files.recordLimit = recordLimit
    let rejections = try RejectionFile(path: rejectedPath)
    let common = try commonIDs(paths, files)
    var counts = Counts(shared: common.count)
    var stream = RandomStream(seed: seed)
    let drawn = Set(Self.shuffled(common, &stream).prefix(size))
    counts.drawn = drawn.count
    var rows: [(system: String, unit: TranslationUnit)] = []
    for (path, system) in zip(paths, Self.systems(paths)) {
      var left = drawn
      try files.forEach(path, rejections) { unit in
        if left.remove(unit.id) != nil { rows.append((system, unit)) }
      }
    }
    let sheet = try OutputFile(path: output)
    let keyFile = try OutputFile(path: key)
    try sheet.write(MQMRow.header)
    try keyFile.write(SheetKey.header)
    for (place, row) in Self.shuffled(rows, &stream).enumerated() {
      let number = String(place + 1)
      let line = MQMRow(
        system: "blind", document: SheetKey.document, documentSegment: number,
        globalSegment: number, source: MarkedText.row(row.unit.source.text),
        target: MarkedText.row(row.unit.target.text))
      try sheet.write(line.line)
      try keyFile.write("\(number)\t\(row.system)\t\(row.unit.id)\n")
    }
    counts.rows = rows.count
    counts.rejected = rejections.count
    try sheet.finish()
    try keyFile.finish()
    _ = try rejections.finish()
    return counts
  }

  /// The ids that all files have, in the order of the first.
  private func commonIDs(_ paths: [String], _ files: AnnotatedUnits) throws -> [String] {
    let uncounted = try RejectionFile(path: nil)
    var common: [String] = []
    for (number, path) in paths.enumerated() {
      var ids: Set<String> = []
      var inOrder: [String] = []
      try files.forEach(path, uncounted) { unit in
        if ids.insert(unit.id).inserted, number == 0 { inOrder.append(unit.id) }
      }
      common = number == 0 ? inOrder : common.filter { ids.contains($0) }
    }
    guard !common.isEmpty else {
      throw WorkflowFailure(
        .mismatch,
        "\(paths.joined(separator: ", ")): expected units"
          + (paths.count > 1 ? " with ids in common, found none" : ", found none"))
    }
    return common
  }

  /// The stems of the files; files of one name in several folders keep their paths.
  private static func systems(_ paths: [String]) -> [String] {
    let stems = paths.map { AnnotatedUnits.stem($0) }
    return Set(stems).count == stems.count ? stems : paths
  }

  /// Fisher and Yates.
  private static func shuffled<Element>(
    _ elements: [Element], _ stream: inout RandomStream
  ) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, stream.index(below: UInt32(last + 1)))
    }
    return elements
  }
}
