// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads the entries of a termbase from TBX, streaming: edition 2 (`martif`) and 3 (`tbx`), of which the categories
/// of TBX-Basic are known.
public struct TBXReader: CorpusReader {
  private let source: ByteSource
  private let collector: TBXCollector
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var ended = false
  /// Where the last entry stands.
  private(set) var place = (line: 1, column: 1)
  /// What was left out so far.
  var repairs: UnitRepairs { collector.repairs }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - limit: the cap on the text of one entry, in bytes.
  public init(_ source: ByteSource, limit: Int = LineReader.defaultLimit) {
    self.source = source
    collector = TBXCollector(path: source.path, limit: limit)
  }

  /// The next entry, a rejection for one without a term, or `nil` at the end.
  ///
  /// - Throws: ``CorpusFailure`` with `malformed`, the line and the column.
  public mutating func next() throws -> Result<TermEntry, RejectedRecord>? {
    while true {
      if let ready = collector.queue.popFirst() {
        place = ready.place
        return ready.record
      }
      if ended {
        try collector.push.check()
        return nil
      }
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      ended = count == 0
      collector.push.feed(chunk[..<count], isLast: ended)
      if collector.push.failure != nil { ended = true }
    }
  }
}

/// Reads a termbase as units: the first term of an entry in the source language, the first in the target
/// language, the others as further variants.
struct TBXUnitReader: UnitReader {
  private var reader: TBXReader
  private let languages: LanguagePair
  private let path: String
  private var count = 0

  var repairs: UnitRepairs { reader.repairs }

  init(_ source: ByteSource, limit: Int, languages: LanguagePair) {
    reader = TBXReader(source, limit: limit)
    self.languages = languages
    path = source.path
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    guard let next = try reader.next() else { return nil }
    defer { count += 1 }
    switch next {
    case .failure(let rejected): return .failure(rejected)
    case .success(let entry):
      guard let unit = Self.unit(of: entry, languages) else {
        return .failure(
          RejectedRecord(
            Rejection(
              path: path, line: reader.place.line, column: reader.place.column, item: count,
              code: .missingSide,
              message: "expected terms in two languages, found one")))
      }
      return .success(unit)
    }
  }

  private static func unit(of entry: TermEntry, _ languages: LanguagePair) -> TranslationUnit? {
    var terms = entry.terms
    func take(_ wanted: Language, but other: Language?) -> TermEntry.Term? {
      let index =
        terms.firstIndex { $0.language == wanted }
        ?? terms.firstIndex { $0.language.primary == wanted.primary }
        ?? terms.firstIndex { $0.language != other }
      return index.map { terms.remove(at: $0) }
    }
    guard let source = take(languages.source, but: nil) else { return nil }
    terms =
      terms.filter { $0.language != source.language }
      + terms.filter { $0.language == source.language }
    guard terms.contains(where: { $0.language != source.language }),
      let target = take(languages.target, but: source.language)
    else { return nil }
    var unit = TranslationUnit(id: entry.id, source: side(source), target: side(target))
    if !terms.isEmpty { unit.furtherVariants = terms.map(side) }
    if !entry.notes.isEmpty { unit.notes = entry.notes }
    if let subject = entry.subject {
      unit.properties.append(UnitProperty(type: "x-tbx-subject", value: subject))
    }
    if let definition = entry.definition {
      unit.properties.append(UnitProperty(type: "x-tbx-definition", value: definition))
    }
    return unit
  }

  /// Whether a unit that is written is read with the same sides.
  static func keepsDirection(of unit: TranslationUnit, _ languages: LanguagePair) -> Bool {
    let found = Self.unit(of: TBXUnitWriter.entry(of: unit), languages)
    return found.map { found in
      zip([found.source, found.target], [unit.source, unit.target]).allSatisfy {
        $0.language == $1.language && $0.text == $1.text
      }
    } ?? unit.source.text.isEmpty || unit.target.text.isEmpty
  }

  private static func side(_ term: TermEntry.Term) -> TranslationUnitVariant {
    var side = TranslationUnitVariant(language: term.language, text: term.text)
    for (type, value) in [
      ("x-tbx-status", term.status?.rawValue), ("x-tbx-part-of-speech", term.partOfSpeech),
      ("x-tbx-context", term.context),
    ] {
      if let value { side.properties.append(UnitProperty(type: type, value: value)) }
    }
    if !term.notes.isEmpty { side.notes = term.notes }
    return side
  }
}
