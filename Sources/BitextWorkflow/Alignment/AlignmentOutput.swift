// SPDX-License-Identifier: Apache-2.0

internal import BitextAlignment
internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Where ladders or units go while texts are aligned.
struct AlignmentOutput: ~Copyable {
  /// One file of ladders, a folder with one a text, or one file of units.
  private var file: OutputFile?
  private var folder: OutputFolder?
  private var units: UnitWriter?
  private let format: AlignmentRun.Output
  private let languages: LanguagePair

  init(
    path: String, format: AlignmentRun.Output, languages: LanguagePair, isSeveral: Bool,
    replacing: Bool
  ) throws {
    self.format = format
    self.languages = languages
    switch format {
    case .units(let format):
      units = try UnitWriter(
        to: try OutputFile(path: path), format: format, languages: languages)
    case .ladder where isSeveral:
      guard path != "-" else {
        throw WorkflowFailure(
          .mismatch, "expected a folder to write the ladders of several texts to, found -")
      }
      folder = try OutputFolder(path: path, replacing: replacing)
    case .ladder: file = try OutputFile(path: path)
    }
  }

  mutating func write(_ text: TextToAlign, _ ladder: Ladder) throws {
    switch format {
    case .ladder(let format):
      let lines = format.lines(of: ladder)
      try file?.write(lines)
      if let folder {
        let name = String(text.name.map { $0 == "/" ? "_" : $0 })
        let output = try OutputFile(path: folder.path(of: "\(name).\(format.rawValue)"))
        try output.write(lines)
        try output.finish()
      }
    case .units:
      for unit in Self.units(of: text, ladder, languages) { try units?.write(unit) }
    }
  }

  consuming func finish() throws {
    try file?.finish()
    try folder?.finish()
    try units?.finish()
  }

  private static func units(
    of text: TextToAlign, _ ladder: Ladder, _ languages: LanguagePair
  ) -> [TranslationUnit] {
    if let (source, target) = text.documents {
      return Bitext(
        source: source, target: target, sourceSegments: text.source, targetSegments: text.target,
        ladder: ladder
      ).units
    }
    return ladder.beads.enumerated().compactMap { number, bead in
      guard !bead.kind.isNull else { return nil }
      return TranslationUnit(
        id: "\(text.name):\(number)",
        source: TranslationUnitVariant(
          language: languages.source, text: joined(text.source[bead.source], languages.source)),
        target: TranslationUnitVariant(
          language: languages.target, text: joined(text.target[bead.target], languages.target)),
        bead: bead.kind, score: bead.probability)
    }
  }

  /// Chinese sentences stand beside one another, others have a space between.
  private static func joined(_ segments: ArraySlice<Segment>, _ language: Language) -> String {
    segments.map(\.text).joined(separator: language.isChinese ? "" : " ")
  }
}
