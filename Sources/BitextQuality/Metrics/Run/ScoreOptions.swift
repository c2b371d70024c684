// SPDX-License-Identifier: Apache-2.0

/// What `bitext score` was asked for, in sacreBLEU's terms.
public struct ScoreOptions: Hashable, Sendable, Codable {
  /// A metric by the name that `-m` takes.
  public enum Metric: String, Hashable, Sendable, Codable, CaseIterable {
    /// BLEU.
    case bleu
    /// chrF, or chrF++ with a word order of 2.
    case chrf
    /// Translation edit rate.
    case ter
  }

  /// The shape of the output.
  public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
    /// sacreBLEU's JSON.
    case json
    /// sacreBLEU's lines and tables, without colours.
    case text
  }

  /// `-m`: the metrics.
  public var metrics: [Metric] = [.bleu]
  /// `-sl`: a line a segment; then one metric and one system only.
  public var sentenceLevel: Bool = false
  /// `-tok`: BLEU's tokenizer by name; `nil` chooses by the target language.
  public var tokenizer: String?
  /// `-l`: the languages, such as `en-zh`; chooses the tokenizer.
  public var languagePair: String?
  /// `-s`: BLEU's smoothing: `none`, `floor`, `add-k` or `exp`.
  public var smoothMethod: String = "exp"
  /// `-sv`: the value for `floor` and `add-k`; `nil` is .1 and 1.
  public var smoothValue: Double?
  /// `-lc`: BLEU without regard to case.
  public var lowercase: Bool = false
  /// `--chrf-…`.
  public var chrF: ChrF.Options = ChrF.Options()
  /// `--ter-…`.
  public var ter: TER.Options = TER.Options()
  /// `-nr`: references in one stream, with tabs between them.
  public var referencesPerLine: Int = 1
  /// `--confidence`: an interval by bootstrap, for one system.
  public var confidence: Bool = false
  /// `--confidence-n`: the samples of the interval.
  public var confidenceSamples: Int = 1000
  /// `--paired-bs`, `--paired-ar` and their `-n`: a comparison with the first system.
  public var paired: PairedMethod?
  /// The start of the random stream; sacreBLEU takes it from `SACREBLEU_SEED`.
  public var seed: UInt64 = 12345
  /// `-f`: the shape of the output.
  public var format: Format = .json
  /// `-w`: decimals, 0 or more.
  public var width: Int = 1
  /// `-b`: the number alone.
  public var scoreOnly: Bool = false
  /// `-sh`: signatures with short names.
  public var short: Bool = false

  /// Makes options, all with their defaults.
  public init() {}
}

extension ScoreOptions {
  /// BLEU as asked for.
  func bleu() throws(ScoreFailure) -> BLEU {
    var made = BLEU.Options()
    made.tokenizer = try chosenTokenizer()
    made.lowercase = lowercase
    made.effectiveOrder = sentenceLevel
    switch smoothMethod {
    case "none": made.smoothing = .none
    case "floor": made.smoothing = smoothValue.map { .floor($0) } ?? .floor()
    case "add-k": made.smoothing = smoothValue.map { .addK($0) } ?? .addK()
    case "exp": made.smoothing = .exponential
    default:
      throw ScoreFailure(
        .usage, "unknown smoothing '\(smoothMethod)': expected none, floor, add-k or exp")
    }
    return BLEU(made)
  }

  /// The tokenizer named, or the one for the target language.
  private func chosenTokenizer() throws(ScoreFailure) -> BLEUTokenizer {
    let target = try targetLanguage()
    guard let tokenizer else { return .preferred(for: target ?? "") }
    if let known = BLEUTokenizer(rawValue: tokenizer) { return known }
    let names = BLEUTokenizer.allCases.map(\.rawValue).joined(separator: ", ")
    let problem =
      BLEUTokenizer.unavailable.contains(tokenizer)
      ? "tokenizer '\(tokenizer)' needs a model and is not built in"
      : "unknown tokenizer '\(tokenizer)'"
    throw ScoreFailure(.unknownTokenizer, "\(problem): expected one of \(names)")
  }

  private func targetLanguage() throws(ScoreFailure) -> String? {
    guard let languagePair else { return nil }
    let parts = languagePair.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, !parts[1].isEmpty else {
      throw ScoreFailure(
        .usage, "language pair '\(languagePair)': expected source and target such as en-zh")
    }
    return String(parts[1])
  }

  /// Refuses what cannot be computed.
  func check() throws(ScoreFailure) {
    if metrics.isEmpty { throw ScoreFailure(.usage, "no metric was named") }
    if width < 0 { throw ScoreFailure(.usage, "width \(width): expected 0 or more decimals") }
    if referencesPerLine < 1 {
      throw ScoreFailure(.usage, "references in a line: expected 1 or more")
    }
    if sentenceLevel, metrics.count > 1 {
      throw ScoreFailure(.usage, "sentence level takes one metric, found \(metrics.count)")
    }
    if sentenceLevel, confidence || paired != nil {
      throw ScoreFailure(.usage, "there are no statistical tests at sentence level")
    }
    if confidence, confidenceSamples < 1 {
      throw ScoreFailure(.usage, "confidence: expected 1 or more samples")
    }
    if chrF.characterOrder < 0 || chrF.wordOrder < 0 || chrF.characterOrder + chrF.wordOrder < 1 {
      throw ScoreFailure(.usage, "chrF needs n-grams of characters or words of one at least")
    }
    switch paired {
    case .bootstrap(let samples) where samples < 1:
      throw ScoreFailure(.usage, "paired bootstrap: expected 1 or more samples")
    case .approximateRandomisation(let trials, _) where trials < 1:
      throw ScoreFailure(.usage, "approximate randomisation: expected 1 or more trials")
    default: break
    }
  }
}
