// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// The formats that units are read from and written to.
public enum UnitFormat: String, Hashable, Sendable, CaseIterable {
  /// Translation Memory eXchange, written as 1.4.
  case tmx
  /// Tab-separated values with a header line.
  case tsv
  /// Comma-separated values with a header line.
  case csv
  /// One JSON object a line.
  case jsonl
  /// XLIFF 1.2.
  case xliff
  /// XLIFF 2.1.
  case xliff2
  /// gettext's catalogues.
  case po
  /// Two files of lines, `corpus.en` and `corpus.zh`.
  case moses
  /// Two files of lines and hunalign's ladder between them.
  case ladder
  /// hunalign's text form: source, target and quality, separated by tabs.
  case hunalign
  /// bitextor's columns: both addresses, both texts, score, separated by tabs.
  case bitextor
  /// Hugging Face's records, one `translation` object a line.
  case huggingface
  /// OPUS's links between two documents, XCES.
  case xces
  /// TermBase eXchange.
  case tbx

  /// The format that a file's name tells; `.gz` and `.zst` do not count.
  public init?(path: String) {
    switch FileSystem.formatExtension(of: path) {
    case "tmx": self = .tmx
    case "tsv": self = .tsv
    case "csv": self = .csv
    case "jsonl", "json", "ndjson": self = .jsonl
    case "xlf", "xliff", "sdlxliff", "mqxliff": self = .xliff
    case "po", "pot": self = .po
    case "moses": self = .moses
    case "ladder": self = .ladder
    case "hunalign": self = .hunalign
    case "bitextor": self = .bitextor
    case "xces": self = .xces
    case "tbx": self = .tbx
    default: return nil
    }
  }

  /// Whether a corpus in this format is more than one file.
  public var hasSeveralFiles: Bool { self == .moses || self == .ladder || self == .xces }

  /// The parts of a unit that the format holds.
  public var parts: UnitParts {
    switch self {
    case .tmx: [.unit, .sideNotes, .header]
    case .jsonl: [.unit, .sideNotes]
    case .tsv, .csv: [.ids, .beads, .scores, .pairs, .engines, .lineBreaks, .emptyTexts]
    case .xliff:
      UnitParts.unit.subtracting([.furtherLanguages, .sides, .noteDetails]).union(.sideNotes)
    case .xliff2:
      UnitParts.unit.subtracting([.furtherLanguages, .sides, .languages, .subflows, .noteDetails])
        .union(.sideNotes)
    case .po:
      UnitParts.unit.subtracting([
        .codes, .subflows, .furtherLanguages, .languages, .sides, .noteDetails,
      ])
    case .moses: [.emptyTexts]
    case .ladder, .hunalign, .bitextor: [.scores, .emptyTexts]
    case .huggingface: [.ids, .languages, .furtherLanguages, .lineBreaks, .emptyTexts]
    case .xces: [.scores, .ids, .lineBreaks, .emptyTexts]
    case .tbx: [.ids, .languages, .furtherLanguages, .notes, .sideNotes, .lineBreaks]
    }
  }

  /// What the types of properties begin with that the format holds although its ``parts`` lack properties.
  public var heldPropertyTypes: [String] {
    switch self {
    case .bitextor: [TMXWriter.Property.sourceDocument, TMXWriter.Property.targetDocument]
    case .tbx: ["x-tbx-"]
    default: []
    }
  }

  /// Whether the format has a place for the languages of a whole file, if not of each unit: in its header, or in the
  /// names of its files.
  public var namesLanguages: Bool {
    switch self {
    case .tsv, .csv, .hunalign, .bitextor: false
    default: true
    }
  }

  /// The format of a file, by name or by the caller's word.
  ///
  /// - Parameters:
  ///   - path: the file; `-` needs `name`.
  ///   - name: the format's name, where the caller gave one.
  ///   - option: the option that messages tell people to use.
  /// - Throws: ``CorpusFailure`` with `unknownFormat`.
  public static func resolved(
    path: String, name: String?, option: String = "--format"
  ) throws -> UnitFormat {
    let known = allCases.map(\.rawValue).joined(separator: ", ")
    if let name {
      guard let format = UnitFormat(rawValue: name) else {
        throw CorpusFailure(
          .unknownFormat, path: path, message: "expected a format of \(known), found \"\(name)\"")
      }
      return format
    }
    guard let format = UnitFormat(path: path) else {
      throw CorpusFailure(
        .unknownFormat, path: path,
        message: "expected a name that ends in one of \(known), or the option \(option)")
    }
    return format
  }

  /// A reader of a file in this format.
  ///
  /// - Parameters:
  ///   - source: the bytes; of a format of several files the one that the others are named after.
  ///   - limit: the cap on one record, in bytes.
  ///   - languages: the languages of formats that do not name them, such as TSV.
  public func reader(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) throws -> any CorpusReader<TranslationUnit> {
    func plain(_ reader: some UnitReader) -> any CorpusReader<TranslationUnit> { reader }
    return plain(try unitReader(source, limit: limit, languages: languages))
  }

  private func unitReader(
    _ source: ByteSource, limit: Int, languages: LanguagePair
  ) throws -> any UnitReader {
    switch self {
    case .tmx: return try TMXReader(source, limit: limit)
    case .tsv: return try TSVReader(source, limit: limit, languages: languages)
    case .csv: return try CSVReader(source, limit: limit, languages: languages)
    case .jsonl, .huggingface:
      return JSONUnitReader(source, limit: limit, languages: languages)
    case .hunalign:
      return PlainColumnsReader(source, shape: .hunalign, limit: limit, languages: languages)
    case .bitextor:
      return PlainColumnsReader(source, shape: .bitextor, limit: limit, languages: languages)
    case .moses:
      return try MosesReader(
        TwoFiles(path: source.path, languages: languages), limit: limit, languages: languages)
    case .ladder:
      let files = TwoFiles(path: source.path, languages: languages, ending: "ladder")
      return try LadderReader(source, files: files, limit: limit, languages: languages)
    case .xliff, .xliff2:
      return XMLUnitReader(source, XLIFFCollector(path: source.path, limit: limit))
    case .po: return POReader(source, limit: limit, languages: languages)
    case .xces: return try XCESReader(source, limit: limit, languages: languages)
    case .tbx: return TBXUnitReader(source, limit: limit, languages: languages)
    }
  }

  /// A reader of the corpus at a path.
  ///
  /// - Parameters:
  ///   - path: the file, or `-`; in Moses' form also what both files begin with.
  ///   - limit: the cap on one record, in bytes.
  ///   - languages: the languages of formats that do not name them.
  /// - Throws: `IOFailure`; ``CorpusFailure``.
  public func open(
    path: String, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) throws -> any UnitReader {
    if self == .moses {
      return try MosesReader(
        TwoFiles(path: path, languages: languages), limit: limit, languages: languages)
    }
    return try unitReader(try ByteSource(path: path), limit: limit, languages: languages)
  }
}
