// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The columns of a table of units, by name.
struct UnitColumns {
  let names: [String]
  let languages: LanguagePair

  /// The columns of a header; `nil` where `source` or `target` is missing.
  init?(_ names: [String], languages: LanguagePair) {
    guard names.contains("source"), names.contains("target") else { return nil }
    self.names = names
    self.languages = languages
  }

  /// Why a row is no unit.
  struct Problem: Error {
    var code: Rejection.Code
    var message: String
    /// The field that is wrong; behind the last one where there are too few.
    var field = 0
  }

  /// The unit of a row with as many fields as there are columns.
  func unit(_ fields: [String], row: Int) throws(Problem) -> TranslationUnit {
    guard fields.count == names.count else {
      throw Problem(
        code: .wrongColumns, message: "expected \(names.count) columns, found \(fields.count)",
        field: min(names.count, fields.count))
    }
    var unit = TranslationUnit(
      id: String(row), source: TranslationUnitVariant(language: languages.source, text: ""),
      target: TranslationUnitVariant(language: languages.target, text: ""))
    for (index, text) in fields.enumerated() {
      do {
        try set(names[index], text, in: &unit)
      } catch {
        throw Problem(code: error.code, message: error.message, field: index)
      }
    }
    return unit
  }

  private func set(
    _ name: String, _ text: String, in unit: inout TranslationUnit
  ) throws(Problem) {
    switch name {
    case "id": unit.id = text.isEmpty ? unit.id : text
    case "source": unit.source.text = text
    case "target": unit.target.text = text
    case "pair": unit.pair = text.isEmpty ? nil : text
    case "engine": unit.engine = text.isEmpty ? nil : text
    case "bead":
      guard !text.isEmpty else { break }
      guard let kind = BeadKind(text) else {
        throw Problem(
          code: .wrongType, message: "expected a bead such as 1-2, found \"\(text.prefix(20))\"")
      }
      unit.bead = kind
    case "score":
      guard !text.isEmpty else { break }
      guard let score = Double(text), score.isFinite else {
        throw Problem(
          code: .wrongType, message: "expected a number as score, found \"\(text.prefix(20))\"")
      }
      unit.score = score
    default: unit.extra.append(JSONMember(name, .string(text)))
    }
  }
}

extension BeadKind {
  /// Reads `1-2`.
  init?(_ text: String) {
    var text = text
    guard let kind = text.withUTF8({ BeadKind($0) }) else { return nil }
    self = kind
  }

  /// Reads `1-2`, each number below a million.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count >= 3, text.count <= 13 else { return nil }
    var (source, target) = (0, 0)
    var (part, digits) = (0, 0)
    for byte in text {
      if byte == UInt8(ascii: "-"), part == 0, digits > 0 {
        (part, digits) = (1, 0)
      } else if byte &- 0x30 < 10, digits < 6 {
        let digit = Int(byte - 0x30)
        if part == 0 { source = source * 10 + digit } else { target = target * 10 + digit }
        digits += 1
      } else {
        return nil
      }
    }
    guard part == 1, digits > 0 else { return nil }
    self.init(source, target)
  }
}
