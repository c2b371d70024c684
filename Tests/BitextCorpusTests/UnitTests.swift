// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

struct `Unit formats` {
  /// A unit that every format can hold whole.
  private func unit(_ id: String, _ source: String, _ target: String) -> TranslationUnit {
    TranslationUnit(
      id: id, source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target))
  }

  private func nasty(with more: [String] = []) -> [TranslationUnit] {
    var random = TestRandom(seed: 21)
    var units = (NastyText.texts + more).enumerated().map { number, text in
      unit("id-\(number)-" + text, text, "译" + text)
    }
    for number in 0..<300 {
      var made = unit(
        "r\(number)", random.text(pieces: NastyText.pieces + more, upTo: 30),
        random.text(pieces: NastyText.pieces + more, upTo: 30))
      made.bead = BeadKind(number % 4, 1 + number % 3)
      made.score = Double(number % 101) / 100
      made.pair = "p" + random.text(upTo: 4)
      made.engine = "e" + random.text(upTo: 2)
      units.append(made)
    }
    return units
  }

  private func roundTrip(
    _ units: [TranslationUnit], _ format: UnitFormat, languages: LanguagePair = .englishChinese,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("units." + format.rawValue)
    try checkWriterReaderRoundTrip(
      units,
      write: { units in
        var writer = try UnitWriter(
          to: try OutputFile(path: path), format: format, languages: languages)
        for unit in units { try writer.write(unit) }
        try writer.finish()
      },
      read: {
        let reader = try format.reader(try ByteSource(path: path), languages: languages)
        let found = try all(reader)
        #expect(found.rejections.isEmpty, sourceLocation: sourceLocation)
        return found.records
      }, sourceLocation: sourceLocation)
  }

  private func all(
    _ reader: any CorpusReader<TranslationUnit>
  ) throws -> (records: [TranslationUnit], rejections: [Rejection]) {
    func open(
      _ reader: some CorpusReader<TranslationUnit>
    ) throws -> (records: [TranslationUnit], rejections: [Rejection]) { try readAll(reader) }
    return try open(reader)
  }

  @Test(arguments: [UnitFormat.tmx, .tsv, .csv, .jsonl, .xliff, .xliff2, .po])
  func `read back what they wrote, however nasty`(format: UnitFormat) throws {
    try roundTrip(nasty(), format)
  }

  @Test(arguments: [UnitFormat.tsv, .csv, .jsonl, .po])
  func `but XML keep characters that XML cannot hold`(format: UnitFormat) throws {
    try roundTrip(nasty(with: NastyText.notInXML), format)
  }

  @Test(arguments: [UnitFormat.tmx, .jsonl, .xliff, .xliff2, .po])
  func `keep properties, languages and unknown keys`(format: UnitFormat) throws {
    let units = NastyText.texts.map { text in
      var made = unit("u" + text, "s", "t")
      made.properties = [
        UnitProperty(type: "x-one", value: text), UnitProperty(type: "x-one", value: "again"),
        UnitProperty(type: "x-two" + text, value: ""),
      ]
      made.extra = [
        JSONMember("key", .array([.string(text), .integer(1), .null])),
        JSONMember("a=b", .string("=")),
        JSONMember("k" + text, .object([JSONMember("n", .number(1.5))])),
      ]
      made.source.language = "en-GB"
      made.target.language = "zh-Hant"
      return made
    }
    try roundTrip(units, format, languages: LanguagePair(source: "en-GB", target: "zh-Hant"))
  }

  /// The header names one source language; a unit in the other direction must say so itself.
  @Test(arguments: [UnitFormat.tmx, .jsonl, .xliff, .huggingface])
  func `keep the direction of each unit`(format: UnitFormat) throws {
    let forth = unit("a", "Forth.", "去。")
    let back = TranslationUnit(
      id: "b", source: TranslationUnitVariant(language: .simplifiedChinese, text: "回。"),
      target: TranslationUnitVariant(language: .english, text: "Back."))
    let third = TranslationUnit(
      id: "c", source: TranslationUnitVariant(language: "de", text: "Zurück."),
      target: TranslationUnitVariant(language: .english, text: "Back."))
    try roundTrip([forth, back, third], format)
  }

  @Test(arguments: UnitFormat.allCases.filter { !$0.hasSeveralFiles })
  func `hold no units at all`(format: UnitFormat) throws { try roundTrip([], format) }

  @Test(arguments: [
    ("a.tmx", UnitFormat.tmx), ("a.TSV.gz", .tsv), ("b.jsonl.zst", .jsonl), ("b.ndjson", .jsonl),
    ("c.xlf", .xliff), ("c.po.gz", .po), ("c.csv", .csv), ("c.tbx", .tbx), ("c.xces", .xces),
  ])
  func `are told by the name`(path: String, format: UnitFormat) throws {
    #expect(try UnitFormat.resolved(path: path, name: nil) == format)
  }

  @Test func `must be named where the file's name does not tell`() {
    for (path, name) in [("-", nil), ("a.txt", nil), ("a.tmx", "docx")] as [(String, String?)] {
      let failure = #expect(throws: CorpusFailure.self) {
        try UnitFormat.resolved(path: path, name: name)
      }
      #expect(failure?.code == .unknownFormat)
      #expect(failure?.message.contains("tmx") == true)
    }
    #expect(throws: Never.self) { try UnitFormat.resolved(path: "-", name: "tsv") }
  }
}

struct `TSV` {
  private func read(
    _ text: String, limit: Int = 1000
  ) throws -> (records: [TranslationUnit], rejections: [Rejection]) {
    let folder = try TemporaryFolder()
    return try readAll(
      TSVReader(try ByteSource(path: try folder.write("in.tsv", text)), limit: limit))
  }

  @Test func `is a header and one escaped row a unit`() throws {
    let folder = try TemporaryFolder()
    var writer = try TSVWriter(to: try OutputFile(path: folder.path("out.tsv")))
    try writer.write(
      TranslationUnit(
        id: "a\tb", source: TranslationUnitVariant(language: .english, text: "one\ntwo\\n"),
        target: TranslationUnitVariant(language: .chinese, text: "一\r"), bead: BeadKind(1, 2),
        score: 0.98765))
    try writer.finish()
    #expect(
      try folder.text("out.tsv")
        == "id\tsource\ttarget\tbead\tscore\tpair\tengine\na\\tb\tone\\ntwo\\\\n\t一\\r\t1-2\t0.9877\t\t\n"
    )
  }

  @Test func `takes columns in any order and keeps unknown ones`() throws {
    let found = try read("\u{feff}target\tnote\tsource\n译\tn\\\\x\ts\n")
    #expect(found.records.map(\.source.text) == ["s"])
    #expect(found.records.map(\.target.text) == ["译"])
    #expect(found.records.first?.extra == [JSONMember("note", .string("n\\x"))])
    #expect(found.records.first?.id == "0")
  }

  @Test func `without the needed columns is malformed`() {
    let failure = #expect(throws: CorpusFailure.self) { try read("id\tsource\n") }
    #expect(failure?.code == .malformed)
    #expect(failure?.line == 1)
  }

  @Test(arguments: [
    ("a\tb", Rejection.Code.wrongColumns), ("a\tb\tc\td\te", .wrongColumns),
    ("a\tb\tc\tone", .wrongType), ("a\tb\tc\t-1-2", .wrongType),
    ("a\t\(String(repeating: "x", count: 1200))\tc\t", .tooLong),
  ])
  func `rows that cannot be used are rejected in their place`(
    row: String, code: Rejection.Code
  ) throws {
    let found = try read("id\tsource\ttarget\tbead\n1\ts\tt\t1-1\n\(row)\n2\ts\tt\t\n")
    #expect(found.records.map(\.id) == ["1", "2"])
    #expect(found.rejections.map(\.code) == [code])
    #expect(found.rejections.first?.line == 3)
  }

  @Test func `scores must be numbers`() throws {
    let found = try read("source\ttarget\tscore\ns\tt\thigh\ns\tt\tnan\ns\tt\t0.5\n")
    #expect(found.rejections.map(\.code) == [.wrongType, .wrongType])
    #expect(found.records.map(\.score) == [0.5])
  }

  @Test func `rows that are not UTF-8 are rejected`() throws {
    let folder = try TemporaryFolder()
    let bytes = Array("source\ttarget\n".utf8) + [0xff, 9, 0x61, 10]
    let source = try ByteSource(path: try folder.write("in.tsv", bytes))
    #expect(try readAll(TSVReader(source)).rejections.map(\.code) == [.invalidUTF8])
  }
}

struct `JSON lines of units` {
  private func read(
    _ text: String
  ) throws -> (records: [TranslationUnit], rejections: [Rejection]) {
    let folder = try TemporaryFolder()
    return try readAll(
      JSONUnitReader(try ByteSource(path: try folder.write("in.jsonl", text)), limit: 400))
  }

  @Test func `take languages from the caller where they name none`() throws {
    let unit = try #require(try read(#"{"source":"s","target":"t"}"#).records.first)
    #expect(unit.source.language == .english && unit.target.language == .simplifiedChinese)
    #expect(unit.id == "0")
  }

  @Test(arguments: [
    ("x", Rejection.Code.invalidJSON), ("{}", .missingField), ("{\"source\":\"s\"}", .missingField),
    ("{\"source\":1,\"target\":\"t\"}", .wrongType),
    ("{\"source\":\"s\",\"target\":\"t\",\"bead\":\"x\"}", .wrongType),
    ("{\"source\":\"\(String(repeating: "x", count: 500))\",\"target\":\"t\"}", .tooLong),
  ])
  func `that cannot be used are rejected in their place`(line: String, code: Rejection.Code) throws
  {
    let found = try read("{\"source\":\"s\",\"target\":\"t\"}\n\(line)\n")
    #expect(found.records.count == 1)
    #expect(found.rejections.map(\.code) == [code])
    #expect(found.rejections.first?.line == 2)
  }
}
