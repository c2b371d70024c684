// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What a format could not hold, counted by part.
///
/// A law that holds for every format: what is written and read back differs from what was given only in parts that
/// are counted here.
public struct UnitLosses: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: UnitParts.named.count)
  private let format: UnitFormat
  private let held: UnitParts
  /// The languages of the file, or those that a format without any is read with.
  private let languages: LanguagePair

  /// Makes an empty count for a format.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - languages: those of the file that is written.
  public init(format: UnitFormat, languages: LanguagePair = .englishChinese) {
    self.format = format
    held = format.parts
    // Formats that name no language at all are read in the defaults.
    self.languages = format.namesLanguages ? languages : .englishChinese
  }

  /// The parts that were lost at all: name in JSON, count, what people are told.
  public var all: [(name: String, count: Int, words: String)] {
    zip(UnitParts.named, counts).filter { $1 > 0 }.map { ($0.name, $1, $0.words) }
  }

  /// How much of one part was lost.
  public subscript(part: UnitParts) -> Int {
    UnitParts.named.firstIndex { $0.part == part }.map { counts[$0] } ?? 0
  }

  /// Counts what a header holds and the format does not.
  public mutating func add(_ header: CorpusHeader) {
    lose(header.notes.count + header.properties.count + header.encodings.count, .header)
  }

  /// Counts what a unit holds and the format does not.
  public mutating func add(_ unit: TranslationUnit) {
    if unit.bead != nil { lose(1, .beads) }
    if unit.score != nil { lose(1, .scores) }
    if unit.pair != nil { lose(1, .pairs) }
    if unit.engine != nil { lose(1, .engines) }
    lose(unit.extra.count, .unknownKeys)
    lose(1, .ids)
    if !unit.properties.isEmpty { lose(format.lost(unit.properties), .properties) }
    if !format.keepsLanguages(of: unit, in: languages) { count(1, .languages) }
    if unit.source.text.isEmpty || unit.target.text.isEmpty
      || !unit.isPlain && unit.furtherVariants.contains(where: \.text.isEmpty)
    {
      lose(1, .emptyTexts)
    }
    if !unit.isPlain {
      lose(unit.notes.count, .notes)
      if !unit.attributes.isEmpty {
        lose(1, .attributes)
        if held.contains(.attributes), !format.keeps(unit.attributes) { count(1, .attributes) }
      }
      let further = format.lostFurther(of: unit)
      if further > 0 { count(further, .furtherLanguages) }
      if held.contains(.furtherLanguages) { for side in unit.furtherVariants { add(side) } }
    }
    add(unit.source)
    add(unit.target)
    addNoteDetails(of: unit)
  }

  private mutating func add(_ side: TranslationUnitVariant) {
    if !side.codes.isEmpty { add(side.codes) }
    if !side.isPlain {
      let notes = held.contains(.sideNotes) ? 0 : side.notes.count
      let properties = format.lost(onSide: side.properties)
      lose(notes + properties + (side.attributes.isEmpty ? 0 : 1), .sides)
      if held.contains(.sides), side.attributes.segmentation != nil, format == .tmx {
        count(1, .sides)
      }
    }
    if !held.contains(.lineBreaks), side.text.utf8.contains(where: { (9...13).contains($0) }) {
      lose(1, .lineBreaks)
    }
  }

  private mutating func add(_ codes: [InlineCode]) {
    lose(codes.count, .codes)
    lose(codes.reduce(0) { $0 + $1.subflows.count }, .subflows)
    guard held.contains(.codes) else { return }
    let lost = format.lostDetails(of: codes)
    if lost > 0 { count(lost, .codeDetails) }
  }

  /// Counts the languages, encodings and breaks of notes and properties that are held without them.
  private mutating func addNoteDetails(of unit: TranslationUnit) {
    lose(format.stripped(unit.properties), .noteDetails)
    guard !unit.isPlain || !unit.source.isPlain || !unit.target.isPlain else { return }
    var notes = held.contains(.notes) ? unit.notes : []
    if held.contains(.sideNotes) {
      let sides = held.contains(.furtherLanguages) ? unit.variants : [unit.source, unit.target]
      for side in sides where !side.isPlain { notes += side.notes }
    }
    guard !notes.isEmpty else { return }
    lose(notes.count { !format.keeps($0) }, .noteDetails)
  }

  private mutating func lose(_ number: Int, _ part: UnitParts) {
    if number > 0 && !held.contains(part) { count(number, part) }
  }

  private mutating func count(_ number: Int, _ part: UnitParts) {
    if let index = UnitParts.named.firstIndex(where: { $0.part == part }) {
      counts[index] += number
    }
  }
}
