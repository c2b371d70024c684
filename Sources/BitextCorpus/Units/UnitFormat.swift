// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// The formats that units are read from and written to.
public enum UnitFormat: String, Hashable, Sendable, CaseIterable {
  /// Translation Memory eXchange, written as 1.4.
  case tmx
  /// Tab-separated values with a header line.
  case tsv
  /// One JSON object a line.
  case jsonl

  /// The format that a file's name tells; `.gz` and `.zst` do not count.
  public init?(path: String) {
    switch FileSystem.formatExtension(of: path) {
    case "tmx": self = .tmx
    case "tsv": self = .tsv
    case "jsonl", "json", "ndjson": self = .jsonl
    default: return nil
    }
  }

  /// The format of a file, by name or by the caller's word.
  ///
  /// - Parameters:
  ///   - path: the file; `-` needs `name`.
  ///   - name: the format's name, where the caller gave one.
  /// - Throws: ``CorpusFailure`` with `unknownFormat`.
  public static func resolved(path: String, name: String?) throws -> UnitFormat {
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
        message: "expected a name that ends in one of \(known), or the option --format")
    }
    return format
  }

  /// A reader of a file in this format.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - limit: the cap on one record, in bytes.
  ///   - languages: the languages of formats that do not name them, such as TSV.
  public func reader(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) throws -> any CorpusReader<TranslationUnit> {
    switch self {
    case .tmx: try TMXReader(source, limit: limit)
    case .tsv: try TSVReader(source, limit: limit, languages: languages)
    case .jsonl: JSONUnitReader(source, limit: limit, languages: languages)
    }
  }
}

/// Writes units in one of the formats, chosen at run time.
public struct UnitWriter: CorpusWriter, ~Copyable {
  private var tmx: TMXWriter?
  private var tsv: TSVWriter?
  private var jsonl: JSONUnitWriter?

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - output: where the bytes go; finished by ``finish()``.
  ///   - format: the format.
  ///   - languages: what stands in the header of formats that have one.
  public init(
    to output: OutputFile, format: UnitFormat, languages: LanguagePair = .englishChinese
  ) throws {
    switch format {
    case .tmx: tmx = try TMXWriter(to: output, languages: languages)
    case .tsv: tsv = try TSVWriter(to: output)
    case .jsonl: jsonl = JSONUnitWriter(to: output)
    }
  }

  /// How many characters the format could not hold and replaced by U+FFFD.
  public var replacedCharacters: Int {
    switch tmx {
    case .some(let writer): writer.replacedCharacters
    case .none: 0
    }
  }

  /// Writes one unit.
  public mutating func write(_ unit: TranslationUnit) throws {
    try tmx?.write(unit)
    try tsv?.write(unit)
    try jsonl?.write(unit)
  }

  /// Writes what closes the file, and closes it.
  public consuming func finish() throws {
    try tmx?.finish()
    try tsv?.finish()
    try jsonl?.finish()
  }
}
