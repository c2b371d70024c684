// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

/// Reads units from JSON lines; unknown keys are kept.
public struct JSONUnitReader: CorpusReader {
  private let lines: LineReader
  private let parser = JSONParser()
  private let languages: LanguagePair
  private var row = 0

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - source: the bytes, one object a line.
  ///   - limit: the cap on one record, in bytes.
  ///   - languages: the languages of units that do not name them.
  public init(
    _ source: ByteSource, limit: Int = LineReader.defaultLimit,
    languages: LanguagePair = .englishChinese
  ) {
    lines = LineReader(source, limit: limit)
    self.languages = languages
  }

  /// The next unit, a rejection, or `nil` at the end. Empty lines are skipped.
  public mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while try lines.advance() {
      let bytes = PageBytes.trimmed(lines.bytes)
      if bytes.isEmpty && !lines.isTooLong { continue }
      defer { row += 1 }
      return unit(from: bytes)
    }
    return nil
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String
  ) -> Result<TranslationUnit, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(path: lines.path, line: lines.number, code: code, message: message)))
  }

  private func unit(
    from bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<TranslationUnit, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    let root: JSONView
    do {
      root = try parser.parse(bytes)
    } catch {
      return rejected(.invalidJSON, "expected a JSON object: \(error.message.lowercased())")
    }
    guard let source = root["source"], let target = root["target"] else {
      return rejected(.missingField, "expected the keys \"source\" and \"target\"")
    }
    guard let sourceText = source.string, let targetText = target.string else {
      return rejected(.wrongType, "expected strings under \"source\" and \"target\"")
    }
    var unit = TranslationUnit(
      id: root["id"]?.string ?? String(row),
      source: TranslationUnitVariant(
        language: root["source_language"]?.string.map { Language($0) } ?? languages.source,
        text: sourceText),
      target: TranslationUnitVariant(
        language: root["target_language"]?.string.map { Language($0) } ?? languages.target,
        text: targetText))
    if let bead = root["bead"]?.string {
      guard let kind = BeadKind(bead) else {
        return rejected(.wrongType, "expected a bead such as 1-2, found \"\(bead.prefix(20))\"")
      }
      unit.bead = kind
    }
    unit.score = root["score"]?.double
    unit.pair = root["pair"]?.string
    unit.engine = root["engine"]?.string
    if let properties = root["properties"] { unit.properties = self.properties(properties) }
    root.forEachMember { key, value in
      let name = String(decoding: key, as: UTF8.self)
      if !Self.known.contains(name) { unit.extra.append(JSONMember(name, value.value)) }
    }
    return .success(unit)
  }

  private static let known: Set<String> = [
    "id", "source", "target", "source_language", "target_language", "bead", "score", "pair",
    "engine", "properties",
  ]

  private func properties(_ view: JSONView) -> [UnitProperty] {
    var properties: [UnitProperty] = []
    view.forEachMember { key, value in
      let type = String(decoding: key, as: UTF8.self)
      if let text = value.string { properties.append(UnitProperty(type: type, value: text)) }
      value.forEachElement { element in
        if let text = element.string { properties.append(UnitProperty(type: type, value: text)) }
      }
    }
    return properties
  }
}
