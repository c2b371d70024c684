// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel

@testable import BitextLexicon
@testable import BitextMemory
@testable import BitextPairing

/// Files of our own in binary forms, made by the writers.
enum BinarySeeds {
  private static var builder: LexiconBuilder {
    var builder = LexiconBuilder()
    builder.add(["we"], to: "我们")
    builder.add(["propose", "present"], to: "提出", field: "papers")
    builder.add(["convergence", "converge"], to: "收敛", field: "mathematics")
    builder.add(["night"], to: "夜间")
    builder.add(["bridge", "viaduct over land"], to: "桥梁")
    return builder
  }

  /// A lexicon that indexes and aligners are asked through.
  static let smallLexicon = Lexicon(layers: [builder.layer(name: "small")])

  /// Lexicons: a small table of headwords, so that inputs stay short.
  static var lexicons: [[UInt8]] {
    var trained = LexiconBuilder()
    let stemmer = EnglishStemmer()
    for (headword, word, weight) in [("我们", "we", 0.9), ("收敛", "converge", 0.6)] {
      trained.add(
        link: headword, stem: stemmer.key(of: word.utf8), form: word, weight: Float(weight),
        reverse: 0.5)
      trained.set(occurrences: 12, of: headword)
    }
    return [smaller(builder), smaller(trained), smaller(LexiconBuilder())]
  }

  /// The image of a builder with as few slots as hold its headwords.
  private static func smaller(_ builder: LexiconBuilder) -> [UInt8] {
    let image = builder.image()
    let slots = image.withUnsafeBytes { Int($0.load(fromByteOffset: 36, as: UInt32.self)) }
    let head = LexiconImage.headerByteCount
    var entries: [HeadwordTable.Slot] = image.withUnsafeBytes { bytes in
      (0..<slots).map {
        bytes.load(fromByteOffset: head + 16 * $0, as: HeadwordTable.Slot.self)
      }
    }
    let kept = entries.filter { $0.entry != -2 }
    entries = Array(repeating: HeadwordTable.Slot(key: 0, entry: -2), count: 32)
    for slot in kept {
      var place = Int(truncatingIfNeeded: slot.key) & 31
      while entries[place].entry != -2 { place = (place + 1) & 31 }
      entries[place] = slot
    }
    var result = Array(image[..<head])
    withUnsafeBytes(of: UInt32(32)) { result.replaceSubrange(36..<40, with: $0) }
    entries.withUnsafeBytes { result += Array($0) }
    result += image[(head + 16 * slots)...]
    withUnsafeBytes(of: UInt64(result.count)) { result.replaceSubrange(16..<24, with: $0) }
    let sum = result.withUnsafeBytes {
      Checksum64.of(UnsafeRawBufferPointer(rebasing: $0[32...]))
    }
    withUnsafeBytes(of: sum) { result.replaceSubrange(24..<32, with: $0) }
    return result
  }

  /// Indexes: of one segment, of two, packed and not.
  static func indexes() throws -> [[UInt8]] {
    let scratch = Scratch()
    func documents(_ range: Range<Int>) -> [Document] {
      range.map {
        Document(
          id: "o\($0)", language: .english,
          text: "We present Lantern\($0)x, number \($0), for bridges at night.")
      }
    }
    func make(_ name: String, _ range: Range<Int>, adding: IndexFile? = nil) throws -> [UInt8] {
      let path = scratch.folder + "/" + name
      var builder = try IndexBuilder(
        path: path, adding: adding, samples: [], temporaryFolder: scratch.folder)
      for document in documents(range) + documents(range.lowerBound..<range.lowerBound + 1) {
        try builder.add(
          builder.preparation.prepare([document]) { text in
            text.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }
          }[0])
      }
      _ = try builder.finish()
      return Scratch.bytes(path)
    }
    let one = try make("one", 0..<4)
    let file = try IndexFile(path: scratch.folder + "/one")
    return [one, try make("two", 4..<6, adding: file), try make("none", 0..<0 + 1)]
  }

  /// Units of a memory.
  static func units(_ range: Range<Int>) -> [TranslationUnit] {
    range.map { number in
      var unit = TranslationUnit(
        id: "d:\(number)",
        source: TranslationUnitVariant(
          language: .english, text: "The quick fox w\(number) runs over the bridge at night."),
        target: TranslationUnitVariant(
          language: .simplifiedChinese, text: "快速的狐狸w\(number)在夜间跑过桥。"),
        bead: BeadKind(1, 1), score: 0.5, pair: "d", engine: "google")
      if number == 1 {
        unit.properties = [UnitProperty(type: "x", value: "1")]
        unit.notes = [UnitNote("note", language: .english)]
        unit.attributes.createdOn = UnitDate("20020523T091200Z")
        unit.attributes.usageCount = 3
        unit.source.codes = [InlineCode(kind: .placeholder, offset: 4, data: "<b/>")]
        unit.furtherVariants = [TranslationUnitVariant(language: Language("fr"), text: "renard")]
      }
      return unit
    }
  }

  /// Segments of a memory's index.
  static var segments: [[UInt8]] {
    [1, 3, 40].map { count in
      var builder = SegmentBuilder()
      var tokenizer = MemoryTokenizer()
      for (key, unit) in units(0..<count).enumerated() {
        builder.add(tokenizer.tokens(of: unit.source.text), key: Int64(key + 1))
      }
      return builder.image(direction: 1)
    }
  }

  /// Packed rows.
  static var details: [[UInt8]] {
    units(0..<2).map { unit in
      var detail = UnitDetail(unit: unit)
      detail.pair = 1
      detail.engine = 2
      detail.context = UnitContext(previous: 7, next: 9, previousStep: -1, nextStep: 1)
      var bytes = ByteRecord()
      detail.encode(into: &bytes)
      return bytes.bytes
    }
  }

  /// The files of a memory of a few units.
  static func store() async throws -> (file: [UInt8], segment: [UInt8]) {
    if let made = await StoreFiles.shared.made { return made }
    let scratch = Scratch()
    let path = scratch.folder + "/m.db"
    do {
      let memory = try MemoryStore(path: path)
      _ = try await memory.insert(units(0..<3))
      // Puts everything into the file and one segment.
      try await memory.vacuum()
    }
    let made = (Scratch.bytes(path), Scratch.bytes(path + "-index/2.segment"))
    await StoreFiles.shared.keep(made)
    return made
  }

  private actor StoreFiles {
    static let shared = StoreFiles()
    private(set) var made: (file: [UInt8], segment: [UInt8])?
    func keep(_ files: (file: [UInt8], segment: [UInt8])) { made = files }
  }

  /// Changes of a memory's files: places that mean something, and what could stand there.
  static func stores() throws -> [[UInt8]] {
    [
      [0, 0, 18, 9], [0, 0, 24, 1, 0, 0, 92, 7], [0, 32, 8, 255], [255, 255, 255, 0],
      [0, 0, 103, 2, 255, 255, 255, 0],
    ]
  }
}
