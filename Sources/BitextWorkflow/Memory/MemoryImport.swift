// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Inserts the units of files into a memory, all or none.
public struct MemoryImport: Sendable {
  /// What happens to units that are there already.
  public var options = InsertionOptions()
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of units that name none.
  public var languages = LanguagePair.englishChinese
  /// Whether source and target change places.
  public var reverses = false
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes an import with the defaults.
  public init() {}

  /// Reads files one after the other, and inserts their units in one transaction.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure` with `unknownFormat` or `malformed`; `IOFailure`;
  ///   what the memory throws. The memory then is as it was.
  public func run(
    files: [String], into memory: some TranslationMemory
  ) async throws -> InsertionReport {
    for file in files where file != "-" {
      switch FileSystem.kind(of: file) {
      case .file: break
      case .missing: throw WorkflowFailure(.noInput, "\(file): no such file")
      case .folder: throw WorkflowFailure(.noInput, "\(file): expected a file, found a folder")
      }
    }
    let units = UnitFiles(files, self, try RejectionFile(path: rejectedPath))
    let report = try await memory.insert(options: options) { try units.next() }
    try units.finish(report.rejections)
    return report
  }
}

/// The units of some files, one after the other; used by one task at a time.
private final class UnitFiles: @unchecked Sendable {
  // Unchecked: the memory alone reads it until its insertion ends, and this task afterwards.
  private var rest: ArraySlice<String>
  private var reader: (any CorpusReader<TranslationUnit>)?
  private var waiting: ArraySlice<TranslationUnit> = []
  private let settings: MemoryImport
  private let rejections: RejectionFile
  private var hasUnits = false

  init(_ files: [String], _ settings: MemoryImport, _ rejections: RejectionFile) {
    rest = files[...]
    self.settings = settings
    self.rejections = rejections
  }

  func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      if let unit = waiting.popFirst() { return .success(unit) }
      if reader == nil {
        guard let file = rest.popFirst() else {
          // Files of rejected records alone are not what was meant.
          if !hasUnits, let first = rejections.first {
            throw WorkflowFailure(.nothingUsable, first.description)
          }
          return nil
        }
        let format = try UnitFormat.resolved(path: file, name: settings.inputFormat)
        reader = try format.reader(
          try ByteSource(path: file), limit: settings.recordLimit, languages: settings.languages)
      }
      guard let record = try reader?.next() else {
        reader = nil
        continue
      }
      switch record {
      case .success(let unit):
        hasUnits = true
        guard settings.reverses || !unit.furtherVariants.isEmpty else { return record }
        return .success(split(unit))
      case .failure(let rejected):
        try rejections.write(rejected.rejection)
        return record
      }
    }
  }

  /// The unit with its target; units with its further variants as targets wait, each with an id of its own.
  private func split(_ unit: TranslationUnit) -> TranslationUnit {
    var first = unit
    first.furtherVariants = []
    for (index, variant) in unit.furtherVariants.enumerated() {
      guard variant.language != unit.source.language else { continue }
      var further = first
      further.target = variant
      further.id += "/\(index + 2)"
      if settings.reverses { swap(&further.source, &further.target) }
      waiting.append(further)
    }
    if settings.reverses { swap(&first.source, &first.target) }
    return first
  }

  /// Writes what the memory refused, and closes the file of rejected records.
  func finish(_ refused: [Rejection]) throws {
    for rejection in refused { try rejections.write(rejection) }
    _ = try rejections.finish()
  }
}

extension TranslationMemory {
  /// Inserts the units of a file: TMX, TSV or JSON lines, by its name.
  ///
  /// - Throws: as ``MemoryImport/run(files:into:)``.
  public func importUnits(from path: String) async throws -> InsertionReport {
    try await MemoryImport().run(files: [path], into: self)
  }
}
