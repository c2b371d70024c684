// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextLexicon
public import BitextModel

/// Trains a lexicon on units, and writes it.
///
///     let report = try await LexiconTraining().run(units: ["out/corpus.tmx"], output: "own.bitextlexicon")
///
/// The result is the same however many tasks run at once.
public struct LexiconTraining: Sendable {
  /// What a training can be told.
  public struct Options: Hashable, Sendable {
    /// Rounds of expectation and maximisation.
    public var iterations = 5
    /// Words that occur more seldom are left out, on either side.
    public var minimumCount = 2
    /// What of the trained probabilities is kept.
    public var pruning = LexiconBuilder.Pruning()
    /// What becomes of Han characters that no headword covers.
    public var fallback = LexiconTokenizer.Fallback.icu
    /// Pairs with more tokens on a side are left out.
    public var maximumTokenCount = 400
    /// Units with a lower score are left out, 0...1; units without a score are used.
    public var minimumScore = 0.0
    /// The format of the units: `tmx`, `tsv` or `jsonl`; `nil` goes by the name.
    public var inputFormat: String?
    /// The languages of formats that do not name them, such as TSV.
    public var languages = LanguagePair.englishChinese
    /// The cap on one record, in bytes.
    public var recordLimit = 16 << 20
    /// How many tasks run at once; 0 is one a core.
    public var width = 0

    /// Makes the default options.
    public init() {}
  }

  /// What was read and learned.
  public struct Report: Hashable, Sendable {
    /// Units used.
    public var units = 0
    /// Units left out: languages, empty or long sides, a low score.
    public var unitsLeftOut = 0
    /// Records that could not be read.
    public var rejected = 0
    /// Tokens of both sides.
    public var tokens = 0
    /// Headwords written.
    public var headwords = 0
    /// Links written.
    public var links = 0
  }

  /// What the training was told.
  public let options: Options
  /// The lexicon whose headwords are the Chinese words.
  public let lexicon: Lexicon

  /// Makes a training.
  public init(options: Options = Options(), lexicon: Lexicon = .shipped) {
    self.options = options
    self.lexicon = lexicon
  }

  /// Trains on files of units and writes a `.bitextlexicon`.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `CorpusFailure`; `IOFailure`.
  public func run(
    units paths: [String], output: String, progress: @escaping ProgressSink = { _ in }
  ) async throws -> Report {
    var report = Report()
    let text = try read(paths, &report, progress)
    let builder = await builder(of: text)
    report.tokens = text.tokenCount
    report.headwords = builder.count
    report.links = builder.linkCount
    guard builder.count > 0 else {
      throw WorkflowFailure(
        .nothingUsable,
        "\(paths[0]): expected units of Chinese and English, found none to learn from")
    }
    let sink = try OutputFile(path: output)
    try builder.write(to: sink)
    try sink.finish()
    return report
  }

  /// What a text teaches.
  public func builder(of text: TrainingText) async -> LexiconBuilder {
    let sides = text.sides(minimum: options.minimumCount)
    let model = TranslationModel(chinese: sides.chinese, english: sides.english)
    let width = options.width > 0 ? options.width : Cores.count
    for pass in TranslationModel.passes(iterations: options.iterations) {
      await withTaskGroup(of: Void.self) { group in
        for (number, block) in (0..<model.blockCount(of: pass)).enumerated() {
          if number >= width { await group.next() }
          group.addTask { model.run(pass, block: block) }
        }
      }
      model.finish(pass)
    }
    return LexiconBuilder(
      model, text: text, chineseNumbers: sides.chineseNumbers,
      englishNumbers: sides.englishNumbers, pruning: options.pruning)
  }

  private func read(
    _ paths: [String], _ report: inout Report, _ progress: ProgressSink
  ) throws -> TrainingText {
    var text = TrainingText(maximumTokenCount: options.maximumTokenCount)
    var tokenizer = LexiconTokenizer(lexicon, fallback: options.fallback)
    var (chineseTokens, englishTokens): ([LexiconToken], [LexiconToken]) = ([], [])
    for file in try InputFiles(paths).files {
      let format = try UnitFormat.resolved(path: file.path, name: options.inputFormat)
      var reader = try format.reader(
        try ByteSource(path: file.path), limit: options.recordLimit,
        languages: options.languages)
      while let record = try reader.next() {
        guard case .success(let unit) = record else {
          report.rejected += 1
          continue
        }
        guard var (chinese, english) = Self.texts(of: unit),
          (unit.score ?? 1) >= options.minimumScore
        else {
          report.unitsLeftOut += 1
          continue
        }
        chineseTokens.removeAll(keepingCapacity: true)
        englishTokens.removeAll(keepingCapacity: true)
        chinese.withUTF8 { chinese in
          english.withUTF8 { english in
            tokenizer.cut(chinese, into: &chineseTokens)
            tokenizer.cut(english, into: &englishTokens)
            text.add(chinese: (chinese, chineseTokens), english: (english, englishTokens))
          }
        }
        report.units += 1
        if report.units % 4096 == 0 {
          progress(Progress(stage: .training, done: report.units, total: nil))
        }
      }
    }
    report.units -= text.pairsLeftOut
    report.unitsLeftOut += text.pairsLeftOut
    return text
  }

  /// The Chinese and the English text of a unit; `nil` where it has other languages.
  static func texts(of unit: TranslationUnit) -> (chinese: String, english: String)? {
    if unit.source.language.isChinese && unit.target.language.isEnglish {
      return (unit.source.text, unit.target.text)
    }
    if unit.source.language.isEnglish && unit.target.language.isChinese {
      return (unit.target.text, unit.source.text)
    }
    return nil
  }
}
