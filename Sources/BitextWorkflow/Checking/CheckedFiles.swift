// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// The units of several files, one after the other.
struct CheckedFiles {
  private let paths: [String]
  private let inputFormat: String?
  private let limit: Int
  private let languages: LanguagePair
  private let rejections: RejectionFile
  private var next = 0
  private var hasUnits = false
  private var reader: (any CorpusReader<TranslationUnit>)?

  init(
    _ paths: [String], inputFormat: String?, limit: Int, languages: LanguagePair,
    rejections: RejectionFile
  ) throws {
    self.paths = paths
    self.inputFormat = inputFormat
    self.limit = limit
    self.languages = languages
    self.rejections = rejections
  }

  /// The file behind an argument: of a folder that `bitext build` wrote, the corpus as JSON lines.
  static func path(of argument: String) throws -> String {
    switch FileSystem.kind(of: argument) {
    case .file: return argument
    case .missing:
      guard argument == "-" else { throw WorkflowFailure(.noInput, "\(argument): no such file") }
      return argument
    case .folder:
      for name in ["corpus.jsonl", "corpus.tmx", "corpus.tsv"] {
        let path = "\(argument)/\(name)"
        if FileSystem.kind(of: path) == .file { return path }
      }
      throw WorkflowFailure(
        .noInput, "\(argument): expected a folder with corpus.jsonl, corpus.tmx or corpus.tsv")
    }
  }

  /// The next units, at most so many; `nil` at the end.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where all records of all files were rejected, or
  ///   `mismatch` for a corpus of one language; `CorpusFailure`; `IOFailure`.
  mutating func batch(_ size: Int) throws -> [TranslationUnit]? {
    var units: [TranslationUnit] = []
    while units.count < size, let unit = try unit() { units.append(unit) }
    return units.isEmpty ? nil : units
  }

  private mutating func unit() throws -> TranslationUnit? {
    while true {
      if reader == nil {
        guard next < paths.count else {
          try checkUsable()
          return nil
        }
        let path = paths[next]
        next += 1
        reader = try UnitFormat.resolved(path: path, name: inputFormat)
          .reader(try ByteSource(path: path), limit: limit, languages: languages)
      }
      guard let record = try reader?.next() else {
        reader = nil
        continue
      }
      switch record {
      case .success(let unit):
        try Self.checkLanguages(unit, paths[next - 1])
        hasUnits = true
        return unit
      case .failure(let rejected): try rejections.write(rejected.rejection)
      }
    }
  }

  /// Files of rejected records alone are not what was meant; a corpus without records is one of no units.
  private func checkUsable() throws {
    guard !hasUnits, let first = rejections.first else { return }
    throw WorkflowFailure(.nothingUsable, first.description)
  }

  /// A corpus of one language has no translations to check.
  private static func checkLanguages(_ unit: TranslationUnit, _ path: String) throws {
    let (source, target) = (unit.source.language, unit.target.language)
    guard source.tag == target.tag, source != .undetermined else { return }
    throw WorkflowFailure(
      .mismatch,
      "\(path): expected units in two languages, found \(source.tag) on both sides of \(unit.id)")
  }
}
