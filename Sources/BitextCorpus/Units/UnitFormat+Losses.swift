// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// What the formats lose of a part that they hold on the whole.
extension UnitFormat {
  /// How many properties are lost: all where the format holds none, but those of the types that it holds.
  func lost(_ properties: [UnitProperty]) -> Int {
    guard !parts.contains(.properties) else { return 0 }
    var seen: Set<String> = []
    return properties.count { property in
      guard heldPropertyTypes.contains(where: { property.type.hasPrefix($0) }) else { return true }
      // A place holds one value.
      return !seen.insert(property.type).inserted || property.value.isEmpty
        || self == .bitextor && property.value.utf8.contains { (9...13).contains($0) }
    }
  }

  /// How many properties of one side are lost, where the format does not hold sides.
  func lost(onSide properties: [UnitProperty]) -> Int {
    self == .tbx ? lost(properties) : properties.count
  }

  /// How many properties are held without their language and encoding, where the format has no place for these.
  func stripped(_ properties: [UnitProperty]) -> Int {
    let types = heldPropertyTypes
    let holdsAll = parts.contains(.properties)
    return properties.count { property in
      !property.isPlain && (holdsAll || types.contains { property.type.hasPrefix($0) })
    }
  }

  /// Whether what is read back is in the languages of a unit.
  func keepsLanguages(of unit: TranslationUnit, in languages: LanguagePair) -> Bool {
    switch self {
    case .tbx: TBXUnitReader.keepsDirection(of: unit, languages)
    case .huggingface: unit.source.language != unit.target.language
    case .xliff:
      XLIFFCodes.isTag(unit.source.language.tag) && XLIFFCodes.isTag(unit.target.language.tag)
    default:
      parts.contains(.languages)
        || unit.source.language == languages.source && unit.target.language == languages.target
    }
  }

  /// Whether attributes are read back as they are.
  func keeps(_ attributes: UnitAttributes) -> Bool {
    guard self == .tmx, let segmentation = attributes.segmentation else { return true }
    return ["block", "paragraph", "sentence", "phrase"].contains(segmentation)
  }

  /// How many further languages are lost.
  func lostFurther(of unit: TranslationUnit) -> Int {
    guard parts.contains(.furtherLanguages) else { return unit.furtherVariants.count }
    guard self == .huggingface else { return 0 }
    var seen: Set<Language> = [unit.source.language, unit.target.language]
    return unit.furtherVariants.count { !seen.insert($0.language).inserted }
  }

  /// Whether a note is read back as it is, where the format holds notes.
  func keeps(_ note: UnitNote) -> Bool {
    switch self {
    case .tmx, .jsonl: return true
    case .xliff:
      return note.originalEncoding == nil
        && (note.language.map { XLIFFCodes.isTag($0.tag) } ?? true)
    case .xliff2: return note.originalEncoding == nil
    case .po:
      guard note.language == nil, note.originalEncoding == nil else { return false }
      // A line of a comment each, of which the white space at the end does not count.
      var text = note.text
      return text.withUTF8 { bytes in
        !bytes.contains { (9...13).contains($0) } && PageBytes.trimmed(bytes).last == bytes.last
      }
    default: return note.language == nil && note.originalEncoding == nil
    }
  }

  /// How many codes lose a name, a type or an association.
  func lostDetails(of codes: [InlineCode]) -> Int {
    var used: Set<String> = []
    return codes.reduce(0) { sum, code in
      let inside = code.subflows.reduce(0) { $0 + lostDetails(of: $1.codes) }
      return sum + inside + (keeps(code, &used) ? 0 : 1)
    }
  }

  private func keeps(_ code: InlineCode, _ used: inout Set<String>) -> Bool {
    if self == .jsonl { return true }
    let isEnd = code.kind == .end
    guard !isEnd || code.match == nil && code.type == nil else { return false }
    guard code.kind != .unknown || code.type == nil else { return false }
    switch self {
    case .tmx: return code.kind == .placeholder || code.association == nil
    case .xliff, .xliff2:
      if let match = code.match, !CodeIDs.isName(match) || !used.insert(match).inserted {
        return false
      }
      guard let association = code.association else { return true }
      return self == .xliff && code.kind == .placeholder && ["p", "f", "b"].contains(association)
    default: return true
    }
  }
}
