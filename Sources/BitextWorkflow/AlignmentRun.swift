// SPDX-License-Identifier: Apache-2.0

public import BitextAlignment
public import BitextCorpus
internal import BitextIO
public import BitextModel

/// Aligns two files, one segment a line, and writes a ladder or units.
public struct AlignmentRun: Sendable {
  /// What is written.
  public enum Output: Hashable, Sendable {
    /// The links alone.
    case ladder(LadderFormat)
    /// The texts, in a format of units.
    case units(UnitFormat)
  }

  /// What became of the segments.
  public struct Counts: Hashable, Sendable {
    /// Segments of the source file.
    public var sourceSegments = 0
    /// Segments of the target file.
    public var targetSegments = 0
    /// Beads of the ladder.
    public var beads = 0
    /// Beads without partner, which have no unit.
    public var nullBeads = 0
  }

  /// The aligner.
  public var aligner: any SentenceAligner
  /// The cap on one line, in bytes.
  public var recordLimit = 16 << 20
  /// What is written.
  public var format = Output.ladder(.vecalign)

  /// Makes a run with an aligner.
  public init(aligner: some SentenceAligner) { self.aligner = aligner }

  /// Aligns two files.
  ///
  /// - Parameters:
  ///   - source: one source segment a line.
  ///   - target: one target segment a line.
  ///   - output: a file or `-`.
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `IOFailure`.
  public func run(source: String, target: String, output: String) throws -> Counts {
    let sourceSegments = try segments(of: source)
    let targetSegments = try segments(of: target)
    let ladder = aligner.align(sourceSegments, with: targetSegments)
    let sink = try OutputFile(path: output)
    switch format {
    case .ladder(let format):
      try sink.write(format.lines(of: ladder))
      try sink.finish()
    case .units(let format):
      var writer = try UnitWriter(to: sink, format: format, languages: aligner.languages)
      for unit in units(sourceSegments, targetSegments, ladder, stem: FileSystem.stem(of: target)) {
        try writer.write(unit)
      }
      try writer.finish()
    }
    return Counts(
      sourceSegments: sourceSegments.count, targetSegments: targetSegments.count,
      beads: ladder.beads.count, nullBeads: ladder.beads.count { $0.kind.isNull })
  }

  private func segments(of path: String) throws -> [Segment] {
    guard FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    let lines = LineReader(try ByteSource(path: path), limit: recordLimit)
    var texts: [String] = []
    while try lines.advance() {
      guard !lines.isTooLong, var text = String(validating: lines.bytes, as: UTF8.self) else {
        let found = lines.isTooLong ? "one of \(lines.byteCount) bytes" : "other bytes"
        throw WorkflowFailure(
          .nothingUsable,
          "\(path):\(lines.number): expected a line of UTF-8 within the cap, found \(found)")
      }
      if texts.isEmpty, text.unicodeScalars.first == "\u{feff}" {
        text.unicodeScalars.removeFirst()
      }
      texts.append(text)
    }
    return Segment.standalone(texts)
  }

  private func units(
    _ source: [Segment], _ target: [Segment], _ ladder: Ladder, stem: String
  ) -> [TranslationUnit] {
    ladder.beads.enumerated().compactMap { number, bead in
      guard !bead.kind.isNull else { return nil }
      return TranslationUnit(
        id: "\(stem):\(number)",
        source: TranslationUnitVariant(
          language: aligner.languages.source,
          text: joined(source[bead.source], aligner.languages.source)),
        target: TranslationUnitVariant(
          language: aligner.languages.target,
          text: joined(target[bead.target], aligner.languages.target)),
        bead: bead.kind, score: bead.probability)
    }
  }

  /// Chinese sentences stand beside one another, others have a space between.
  private func joined(_ segments: ArraySlice<Segment>, _ language: Language) -> String {
    segments.map(\.text).joined(separator: language.isChinese ? "" : " ")
  }
}
