// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Foundation
import Testing

struct `Interchange` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ units: [TranslationUnit], _ format: UnitFormat, name: String, header: CorpusHeader? = nil,
    languages: LanguagePair = .englishChinese, isSpreadsheet: Bool = false
  ) throws {
    var options = UnitWriter.Options()
    options.languages = languages
    options.header = header
    options.isSpreadsheet = isSpreadsheet
    var writer = try UnitWriter(path: folder.path(name), format: format, options: options)
    for unit in units { try writer.write(unit) }
    try writer.finish()
  }

  private func read(
    _ name: String, _ format: UnitFormat, languages: LanguagePair = .englishChinese
  ) throws -> (units: [TranslationUnit], header: CorpusHeader?) {
    try Self.read(folder.path(name), format, languages: languages)
  }

  private static func read(
    _ path: String, _ format: UnitFormat, languages: LanguagePair = .englishChinese
  ) throws -> (units: [TranslationUnit], header: CorpusHeader?) {
    var reader = try format.open(path: path, languages: languages)
    var units: [TranslationUnit] = []
    while let record = try reader.next() {
      if case .success(let unit) = record { units.append(unit) }
    }
    return (units, reader.header)
  }

  /// A unit that has everything.
  private var rich: TranslationUnit {
    var source = TranslationUnitVariant(
      language: "en", text: "Press OK, now.",
      codes: [
        InlineCode(kind: .isolatedBegin, offset: 0, match: "1", type: "italic", data: "<i>"),
        InlineCode(kind: .begin, offset: 0, pair: "1", match: "2", type: "bold", data: "<b>"),
        InlineCode(kind: .highlightBegin, offset: 6, match: "3", type: "verb"),
        InlineCode(
          kind: .placeholder, offset: 6, match: "4", type: "image", association: "b",
          data: "<img alt=\"\">",
          subflows: [
            InlineCode.Subflow(
              offset: 10, text: "A mark", codes: [InlineCode(kind: .unknown, offset: 2, data: "&")],
              type: "alt", dataType: "html")
          ]),
        InlineCode(kind: .end, offset: 8, pair: "1", data: "</b>"),
        InlineCode(kind: .highlightEnd, offset: 8),
        InlineCode(kind: .placeholder, offset: 14, data: "<br/>"),
      ])
    source.notes = [UnitNote("said twice", language: "en", originalEncoding: "iso-8859-1")]
    source.properties = [UnitProperty(type: "x-s", value: "1")]
    source.attributes.changedOn = UnitDate("20020523T091200Z")
    var target = TranslationUnitVariant(language: "zh-Hans", text: "请按确定。")
    target.codes = [InlineCode(kind: .placeholder, offset: 3, match: "4", data: "<br/>")]
    var unit = TranslationUnit(
      id: "a b", source: source, target: target, bead: BeadKind(1, 2), score: 0.5, pair: "p",
      engine: "google",
      properties: [
        UnitProperty(type: "x-one", value: " spaced  \n", language: "en"),
        UnitProperty(type: "x-two", value: ""), UnitProperty(type: "x-one", value: "again"),
      ], extra: [JSONMember("k", .array([.integer(1), .null]))])
    unit.notes = [UnitNote("look"), UnitNote("and look again", language: "de")]
    unit.attributes.usageCount = 3
    unit.attributes.createdBy = "ys"
    unit.attributes.segmentation = "block"
    unit.furtherVariants = [
      TranslationUnitVariant(
        language: "fr", text: "Appuyez.", codes: [InlineCode(kind: .placeholder, offset: 1)]),
      TranslationUnitVariant(language: "fr", text: "Cliquez."),
    ]
    return unit
  }

  private var header: CorpusHeader {
    var header = CorpusHeader()
    header.sourceLanguage = "en"
    header.administrativeLanguage = "de"
    header.attributes.originalFormat = "Memory"
    header.attributes.createdOn = UnitDate("20020523T091200Z")
    header.notes = [UnitNote("of the file")]
    header.properties = [UnitProperty(type: "x-h", value: "v")]
    header.encodings = [
      CorpusHeader.UserEncoding(
        name: "Mac", base: "Macintosh",
        characters: [CorpusHeader.UserEncoding.Character(unicode: "#xF8FF", code: "#xF0")])
    ]
    return header
  }

  @Test func `in TMX keeps everything, the header too`() throws {
    try write([rich], .tmx, name: "a.tmx", header: header)
    let found = try read("a.tmx", .tmx)
    #expect(found.units == [rich])
    var expected = header
    expected.attributes.segmentation = "sentence"
    expected.attributes.dataType = "plaintext"
    expected.attributes.creationTool = "bitext"
    expected.attributes.creationToolVersion = BitextVersion.current
    #expect(found.header == expected)
  }

  @Test func `in JSON lines keeps everything`() throws {
    try write([rich], .jsonl, name: "a.jsonl")
    #expect(try read("a.jsonl", .jsonl).units == [rich])
  }

  @Test func `in XLIFF 1-2 keeps what the format can hold, and names the rest`() throws {
    var losses = UnitLosses(format: .xliff)
    losses.add(rich)
    #expect(losses.all.map(\.name) == ["sides", "further_languages", "note_details"])
    #expect(losses.all.map(\.count) == [2, 2, 2])
    try write([rich], .xliff, name: "a.xlf")
    let found = try #require(try read("a.xlf", .xliff).units.first)
    #expect(found.source.text == rich.source.text && found.target == rich.target)
    #expect(found.source.codes == rich.source.codes)
    #expect(found.notes == rich.notes && found.attributes == rich.attributes)
    #expect(found.properties.map(\.value) == rich.properties.map(\.value))
    #expect(
      (found.id, found.pair, found.engine, found.score, found.bead) == (
        "a b", "p", "google", 0.5, BeadKind(1, 2)
      ))
    #expect(found.extra == rich.extra)
  }

  @Test(arguments: [UnitFormat.xliff, .xliff2])
  func `in XLIFF pairs codes that enclose, overlap or have no data`(format: UnitFormat) throws {
    func code(_ kind: InlineCode.Kind, _ offset: Int, _ id: String?, _ data: String = "")
      -> InlineCode
    {
      InlineCode(kind: kind, offset: offset, pair: id, match: kind == .begin ? id : nil, data: data)
    }
    let texts: [[InlineCode]] = [
      [code(.begin, 0, "1"), code(.begin, 1, "2"), code(.end, 2, "2"), code(.end, 3, "1")],
      [code(.begin, 0, "1"), code(.begin, 1, "2"), code(.end, 2, "1"), code(.end, 3, "2")],
      [
        code(.begin, 0, "1", "<b>"), code(.end, 2, "1", "</b>"), code(.begin, 2, "2"),
        code(.end, 4, "2"),
      ],
      [
        InlineCode(kind: .isolatedEnd, offset: 1, match: "7", data: "</i>"),
        InlineCode(kind: .unknown, offset: 1, match: "8", data: "?"),
      ],
    ]
    let units = texts.enumerated().map { number, codes in
      TranslationUnit(
        id: "u\(number)",
        source: TranslationUnitVariant(language: "en", text: "word", codes: codes),
        target: TranslationUnitVariant(language: "zh-Hans", text: "word", codes: codes))
    }
    try write(units, format, name: "a.xlf")
    #expect(try read("a.xlf", format).units == units)
  }

  @Test func `in XLIFF reads what other tools write`() throws {
    try folder.write(
      "b.xlf",
      """
      <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="f.html" \
      source-language="en" target-language="de" datatype="html"><body><group id="g"><trans-unit id="1">\
      <source>A <g id="1" ctype="bold">b</g><x id="2"/></source><seg-source><mrk mtype="seg" mid="1">A</mrk></seg-source>\
      <target state="translated"><mrk mtype="seg" mid="1">Ein <g id="1" ctype="bold">B</g></mrk></target>\
      <alt-trans><source>no</source><target>nein</target></alt-trans><note from="x">n</note></trans-unit>\
      <trans-unit id="2"><source>open</source></trans-unit></group></body></file></xliff>
      """)
    let found = try read("b.xlf", .xliff)
    #expect(found.units.map(\.target.text) == ["Ein B"])
    #expect(found.units.first?.source.codes.map(\.kind) == [.begin, .end, .placeholder])
    #expect(found.units.first?.source.codes.first?.type == "bold")
    #expect(found.units.first?.notes == [UnitNote("n")])
    #expect(
      found.units.first?.properties == [UnitProperty(type: "x-xliff-state", value: "translated")])
    #expect(found.header?.targetLanguage == "de")
    try folder.write(
      "c.xlf",
      """
      <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr"><file id="f">\
      <unit id="u"><originalData><data id="d1">&lt;b></data></originalData>\
      <segment id="s1"><source>A <pc id="1" dataRefStart="d1">b</pc>.</source><target>Un <pc id="1" dataRefStart="d1">b</pc>.</target></segment>\
      <ignorable><source> </source></ignorable>\
      <segment><source>C<cp hex="0001"/><ph id="2"/></source><target>D</target></segment></unit></file></xliff>
      """)
    let second = try read("c.xlf", .xliff).units
    #expect(second.map(\.id) == ["u#s1", "u#1"])
    #expect(second.first?.source.codes.map(\.data) == ["<b>", ""])
    #expect(second.last?.source.text == "C\u{1}" && second.last?.target.language == "fr")
  }

  @Test func `in PO keeps comments, contexts and plurals of other tools`() throws {
    let text = """
      # first
      msgid ""
      msgstr "Language: zh_CN\\nContent-Type: text/plain; charset=UTF-8\\n"

      # a note
      #. for translators
      #: main.c:12
      #, fuzzy, c-format
      #| msgid "old"
      msgctxt "menu"
      msgid "One \\"file\\"\\n"
      msgid_plural "%d files"
      msgstr[0] ""
      "一个"
      "文件\\n"
      msgstr[1] "文件"

      msgid "open"
      msgstr ""
      #~ msgid "gone"
      #~ msgstr "没了"

      """
    try folder.write("a.po", text)
    let found = try read("a.po", .po)
    #expect(found.units.map(\.target.text) == ["一个文件\n", "没了"])
    #expect(
      found.units[0].source.text == "One \"file\"\n" && found.units[0].target.language == "zh_CN")
    #expect(
      found.units[0].properties.map(\.type) == [
        "x-po-context", "x-po-extracted", "x-po-reference", "x-po-flag", "x-po-previous",
        "x-po-plural",
        "x-po-msgstr-1",
      ])
    try write(
      found.units, .po, name: "b.po", languages: LanguagePair(source: "en", target: "zh_CN"))
    #expect(try read("b.po", .po).units == found.units)
  }

  private func plain(_ id: String, _ source: String, _ target: String) -> TranslationUnit {
    TranslationUnit(
      id: id, source: TranslationUnitVariant(language: .english, text: source),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: target))
  }

  @Test func `in two files of lines is read by the name of one, or by what both begin with`() throws
  {
    try write([plain("0", "a", "一"), plain("1", "b\nc", "二\t三")], .moses, name: "m")
    #expect(try folder.names == ["m.en", "m.zh-Hans"])
    for name in ["m", "m.en", "m.zh-Hans", "m.moses"] {
      #expect(try read(name, .moses).units.map(\.source.text) == ["a", "b c"])
    }
    try folder.write("m.zh-Hans", "一\n")
    let failure = #expect(throws: CorpusFailure.self) { try read("m", .moses) }
    #expect(failure?.line == 2)
  }

  @Test func `by ladder joins the lines between two rungs`() throws {
    try folder.write("l.en", "one\ntwo\nthree\nfour\n")
    try folder.write("l.zh-Hans", "一\n二\n三\n")
    try folder.write("l.ladder", "0\t0\t0.5\n1\t2\t0.25\n3\t2\t1\n4\t3\t0\n")
    let units = try read("l.ladder", .ladder).units
    #expect(
      units.map(\.source.text) == ["one", "four"] && units.map(\.target.text) == ["一二", "三"])
    #expect(
      units.map(\.score) == [0.5, 1] && units.map(\.bead) == [BeadKind(1, 2), BeadKind(1, 1)])
    try write(units, .ladder, name: "n.ladder")
    #expect(try read("n.ladder", .ladder).units.map(\.target.text) == ["一二", "三"])
    for bad in ["1\t1\t0\n", "0\t0\t0\n2\t1\t0\n1\t2\t0\n", "0\t0\t0\n9\t1\t0\n", "x\n"] {
      try folder.write("l.ladder", bad)
      #expect(throws: CorpusFailure.self) { try read("l.ladder", .ladder) }
    }
  }

  @Test func `as OPUS links is read with its documents, words or texts`() throws {
    var unit = plain("k1", "a < b", "一")
    unit.score = 0.75
    try write([unit, plain("k2", "c", "二")], .xces, name: "o.xces")
    #expect(try folder.names == ["o.en.xml", "o.xces", "o.zh-Hans.xml"])
    let found = try read("o.xces", .xces).units
    #expect(found.map(\.source.text) == ["a < b", "c"] && found.map(\.id) == ["k1", "k2"])
    #expect(found.first?.score == 0.75 && found.first?.target.language == .simplifiedChinese)
    try folder.write(
      "en/d.xml",
      "<document><s id=\"1\"><w>Two</w> <w>words</w></s><s id=\"2\">More</s><s id=\"3\">x</s></document>"
    )
    try folder.write(
      "zh/d.xml", "<document><s id=\"1\"><w>两个</w><w>词</w></s><s id=\"2\">y</s></document>")
    try folder.write(
      "p.xces",
      "<!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\"><cesAlign><linkGrp fromDoc=\"en/d.xml.gz\" toDoc=\"zh/d.xml.gz\">"
        + "<link xtargets=\"1 2;1\"/><link xtargets=\";2\"/><link xtargets=\"3;9\"/></linkGrp></cesAlign>"
    )
    var reader = try UnitFormat.xces.open(path: folder.path("p.xces"))
    let first = try #require(try reader.next()).get()
    #expect(first.source.text == "Two words More" && first.target.text == "两个词")
    #expect(first.bead == BeadKind(2, 1) && first.source.language == "en")
    guard case .failure(let rejected) = try reader.next() else { throw CancellationError() }
    #expect(rejected.rejection.code == .missingSide)
    #expect(try reader.next() == nil)
  }

  @Test func `as terms keeps concepts of several languages`() throws {
    let entry = TermEntry(
      id: "c1",
      terms: [
        TermEntry.Term(
          language: "en", text: "federated learning", status: .preferred, partOfSpeech: "noun"),
        TermEntry.Term(
          language: "zh-Hans", text: "联邦学习", context: "在联邦学习中", notes: [UnitNote("n")]),
        TermEntry.Term(language: "zh-Hans", text: "联合学习", status: .deprecated),
      ], subject: "machine learning", definition: "a < b", notes: [UnitNote("all")])
    var writer = try TBXWriter(to: try OutputFile(path: folder.path("a.tbx")))
    try writer.write(entry)
    try writer.finish()
    let found = try readAll(TBXReader(try ByteSource(path: folder.path("a.tbx")))).records
    #expect(found == [entry])
    #expect(found.first?.terms(in: "zh").map(\.text) == ["联邦学习", "联合学习"])
    let unit = try #require(try read("a.tbx", .tbx).units.first)
    #expect(unit.target.text == "联邦学习" && unit.furtherVariants.map(\.text) == ["联合学习"])
    try write([unit], .tbx, name: "b.tbx")
    #expect(try read("b.tbx", .tbx).units == [unit])
    try folder.write(
      "c.tbx",
      "<tbx type=\"TBX-Basic\"><text><body><conceptEntry id=\"1\"><langSec xml:lang=\"en\"><termSec><term>a</term></termSec></langSec></conceptEntry></body></text></tbx>"
    )
    let third = try readAll(TBXReader(try ByteSource(path: folder.path("c.tbx"))))
    #expect(third.records.first?.terms.first?.text == "a")
  }

  @Test func `for spreadsheets is marked, and formulas are defused`() throws {
    var unit = plain("=1+1", "@a", "-b")
    unit.score = 0.5
    for (format, separator) in [(UnitFormat.tsv, "\t"), (.csv, ",")] {
      try write([unit], format, name: "s.\(format.rawValue)", isSpreadsheet: true)
      let text = try folder.text("s.\(format.rawValue)")
      #expect(text.unicodeScalars.first == "\u{feff}")
      #expect(text.contains(["'=1+1", "'@a", "'-b"].joined(separator: separator)))
      #expect(try read("s.\(format.rawValue)", format).units.first?.score == 0.5)
    }
  }

  @Test func `in CSV reads quotes, line breaks and other separators`() throws {
    try folder.write("a.csv", "\u{feff}\"source\";target\r\n\"a \"\"b\"\"\r\nc\";一\r\n")
    #expect(try read("a.csv", .csv).units.map(\.source.text) == ["a \"b\"\r\nc"])
  }

  // MARK: Real files

  private static let listing = "data/tmx/LISTING.tsv"

  @Test(.enabled(if: TestFiles.hasShared("data/tmx/LISTING.tsv"), "needs ../shared/data/tmx"))
  func `with real TMX files loses no unit, and what is read is written and read equal`() throws {
    let rows = try TestFiles.rows(TestFiles.shared + "/" + Self.listing)
    let columns = rows[0]
    let (file, count, langs) = (
      try #require(columns.firstIndex(of: "file")), try #require(columns.firstIndex(of: "tu")),
      try #require(columns.firstIndex(of: "langs"))
    )
    for row in rows.dropFirst() {
      let path = TestFiles.shared + "/data/tmx/" + row[file]
      var reader = try UnitFormat.tmx.open(path: path)
      var units: [TranslationUnit] = []
      var rejected: [Rejection] = []
      while let record = try reader.next() {
        switch record {
        case .success(let unit): units.append(unit)
        case .failure(let failure): rejected.append(failure.rejection)
        }
      }
      #expect(units.count + rejected.count == Int(row[count]), "\(row[file])")
      #expect(rejected.allSatisfy { $0.code == .missingSide })
      if rejected.isEmpty {
        let found = Set(units.flatMap(\.variants).map { $0.language.tag.lowercased() })
        #expect(found == Set(row[langs].split(separator: ",").map(String.init)), "\(row[file])")
      }
      for format in [UnitFormat.tmx, .jsonl] {
        let name = "again." + format.rawValue
        try write(units, format, name: name, header: reader.header)
        #expect(try read(name, format).units == units, "\(row[file]) by \(format)")
      }
      if TestFiles.exists("/usr/bin/xmllint") {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/xmllint")
        process.arguments = [
          "--noout", "--nonet", "--dtdvalid", TestFiles.shared + "/data/tmx/tmx14.dtd",
          folder.path("again.tmx"),
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(row[file])")
      }
    }
  }

  @Test(.enabled(if: TestFiles.hasShared("data/tmx/LISTING.tsv"), "needs ../shared/data/tmx"))
  func `validation of real TMX files agrees with their DTD, but for what a DTD cannot say`() throws
  {
    let rows = try TestFiles.rows(TestFiles.shared + "/" + Self.listing)
    let columns = rows[0]
    let (file, version, valid) = (
      try #require(columns.firstIndex(of: "file")), try #require(columns.firstIndex(of: "version")),
      try #require(columns.firstIndex(of: "dtd14_valid"))
    )
    var others: [String] = []
    for row in rows.dropFirst() where row[version] == "1.4" {
      var problems: [UnitProblem] = []
      _ = try UnitValidator(format: .tmx).run(path: TestFiles.shared + "/data/tmx/" + row[file]) {
        problems.append($0)
      }
      let isValid = !problems.contains { $0.severity == .error }
      if isValid != (row[valid] == "True") { others.append(row[file]) }
    }
    // A namespace, which the DTD does not know; codes that do not pair up, which it cannot know.
    #expect(others == ["disfr__multilanguage.tmx", "omegat__invalid.tmx"])
  }
}
