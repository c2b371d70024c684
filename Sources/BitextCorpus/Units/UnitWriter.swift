// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Writes units in one of the formats, chosen at run time.
public struct UnitWriter: CorpusWriter, ~Copyable {
  private var tmx: TMXWriter?
  private var tsv: TSVWriter?
  private var jsonl: JSONUnitWriter?
  private var other: (any UnitFileWriter)?

  /// What some formats can be told.
  public struct Options: Hashable, Sendable {
    /// What stands in the header of formats that have one, and in the names of files.
    public var languages = LanguagePair.englishChinese
    /// What the file that is converted says of itself.
    public var header: CorpusHeader?
    /// Whether TSV and CSV are made for spreadsheets.
    public var isSpreadsheet = false

    /// Makes options with the defaults.
    public init() {}
  }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - output: where the bytes go; finished by ``finish()``.
  ///   - format: the format.
  ///   - languages: what stands in the header of formats that have one.
  /// - Throws: ``CorpusFailure`` with `unknownFormat` for formats of several files.
  public init(
    to output: OutputFile, format: UnitFormat, languages: LanguagePair = .englishChinese
  ) throws {
    guard !format.hasSeveralFiles else {
      throw CorpusFailure(
        .unknownFormat, path: output.path,
        message: "expected a format of one file, found \(format.rawValue): see bitext convert")
    }
    var options = Options()
    options.languages = languages
    try self.init(output, format, options)
  }

  /// Begins the file or files of a corpus.
  ///
  /// - Parameters:
  ///   - path: the file, or `-`; of a format of several files the one that the others are named after.
  ///   - format: the format.
  ///   - options: what some formats can be told.
  public init(path: String, format: UnitFormat, options: Options) throws {
    guard !(format.hasSeveralFiles && path == "-") else {
      throw CorpusFailure(
        .unknownFormat, path: path,
        message: "expected the name of a file, for \(format.rawValue) needs several; found -")
    }
    if format.hasSeveralFiles {
      self.init(other: try Self.several(path: path, format: format, options: options))
    } else {
      try self.init(try OutputFile(path: path), format, options)
    }
  }

  private init(other: any UnitFileWriter) { self.other = other }

  private static func several(
    path: String, format: UnitFormat, options: Options
  ) throws -> any UnitFileWriter {
    switch format {
    case .ladder:
      let files = TwoFiles(path: path, languages: options.languages, ending: "ladder")
      return try MosesWriter(files, ladder: try OutputFile(path: path))
    case .xces: return try XCESWriter(path: path, languages: options.languages)
    default: return try MosesWriter(TwoFiles(path: path, languages: options.languages))
    }
  }

  private init(_ output: OutputFile, _ format: UnitFormat, _ options: Options) throws {
    switch format {
    case .tmx:
      tmx = try TMXWriter(to: output, languages: options.languages, header: options.header)
    case .tsv: tsv = try TSVWriter(to: output, isSpreadsheet: options.isSpreadsheet)
    case .csv: other = try CSVWriter(to: output, isSpreadsheet: options.isSpreadsheet)
    case .jsonl: jsonl = JSONUnitWriter(to: output)
    case .huggingface: other = TranslationRecordWriter(to: output)
    case .hunalign: other = PlainColumnsWriter(to: output, shape: .hunalign)
    case .bitextor: other = PlainColumnsWriter(to: output, shape: .bitextor)
    case .xliff: other = try XLIFFWriter(to: output, languages: options.languages)
    case .xliff2: other = try XLIFF2Writer(to: output, languages: options.languages)
    case .po: other = try POWriter(to: output, languages: options.languages)
    case .tbx: other = try TBXUnitWriter(to: output, languages: options.languages)
    case .moses, .ladder, .xces: break
    }
  }

  /// How many characters the format could not hold and replaced by U+FFFD.
  public var replacedCharacters: Int {
    switch tmx {
    case .some(let writer): writer.replacedCharacters
    case .none: other?.replacedCharacters ?? 0
    }
  }

  /// How many cells got an apostrophe, for a spreadsheet would have taken them for formulas.
  public var defusedCells: Int {
    switch tsv {
    case .some(let writer): writer.defusedCells
    case .none: other?.defusedCells ?? 0
    }
  }

  /// Writes one unit.
  public mutating func write(_ unit: TranslationUnit) throws {
    try tmx?.write(unit)
    try tsv?.write(unit)
    try jsonl?.write(unit)
    try other?.write(unit)
  }

  /// Writes what closes the file, and closes it.
  public consuming func finish() throws {
    try tmx?.finish()
    try tsv?.finish()
    try jsonl?.finish()
    try other?.finish()
  }
}
