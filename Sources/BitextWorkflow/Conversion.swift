// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Reads units in one format and writes them in another.
public struct Conversion: Sendable {
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The format written; by name unless set.
  public var outputFormat: String?
  /// The language translated from; as the input says, or English, unless set.
  public var sourceLanguage: Language?
  /// The language translated into; as the input says, or simplified Chinese, unless set.
  public var targetLanguage: Language?
  /// Whether TSV and CSV are made for spreadsheets.
  public var isSpreadsheet = false
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes a conversion with the defaults.
  public init() {}

  /// The languages of formats that do not name them.
  private var languages: LanguagePair {
    LanguagePair(
      source: sourceLanguage ?? LanguagePair.englishChinese.source,
      target: targetLanguage ?? LanguagePair.englishChinese.target)
  }

  /// Converts a file.
  ///
  /// Where ``sourceLanguage`` or ``targetLanguage`` is set, units of several languages have these sides.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure` with `unknownFormat` or `malformed`;
  ///   `IOFailure`.
  public func run(input: String, output: String) throws -> Counts {
    let reader = try UnitInput.open(
      input, format: inputFormat, limit: recordLimit, languages: languages)
    let to = try UnitFormat.resolved(path: output, name: outputFormat)
    guard !isSpreadsheet || to == .tsv || to == .csv else {
      throw CorpusFailure(
        .unknownFormat, path: output,
        message: "expected tsv or csv for a spreadsheet, found \(to.rawValue)")
    }
    let rejections = try RejectionFile(path: rejectedPath)
    var counts = Counts(format: to, languages: languages)
    let sink = ConversionSink(path: output, format: to, isSpreadsheet: isSpreadsheet)
    try convert(reader, into: sink, rejections, &counts)
    counts.replacedCharacters = try sink.finish(&counts)
    counts.rejected = rejections.count
    _ = try rejections.finish()
    return counts
  }

  private func convert(
    _ input: any UnitReader, into sink: ConversionSink, _ rejections: RejectionFile,
    _ counts: inout Counts
  ) throws {
    var reader = input
    while let record = try reader.next() {
      switch record {
      case .success(var unit):
        if sourceLanguage != nil || targetLanguage != nil {
          unit.choose(source: sourceLanguage, target: targetLanguage)
        }
        if !sink.isOpen { try begin(sink, reader.header, unit, &counts) }
        try sink.write(unit)
        counts.losses.add(unit)
        counts.written += 1
      case .failure(let rejected): try rejections.write(rejected.rejection)
      }
    }
    if !sink.isOpen { try begin(sink, reader.header, nil, &counts) }
    counts.repairs = reader.repairs
  }

  /// Opens the output once the input's header and first unit are known.
  private func begin(
    _ sink: ConversionSink, _ header: CorpusHeader?, _ first: TranslationUnit?,
    _ counts: inout Counts
  ) throws {
    let languages = LanguagePair(
      source: sourceLanguage ?? first?.source.language ?? header?.sourceLanguage
        ?? languages.source,
      target: targetLanguage ?? first?.target.language ?? header?.targetLanguage
        ?? languages.target)
    var header = header
    if let sourceLanguage { header?.sourceLanguage = sourceLanguage }
    try sink.open(languages: languages, header: header)
    counts.losses = UnitLosses(format: sink.format, languages: languages)
    if let header { counts.losses.add(header) }
  }
}

/// The output of a conversion, opened late.
private final class ConversionSink {
  let format: UnitFormat
  private let path: String
  private let isSpreadsheet: Bool
  private var writer: UnitWriter?
  private(set) var isOpen = false

  init(path: String, format: UnitFormat, isSpreadsheet: Bool) {
    self.path = path
    self.format = format
    self.isSpreadsheet = isSpreadsheet
  }

  func open(languages: LanguagePair, header: CorpusHeader?) throws {
    var options = UnitWriter.Options()
    options.languages = languages
    options.header = header
    options.isSpreadsheet = isSpreadsheet
    writer = try UnitWriter(path: path, format: format, options: options)
    isOpen = true
  }

  func write(_ unit: TranslationUnit) throws { try writer?.write(unit) }

  /// Closes the output.
  ///
  /// - Returns: how many characters were replaced.
  func finish(_ counts: inout Conversion.Counts) throws -> Int {
    guard let writer = writer.take() else { return 0 }
    let replaced = writer.replacedCharacters
    counts.defusedCells = writer.defusedCells
    try writer.finish()
    return replaced
  }
}
