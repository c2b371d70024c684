// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

/// The law of every format: what is read back differs from what was written only in what was counted as lost.
struct `A format` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let languages = LanguagePair(source: "en", target: "zh-Hans")

  private func roundTrip(
    _ unit: [TranslationUnit], _ format: UnitFormat, _ languages: LanguagePair
  ) throws -> (units: [TranslationUnit], rejections: [Rejection], replaced: Int) {
    var options = UnitWriter.Options()
    options.languages = languages
    let path = folder.path("u." + format.rawValue)
    var writer = try UnitWriter(path: path, format: format, options: options)
    for unit in unit { try writer.write(unit) }
    let replaced = writer.replacedCharacters
    try writer.finish()
    var reader = try format.open(
      path: path, languages: format.namesLanguages ? languages : .englishChinese)
    var (units, rejections): ([TranslationUnit], [Rejection]) = ([], [])
    while let record = try reader.next() {
      switch record {
      case .success(let unit): units.append(unit)
      case .failure(let rejected): rejections.append(rejected.rejection)
      }
    }
    return (units, rejections, replaced)
  }

  @Test(arguments: UnitFormat.allCases)
  func `loses nothing that it does not count`(format: UnitFormat) throws {
    var random = RandomUnits(seed: 77)
    for number in 0..<100 {
      let unit = random.unit("u\(number)")
      var losses = UnitLosses(format: format, languages: languages)
      losses.add(unit)
      let found = try roundTrip([unit], format, languages)
      // Where languages or terms are keys, another text takes the place of one that is lost.
      let isShifted = losses[.emptyTexts] > 0 || losses[.languages] > 0
      guard let read = found.units.first, !(isShifted && (format == .tbx || format == .huggingface))
      else {
        #expect(isShifted, "\(unit)")
        continue
      }
      #expect(found.units.count == 1 && found.rejections.isEmpty)
      let differences = Self.differences(unit, read, format)
      for (part, words) in differences {
        // A character that was replaced is longer or shorter, so that codes move.
        let isCounted =
          losses[part] > 0 || found.replaced > 0 && (part == .lineBreaks || part == .codeDetails)
          || part == .noteDetails && losses[.properties] > 0
        #expect(isCounted, "\(format) \(words)\ngiven \(unit)\nfound \(read)")
      }
    }
  }

  @Test(arguments: UnitFormat.allCases)
  func `keeps whole what it counts no loss of`(format: UnitFormat) throws {
    // Units as a build makes them, in the order of a file.
    var random = RandomUnits(seed: 5)
    let units = (0..<300).map { random.plain("d\($0 / 9):\($0)") }
    let found = try roundTrip(units, format, languages)
    #expect(found.rejections.isEmpty && found.units.count == units.count)
    for (unit, read) in zip(units, found.units) {
      var losses = UnitLosses(format: format, languages: languages)
      losses.add(unit)
      for (part, words) in Self.differences(unit, read, format) where losses[part] == 0 {
        Issue.record("\(format): \(words) of \(unit) became \(read)")
      }
    }
  }

  @Test(arguments: [UnitFormat.xliff, .xliff2, .po])
  func `of entries that must not repeat keeps units that do`(format: UnitFormat) throws {
    var unit = TranslationUnit(
      id: "same", source: TranslationUnitVariant(language: "en", text: "One."),
      target: TranslationUnitVariant(language: "zh-Hans", text: "一。"))
    var units = [unit, unit]
    unit.properties = [UnitProperty(type: "x-po-context", value: "menu")]
    units += [unit, unit, unit]
    let found = try roundTrip(units, format, languages).units
    #expect(found == units)
    let text = try folder.text("u." + format.rawValue)
    let key = format == .po ? "msgctxt" : format == .xliff ? "<trans-unit" : "<unit"
    let keys = text.split(separator: "\n").filter { $0.contains(key) }
    #expect(Set(keys).count == 5, "\(keys)")
  }

  /// The parts in which two units differ, with words for people.
  private static func differences(
    _ unit: TranslationUnit, _ read: TranslationUnit, _ format: UnitFormat
  ) -> [(UnitParts, String)] {
    var parts: [(UnitParts, String)] = []
    func add(_ part: UnitParts, _ words: String, unless isSame: Bool) {
      if !isSame { parts.append((part, words)) }
    }
    add(.ids, "id", unless: Array(unit.id.utf8) == Array(read.id.utf8))
    // What has no place for them may say more than was there.
    add(.beads, "bead", unless: unit.bead == read.bead || unit.bead == nil)
    add(.scores, "score", unless: unit.score == read.score || unit.score == nil)
    add(.pairs, "pair", unless: unit.pair == read.pair)
    add(.engines, "engine", unless: unit.engine == read.engine)
    add(.unknownKeys, "unknown keys", unless: unit.extra == read.extra)
    add(.attributes, "attributes", unless: unit.attributes == read.attributes)
    add(.notes, "notes", unless: unit.notes.count <= read.notes.count)
    if unit.notes.count <= read.notes.count {
      add(.noteDetails, "notes' details", unless: unit.notes == read.notes || unit.notes.isEmpty)
    }
    var (given, found) = (unit.properties, read.properties)
    if format == .bitextor {
      // Columns have an order of their own.
      given.sort { $0.type < $1.type }
      found.sort { $0.type < $1.type }
    }
    if given.map(\.type) != found.map(\.type) {
      add(.properties, "properties", unless: given.isEmpty && format == .xces)
    } else {
      add(.noteDetails, "properties' details", unless: given == found)
    }
    sides(unit.source, read.source, format, &parts)
    sides(unit.target, read.target, format, &parts)
    let further = format == .tbx ? Self.grouped(unit) : unit.furtherVariants
    if further.map(\.language) != read.furtherVariants.map(\.language) {
      parts.append((.furtherLanguages, "further languages"))
    } else {
      for (one, other) in zip(further, read.furtherVariants) { sides(one, other, format, &parts) }
    }
    return parts
  }

  /// Further languages in the order of a termbase: the terms of one language stand together.
  private static func grouped(_ unit: TranslationUnit) -> [TranslationUnitVariant] {
    var order: [Language] = []
    for side in unit.variants where !order.contains(side.language) { order.append(side.language) }
    var sorted = order.flatMap { language in unit.variants.filter { $0.language == language } }
    sorted.removeAll { $0 == unit.source }
    sorted.removeAll { $0 == unit.target }
    return sorted.filter { $0.language != unit.source.language }
      + unit.variants.dropFirst().filter {
        $0.language == unit.source.language && $0 != unit.target
      }
  }

  private static func sides(
    _ side: TranslationUnitVariant, _ read: TranslationUnitVariant, _ format: UnitFormat,
    _ parts: inout [(UnitParts, String)]
  ) {
    if side.language != read.language { parts.append((.languages, "language")) }
    if Array(side.text.utf8) != Array(read.text.utf8) { parts.append((.lineBreaks, "text")) }
    if side.notes.count != read.notes.count || side.attributes != read.attributes
      || side.properties != read.properties
    {
      parts.append((.sides, "side"))
    } else if side.notes != read.notes {
      parts.append((.noteDetails, "a side's notes"))
    }
    let (codes, found) = (numbered(side.codes), numbered(read.codes))
    if codes.count != found.count {
      parts.append((.codes, "codes"))
    } else if codes != found {
      let hasSubflows = side.codes.contains { !$0.subflows.isEmpty }
      let isSubflow = hasSubflows && format == .xliff2
      parts.append((isSubflow ? .subflows : .codeDetails, "codes \(codes) became \(found)"))
    }
  }

  /// Codes with their pairs named by the order in which they begin: names hold within one text alone.
  private static func numbered(_ codes: [InlineCode]) -> [InlineCode] {
    var names: [String: String] = [:]
    return codes.map { code in
      var code = code
      if let pair = code.pair {
        names[pair] = names[pair] ?? "\(names.count)"
        code.pair = names[pair]
      }
      for index in code.subflows.indices {
        code.subflows[index].codes = numbered(code.subflows[index].codes)
      }
      return code
    }
  }
}
