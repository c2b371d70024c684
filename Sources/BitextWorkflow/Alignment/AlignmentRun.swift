// SPDX-License-Identifier: Apache-2.0

public import BitextAlignment
public import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel

/// Aligns texts, one segment a line or as pairs of documents, and writes ladders or units.
public struct AlignmentRun: Sendable {
  /// What is written.
  public enum Output: Hashable, Sendable {
    /// The links alone; of several texts a folder with one file each.
    case ladder(LadderFormat)
    /// The texts, in a format of units.
    case units(UnitFormat)
  }

  /// What became of the segments.
  public struct Counts: Hashable, Sendable {
    /// Texts aligned.
    public var texts = 0
    /// Segments of the source files.
    public var sourceSegments = 0
    /// Segments of the target files.
    public var targetSegments = 0
    /// Beads of the ladders.
    public var beads = 0
    /// Beads without partner, which have no unit.
    public var nullBeads = 0
    /// Pairs that could not be used.
    public var rejected = 0
    /// What people should know: files without counterpart, sides in other languages than declared.
    public var warnings: [String] = []
  }

  /// The aligner.
  public var aligner: LadderAligner
  /// The cap on one line, in bytes.
  public var recordLimit = 16 << 20
  /// What is written.
  public var format = Output.ladder(.vecalign)
  /// Whether everything is aligned twice, the second time with what the sure beads taught besides.
  public var realigns = false
  /// A line that both sides must pass at once; `nil` for none.
  public var delimiter: String?
  /// Where the profile of the texts goes; `nil` writes none.
  public var profilePath: String?
  /// Where rejected pairs go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?
  /// Whether an existing folder of ladders may be replaced.
  public var replacesFolder = false

  /// Makes a run with an aligner.
  public init(aligner: LadderAligner) { self.aligner = aligner }

  /// Aligns two files or the files of two folders.
  ///
  /// - Parameters:
  ///   - source: one source segment a line.
  ///   - target: one target segment a line.
  ///   - output: a file or `-`; a folder for the ladders of folders.
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable`, or `mismatch` where names or
  ///   delimiters do not go together; `IOFailure`.
  public func run(source: String, target: String, output: String) throws -> Counts {
    try run(.lines(source: source, target: target), output: output)
  }

  /// Aligns texts.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable`, `wrongDirection` where a second pass
  ///   is wanted of languages that have no lexicon, or `mismatch`; `IOFailure`.
  public func run(_ input: AlignmentInput, output: String) throws -> Counts {
    var counts = Counts()
    let rejections = try RejectionFile(path: rejectedPath)
    var texts = try AlignmentTexts(input, self, rejections: rejections)
    if let warning = texts.warning { counts.warnings.append(warning) }
    var sink = try AlignmentOutput(
      path: output, format: format, languages: aligner.languages, isSeveral: texts.isSeveral,
      replacing: replacesFolder)
    var profile = ProfileCollector(aligner.options)
    if realigns {
      let (all, second) = try firstPass(&texts)
      for text in all { try align(text, with: second, to: &sink, &profile, &counts) }
    } else {
      while let text = try texts.advance() {
        try align(text, with: aligner, to: &sink, &profile, &counts)
      }
    }
    counts.rejected = rejections.count
    if case .pairs(let path) = input, counts.texts == 0 {
      throw WorkflowFailure(
        .nothingUsable, rejections.first?.description ?? "\(path): expected pairs, found none")
    }
    try sink.finish()
    if let profilePath {
      try profile.profile(
        languages: aligner.languages,
        variance: aligner.lexicon == nil
          ? aligner.options.lengthVariance : aligner.options.lexicalVariance
      ).write(path: profilePath)
    }
    _ = try rejections.finish()
    return counts
  }

  private func ladder(of text: TextToAlign, by aligner: LadderAligner) throws -> Ladder {
    guard let delimiter else { return aligner.align(text.source, with: text.target) }
    return try HardDelimiters(line: delimiter).align(text, with: aligner)
  }

  private func align(
    _ text: TextToAlign, with aligner: LadderAligner, to sink: inout AlignmentOutput,
    _ profile: inout ProfileCollector, _ counts: inout Counts
  ) throws {
    let ladder = try ladder(of: text, by: aligner)
    try sink.write(text, ladder)
    if profilePath != nil { profile.add(ladder, text.source, text.target) }
    counts.texts += 1
    counts.sourceSegments += text.source.count
    counts.targetSegments += text.target.count
    counts.beads += ladder.beads.count
    counts.nullBeads += ladder.beads.count { $0.kind.isNull }
    if text.documents == nil,
      let warning = LanguageCheck(aligner.languages).warning(
        source: text.source, named: text.sourceName, target: text.target, named: text.targetName)
    {
      counts.warnings.append(warning)
    }
  }

  /// Aligns all texts once, and makes the aligner of the second pass.
  private func firstPass(
    _ texts: inout AlignmentTexts
  ) throws -> ([TextToAlign], LadderAligner) {
    let languages = aligner.languages
    guard
      languages.source.isChinese && languages.target.isEnglish
        || languages.source.isEnglish && languages.target.isChinese
    else {
      throw WorkflowFailure(
        .wrongDirection,
        "expected Chinese and English for a second pass, found \(languages.source) and "
          + "\(languages.target)")
    }
    var first = aligner
    first = LadderAligner(
      languages: languages, lexicon: aligner.lexicon, options: aligner.options.withPosteriors)
    var learning = Realignment(behind: aligner.lexicon)
    var all: [TextToAlign] = []
    while let text = try texts.advance() {
      let ladder = try ladder(of: text, by: first)
      learning.learn(
        ladder, text.source, text.target, isChinese: languages.source.isChinese)
      all.append(text)
    }
    guard let lexicon = learning.learned() else { return (all, aligner) }
    return (
      all, LadderAligner(languages: languages, lexicon: lexicon, options: aligner.options)
    )
  }
}

extension LadderAligner.Options {
  fileprivate var withPosteriors: Self {
    var options = self
    options.posteriors = true
    return options
  }
}

/// The texts of any input, one after the other.
private struct AlignmentTexts {
  private var lines: LineTexts?
  private var pairs: PairTexts?
  private let rejections: RejectionFile

  init(_ input: AlignmentInput, _ run: AlignmentRun, rejections: RejectionFile) throws {
    self.rejections = rejections
    switch input {
    case .lines(let source, let target):
      lines = try LineTexts(source: source, target: target, recordLimit: run.recordLimit)
    case .pairs(let path):
      pairs = try PairTexts(
        path: path, languages: run.aligner.languages, recordLimit: run.recordLimit)
    }
  }

  /// Whether there may be several texts.
  var isSeveral: Bool { lines?.isFolder ?? true }
  var warning: String? { lines?.warning }

  mutating func advance() throws -> TextToAlign? {
    if lines != nil { return try lines?.advance() }
    while let record = try pairs?.advance() {
      switch record {
      case .success(let text): return text
      case .failure(let rejected): try rejections.write(rejected.rejection)
      }
    }
    return nil
  }
}
